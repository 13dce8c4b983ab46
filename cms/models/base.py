"""What all pages share."""

from django.http import HttpRequest
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from cms.models.audience import AgeBand


class BandedRequest(HttpRequest):
    """A request whose address may have told the age; without one the attribute is not there."""

    band: AgeBand


class BasePage(Page):
    """No tags, no feeds, no likes: a page is its text. Children of this class add theirs."""

    class Meta:
        abstract = True

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
