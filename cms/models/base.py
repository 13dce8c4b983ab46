"""What all pages share."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from cms.models.audience import AgeBand


class BandedRequest(HttpRequest):
    """A request whose address may have told the age; without one the attribute is not there."""

    band: AgeBand


@dataclass(frozen=True)
class LanguageLink:
    """Where to read on in another language; `is_same_page` when it is this very page."""

    code: str
    name: str
    url: str
    is_same_page: bool


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

    def address_of(self, translation: Page, request: HttpRequest, band: AgeBand | None) -> str:
        """Return where one of this page's translations is read; pages with ages know more."""
        return translation.get_url(request)

    def language_links(
        self, request: HttpRequest, pages: Iterable[Page], band: AgeBand | None = None
    ) -> list[LanguageLink]:
        """Return this page, or the nearest of its ancestors in `pages`, in each of the other languages."""
        nearest = {page.locale.language_code: page for page in pages}
        return [
            LanguageLink(
                code,
                name,
                self.address_of(nearest[code], request, band),
                nearest[code].translation_key == self.translation_key,
            )
            for code, name in settings.LANGUAGES
            if code in nearest and code != request.LANGUAGE_CODE
        ]

    def live_translations(self, *ancestors: Page) -> list[Page]:
        """Return this page and the ancestors in all languages, this page's own translations last."""
        keys = [page.translation_key for page in (*ancestors, self)]
        pages = Page.objects.live().filter(translation_key__in=keys).select_related("locale")
        return sorted(pages, key=lambda page: keys.index(page.translation_key))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        here = request.build_absolute_uri(request.path)  # without what comes after a "?"
        return super().get_context(request, *args, **kwargs) | {
            "canonical_url": here,
            "platform": None,
            "home_url": "/",
            "search_url": "",
        }
