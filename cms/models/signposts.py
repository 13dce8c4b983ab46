"""What hangs on a wall and leads to a page: a short address whose target may change after print."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.forms import Select
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.forms import SignpostForm
from cms.models.audience import AgeBand, Platform
from cms.models.guidance import GuidancePage
from cms.models.platforms import PlatformPage
from cms.models.portal import PortalPage
from cms.panels import SignpostLinksPanel
from portal.periods import Week
from portal.printing.addresses import readable

LANDING = "#fra-plakat"
"""Unfolds a notice on the page one lands on; no cookie and no copy of the page is needed for it."""


@dataclass(frozen=True)
class Target:
    """Where a signpost leads today: as deep as there is something live to read."""

    front: PlatformPage | None
    band: AgeBand | None = None
    page: GuidancePage | None = None
    is_as_printed: bool = True

    def url(self, request: HttpRequest | None = None) -> str:
        if self.front is None:
            portal = PortalPage.objects.live().first()
            address = portal.get_url(request) if portal else None
        else:
            address = self.front.get_url(request)
        steps = [step.slug for step in (self.band, self.page) if step]
        return "/".join([(address or "/").rstrip("/"), *steps, ""]) + (
            "" if self.is_as_printed else LANDING
        )


class Signpost(models.Model):
    """A poster, leaflet or card for one page or one age, at `/p/<slug>/`."""

    platform = models.ForeignKey(
        # A sheet that hangs on a wall outlives many decisions: take it down first.
        Platform,
        models.PROTECT,
        related_name="signposts",
        verbose_name=_("platform"),
    )
    slug = models.SlugField(
        _("short address"),
        unique=True,
        max_length=30,
        help_text=_("What people type: /p/potte/. It cannot be changed once it is saved."),
    )
    heading = models.CharField(_("heading"), max_length=80)
    text = models.CharField(_("line under the heading"), max_length=200, blank=True)
    page = models.ForeignKey(
        GuidancePage,
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
        help_text=_("Empty: the first age of the page."),
    )

    panels = [
        SignpostLinksPanel(),
        FieldRowPanel([FieldPanel("platform", widget=Select), FieldPanel("slug")]),
        FieldPanel("heading"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("page", widget=Select), FieldPanel("band", widget=Select)]),
    ]
    base_form_class = SignpostForm

    class Meta:
        ordering = ("platform__name", "slug")
        verbose_name = _("poster")
        verbose_name_plural = _("posters")
        constraints = [
            # People type it in capitals too, so there can be only one of each.
            models.CheckConstraint(
                condition=models.Q(slug=Lower("slug")), name="%(app_label)s_%(class)s_small_letters"
            )
        ]

    def __str__(self) -> str:
        return self.heading

    def get_absolute_url(self) -> str:
        return reverse("signposts:follow", args=(self.slug,))

    def clean(self) -> None:
        self.slug = self.slug.lower()
        faults = {}
        if self.band and self.band.platform_id != self.platform_id:
            faults["band"] = _("This age belongs to another platform.")
        if self.page and not PlatformPage.objects.parent_of(self.page).filter(
            platform=self.platform_id
        ):
            faults["page"] = _("This page belongs to another platform.")
        elif self.page and self.band and self.band not in self.page.ages:
            faults.setdefault("band", _("The page is not written for this age."))
        if faults:
            raise ValidationError(faults)

    @property
    def public_url(self) -> str:
        """Return the address in the code: on the platform's own host, where it has one."""
        front = self.platform.pages.filter(locale__language_code=settings.LANGUAGE_CODE).first()
        site = front.get_site() if front else None
        root = settings.PUBLIC_URL if site is None or site.is_default_site else site.root_url
        return f"{root}{self.get_absolute_url()}"

    @property
    def shown_address(self) -> str:
        return readable(self.public_url)

    def weekly_scans(self, this_week: Week, number: int) -> list["Scan"]:
        """Return a row for each of the latest weeks, the newest first; a quiet one is not stored."""
        weeks = [str(this_week.plus(-back)) for back in range(number)]
        kept = {scan.week: scan for scan in self.scans.filter(week__in=weeks)}
        return [kept.get(week, Scan(signpost=self, week=week)) for week in weeks]

    def target(self) -> Target:
        """Return the page in its age; else the age, else the platform, with a word to the reader."""
        front = (
            PlatformPage.objects.live()
            .filter(platform=self.platform_id, locale__language_code=settings.LANGUAGE_CODE)
            .first()
        )
        if front is None:
            return Target(None, is_as_printed=False)
        if self.page is None:
            return Target(front, self.band)
        ages = self.page.ages if self.page.live and self.page.is_child_of(front) else []
        if self.band in ages or (ages and self.band is None):
            return Target(front, self.band or ages[0], self.page)
        return Target(front, self.band, is_as_printed=False)


class ScanQuerySet(models.QuerySet["Scan"]):
    def add_one(self, signpost: Signpost, week: Week) -> None:
        """Count in the database, not here: two phones at once are two."""
        this = self.filter(signpost=signpost, week=str(week))
        if not this.update(count=models.F("count") + 1):
            self.bulk_create([Scan(signpost=signpost, week=str(week))], ignore_conflicts=True)
            this.update(count=models.F("count") + 1)


class Scan(models.Model):
    """How often a signpost was followed in a week. No time, no address, no device."""

    signpost = models.ForeignKey(Signpost, models.CASCADE, related_name="scans")
    week = models.CharField(max_length=8)
    count = models.PositiveIntegerField(default=0)

    objects = ScanQuerySet.as_manager()

    class Meta:
        ordering = ("-week",)
        constraints = [
            models.UniqueConstraint(
                fields=("signpost", "week"), name="%(app_label)s_%(class)s_once_a_week"
            )
        ]

    def __str__(self) -> str:
        return f"{self.signpost} {self.week}: {self.count}"
