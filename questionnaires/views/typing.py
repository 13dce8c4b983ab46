"""A sheet of paper is typed in: the same questions on one page, and the week it was filled in."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.users.models import User
from portal.users.roles import Permission, may
from questionnaires.actions import submit_response
from questionnaires.campaigning import weeks_to_type_in
from questionnaires.definition import spoken
from questionnaires.desk_forms import TypingForm
from questionnaires.models import AccessPoint, Response
from questionnaires.views.capture import address_in

AROUND = ("campaign__platform", "campaign__version", "campaign__notice", "place__organisation",
          "local_version")  # fmt: skip


@sensitive_post_parameters()  # the report of a crash does not repeat the answers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def type_in(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    access_point = own_point(request.user, pk, code)
    campaign, today = access_point.campaign, timezone.localdate()
    definition = access_point.asked
    form = TypingForm(
        definition,
        list(campaign.platform.bands.all()),
        definition.language_for(request.LANGUAGE_CODE),
        weeks_to_type_in(campaign=campaign, today=today),
        data=request.POST if request.method == "POST" else None,
        initial={"week": request.GET.get("uge", "")},
        campaign=campaign,
    )
    takes_paper = campaign.takes_paper(today)
    if form.is_valid():
        if takes_paper:
            return keep(request, access_point, form)
        form.add_error(None, _("The campaign was stopped meanwhile, so nothing is saved."))
    if "submission" in form.errors:
        form.with_new_submission()
    context = shown(request, access_point, form) | {"takes_paper": takes_paper}
    return render(request, "questionnaires/desk/typing.html", context)


def own_point(user: User, pk: int, code: str) -> AccessPoint:
    points = AccessPoint.objects.select_related(*AROUND)
    access_point = get_object_or_404(points, campaign=pk, code=code)
    if access_point.campaign.is_template or not may(user, Permission.RUN_CAMPAIGNS, access_point):
        raise Http404
    return access_point


def keep(request: HttpRequest, access_point: AccessPoint, form: TypingForm) -> HttpResponse:
    _response, is_new = submit_response(
        access_point=access_point,
        submission_id=form.cleaned_data["submission"],
        answers=form.answers,
        age_band=form.age_band,
        week=form.chosen_week,
        language=form.language,
        reporter=form.answered_by,
        mode=Response.Mode.PAPER,
    )
    said = {"uge": str(form.chosen_week), "gemt": "ja" if is_new else "igen"}
    if request.LANGUAGE_CODE != settings.LANGUAGE_CODE:
        said["sprog"] = request.LANGUAGE_CODE
    return redirect(f"{request.path}?{urlencode(said)}")


def shown(request: HttpRequest, access_point: AccessPoint, form: TypingForm) -> dict[str, Any]:
    definition, language = form.definition, request.LANGUAGE_CODE
    return {
        "access_point": access_point,
        "campaign": access_point.campaign,
        "title": spoken(definition.title, language),
        "form": form,
        "own_words": "",
        "saved": request.GET.get("gemt", ""),
        "action_url": address_in(request.path, language),
        "language_links": [
            {"url": address_in(request.path, code), "name": name, "code": code}
            for code, name in settings.LANGUAGES
            if code in definition.languages and code != language
        ],
    }
