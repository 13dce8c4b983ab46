"""Where and when we ask: a campaign, and the access points that people scan."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.forms import OwnPlatformsForm
from cms.models import GuidancePage, Platform
from portal.privacy.tokens import random_code
from portal.users.models import Place
from questionnaires.models.definitions import QuestionnaireVersion
from questionnaires.panels import AccessPointLinksPanel

MOST_BUTTONS = 3


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def under_pages(self, platform: Platform, on: date) -> "CampaignQuerySet":
        """Return those that ask under a platform's advice, on a day or later."""
        is_over = models.Q(closes_on__lt=on)
        return self.filter(platform=platform, under_pages=True).exclude(is_over)


class Campaign(models.Model):
    """One version, asked for one platform in a span of time. Answers are anonymous."""

    name = models.CharField(_("name"), max_length=120)
    platform = models.ForeignKey(
        Platform, models.PROTECT, related_name="+", verbose_name=_("platform")
    )
    version = models.ForeignKey(
        QuestionnaireVersion,
        models.PROTECT,
        related_name="+",
        limit_choices_to=~models.Q(status=QuestionnaireVersion.Status.DRAFT),
        verbose_name=_("questionnaire"),
    )
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    is_synthetic = models.BooleanField(
        _("holds made-up answers"),
        default=False,
        help_text=_("Its numbers are marked as synthetic wherever they are shown."),
    )
    under_pages = models.BooleanField(
        _("ask under each piece of advice"),
        default=False,
        help_text=_(
            "The answers to the first question stand as buttons under every guidance page. They are "
            "counted for each page."
        ),
    )

    objects = CampaignQuerySet.as_manager()

    base_form_class = OwnPlatformsForm
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("platform"), FieldPanel("version")]),
        FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
        FieldPanel("under_pages"),
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

    def clean(self) -> None:
        """Refuse to put a questionnaire under pages whose first question is not a few buttons."""
        if not self.under_pages or self.version_id is None:
            return
        first = self.version.parsed.questions[0]
        if first not in self.version.parsed.choices or len(first.options) > MOST_BUTTONS:
            raise ValidationError(
                {
                    "under_pages": _(
                        "The first question must have two or three answers to choose from."
                    )
                }
            )

    def is_open(self, on: date) -> bool:
        """Say whether answers are taken: in its time, and while its version may be used."""
        if not self.version.may_be_asked(on):
            return False
        return self.opens_on <= on and (self.closes_on is None or on <= self.closes_on)


class AccessPoint(models.Model):
    """A poster on a wall, a card in a hand, a link on a page: one code, one place.

    The buttons under one page of advice are an access point too. It belongs to the Danish page; the
    translations lead to the same one, so a page is counted once in all languages.
    """

    class Kind(models.TextChoices):
        POSTER = "poster", _("Poster")
        CARD = "card", _("Card")
        PAGE = "page", _("Link on the platform's pages")
        USEFUL = "useful", _("Buttons under a piece of advice")

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
    page = models.ForeignKey(
        GuidancePage,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("guidance page"),
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
        constraints = [
            models.UniqueConstraint(
                fields=("campaign", "page"), name="%(app_label)s_%(class)s_once_on_a_page"
            ),
            models.CheckConstraint(
                condition=models.Q(page=None) | models.Q(kind="useful"),
                name="%(app_label)s_%(class)s_page_has_buttons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign} · {self.page or self.place or self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("questionnaires:capture", args=(self.code,))

    def clean(self) -> None:
        """Keep the buttons under a page out of editors' hands: they come and go with the page."""
        is_useful = self.kind == self.Kind.USEFUL
        if self.page_id and not is_useful:
            raise ValidationError({"kind": _("It stands under a page of advice, and stays there.")})
        if self._state.adding and is_useful and not self.page_id:
            raise ValidationError(
                {"kind": _("These are made by themselves: tick the box on the campaign.")}
            )

    @property
    def public_url(self) -> str:
        """The address printed on paper, whatever host the request came through."""
        return f"{settings.PUBLIC_URL}{self.get_absolute_url()}"
