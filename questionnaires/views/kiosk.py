"""The tablet in the waiting room: start, form, thanks, and start again for the next person.

Only a tablet that staff have set up comes in. Its cookie is the one cookie under /s/: it says which
tablet this is, and nothing of who answers. Nothing leads out but the PIN. Without a script all of it
works except the warning to those who left in the middle: that page stays until somebody taps.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from cms.models import IN_DANISH, PlatformPage
from questionnaires import afterwards, flood
from questionnaires.actions import answers_to_keep
from questionnaires.definition import spoken
from questionnaires.devices import TooManyTries, device_with, opens
from questionnaires.doors import find
from questionnaires.forms import CaptureForm, SharedForm
from questionnaires.models import AccessPoint, Device, Response
from questionnaires.views.capture import (
    FIRST_STOOD,
    address_in,
    closed,
    form_context,
    form_for,
    store,
    was_sent,
)
from questionnaires.views.quietly import answers_stay_here

COOKIE = "enhed"
COOKIE_AGE = 365 * 86_400
THANKS_SECONDS, LONGER_SECONDS = 15, 60
LONGER = "laenge"


def for_tablet(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view its tablet; whoever has none is told so kindly. Nothing here is kept or passed on."""

    @wraps(view)
    @never_cache
    def wrapper(request: HttpRequest, code: str) -> HttpResponse:
        response = admitted(request, code, view)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return wrapper


def admitted(request: HttpRequest, code: str, view: Callable[..., HttpResponse]) -> HttpResponse:
    point = find(code)
    if point is None or point.kind != AccessPoint.Kind.TABLET:
        return closed(request, None)
    if token := request.GET.get(COOKIE, ""):
        return let_in(request, point, token)
    device = device_with(point, request.COOKIES.get(COOKIE, ""))
    return turned_away(request, point) if device is None else view(request, point, device)


@sensitive_variables("token")
def let_in(request: HttpRequest, point: AccessPoint, token: str) -> HttpResponse:
    """Keep the token on the tablet, and lead to the address without it."""
    if device_with(point, token) is None:
        return turned_away(request, point)
    response = redirect(home_of(point))
    response.set_cookie(
        COOKIE,
        token,
        max_age=COOKIE_AGE,
        path=home_of(point),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def turned_away(request: HttpRequest, point: AccessPoint) -> HttpResponse:
    """Lead to the guidance, and try again: a strict cookie is not sent the first time where the link
    was followed from another site, such as mail in a browser.
    """
    context = {
        "title": _("This tablet is not set up"),
        "sentence": _("These questions are for a tablet in a waiting room. The advice is for everyone."),
        "platform": point.campaign.platform,
        "again_url": home_of(point),
        **way_out(request, point),
    }  # fmt: skip
    return render(request, "questionnaires/refused.html", context, status=403)


def way_out(request: HttpRequest, point: AccessPoint) -> dict[str, str]:
    platform = point.campaign.platform
    page = PlatformPage.objects.in_language(request.LANGUAGE_CODE, platform)
    return {
        "home_url": page.get_url(request) if page else "/",
        "home_name": page.title if page else platform.name,
    }


def home_of(point: AccessPoint) -> str:
    return reverse("questionnaires:kiosk", args=(point.code,))


def frame(request: HttpRequest, point: AccessPoint, name: str) -> dict[str, Any]:
    """Return what every page of the tablet needs: its name and its ways, none of which leads out."""
    language = request.LANGUAGE_CODE
    definition = point.campaign.version.parsed
    here = reverse(f"questionnaires:{name}", args=(point.code,))
    return {
        "platform": point.campaign.platform,
        "own_words": "" if language in definition.languages else IN_DANISH,
        "title": spoken(definition.title, language),
        # The next person begins in Danish, whatever the last one chose.
        "start_url": home_of(point),
        "form_url": address_in(reverse("questionnaires:kiosk_form", args=(point.code,)), language),
        "exit_url": address_in(reverse("questionnaires:kiosk_exit", args=(point.code,)), language),
        "language_links": [
            {"url": address_in(here, code), "name": words, "code": code}
            for code, words in settings.LANGUAGES
            if code in definition.languages and code != language
        ],
    }


@require_safe
@for_tablet
def start(request: HttpRequest, point: AccessPoint, device: Device) -> HttpResponse:
    definition = point.campaign.version.parsed
    context = {
        **frame(request, point, "kiosk"),
        "intro": spoken(definition.intro, request.LANGUAGE_CODE),
        "question_count": len(definition.questions),
        "is_open": point.campaign.is_open(timezone.localdate()),
    }
    return render(request, "questionnaires/kiosk/start.html", context)


@csrf_exempt  # the cookie is not sent from another site
@answers_stay_here
@flood.small_posts
@require_http_methods(["GET", "HEAD", "POST"])
@for_tablet
def form(request: HttpRequest, point: AccessPoint, device: Device) -> HttpResponse:
    if not point.campaign.is_open(timezone.localdate()):
        return redirect(home_of(point))
    asked, wait = form_for(request, point, kind=SharedForm), 0
    if was_sent(request, asked):
        wait = flood.wait_for(point, asked, network="")  # it has a token; a whole ward shares it
        if asked.is_valid():
            return keep(request, point, asked)
    context = form_context(request, point, asked) | {"start_url": home_of(point)}
    return flood.answer(render(request, "questionnaires/kiosk/form.html", context), wait)


def keep(request: HttpRequest, point: AccessPoint, asked: CaptureForm) -> HttpResponse:
    """Store the answers; say of a form that comes again only that it had been sent.

    The first may be somebody else's. So nothing tells whether these are the same answers, for then one
    could try until they are, and what follows from answers follows from those that were just given.
    """
    _response, is_new = store(request, point, asked, Response.Mode.TABLET)
    given = answers_to_keep(point.asked, asked.answers)
    told = afterwards.told_by(given, asked.age_band, point, asked.language)
    if told.is_personal:
        return farewell(request, point, told, first_stood=not is_new)
    return redirect(thanks_at(request, point, [] if is_new else [FIRST_STOOD]))


def thanks_at(request: HttpRequest, point: AccessPoint, said: Iterable[str]) -> str:
    address = reverse("questionnaires:kiosk_thanks", args=(point.code,))
    return address_in(address, request.LANGUAGE_CODE, chosen=dict.fromkeys(said, "1"))


@require_safe
@for_tablet
def thanks(request: HttpRequest, point: AccessPoint, device: Device) -> HttpResponse:
    told = afterwards.told_to_all(point, None, request.LANGUAGE_CODE)
    return farewell(request, point, told, first_stood=FIRST_STOOD in request.GET)


def farewell(
    request: HttpRequest, point: AccessPoint, told: afterwards.Told, first_stood: bool
) -> HttpResponse:
    """Say thanks for some seconds; for longer where there is help or something else to read."""
    is_long = told.is_personal or first_stood or LONGER in request.GET
    context = {
        **frame(request, point, "kiosk_thanks"),
        "message": spoken(point.campaign.version.parsed.thanks, request.LANGUAGE_CODE),
        "told": told,
        "news": [],  # its links lead out, and nobody is to be led away from the tablet
        "first_stood": first_stood,
        "seconds": LONGER_SECONDS if is_long else THANKS_SECONDS,
        "longer_url": thanks_at(request, point, [LONGER, *([FIRST_STOOD] if first_stood else [])]),
    }
    return render(request, "questionnaires/kiosk/thanks.html", context)


@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_tablet
def leave(request: HttpRequest, point: AccessPoint, device: Device) -> HttpResponse:
    error, status = "", 200
    if request.method == "POST":
        try:
            if opens(device=device, pin=request.POST.get("pin", "").strip()):
                response = redirect(way_out(request, point)["home_url"])
                response.delete_cookie(COOKIE, path=home_of(point), samesite="Strict")
                return response
            error = _("That is not the PIN. It came with the link when the tablet was set up.")
        except TooManyTries:
            error, status = _("Too many wrong PINs. Wait five minutes, then try again."), 429
    context = {**frame(request, point, "kiosk_exit"), "error": error}
    return render(request, "questionnaires/kiosk/exit.html", context, status=status)
