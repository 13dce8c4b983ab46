"""When to seek help: one level after another, each named in words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class CareLevel(models.TextChoices):
    """Named in words, because colour alone is not seen by everyone."""

    WAIT = "wait", _("Can wait")
    DOCTOR = "doctor", _("Call your own doctor")
    ACUTE = "acute", _("Emergency: call 112, or 1813 / the out-of-hours doctor")


class CareBlock(blocks.StructBlock):
    level = blocks.ChoiceBlock(label=_("level"), choices=CareLevel.choices)
    text = blocks.TextBlock(label=_("when"))

    class Meta:
        icon = "warning"
        label = _("When to seek help")
        template = "cms/blocks/care.html"
        description = _("A level named in words, and what one sees.")
        preview_value = {"level": "doctor", "text": "Barnet har ondt, når det tisser."}


class CareStream(blocks.StreamBlock):
    care = CareBlock()

    class Meta:
        min_num = 1
