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
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cms.models import IN_DANISH, AgeBand, GuidancePage, PlatformPage
from portal.periods import Week
from questionnaires import flood
from questionnaires.actions import submit_response
from questionnaires.definition import spoken
from questionnaires.forms import CaptureForm, choices_named_in
from questionnaires.models import AccessPoint, Response


def find(code: str) -> AccessPoint | None:
    return (
        AccessPoint.objects.select_related("campaign__platform", "campaign__version", "place")
        .filter(code=code.lower())
        .first()
    )


@csrf_exempt
@sensitive_post_parameters()  # the report of a crash does not repeat the answers
@never_cache
@flood.small_posts
@require_http_methods(["GET", "HEAD", "POST"])
def capture(request: HttpRequest, code: str) -> HttpResponse:
    access_point = find(code)
    if access_point is None or not access_point.campaign.is_open(timezone.localdate()):
        return closed(request, access_point)
    form = form_for(request, access_point)
    wait = flood.wait_for(access_point, form, flood.network_of(request))
    if form.is_bound and form.is_valid():
        return keep(request, access_point, form)
    context = form_context(request, access_point, form)
    return flood.answer(render(request, "questionnaires/capture.html", context), wait)


def form_for(request: HttpRequest, access_point: AccessPoint) -> CaptureForm:
    definition = access_point.campaign.version.parsed
    form = CaptureForm(
        definition,
        list(access_point.campaign.platform.bands.all()),
        definition.language_for(request.LANGUAGE_CODE),
        data=request.POST if request.method == "POST" else None,
        initial={"age": request.GET.get("alder", "")} | choices_named_in(definition, request.GET),
    )
    if form.is_bound and "submission" in form.errors:
        form.with_new_submission()
    return form


def keep(request: HttpRequest, access_point: AccessPoint, form: CaptureForm) -> HttpResponse:
    store(request, access_point, form, Response.Mode.SCREEN)
    address = reverse("questionnaires:thanks", args=(access_point.code,))
    age = form.age_band.slug if form.age_band else None
    return redirect(address_in(address, request.LANGUAGE_CODE, age))


def store(
    request: HttpRequest, access_point: AccessPoint, form: CaptureForm, mode: Response.Mode
) -> None:
    submit_response(
        access_point=access_point,
        submission_id=form.cleaned_data["submission"],
        answers=form.answers,
        age_band=form.age_band,
        week=Week.of(timezone.localdate()),
        language=form.definition.language_for(request.LANGUAGE_CODE),
        mode=mode,
    )


def form_context(
    request: HttpRequest, access_point: AccessPoint, form: CaptureForm
) -> dict[str, Any]:
    definition, here, age = form.definition, request.path, form.age_chosen
    platform, language = access_point.campaign.platform, request.LANGUAGE_CODE
    chosen = choices_named_in(definition, request.GET)
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
        "action_url": address_in(here, language),
        "language_links": [
            {"url": address_in(here, code, age, chosen), "name": name, "code": code}
            for code, name in settings.LANGUAGES
            if code in definition.languages and code != language
        ],
    }


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
    platform = access_point.campaign.platform
    page = PlatformPage.objects.in_language(request.LANGUAGE_CODE, platform)
    asked = request.GET.get("alder", "")
    ages = page.ages if page else platform.bands.all()
    band = next((band for band in ages if band.slug == asked), None)
    definition = access_point.campaign.version.parsed
    context = {
        "message": spoken(definition.thanks, request.LANGUAGE_CODE),
        "own_words": "" if request.LANGUAGE_CODE in definition.languages else IN_DANISH,
        "platform": platform,
        "about": page_read(request, access_point.page, band),
        **guidance_after(request, page, band),
    }
    return render(request, "questionnaires/thanks.html", context)


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
