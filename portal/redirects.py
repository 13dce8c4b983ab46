"""Wagtail's redirects, except those that lead round in a circle."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

MOST_STEPS = 10  # browsers give up after about twenty


class EndingRedirects(RedirectMiddleware):
    """A browser that is sent in a circle shows an error of its own; our "not found" page helps on."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        if answer is response or ends(request, answer.headers["Location"]):
            return answer
        return response


def ends(request: HttpRequest, location: str) -> bool:
    """Follow the redirects that are written here; a live page or another host is an end."""
    seen = {Redirect.normalise_path(request.path)}
    for _step in range(MOST_STEPS):
        parts = urlsplit(location)
        if parts.netloc and parts.netloc != request.get_host():
            return True
        path = Redirect.normalise_path(location)
        if path in seen:
            return False
        seen.add(path)
        following = get_redirect(request, path)
        if following is None or following.link is None:
            return True
        if following.redirect_page_id and following.redirect_page.live:
            return True
        location = following.link
    return False
