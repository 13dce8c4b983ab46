"""The front page of one platform, and how the address leads from it to an age and a page."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager, Site
from wagtail.query import PageQuerySet
from wagtail.rich_text import RichText
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from cms.forms import PlatformPageForm
from cms.models.audience import SEARCH, YOUNGER, AgeBand, Platform
from cms.models.base import BandedRequest, BasePage, portal_url
from cms.models.finding import search_context
from cms.models.guidance import GuidancePage
from cms.models.languages import Languages
from cms.models.packs import PACK, WITHOUT_NET, pack_of
from cms.signals import Below, asked_below
from cms.targeting import following

PLAIN_TEXT = ["bold", "ol", "ul", "link"]


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
    base_form_class = PlatformPageForm
    parent_page_types = ["cms.PortalPage"]
    template = "cms/platform_page.html"

    class Meta:
        verbose_name = _("platform front page")

    @classmethod
    def platforms_by_path(cls) -> dict[str, Platform]:
        """Return each platform by the places in the tree below which its pages stand."""
        pages = cls.objects.select_related("platform__lead")
        return {page.path: page.platform for page in pages}

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
        if self.live and (host := self.host_elsewhere(request)):
            tail = "".join(f"{component}/" for component in path_components)
            return RouteResult(self, kwargs={"moved_to": f"{host}{quote(tail)}"})
        if not path_components or not self.live:
            return super().route(request, path_components)
        request.platform_page = self  # so that a page that is not there can offer the ages
        first, *rest = path_components
        if first == YOUNGER and not rest:
            return RouteResult(self, kwargs={"younger": True})
        if first == WITHOUT_NET and not rest:
            return RouteResult(self, kwargs={"offline": True})
        if first == SEARCH and not rest:
            return RouteResult(self, kwargs={"search": True})
        band = next((band for band in self.ages if band.slug == first), None)
        if band is None:
            below = self.below(request, path_components)
            return below or super().route(request, path_components)
        if not rest:
            return RouteResult(self, kwargs={"band": band})
        if rest == [PACK]:
            return RouteResult(self, kwargs={"band": band, "offline": True})
        request.band = band
        return self.route_among(GuidancePage.objects.all(), request, rest)

    def below(self, request: HttpRequest, path: list[str]) -> RouteResult | None:
        """Return what another room shows at an address below this page."""
        answers = asked_below.send(sender=type(self), page=self, request=request, path=path)
        found = (answer for _receiver, answer in answers if answer)
        return next((RouteResult(self, kwargs={"below": answer}) for answer in found), None)

    def host_elsewhere(self, request: HttpRequest) -> str:
        """Return the address on the platform's own host when this request came to another one."""
        site_id, root_url, path = self.get_url_parts(request)
        return "" if site_id == Site.find_for_request(request).pk else f"{root_url}{path}"

    def serve(
        self,
        request: HttpRequest,
        band: AgeBand | None = None,
        younger: bool = False,
        offline: bool = False,
        search: bool = False,
        moved_to: str = "",
        below: Below | None = None,
    ) -> HttpResponse:
        if moved_to:
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{moved_to}?{query}" if query else moved_to)
        if band and offline:
            fresh = {"Cache-Control": "no-cache", "X-Robots-Tag": "noindex"}
            return JsonResponse(pack_of(self, request, band), headers=fresh)
        if search:
            return self.serve_search(request)
        if below:
            context = self.get_context(request, within=below.path) | below.context
            return TemplateResponse(request, below.template, context)
        template = self.template
        context = self.get_context(request, band=band, within=YOUNGER if younger else "")
        if band:
            template = "cms/band_page.html"
            context |= self.advice(request, band, context["languages"])
            context |= {"band_url": f"{context['home_url']}{band.slug}/"}
        elif younger:
            template = "cms/younger_page.html"
            context |= {"younger": RichText(self.younger) if self.younger else ""}
        elif offline:
            template = "cms/without_net.html"
        return TemplateResponse(request, template, context)

    def serve_search(self, request: HttpRequest) -> TemplateResponse:
        """Answer a query; a page that repeats what somebody typed is nobody else's to keep."""
        context = self.get_context(request, within=SEARCH) | search_context(self, request)
        response = TemplateResponse(request, "cms/search_page.html", context)
        if request.GET:
            add_never_cache_headers(response)
        return response

    def get_context(
        self,
        request: HttpRequest,
        *args: Any,
        band: AgeBand | None = None,
        within: str = "",
        **kwargs: Any,
    ) -> dict[str, Any]:
        home = self.get_url(request)
        next_age = following(self.ages, band) if band else None
        return super().get_context(request, *args, **kwargs) | {
            "next_age": next_age and next_age.offered_at(f"{home}{next_age.slug}/"),
            "platform": self.platform,
            "platform_page": self,
            "home_url": home,
            "portal_url": portal_url(home),
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
            "search_url": f"{home}{SEARCH}/" + (f"?alder={band.slug}" if band else ""),
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

    def found_instead(self, request: HttpRequest) -> dict[str, Any]:
        """Return where to go on when an address below this page leads nowhere."""
        home = self.get_url(request)
        ages = [{"name": age.label, "url": f"{home}{age.slug}/"} for age in self.ages]
        search_url = f"{home}{SEARCH}/"
        return {"home_url": home, "search_url": search_url, "platform_page": self, "ages": ages}

    def guides(self, request: HttpRequest, band: AgeBand) -> list[dict[str, str]]:
        """Return the advice for one band in the order the editors gave it."""
        pages = GuidancePage.objects.child_of(self).live().filter(bands=band, alias_of=None)
        return in_a_list(pages, f"{self.get_url(request)}{band.slug}/")


def in_a_list(pages: PageQuerySet, home: str) -> list[dict[str, str]]:
    return [
        {"slug": slug, "title": title, "summary": summary, "url": f"{home}{slug}/"}
        for slug, title, summary in pages.values_list("slug", "title", "summary")
    ]
