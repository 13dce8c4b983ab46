"""The front page of the portal, and the front page of one platform with its ages."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.rich_text import RichText
from wagtail.url_routing import RouteResult

from cms.models.audience import AgeBand, Platform
from cms.models.base import BandedRequest, BasePage
from cms.models.guidance import GuidancePage

YOUNGER = "yngre"


class PortalPage(BasePage):
    """The door: which platforms are here."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    parent_page_types = ["wagtailcore.Page"]
    template = "cms/portal_page.html"

    class Meta:
        verbose_name = _("portal front page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if not path_components:
            return super().route(request, path_components)
        pages = PlatformPage.objects.select_related("platform")
        return self.route_among(pages, request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        pages = PlatformPage.objects.child_of(self).live().public().select_related("platform")
        # pages carry the address; asking each platform for its page would cost a query each
        platforms = [
            {
                "name": page.platform.name,
                "intro": page.platform.intro,
                "hue": page.platform.hue,
                "url": page.get_url(request),
            }
            for page in pages
        ]
        return super().get_context(request, *args, **kwargs) | {"platforms": platforms}


class PlatformPage(BasePage):
    """Where a platform stands in the tree; below it the address says the age, then the page.

    `/taet-og-toer/` asks the age, `/taet-og-toer/3-4-aar/` shows what it needs, and
    `/taet-og-toer/3-4-aar/naar-barnet-holder-sig/` is one page read for that age.
    """

    platform = models.ForeignKey(
        Platform, models.PROTECT, related_name="pages", verbose_name=_("platform")
    )

    content_panels = [*BasePage.content_panels, FieldPanel("platform")]
    parent_page_types = ["cms.PortalPage"]
    template = "cms/platform_page.html"

    class Meta:
        verbose_name = _("platform front page")

    @cached_property
    def ages(self) -> list[AgeBand]:
        """Return the platform's bands; one request needs them for the address and for the page."""
        return list(self.platform.bands.all())

    def route(self, request: BandedRequest, path_components: list[str]) -> RouteResult:
        if not path_components or not self.live:
            return super().route(request, path_components)
        first, *rest = path_components
        if first == YOUNGER and not rest and self.platform.younger:
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
        context = self.get_context(request)
        if band:
            template = "cms/band_page.html"
            context |= {"band": band, "guides": self.guides(request, band)}
        elif younger:
            template = "cms/younger_page.html"
            context |= {"younger": RichText(self.platform.younger)}
        return TemplateResponse(request, template, context)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        home = self.get_url(request)
        bands = [
            {"name": band.name, "url": f"{home}{band.slug}/", "pictogram": band.pictogram}
            for band in self.ages
        ]
        return super().get_context(request, *args, **kwargs) | {
            "platform": self.platform,
            "home_url": home,
            "bands": bands,
            "younger_url": f"{home}{YOUNGER}/" if self.platform.younger else "",
            "lowest": self.ages[0].lower_limit if self.ages else "",
        }

    def guides(self, request: HttpRequest, band: AgeBand) -> list[dict[str, str]]:
        """Return the advice for one band in the order the editors gave it."""
        pages = GuidancePage.objects.child_of(self).live().public().filter(bands=band)
        home = self.get_url(request)
        return [
            {
                "slug": page.slug,
                "title": page.title,
                "summary": page.summary,
                "url": f"{home}{band.slug}/{page.slug}/",
            }
            for page in pages
        ]
