"""Following a signpost, and printing it. Both are open to everyone and leave nothing on the phone."""

import logging

from csp.decorators import csp_update
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms import sheets
from cms.models import Scan, Signpost
from portal.periods import Week
from portal.printing import posters, qr

logger = logging.getLogger(__name__)


@require_safe
@cache_control(no_store=True)
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    signpost = found(slug)
    if request.method == "GET" and not is_a_guess(request):
        count(signpost)
    return HttpResponseRedirect(signpost.target().url(request))


def is_a_guess(request: HttpRequest) -> bool:
    """Return whether a browser only fetches ahead, in case its owner should want to go there."""
    return "prefetch" in request.headers.get("Sec-Purpose", "")


def count(signpost: Signpost) -> None:
    try:
        Scan.objects.add_one(signpost, Week.of(timezone.localdate()))
    except DatabaseError:  # whoever stands before the poster gets the advice all the same
        logger.exception("A scan was not counted.")


@require_safe
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        size = posters.Size(request.GET.get("str", posters.Size.A4).lower())
    except ValueError:
        raise Http404 from None
    signpost = found(slug)
    content = posters.sign_pdf(sheets.sign(signpost), size)
    return printed(content, f"plakat-{signpost.slug}-{size}.pdf")


@require_safe
@csp_update({"img-src": "data:"})  # a logo is a photo inside the drawing
def poster_picture(request: HttpRequest, slug: str) -> HttpResponse:
    signpost = found(slug)
    return printed(posters.sign_svg(sheets.sign(signpost)), f"plakat-{signpost.slug}-a4.svg")


@require_safe
def leaflet(request: HttpRequest, slug: str) -> HttpResponse:
    signpost = found(slug)
    content = posters.leaflet_pdf(sheets.sign(signpost), sheets.leaflet(signpost))
    return printed(content, f"folder-{signpost.slug}.pdf")


@require_safe
def qr_code(request: HttpRequest, slug: str) -> HttpResponse:
    return HttpResponse(qr.svg(found(slug).public_url), content_type="image/svg+xml")


def printed(content: bytes, name: str) -> HttpResponse:
    kind = "image/svg+xml" if name.endswith(".svg") else "application/pdf"
    disposition = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=disposition)


def found(slug: str) -> Signpost:
    signposts = Signpost.objects.select_related("platform__logo", "page", "band")
    return get_object_or_404(signposts, slug=slug.lower())
