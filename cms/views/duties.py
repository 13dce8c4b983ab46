"""What each host owes others: its addresses for robots, and the way to its accessibility statement."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from wagtail.models import Site

from cms.addresses import with_alternates
from cms.models import PlatformPage
from cms.models.base import origin_of

# https://www.sitemaps.org/protocol.html: no more than 50,000 in one file.
MOST_ADDRESSES = 50_000
STATEMENTS = "https://was.digst.dk/"


def site_of(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    urls = [
        {
            "location": address.url,
            "lastmod": address.changed_at,
            "alternates": [
                {"lang_code": other.language, "location": other.url} for other in alternates
            ],
        }
        for address, alternates in with_alternates(site_of(request))
    ]
    response = render(
        request, "sitemap.xml", {"urlset": urls[:MOST_ADDRESSES]}, content_type="application/xml"
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say what is not for search engines; a demo is not for them at all."""
    closed = ["/"] if settings.DEMO_ALLOWED else settings.NOT_FOR_ROBOTS
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        f"Sitemap: {origin_of(site_of(request))}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def statement(request: HttpRequest) -> HttpResponse:
    """Lead to the accessibility statement of this website: each domain and look has its own.

    The agency's rule is https://was.digst.dk/<domain with dashes>, and /was on the site leads there.
    """
    site = site_of(request)
    own = PlatformPage.objects.filter(pk=site.root_page_id).select_related("platform").first()
    if own and own.platform.accessibility_statement:
        return redirect(own.platform.accessibility_statement)
    host = urlsplit(origin_of(site)).hostname.removeprefix("www.")
    return redirect(STATEMENTS + host.replace(".", "-"))
