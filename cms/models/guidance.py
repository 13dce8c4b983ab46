"""A page of advice: the short answer first, then the steps, then when to seek help."""

from typing import Any

from django import forms
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.blocks import CareStream, GuidanceStream, shown_parts
from cms.forms import GuidancePageForm
from cms.models.audience import SEARCH, AgeBand, refuse_reserved
from cms.models.base import BandedRequest, BasePage, portal_url
from cms.models.governance import Change, Governed
from cms.panels import ReadabilityPanel, ReviewPanel
from cms.plaintext import filled, lines_of_stream
from cms.review import State
from cms.targeting import following
from portal.users.models import User


class GuidancePage(Governed, BasePage):
    """One piece of advice, read through the age in the address; one page may serve many ages."""

    bands = ParentalManyToManyField(AgeBand, related_name="guides", verbose_name=_("ages"))
    summary = models.CharField(
        _("summary"), max_length=140, help_text=_("One line in the list: what the reader gets.")
    )
    quick_answer = models.TextField(
        _("short answer"), help_text=_("Two to four short sentences: what to do first.")
    )
    body = StreamField(GuidanceStream(), verbose_name=_("advice"))
    care = StreamField(
        CareStream(), verbose_name=_("when to seek help"), help_text=_("From mild to urgent.")
    )
    search_terms = models.CharField(
        _("other words people search for"),
        max_length=200,
        blank=True,
        help_text=_("With commas between. They are not shown."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("bands", widget=forms.CheckboxSelectMultiple),
        FieldPanel("summary"),
        FieldPanel("quick_answer"),
        FieldPanel("body"),
        FieldPanel("care"),
        FieldPanel("search_terms"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("reviewer"), FieldPanel("reviewer_role")]),
                FieldPanel("evidence"),
                FieldRowPanel([FieldPanel("owner"), FieldPanel("review_interval_months")]),
                ReviewPanel(heading=_("Review")),
            ],
            heading=_("Who vouches for it"),
        ),
        MultiFieldPanel(
            [ReadabilityPanel(), FieldPanel("lix_exception")], heading=_("Readability (LIX)")
        ),
        MultiFieldPanel(
            [FieldPanel("update_kind"), FieldPanel("change_note")], heading=_("This change")
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("quick_answer"),
        index.SearchField("body"),
        index.SearchField("care"),
    ]
    override_translatable_fields = [
        SynchronizedField("bands"),
        SynchronizedField("slug"),
        *Governed.override_translatable_fields,
    ]
    base_form_class = GuidancePageForm
    parent_page_types = ["cms.PlatformPage"]
    subpage_types: list[str] = []
    template = "cms/guidance_page.html"

    class Meta:
        verbose_name = _("guidance page")
        verbose_name_plural = _("guidance pages")
        permissions = [("review_guidancepage", _("Can mark a guidance page as reviewed"))]

    @property
    def plain_text(self) -> str:
        body, care = lines_of_stream(self.body), lines_of_stream(self.care)
        return "\n".join([self.title, *filled(self.quick_answer), *body, *care])

    def may_be_reviewed_by(self, user: User) -> bool:
        """Return whether somebody has the right to review, and this page within reach."""
        return user.has_perm("cms.review_guidancepage") and (
            self.permissions_for_user(user).can_edit()
        )

    def clean(self) -> None:
        super().clean()
        refuse_reserved(self.slug)

    @cached_property
    def ages(self) -> list[AgeBand]:
        """Return the page's own bands; one request needs them to be let in and to lead on."""
        return list(self.bands.all())

    def get_url_parts(self, request: HttpRequest | None = None) -> Any:
        """Return the address through the page's first age; without an age it has none of its own."""
        parts = super().get_url_parts(request)
        band = self.bands.first()
        if parts is None or parts[2] is None or band is None:
            return parts
        site_id, root_url, path = parts
        return site_id, root_url, through(path, band.slug)

    def address_of(self, translation: Page, request: HttpRequest, within: str) -> str:
        return through(translation.get_url(request), within)

    def serve(self, request: BandedRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        band = getattr(request, "band", None)
        if band is None and self.ages:
            return redirect(self.get_url(request))
        if band not in self.ages:  # nor has a page an address whose last age was taken away
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: BandedRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        parent = self.get_parent().specific
        ages = [age for age in parent.ages if age in self.ages]
        # The editor's preview has no address to tell the age.
        band = getattr(request, "band", None) or next(iter(ages), AgeBand())
        home = parent.get_url(request)
        others = [
            {"name": age.marked, "url_of_page": f"{home}{age.slug}/{self.slug}/"}
            for age in ages
            if age != band
        ]
        guides = parent.guides(request, band) if band.pk else []
        # In a preview every part is shown, with its ages on a label.
        age = None if getattr(request, "is_preview", False) or band.pk is None else band
        return super().get_context(request, *args, **kwargs) | {
            "platform": parent.platform,
            "platform_page": parent,
            "home_url": home,
            "search_url": f"{home}{SEARCH}/?alder={band.slug}",
            "portal_url": portal_url(home),
            "age": age,
            "next_age": self.next_age(parent.ages, band, home),
            "band": {
                "name": band.label,
                "marked": band.marked,
                "slug": band.slug,
                "url": f"{home}{band.slug}/",
                "from_years": in_years(band.from_months),
                "to_years": in_years(band.to_months),
            },
            "other_bands": others,
            "scripts": self.scripts(age),
            "siblings": [guide for guide in guides if guide["slug"] != self.slug],
            "languages": self.languages(request, band if band.pk else None),
            "is_overdue": self.review_state(timezone.localdate()) is State.OVERDUE,
            "changes": self.told_changes(),
        }

    def told_changes(self) -> list[Change]:
        """Return what readers were told, newest first; asks the database only where there is something."""
        if self.changed_on is None:
            return []
        return list(Change.objects.filter(page=self.alias_of_id or self.pk))

    def next_age(self, ages: list[AgeBand], band: AgeBand, home: str) -> dict[str, str] | None:
        """Return where to read on when the reader will soon be older: here, if this page knows that age."""
        age = following(ages, band) if band.pk else None
        if age is None:
            return None
        return age.offered_at(
            f"{home}{age.slug}/{self.slug}/" if age in self.ages else f"{home}{age.slug}/"
        )

    def scripts(self, age: AgeBand | None) -> list[str]:
        """Return the scripts that the parts of this page ask for; most pages need none."""
        wanted = (getattr(part.block, "script", None) for part in shown_parts(self.body, age))
        return list(dict.fromkeys(filter(None, wanted)))


def in_years(months: int | None) -> str:
    """Return an age as schema.org has it: years, with a point where half a year is left over."""
    return f"{months / 12:g}" if months is not None else ""


def through(path: str, within: str) -> str:
    """Return the address of a page read for one age: the age stands before the page's own name."""
    if not within:
        return path
    parent, slug = path.rstrip("/").rsplit("/", 1)
    return f"{parent}/{within}/{slug}/"
