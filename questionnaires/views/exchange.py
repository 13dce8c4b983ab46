"""Questionnaires in from a file and out to one, at the desk."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages

from questionnaires import documents, fhir, findings, publishing, sheets
from questionnaires.models import QuestionnaireVersion
from questionnaires.uploads import MOST_BYTES
from questionnaires.views.authoring import CHANGE, edit_url, of_version

ADD = "questionnaires.add_questionnaireversion"


def as_text(document: Mapping[str, object]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


WRITERS: Mapping[str, tuple[str, Callable[[QuestionnaireVersion], bytes]]] = {
    "kilden": ("json", lambda version: as_text(version.definition)),
    "fhir": ("fhir.json", lambda version: as_text(fhir.write(version.definition))),
    "csv": ("csv", lambda version: sheets.to_csv(version.parsed)),
    "xlsx": ("xlsx", lambda version: sheets.to_xlsx(version.parsed)),
}


@require_GET
@of_version(CHANGE)
def save_as(request: HttpRequest, version: QuestionnaireVersion, form: str) -> HttpResponse:
    """Return the version as a file. Only what has no faults can be written in another's format."""
    if form not in WRITERS:
        raise Http404
    if findings.of(version.definition).faults:
        messages.error(request, _("Put right what is wrong with it first."))
        return redirect(edit_url(version))
    ending, write = WRITERS[form]
    try:
        content = write(version)
    except sheets.Refused as refusal:
        messages.error(request, str(refusal.fault))
        return redirect(edit_url(version))
    name = f"{version.questionnaire.key}-{version.version}.{ending}"
    headers = {"Content-Disposition": content_disposition_header(True, name) or ""}
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(ADD, raise_exception=True)
def take_in(request: HttpRequest) -> HttpResponse:
    """Make a draft of a file; with faults nothing is stored, and all of them are told."""
    reading, file = None, request.FILES.get("file")
    if request.method == "POST" and file:
        reading = read(file)
        if reading.document is not None:
            return stored(request, reading)
    ours = {
        "is_sent": request.method == "POST",
        "faults": findings.said(reading.faults, {}) if reading else [],
    }
    frame = {
        "page_title": _("Fetch a questionnaire from a file"),
        "header_icon": "upload",
        "breadcrumbs_items": [{"url": "", "label": _("Fetch from a file")}],
        "part": render_to_string("questionnaires/admin/take_in.html", ours, request=request),
    }
    return render(request, "desk/screen.html", frame, status=422 if reading else 200)


def read(file: UploadedFile) -> fhir.Reading:
    """Read no more of it than may be large; what is longer is refused by its length."""
    return documents.read(file.read(2 * MOST_BYTES + 1), name=file.name or "")


def stored(request: HttpRequest, reading: fhir.Reading) -> HttpResponse:
    document = reading.document or {}
    if is_being_written(document):
        messages.error(
            request,
            _(
                "There is a draft with this number already. Delete it first, or give the file another."
            ),
        )
        return redirect("questionnaires_import")
    try:
        version = publishing.save_draft(document=document, by=request.user)
    except publishing.VersionChanged:
        messages.error(request, _("This version exists already. Give it another number."))
        return redirect("questionnaires_import")
    for each in findings.said(reading.warnings, {}):
        messages.warning(request, f"{each.where}: {each.sentence}" if each.where else each.sentence)
    if version.is_draft:
        messages.success(request, _("“%s” is a draft now. Look it through.") % version)
    else:
        messages.info(request, _("“%s” is published already.") % version)
    return redirect(edit_url(version))


def is_being_written(document: Mapping[str, Any]) -> bool:
    """Say whether somebody's draft would be written over."""
    return QuestionnaireVersion.objects.filter(
        questionnaire__key=document.get("key"),
        version=document.get("version"),
        status=QuestionnaireVersion.Status.DRAFT,
    ).exists()
