"""The front page of the portal, and the front page of one platform with its ages."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager, TranslatableMixin
from wagtail.query import PageQuerySet
from wagtail.rich_text import RichText
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from cms.models.audience import AgeBand, Platform
from cms.models.base import BandedRequest, BasePage
from cms.models.guidance import GuidancePage
from cms.models.languages import Languages

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
        pages = PlatformPage.objects.child_of(self).live().filter(alias_of=None)
        pages = pages.select_related("platform")
        return super().get_context(request, *args, **kwargs) | {
            "platforms": [page.door(request) for page in pages],
            "danish_platforms": self.only_in_danish(request, pages),
            "languages": self.languages(request),
        }

    def only_in_danish(
        self, request: HttpRequest, translated: PageQuerySet
    ) -> list[dict[str, Any]]:
        """Return the platforms that nobody has translated into this page's language yet."""
        if request.LANGUAGE_CODE == settings.LANGUAGE_CODE:
            return []
        known = [page.translation_key for page in translated]
        pages = PlatformPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
        pages = pages.exclude(translation_key__in=known).select_related("platform")
        return [page.door(request) for page in pages]


class PlatformPageQuerySet(PageQuerySet):
    def in_language(self, language: str, platform: Platform) -> "PlatformPage | None":
        """Return a platform's front page in a language, else the Danish one."""
        spoken = (language, settings.LANGUAGE_CODE)
        pages = self.live().filter(platform=platform, locale__language_code__in=spoken)
        in_order = sorted(
            pages.select_related("locale", "platform__logo"),
            key=lambda page: spoken.index(page.locale.language_code),
        )
        for page in in_order[:1]:
            page.speaks_danish = page.locale.language_code == settings.LANGUAGE_CODE
        return next(iter(in_order), None)


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

    objects = PageManager.from_queryset(PlatformPageQuerySet)()

    speaks_danish = False
    """Whether it stands in for one in another language; set where that was looked for."""

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
        ages = list(AgeBand.objects.in_words_of(self))
        for age in ages:
            age.is_in_danish = self.speaks_danish or bool(self.alias_of_id) or age.words is None
        return ages

    def door(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the portal's front page shows of this platform."""
        return {
            "name": self.title,
            "intro": self.intro,
            "hue": self.platform.hue,
            "url": self.get_url(request),
        }

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
        context = self.get_context(request, band=band, within=YOUNGER if younger else "")
        if band:
            template = "cms/band_page.html"
            context |= self.advice(request, band, context["languages"])
        elif younger:
            template = "cms/younger_page.html"
            context |= {"younger": RichText(self.younger) if self.younger else ""}
        return TemplateResponse(request, template, context)

    def get_context(
        self,
        request: HttpRequest,
        *args: Any,
        band: AgeBand | None = None,
        within: str = "",
        **kwargs: Any,
    ) -> dict[str, Any]:
        home = self.get_url(request)
        return super().get_context(request, *args, **kwargs) | {
            "platform": self.platform,
            "platform_page": self,
            "home_url": home,
            "band": band,
            "bands": [
                {
                    "name": age.label,
                    "marked": age.marked,
                    "url": f"{home}{age.slug}/",
                    "pictogram": age.pictogram,
                }
                for age in self.ages
            ],
            "younger_url": f"{home}{YOUNGER}/",
            "lowest": self.ages[0].lower_limit if self.ages else "",
            "languages": self.languages(request, band, within),
        }

    def address_of(self, translation: Page, request: HttpRequest, within: str) -> str:
        url = translation.get_url(request)
        return f"{url}{within}/" if within else url

    def advice(self, request: HttpRequest, band: AgeBand, languages: Languages) -> dict[str, Any]:
        """Return the advice for one age, and in another language also what is only in Danish."""
        guides = self.guides(request, band)
        if languages.source is None:
            return {"guides": guides, "danish_guides": []}
        home = self.address_of(languages.source, request, band.slug)
        pages = GuidancePage.objects.child_of(languages.source).live().filter(bands=band)
        pages = pages.exclude(slug__in=[guide["slug"] for guide in guides])
        return {"guides": guides, "danish_guides": in_a_list(pages, home)}

    def guides(self, request: HttpRequest, band: AgeBand) -> list[dict[str, str]]:
        """Return the advice for one band in the order the editors gave it."""
        pages = GuidancePage.objects.child_of(self).live().filter(bands=band, alias_of=None)
        return in_a_list(pages, f"{self.get_url(request)}{band.slug}/")


def in_a_list(pages: PageQuerySet, home: str) -> list[dict[str, str]]:
    return [
        {"slug": slug, "title": title, "summary": summary, "url": f"{home}{slug}/"}
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
