"""Small decisions taken for every request: which host, which policy, and which language."""

from collections.abc import Callable
from urllib.parse import urlsplit

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.utils import translation

THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}


class AreaContentSecurityPolicy(CSPMiddleware):
    """Strict for citizens; the admins of Wagtail and Django get their own, looser policy."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(settings.ADMIN_PREFIXES):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.path_info.startswith(settings.ADMIN_PREFIXES):
            # A preview is served by a request of its own, which has set the citizens' policy.
            del response.headers[HEADER]
        return super().process_response(request, response)


class NoReferrer:
    """Where people answer, no page that is visited next is told the address they came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(settings.NO_REFERRER_PREFIXES):
            response.headers["Referrer-Policy"] = "no-referrer"
        return response


class LanguageFromAddress:
    """Danish, unless the address says otherwise: no cookie, and a cache can tell the languages apart.

    A page says it first (`/en/…`); what has one address in all languages says `?sprog=en`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = request.LANGUAGE_CODE = language_of(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def language_of(request: HttpRequest) -> str:
    if request.path_info.startswith(settings.LANGUAGE_IN_QUERY_PREFIXES):
        asked = request.GET.get("sprog", "")
        return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    return translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE


class RefuseUnreadable:
    """No page has a null character in its address, and PostgreSQL will not be asked for one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise BadRequest("a null character in the address")
        return self.get_response(request)


class OneHostForProfessionals:
    """What asks for a login answers on the host in PUBLIC_URL only; other hosts lead a reader there.

    A login's cookie belongs to one host, and a platform's own host then needs none at all. Off where
    PUBLIC_URL is this machine itself: in development there is one host under many names.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(settings.PROFESSIONAL_PREFIXES):
            return self.get_response(request)
        home = urlsplit(settings.PUBLIC_URL)
        if home.hostname in THIS_MACHINE or request.get_host() == home.netloc:
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            raise Http404
        return HttpResponsePermanentRedirect(f"{settings.PUBLIC_URL}{request.get_full_path()}")
