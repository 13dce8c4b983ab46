"""The front page of the portal, and the front page of one platform with its ages."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, TranslatableMixin
from wagtail.rich_text import RichText
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from cms.models.audience import AgeBand, Platform
from cms.models.base import BandedRequest, BasePage
from cms.models.guidance import GuidancePage
from cms.targeting import following

PLAIN_TEXT = ["bold", "ol", "ul", "link"]
YOUNGER = "yngre"


class PortalPage(BasePage):
    """The door: which platforms are here."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    override_translatable_fields = [SynchronizedField("slug")]
    parent_page_types = ["wagtailcore.Page"]
    template = "cms/portal_page.html"

    class Meta:
        verbose_name = _("portal front page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if not path_components:
            return super().route(request, path_components)
        pages = PlatformPage.objects.select_related("platform__logo")
        return self.route_among(pages, request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        pages = PlatformPage.objects.child_of(self).live().select_related("platform")
        return super().get_context(request, *args, **kwargs) | {
            "platforms": [
                {
                    "name": page.title,
                    "intro": page.intro,
                    "hue": page.platform.hue,
                    "url": page.get_url(request),
                }
                for page in pages
            ],
            "language_links": self.language_links(request, self.live_translations()),
        }


class PlatformPage(BasePage):
    """Where a platform stands in the tree; below it the address says the age, then the page.

    `/taet-og-toer/` asks the age, `/taet-og-toer/3-4-aar/` shows what it needs, and
    `/taet-og-toer/3-4-aar/naar-barnet-holder-sig/` is one page read for that age.
    """

    platform = models.ForeignKey(
        Platform, models.PROTECT, related_name="pages", verbose_name=_("platform")
    )
    question = models.CharField(
        _("question on the front page"), max_length=60, help_text=_("Such as “My child is …”.")
    )
    intro = models.CharField(_("line under the question"), max_length=200)
    promise = models.CharField(_("what we promise the reader"), max_length=200, blank=True)
    younger = RichTextField(
        _("for those below the lowest age"),
        features=PLAIN_TEXT,
        blank=True,
        help_text=_("An honest text when there is nothing to do yet."),
    )
    footer = RichTextField(
        _("foot of every page"),
        features=PLAIN_TEXT,
        blank=True,
        help_text=_("Who is behind the platform, and how to reach them."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("platform"),
        MultiFieldPanel(
            [FieldPanel("question"), FieldPanel("intro"), FieldPanel("promise")],
            heading=_("Front page"),
        ),
        InlinePanel("band_texts", heading=_("What each age is told"), label=_("age")),
        FieldPanel("younger"),
        FieldPanel("footer"),
    ]
    override_translatable_fields = [SynchronizedField("slug")]
    parent_page_types = ["cms.PortalPage"]
    template = "cms/platform_page.html"

    class Meta:
        verbose_name = _("platform front page")

    @cached_property
    def ages(self) -> list[AgeBand]:
        """Return the platform's bands in this page's words; one request needs them more than once."""
        return list(AgeBand.objects.in_words_of(self))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        drafts = {text.band_id: text for text in self.band_texts.all()}
        for age in self.ages:
            age.words = drafts.get(age.pk)
        return super().serve_preview(request, mode_name)

    def route(self, request: BandedRequest, path_components: list[str]) -> RouteResult:
        if not path_components or not self.live:
            return super().route(request, path_components)
        first, *rest = path_components
        if first == YOUNGER and not rest:
            return RouteResult(self, kwargs={"younger": True})
        band = next((band for band in self.ages if band.slug == first), None)
        if band is None:
            return super().route(request, path_components)
        if not rest:
            return RouteResult(self, kwargs={"band": band})
        request.band = band
        return self.route_among(GuidancePage.objects.all(), request, rest)

    def serve(
        self, request: HttpRequest, band: AgeBand | None = None, younger: bool = False
    ) -> TemplateResponse:
        template = self.template
        context = self.get_context(request, band=band)
        if band:
            template = "cms/band_page.html"
            context |= {"guides": self.guides(request, band)}
        elif younger:
            template = "cms/younger_page.html"
            context |= {"younger": RichText(self.younger) if self.younger else ""}
        return TemplateResponse(request, template, context)

    def get_context(
        self, request: HttpRequest, *args: Any, band: AgeBand | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        home = self.get_url(request)
        next_age = following(self.ages, band) if band else None
        return super().get_context(request, *args, **kwargs) | {
            "next_age": next_age and next_age.offered_at(f"{home}{next_age.slug}/"),
            "platform": self.platform,
            "platform_page": self,
            "home_url": home,
            "band": band,
            "bands": [
                {"name": age.label, "url": f"{home}{age.slug}/", "pictogram": age.pictogram}
                for age in self.ages
            ],
            "younger_url": f"{home}{YOUNGER}/",
            "lowest": self.ages[0].lower_limit if self.ages else "",
            "language_links": self.language_links(request, self.live_translations(), band),
        }

    def address_of(self, translation: Page, request: HttpRequest, band: AgeBand | None) -> str:
        url = translation.get_url(request)
        return f"{url}{band.slug}/" if band else url

    def guides(self, request: HttpRequest, band: AgeBand) -> list[dict[str, str]]:
        """Return the advice for one band in the order the editors gave it."""
        pages = GuidancePage.objects.child_of(self).live().filter(bands=band)
        home = self.get_url(request)
        return [
            {
                "slug": slug,
                "title": title,
                "summary": summary,
                "url": f"{home}{band.slug}/{slug}/",
            }
            for slug, title, summary in pages.values_list("slug", "title", "summary")
        ]


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
