"""Keeps citizens' pages ready to send, as compressed bytes, and never one person's page for another.

Only what is the same for everybody is kept: a GET without a cookie, a login or a query, answered with
200 and "Cache-Control: public", which nothing but our page types says. Why not a library: decision 10.
"""

import hashlib
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms.signals import page_reviewed

# All that is kept belongs to one generation; purging is to begin the next one.
GENERATION = "pages:generation"
NOBODYS = "private, no-cache"
# What may differ between two readers of the same address: only how the bytes are packed.
HARMLESS_VARY = {"accept-encoding"}


class PageCache:
    """Stands before everything that costs: a hit meets no database, no template and no gzip."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not may_be_a_page(request):
            return self.get_response(request)
        if not is_anybody(request):
            return for_one_reader(request, self.get_response(request))
        seconds = settings.PAGE_CACHE_SECONDS
        if not seconds or request.META.get("QUERY_STRING"):
            return unchanged_or(request, self.get_response(request))
        key = key_of(request)
        generation, kept = look_up(key)
        if kept is not None:
            return unchanged_or(request, kept)
        response = self.get_response(request)
        if request.method == "GET" and is_for_everybody(response):
            # The generation was read before the page was: what changed meanwhile is not kept.
            cache.set(key, (generation, dict(response.items()), response.content), seconds)
        return unchanged_or(request, response)


def may_be_a_page(request: HttpRequest) -> bool:
    """A preview borrows the page's address, but shows a draft."""
    return (
        request.method in {"GET", "HEAD"}
        and not getattr(request, "is_dummy", False)
        and not request.path_info.startswith(settings.NEVER_PAGES)
    )


def is_anybody(request: HttpRequest) -> bool:
    return not (request.META.get("HTTP_COOKIE") or request.META.get("HTTP_AUTHORIZATION"))


def is_for_everybody(response: HttpResponse) -> bool:
    vary = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "public" in response.get("Cache-Control", "")
        and vary <= HARMLESS_VARY
    )


def for_one_reader(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let no cache on the way keep what was made for someone who may be signed in."""
    if "public" in response.get("Cache-Control", ""):
        response.headers["Cache-Control"] = NOBODYS
    return unchanged_or(request, response)


def unchanged_or(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Answer 304 to someone who has these very bytes already."""
    etag = response.get("ETag")
    return get_conditional_response(request, etag=etag, response=response) if etag else response


def key_of(request: HttpRequest) -> str:
    """Return a key of fixed length; the language is in the path. An unknown host is refused here."""
    packed = "gzip" if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "") else "plain"
    parts = (request.scheme, request.get_host(), request.path_info, packed)
    return f"pages:{hashlib.sha256(repr(parts).encode()).hexdigest()}"


def look_up(key: str) -> tuple[str, HttpResponse | None]:
    """Return the generation of now and what is kept from it, in one trip to the cache."""
    found = cache.get_many([GENERATION, key])
    generation = found.get(GENERATION) or first_generation()
    then, headers, content = found.get(key, ("", {}, b""))
    return generation, HttpResponse(content, headers=headers) if then == generation else None


def first_generation() -> str:
    cache.add(GENERATION, uuid4().hex, None)
    return cache.get(GENERATION, "")


def purge() -> None:
    cache.set(GENERATION, uuid4().hex, None)


def is_shown(model: type[Model]) -> bool:
    """Return whether pages show this; what citizens themselves leave must not empty the cache."""
    label, app = model._meta.label_lower, model._meta.app_label
    return label not in settings.PAGES_NEVER_SHOW and bool({label, app} & settings.PAGES_SHOW)


def on_change(sender: type[Model], **kwargs: Any) -> None:
    """After the commit, or a page that is read meanwhile would be kept with the old text."""
    if is_shown(sender):
        transaction.on_commit(purge, robust=True)


def listen() -> None:
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(on_change, dispatch_uid="portal.pagecache")
    for signal in (page_published, page_unpublished, post_page_move, page_reviewed):
        signal.connect(on_change, dispatch_uid="portal.pagecache")
