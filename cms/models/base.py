"""What all pages share."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from cms.models.audience import AgeBand
from cms.models.languages import IN_DANISH, Languages


class BandedRequest(HttpRequest):
    """A request whose address may have told the age; without one the attribute is not there."""

    band: AgeBand


class BasePage(Page):
    """No tags, no feeds, no likes: a page is its text. Children of this class add theirs."""

    # Citizens' pages are open: no login, so any cache may keep them. What nobody may see is unpublished.
    private_page_options: list[str] = []

    class Meta:
        abstract = True

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        return PageViewRestriction.objects.none()

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
        here = request.build_absolute_uri(request.path)  # without what comes after a "?"
        return super().get_context(request, *args, **kwargs) | {
            "canonical_url": here,
            "platform": None,
            "home_url": "/",
            "own_words": self.own_words(request),
        }

    def own_words(self, request: HttpRequest) -> str:
        """Return attributes for the page's own words where they are not in the reader's language.

        Until somebody translates it, a page that only leads to a translation is a copy in Danish.
        """
        if not self.alias_of_id or request.LANGUAGE_CODE == settings.LANGUAGE_CODE:
            return ""
        return IN_DANISH
