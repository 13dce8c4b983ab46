"""What caches may do with citizens' pages: they are the same for everybody, for a short while."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from cms.models.base import BasePage

# A phone asks again after a minute, and for ten more shows what it has while it asks.
FOR_EVERYBODY = "public, max-age=60, stale-while-revalidate=600"


def serve_for_everybody(serve: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wrap Wagtail's serving. The editor's preview does not come this way, so it is never public."""

    def served(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        response = serve(page, request, args, kwargs)
        is_plain = response.status_code == 200 and not request.META.get("QUERY_STRING")
        if is_plain and isinstance(page, BasePage) and not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = FOR_EVERYBODY
            tag(response)
        return response

    return served


def tag(response: HttpResponse) -> None:
    """Give the page a tag made of its text, as soon as there is one."""
    if hasattr(response, "add_post_render_callback"):
        response.add_post_render_callback(set_etag)
    else:
        set_etag(response)


def set_etag(response: HttpResponse) -> None:
    response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
