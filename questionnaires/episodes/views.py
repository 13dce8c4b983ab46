"""The page behind a link of one's own: answer again, or take everything back.

The key stands in the address once. It is changed at once for a cookie that lives for half an hour on
these pages only, so that it is not left in the history, in a log or in a picture of the screen.
"""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cms.models import PlatformPage
from questionnaires.doors import find
from questionnaires.episodes import actions
from questionnaires.episodes.models import Participant
from questionnaires.models import AccessPoint
from questionnaires.views import capture

COOKIE, HALF_AN_HOUR = "eget_link", 30 * 60
signer = Signer(salt="episodes.withdraw")


@never_cache
@require_safe
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """Change the key in the address for a cookie, also where it fits nobody: the next page says so."""
    response = redirect(capture.address_in(reverse("episodes:follow_up"), request.LANGUAGE_CODE))
    response.set_cookie(
        COOKIE,
        key,
        max_age=HALF_AN_HOUR,
        path=reverse("episodes:follow_up"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@never_cache
@require_safe
def follow_up(request: HttpRequest) -> HttpResponse:
    key = request.COOKIES.get(COOKIE, "")
    participant = actions.find(key)
    if participant is None:
        return lost(request)
    point = last_access_point(participant)
    if point.campaign.is_open(timezone.localdate()) and "igen" in request.GET:
        return again(request, point, key)
    context = about(request, participant) | {
        "count": participant.occasions.count(),
        "is_open": point.campaign.is_open(timezone.localdate()),
        "proof": signer.sign(str(participant.pk)),
    }
    return render(request, "episodes/follow_up.html", context)


def last_access_point(participant: Participant) -> AccessPoint:
    """Return where she answered last, with all that the form needs."""
    last = participant.occasions.select_related("response__access_point").last()
    found = find(last.response.access_point.code) if last else None
    if found is None:
        raise Participant.DoesNotExist(f"{participant} has no answers.")
    return found


def again(request: HttpRequest, point: AccessPoint, key: str) -> HttpResponse:
    """Show the questions anew; her key goes along in the form, and to nobody else."""
    form = capture.form_for(request, point, {"own": key})
    context = capture.form_context(request, point, form)
    action = capture.address_in(point.get_absolute_url(), request.LANGUAGE_CODE)
    return render(request, "questionnaires/capture.html", context | {"action_url": action})


@csrf_exempt  # no login is at stake; the proof in the form is made for this participant
@never_cache
@require_http_methods(["POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    participant = actions.find(request.COOKIES.get(COOKIE, ""))
    if participant is None or not is_proved(participant, request.POST.get("proof", "")):
        return lost(request)
    context = about(request, participant)
    actions.withdraw(participant=participant, on=timezone.localdate())
    response = render(request, "episodes/withdrawn.html", context)
    response.delete_cookie(COOKIE, path=reverse("episodes:follow_up"))
    return response


def is_proved(participant: Participant, proof: str) -> bool:
    try:
        return signer.unsign(proof) == str(participant.pk)
    except BadSignature:
        return False


def about(request: HttpRequest, participant: Participant) -> dict[str, object]:
    platform = participant.campaign.platform
    page = PlatformPage.objects.in_language(request.LANGUAGE_CODE, platform)
    return {
        "platform": platform,
        "home_url": page.get_url(request) if page else "/",
        "home_name": page.title if page else platform.name,
    }


def lost(request: HttpRequest) -> HttpResponse:
    return render(request, "episodes/lost.html", status=404)
