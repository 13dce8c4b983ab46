"""The parts an editor builds advice from. Each shows itself in the picker with icon, preview and words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

TEXT_FEATURES = ["bold", "ul", "ol", "link"]


class TextBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=80)
    text = blocks.RichTextBlock(label=_("text"), features=TEXT_FEATURES)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "cms/blocks/text.html"
        description = _("A heading and a short text.")
        preview_value = {
            "heading": "Hvorfor det virker",
            "text": "<p>Kroppen lærer bedst i et roligt tempo.</p>",
        }


class StepsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=80)
    steps = blocks.ListBlock(blocks.CharBlock(label=_("step")), label=_("steps"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "cms/blocks/steps.html"
        description = _("What to do, one thing at a time, numbered.")
        preview_value = {
            "heading": "Sådan gør I",
            "steps": ["Vælg fem faste tider.", "Giv fødderne støtte."],
        }


class DoDontBlock(blocks.StructBlock):
    do = blocks.ListBlock(blocks.CharBlock(), label=_("do"), min_num=1)
    dont = blocks.ListBlock(blocks.CharBlock(), label=_("avoid"), min_num=1)

    class Meta:
        icon = "check"
        label = _("Do and avoid")
        template = "cms/blocks/do_dont.html"
        description = _("Two short lists side by side.")
        preview_value = {"do": ["Ros for at sidde."], "dont": ["Skæld ikke ud."]}


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


class GuidanceStream(blocks.StreamBlock):
    text = TextBlock()
    steps = StepsBlock()
    do_dont = DoDontBlock()


class CareStream(blocks.StreamBlock):
    care = CareBlock()

    class Meta:
        min_num = 1
