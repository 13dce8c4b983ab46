"""The answers of one campaign as a file, for those who have been given the right to it."""

from collections.abc import Iterator

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from portal.users.models import User
from questionnaires import sheets
from questionnaires.leaving import OwnQuestions, closed_count, closed_responses, own_questions
from questionnaires.models import Campaign, OwnWords
from questionnaires.outgoing import FEWEST, WRITERS, Given

EXPORT = "export_responses"


def may_export(user: User) -> bool:
    """Say whether somebody has given this person the right.

    Being superuser gives none: whoever runs the servers need not see what citizens answer.
    """
    if not user.is_active:
        return False
    given = Q(user=user) | Q(group__user=user)
    return Permission.objects.filter(
        given, codename=EXPORT, content_type__app_label="questionnaires"
    ).exists()


def find(request: HttpRequest, pk: int) -> Campaign:
    """Return one of this person's own campaigns; those of other platforms are not there."""
    if not may_export(request.user):
        raise PermissionDenied
    own = policy_registry.get_by_type(Campaign).choices(request.user)
    campaign = own.select_related("platform", "version__questionnaire").filter(pk=pk).first()
    if campaign is None:
        raise Http404
    return campaign


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, pk: int) -> HttpResponseBase:
    campaign = find(request, pk)
    count = closed_count(campaign=campaign)
    if request.method != "POST" or count < FEWEST:
        return told(request, campaign, count)
    kind = request.POST.get("format")
    if kind not in WRITERS:
        messages.error(request, _("Choose a format first."))
        return told(request, campaign, count)
    return file_of(request, campaign, kind, count)


def told(request: HttpRequest, campaign: Campaign, count: int) -> HttpResponse:
    """Say in words what is in the file and what is not, before anybody has it."""
    ours = {
        "campaign": campaign,
        "own": own_of(campaign),
        "through": campaign.version.closed_through,
        "count": count,
        "is_enough": count >= FEWEST,
        "fewest": FEWEST,
    }
    edit = reverse("wagtailsnippets_questionnaires_campaign:edit", args=[campaign.pk])
    frame = {
        "page_title": _("Answers as a file"),
        "page_subtitle": str(campaign),
        "header_icon": "download",
        "breadcrumbs_items": [
            {"url": edit, "label": str(campaign)},
            {"url": "", "label": _("Answers as a file")},
        ],
        "part": render_to_string("questionnaires/admin/export.html", ours, request=request),
    }
    return render(request, "desk/screen.html", frame)


def file_of(request: HttpRequest, campaign: Campaign, kind: str, count: int) -> HttpResponseBase:
    own = own_of(campaign)
    written = WRITERS[kind](campaign.version.parsed, given(campaign, own), list(own.met.values()))
    try:
        content = list(written) if kind == "xlsx" else written
    except sheets.Refused as refusal:
        messages.error(request, str(refusal.fault))
        return redirect("questionnaires_export_responses", campaign.pk)
    # Before the first line leaves: a file that was broken off was seen, too.
    log(campaign, "questionnaires.export", user=request.user, data={"format": kind, "rows": count})
    name = f"svar-{slugify(campaign.name) or campaign.pk}.{kind}"
    headers = {"Content-Disposition": content_disposition_header(True, name) or ""}
    return StreamingHttpResponse(content, content_type="application/octet-stream", headers=headers)


def own_of(campaign: Campaign) -> OwnQuestions:
    return own_questions(version=campaign.version, campaign=campaign)


def given(campaign: Campaign, own: OwnQuestions) -> Iterator[Given]:
    approved = OwnWords.objects.filter(response__access_point__campaign=campaign).approved()
    for found in closed_responses(version=campaign.version, campaign=campaign):
        shown = frozenset(approved.get(found.pk, ()))
        yield Given(found.answers, found.language, campaign.is_synthetic, shown, own=own.of(found))
