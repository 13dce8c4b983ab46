"""What the ages are called, in the language of a front page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin

from cms.models.audience import AgeBand
from cms.models.platforms import PlatformPage


class BandText(TranslatableMixin, models.Model):
    """What one age is called and told, in the language of the page it stands on."""

    page = ParentalKey(PlatformPage, related_name="band_texts")
    band = models.ForeignKey(AgeBand, models.CASCADE, related_name="texts", verbose_name=_("age"))
    name = models.CharField(_("name"), max_length=40)
    heading = models.CharField(_("heading"), max_length=80)
    intro = models.TextField(_("what this age needs"), blank=True)

    panels = [
        FieldPanel("band"),
        FieldPanel("name"),
        FieldPanel("heading"),
        FieldPanel("intro"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ("band__from_months",)
        verbose_name = _("text for an age")
        verbose_name_plural = _("texts for ages")
        constraints = [
            models.UniqueConstraint(fields=("page", "band"), name="%(app_label)s_%(class)s_once")
        ]

    def __str__(self) -> str:
        return self.name
