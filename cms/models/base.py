"""What all pages share."""

from http import HTTPMethod
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.models.sites import SiteRootPath
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from cms.models.audience import AgeBand
from cms.models.languages import IN_DANISH, Languages

PORTAL_DEPTH = 2  # slashes in "/kilden/"


class BandedRequest(HttpRequest):
    """A request whose address may have told the age; without one the attribute is not there."""

    band: AgeBand
    platform_page: Page


class BasePage(Page):
    """No tags, no feeds, no likes: a page is its text. Children of this class add theirs."""

    # Citizens' pages are open: no login, so any cache may keep them. What nobody may see is unpublished.
    private_page_options: list[str] = []
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    class Meta:
        abstract = True

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        return PageViewRestriction.objects.none()

    def _get_relevant_site_root_paths(self, cache_object: Any = None) -> tuple[SiteRootPath, ...]:
        """Let a page with a host of its own be read there and nowhere else, and the rest at PUBLIC_URL.

        Wagtail prefers the host that is asked now, so the portal would keep a second address for each page.
        """
        found = super()._get_relevant_site_root_paths(cache_object)
        nearest = max((site.root_path for site in found), key=len, default="")
        return tuple(
            site._replace(root_url=settings.PUBLIC_URL) if is_portal(site) else site
            for site in found
            if site.root_path == nearest
        )

    def route_among(
        self, pages: PageQuerySet, request: HttpRequest, path_components: list[str]
    ) -> RouteResult:
        """Let the child in the address answer, found with its own type in one query (Wagtail needs two)."""
        slug, *rest = path_components
        child = pages.child_of(self).filter(slug=slug).first()
        if child is None:
            return super().route(request, path_components)
        child._cached_parent_obj = self
        return child.route(request, rest)

    def address_of(self, translation: Page, request: HttpRequest, within: str) -> str:
        """Return where one of this page's translations is read; pages with ages know more."""
        return translation.get_url(request)

    def languages(
        self, request: HttpRequest, band: AgeBand | None = None, within: str = ""
    ) -> Languages:
        """Return this page and those above it in every language."""
        chain = [self]
        while (
            chain[0].depth > 2
        ):  # 1 is Wagtail's own root; routing has kept the parents in between
            chain.insert(0, chain[0].get_parent().specific)
        return Languages(chain, request, band, within)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            # Without what comes after a "?".
            "canonical_url": f"{origin_of(Site.find_for_request(request))}{request.path}",
            "platform": None,
            "home_url": "/",
            "portal_url": "",
            "search_url": "",
            "own_words": self.own_words(request),
        }

    def own_words(self, request: HttpRequest) -> str:
        """Return attributes for the page's own words where they are not in the reader's language.

        Until somebody translates it, a page that only leads to a translation is a copy in Danish.
        """
        if not self.alias_of_id or request.LANGUAGE_CODE == settings.LANGUAGE_CODE:
            return ""
        return IN_DANISH


def is_portal(site: SiteRootPath) -> bool:
    """Return whether this is the portal's front page: it stands at the top, a platform below it."""
    return site.root_path.count("/") == PORTAL_DEPTH


def origin_of(site: Site) -> str:
    """Return scheme and host of a site. Where the portal is read is said once: in PUBLIC_URL."""
    return settings.PUBLIC_URL if site.is_default_site else site.root_url


def portal_url(home_url: str) -> str:
    """Return the way from a platform to all topics; from a host of its own it leads to another host."""
    front = reverse("wagtail_serve", args=("",))
    return front if home_url != front else f"{settings.PUBLIC_URL}{front}"
