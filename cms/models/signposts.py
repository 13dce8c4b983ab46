"""What hangs on a wall and leads to a page: a short address whose target may change after print."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.forms import OwnPlatformsForm
from cms.models.audience import AgeBand, Platform


class Signpost(models.Model):
    """A poster, leaflet or card for one page or one age, at `/p/<slug>/`."""

    platform = models.ForeignKey(
        Platform, models.CASCADE, related_name="signposts", verbose_name=_("platform")
    )
    slug = models.SlugField(
        _("short address"), unique=True, help_text=_("What people type: /p/potte/")
    )
    heading = models.CharField(_("heading"), max_length=80)
    text = models.CharField(_("line under the heading"), max_length=200, blank=True)
    page = models.ForeignKey(
        "cms.GuidancePage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="signposts",
        verbose_name=_("page"),
        help_text=_("Empty: the front page of the age, or of the platform."),
    )
    band = models.ForeignKey(
        AgeBand,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("age"),
    )

    panels = [
        FieldRowPanel([FieldPanel("platform"), FieldPanel("slug")]),
        FieldPanel("heading"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("page"), FieldPanel("band")]),
    ]

    base_form_class = OwnPlatformsForm

    class Meta:
        ordering = ("platform__name", "slug")
        verbose_name = _("poster")
        verbose_name_plural = _("posters")

    def __str__(self) -> str:
        return self.heading

    def clean(self) -> None:
        if self.band and self.band.platform_id != self.platform_id:
            raise ValidationError({"band": _("This age belongs to another platform.")})


class Scan(models.Model):
    """How often a signpost was followed in a week. No time, no address, no device."""

    signpost = models.ForeignKey(Signpost, models.CASCADE, related_name="scans")
    week = models.CharField(max_length=8)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-week",)
        constraints = [
            models.UniqueConstraint(
                fields=("signpost", "week"), name="%(app_label)s_%(class)s_once_a_week"
            )
        ]

    def __str__(self) -> str:
        return f"{self.signpost} {self.week}: {self.count}"
