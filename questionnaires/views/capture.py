"""The citizen's two minutes: the form, the thanks, and a kind word when there is nothing to answer.

No cookie is set, so there is no CSRF cookie either: an anonymous answer rides on nobody's login, and
the signed submission id shows that the form came from here.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cms.models import AgeBand, GuidancePage, PlatformPage
from portal.periods import Week
from questionnaires.actions import submit_response
from questionnaires.definition import Definition, spoken
from questionnaires.forms import CaptureForm, choices_named_in
from questionnaires.models import AccessPoint

LANGUAGE_NAMES = {"da": "Dansk", "en": "English"}


def find(code: str) -> AccessPoint | None:
    return (
        AccessPoint.objects.select_related("campaign__platform", "campaign__version", "place")
        .filter(code=code.lower())
        .first()
    )


@csrf_exempt
@sensitive_post_parameters()  # the report of a crash does not repeat the answers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def capture(request: HttpRequest, code: str) -> HttpResponse:
    access_point = find(code)
    if access_point is None or not access_point.campaign.is_open(timezone.localdate()):
        return closed(request, access_point)
    definition = access_point.campaign.version.parsed
    form = CaptureForm(
        definition,
        list(access_point.campaign.platform.bands.all()),
        definition.language_for(request.LANGUAGE_CODE),
        data=request.POST if request.method == "POST" else None,
        initial={"age": request.GET.get("alder", "")} | choices_named_in(definition, request.GET),
    )
    if form.is_bound and form.is_valid():
        return keep(request, access_point, form)
    if "submission" in form.errors:
        form.with_new_submission()
    context = form_context(request, access_point, form)
    return render_in(request, "questionnaires/capture.html", context, definition)


def render_in(
    request: HttpRequest, template: str, context: dict[str, Any], definition: Definition
) -> HttpResponse:
    """Render a page in one language: where the questions are not translated, all of it is Danish."""
    language = definition.language_for(request.LANGUAGE_CODE)
    with override(language):
        response = render(request, template, context)
    response.headers["Content-Language"] = language
    return response


def keep(request: HttpRequest, access_point: AccessPoint, form: CaptureForm) -> HttpResponse:
    submit_response(
        access_point=access_point,
        submission_id=form.cleaned_data["submission"],
        answers=form.answers,
        age_band=form.age_band,
        week=Week.of(timezone.localdate()),
        language=form.definition.language_for(request.LANGUAGE_CODE),
    )
    address = reverse("questionnaires:thanks", args=(access_point.code,))
    age = form.age_band.slug if form.age_band else None
    return redirect(address_in(address, request.LANGUAGE_CODE, age))


def form_context(
    request: HttpRequest, access_point: AccessPoint, form: CaptureForm
) -> dict[str, Any]:
    definition, here, age = form.definition, request.path, form["age"].value()
    chosen = choices_named_in(definition, request.GET)
    return {
        "title": spoken(definition.title, request.LANGUAGE_CODE),
        "intro": spoken(definition.intro, request.LANGUAGE_CODE),
        "platform": access_point.campaign.platform,
        "about": page_read(request, access_point.page, form.band_of(age)),
        "form": form,
        "question_count": len(form.visible_fields()),
        "action_url": address_in(here, request.LANGUAGE_CODE),
        "language_links": [
            {"url": address_in(here, language, age, chosen), "name": LANGUAGE_NAMES[language]}
            for language in definition.languages
            if language != request.LANGUAGE_CODE
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
        "url": page.address_of(translation, request, own),
    }


@never_cache
@require_safe
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    access_point = find(code)
    if access_point is None:
        return closed(request, None)
    platform = access_point.campaign.platform
    page = PlatformPage.objects.live().filter(platform=platform).first()
    asked = request.GET.get("alder", "")
    band = next((band for band in platform.bands.all() if band.slug == asked), None)
    definition = access_point.campaign.version.parsed
    context = {
        "message": spoken(definition.thanks, request.LANGUAGE_CODE),
        "platform": platform,
        "about": page_read(request, access_point.page, band),
        **guidance_after(request, page, band),
    }
    return render_in(request, "questionnaires/thanks.html", context, definition)


def guidance_after(
    request: HttpRequest, page: PlatformPage | None, band: AgeBand | None
) -> dict[str, Any]:
    """Return where to read on: the advice for the age that was chosen, else the platform itself."""
    home = page.get_url(request) if page else "/"
    if page is None or band is None:
        return {"home_url": home, "band": None, "guides": []}
    return {
        "home_url": home,
        "band": {"name": band.name, "url": f"{home}{band.slug}/"},
        "guides": page.guides(request, band)[:3],
    }


def closed(request: HttpRequest, access_point: AccessPoint | None) -> HttpResponse:
    """Say kindly that there is nothing to answer here, and lead to the guidance."""
    platform = access_point.campaign.platform if access_point else None
    page = PlatformPage.objects.live().filter(platform=platform).first() if platform else None
    context = {"platform": platform, "home_url": page.get_url(request) if page else "/"}
    return render(
        request, "questionnaires/closed.html", context, status=410 if access_point else 404
    )
