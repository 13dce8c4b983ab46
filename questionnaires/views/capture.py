"""The citizen's two minutes: the form, the thanks, and a kind word when there is nothing to answer.

No cookie is set, so there is no CSRF cookie either: an anonymous answer rides on nobody's login, and
the signed submission id shows that the form came from here.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cms.models import IN_DANISH, AgeBand, GuidancePage, PlatformPage
from portal.periods import Week
from portal.printing import qr
from questionnaires import afterwards, flood
from questionnaires.actions import answers_to_keep, submit_response
from questionnaires.definition import spoken
from questionnaires.doors import find
from questionnaires.forms import CaptureForm, choices_named_in
from questionnaires.models import AccessPoint, Campaign, Response
from questionnaires.unsent import fit_of, keep_until
from questionnaires.views.quietly import answers_stay_here

FIRST_STOOD = "gemt"
SWITCH = "skift"  # the button that shows the page in another language, with all that was typed


@csrf_exempt
@answers_stay_here
@never_cache
@flood.small_posts
@require_http_methods(["GET", "HEAD", "POST"])
def capture(request: HttpRequest, code: str) -> HttpResponse:
    access_point = find(code)
    if access_point is None or not access_point.campaign.is_open(timezone.localdate()):
        return closed(request, access_point)
    form, wait = form_for(request, access_point), 0
    if was_sent(request, form):
        wait = flood.wait_for(access_point, form, flood.network_of(request))
        if form.is_valid():
            return keep(request, access_point, form)
    context = form_context(request, access_point, form)
    return flood.answer(render(request, "questionnaires/capture.html", context), wait)


def was_sent(request: HttpRequest, form: CaptureForm) -> bool:
    """Say whether a form was sent to be kept, rather than to be shown in another language."""
    if SWITCH in request.POST:
        form.leave_unjudged()
        return False
    return form.is_bound


def form_for(
    request: HttpRequest,
    access_point: AccessPoint,
    initial: Mapping[str, str] | None = None,
    kind: type[CaptureForm] = CaptureForm,
) -> CaptureForm:
    """Return the form of what is asked here, filled in by the post or by what the link has chosen."""
    definition, campaign = access_point.asked, access_point.campaign
    chosen = {"age": request.GET.get("alder", "")} | choices_named_in(definition, request.GET)
    form = kind(
        definition,
        list(campaign.platform.bands.all()),
        definition.language_for(request.LANGUAGE_CODE),
        data=request.POST if request.method == "POST" else None,
        initial=chosen | dict(initial or {}),
        campaign=campaign,
    )
    if form.is_bound and "submission" in form.errors:
        form.with_new_submission()
    return form


def keep(request: HttpRequest, access_point: AccessPoint, form: CaptureForm) -> HttpResponse:
    response, is_new = store(request, access_point, form, Response.Mode.SCREEN)
    stood = not is_new and not is_same(response, access_point, form)
    told = afterwards.told_by(
        response.answers, response.age_band, access_point, form.language, form.own_key
    )
    age = form.age_band.slug if form.age_band else None
    if told.is_personal:
        page = front_page(request, access_point)
        band = named_age(access_point, page, age or "")
        return farewell(request, access_point, page, band, told, stood)
    address = reverse("questionnaires:thanks", args=(access_point.code,))
    first_stood = {FIRST_STOOD: "1"} if stood else None
    return redirect(address_in(address, request.LANGUAGE_CODE, age, first_stood))


def store(
    request: HttpRequest, access_point: AccessPoint, form: CaptureForm, mode: Response.Mode
) -> tuple[Response, bool]:
    return submit_response(
        access_point=access_point,
        submission_id=form.cleaned_data["submission"],
        answers=form.answers,
        age_band=form.age_band,
        week=Week.of(timezone.localdate()),
        language=form.definition.language_for(request.LANGUAGE_CODE),
        reporter=form.answered_by,
        own_key=form.own_key,
        mode=mode,
    )


def is_same(response: Response, access_point: AccessPoint, form: CaptureForm) -> bool:
    """Say whether what was sent again is what was sent before."""
    if form.answered_by not in (None, response.reporter):
        return False
    sent = answers_to_keep(access_point.asked, form.answers)
    return response.answers == sent and response.age_band_id == getattr(form.age_band, "pk", None)


def form_context(
    request: HttpRequest, access_point: AccessPoint, form: CaptureForm
) -> dict[str, Any]:
    definition, here, age = form.definition, request.path, form.age_chosen
    platform, language = access_point.campaign.platform, request.LANGUAGE_CODE
    if page := PlatformPage.objects.in_language(language, platform):
        form.name_ages(page.ages)
    return {
        "own_words": "" if language in definition.languages else IN_DANISH,
        "home_url": page.get_url(request) if page else "/",
        "home_name": page.title if page else platform.name,
        "title": spoken(definition.title, language),
        "intro": spoken(definition.intro, language),
        "platform": platform,
        "about": page_read(request, access_point.page, form.band_of(age)),
        "form": form,
        "question_count": form.question_count,
        "notice": definition.licence.notice,
        "told": told_before(access_point.campaign, language),
        "has_own_link": "own" in form.fields,
        "is_switched": SWITCH in request.POST,
        "action_url": address_in(here, language),
        "draft": {
            "code": access_point.code,
            "fit": fit_of(definition),
            "until": keep_until(timezone.localdate(), access_point.campaign.closes_on),
        },
        "language_links": [
            {"url": address_in(here, code), "name": name, "code": code}
            for code, name in settings.LANGUAGES
            if code in definition.languages and code != language
        ],
    }


def told_before(campaign: Campaign, language: str) -> str:
    """Return the notice people are given; one that asks for a yes stands with its box instead."""
    if campaign.notice is None or campaign.notice.is_consent:
        return ""
    return campaign.notice.text(language)


def address_in(
    path: str, language: str, age: str | None = None, chosen: Mapping[str, str] | None = None
) -> str:
    query = ({"alder": age} if age else {}) | dict(chosen or {})
    if language != "da":
        query["sprog"] = language
    return f"{path}?{urlencode(query)}" if query else path


def page_read(
    request: HttpRequest, page: GuidancePage | None, band: AgeBand | None
) -> dict[str, str] | None:
    """Return the page of advice the questions are about, in the reader's language and age."""
    if page is None or not page.live:
        return None
    # As a plain page: its address does not know of ages yet.
    translation = page.localized.page_ptr
    own = band if band in page.ages else next(iter(page.ages), None)
    return {
        "title": translation.title,
        "name": " · ".join([translation.title, *([own.name] if own else [])]),
        "url": page.address_of(translation, request, own.slug if own else ""),
    }


@never_cache
@require_safe
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    access_point = find(code)
    if access_point is None:
        return closed(request, None)
    page = front_page(request, access_point)
    band = named_age(access_point, page, request.GET.get("alder", ""))
    told = afterwards.told_to_all(access_point, band, request.LANGUAGE_CODE)
    return farewell(request, access_point, page, band, told, FIRST_STOOD in request.GET)


def front_page(request: HttpRequest, access_point: AccessPoint) -> PlatformPage | None:
    platform = access_point.campaign.platform
    return PlatformPage.objects.in_language(request.LANGUAGE_CODE, platform)


def named_age(access_point: AccessPoint, page: PlatformPage | None, slug: str) -> AgeBand | None:
    """Return an age in the words of the page, which may be in another language."""
    ages = page.ages if page else access_point.campaign.platform.bands.all()
    return next((age for age in ages if age.slug == slug), None)


def farewell(
    request: HttpRequest,
    access_point: AccessPoint,
    page: PlatformPage | None,
    band: AgeBand | None,
    told: afterwards.Told,
    first_stood: bool,
) -> HttpResponse:
    """Say thank you, and what the owner lets people know.

    What follows from somebody's own answers is shown in reply to the post itself: an address would be
    kept in the history of a phone that others use, and in logs.
    """
    language, definition = request.LANGUAGE_CODE, access_point.campaign.version.parsed
    context = {
        "message": spoken(definition.thanks, language),
        "own_words": "" if language in definition.languages else IN_DANISH,
        "platform": access_point.campaign.platform,
        "told": told,
        "pages": [page_read(request, page, band) for page in told.pages if page.live],
        "first_stood": first_stood,
        "news": [
            {"title": one.title, "words": one.words, "url": f"{page.get_url(request)}{one.path}"}
            for one in (afterwards.news_of(page.platform) if page else ())
        ],
        **own_link(told.own_key),
        "about": page_read(request, access_point.page, band),
        **guidance_after(request, page, band),
    }
    return render(request, "questionnaires/thanks.html", context)


def own_link(key: str) -> dict[str, str]:
    """Return the link that only this person has, to read and to scan."""
    if not key:
        return {"own_url": "", "own_qr": ""}
    url = settings.PUBLIC_URL + reverse("episodes:enter", args=(key,))
    return {"own_url": url, "own_qr": mark_safe(qr.svg(url).decode())}  # noqa: S308  drawn by us


def guidance_after(
    request: HttpRequest, page: PlatformPage | None, band: AgeBand | None
) -> dict[str, Any]:
    """Return where to read on: the advice for the age that was chosen, else the platform itself."""
    if page is None:
        return {"home_url": "/", "home_name": "Kilden", "band": None, "guides": []}
    home = page.get_url(request)
    if band is None:
        return {"home_url": home, "home_name": page.title, "band": None, "guides": []}
    return {
        "home_url": home,
        "home_name": page.title,
        "band": {"name": band.marked, "url": f"{home}{band.slug}/"},
        "guides": page.guides(request, band)[:3],
    }


def closed(request: HttpRequest, access_point: AccessPoint | None) -> HttpResponse:
    """Say kindly that there is nothing to answer here, and lead to the guidance."""
    platform = access_point.campaign.platform if access_point else None
    page = platform and PlatformPage.objects.in_language(request.LANGUAGE_CODE, platform)
    context = {
        "platform": platform,
        "home_url": page.get_url(request) if page else "/",
        "home_name": page.title if page else "Kilden",
    }
    return render(
        request, "questionnaires/closed.html", context, status=410 if access_point else 404
    )
