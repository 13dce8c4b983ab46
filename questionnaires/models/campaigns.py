"""Where and when we ask: a campaign, and the access points that people scan."""

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.forms import OwnPlatformsForm
from cms.models import Platform
from portal.privacy.tokens import random_code
from portal.users.models import Place
from questionnaires.models.definitions import QuestionnaireVersion
from questionnaires.panels import AccessPointLinksPanel


class Campaign(models.Model):
    """One version, asked for one platform in a span of time. Answers are anonymous."""

    name = models.CharField(_("name"), max_length=120)
    platform = models.ForeignKey(
        Platform, models.PROTECT, related_name="+", verbose_name=_("platform")
    )
    version = models.ForeignKey(
        QuestionnaireVersion, models.PROTECT, related_name="+", verbose_name=_("questionnaire")
    )
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    is_synthetic = models.BooleanField(
        _("holds made-up answers"),
        default=False,
        help_text=_("Its numbers are marked as synthetic wherever they are shown."),
    )

    base_form_class = OwnPlatformsForm
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("platform"), FieldPanel("version")]),
        FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
        FieldPanel("is_synthetic"),
    ]

    class Meta:
        ordering = ("name",)
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on=None) | models.Q(closes_on__gte=models.F("opens_on")),
                name="%(app_label)s_%(class)s_opens_before_it_closes",
                violation_error_message=_("The campaign must open before it closes."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def is_open(self, on: date) -> bool:
        return self.opens_on <= on and (self.closes_on is None or on <= self.closes_on)


class AccessPoint(models.Model):
    """A poster on a wall, a card in a hand, a link on a page: one code, one place."""

    class Kind(models.TextChoices):
        POSTER = "poster", _("Poster")
        CARD = "card", _("Card")
        PAGE = "page", _("Link on the platform's pages")

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="access_points", verbose_name=_("campaign")
    )
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("place")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.POSTER)
    code = models.CharField(
        _("code"), max_length=16, unique=True, default=random_code, editable=False
    )

    base_form_class = OwnPlatformsForm
    panels = [
        AccessPointLinksPanel(),
        FieldPanel("campaign"),
        FieldPanel("place"),
        FieldPanel("kind"),
    ]

    class Meta:
        ordering = ("campaign__name", "pk")
        verbose_name = _("access point")
        verbose_name_plural = _("access points")

    def __str__(self) -> str:
        return f"{self.campaign} · {self.place or self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("questionnaires:capture", args=(self.code,))

    @property
    def public_url(self) -> str:
        """The address printed on paper, whatever host the request came through."""
        return f"{settings.PUBLIC_URL}{self.get_absolute_url()}"
