"""The desk of those who write questionnaires: try it, translate it, put it in use."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from portal.users.models import User
from questionnaires import findings, publishing
from questionnaires.branching import asked
from questionnaires.definition import Definition, DefinitionError, spoken
from questionnaires.differences import differences, is_doubtful
from questionnaires.models import QuestionnaireVersion
from questionnaires.questions import AnswersForm
from questionnaires.scoring import Score, scores
from questionnaires.translating import lines, with_lines

CHANGE = "questionnaires.change_questionnaireversion"
PUBLISH = "questionnaires.publish_questionnaireversion"
FORMATS = ("kilden", "fhir", "xlsx", "csv")
REFUSED = (publishing.LicenceMissing, publishing.NotAllowedNow)


def of_version(permission: str) -> Callable[..., Any]:
    """Give a view its version, and let in only who has the right."""

    def decorated(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        @permission_required(permission, raise_exception=True)
        def wrapper(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
            versions = QuestionnaireVersion.objects.select_related("questionnaire")
            return view(request, get_object_or_404(versions, pk=pk), **kwargs)

        return wrapper

    return decorated


def edit_url(version: QuestionnaireVersion) -> str:
    editor = "wagtailsnippets_questionnaires_questionnaireversion:edit"
    return reverse(editor if version.is_draft else "questionnaires_show", args=[version.pk])


def screen(
    request: HttpRequest, version: QuestionnaireVersion, name: str, title: str, **context: Any
) -> HttpResponse:
    """Wagtail's frame leaves variables undefined, so our own part is rendered apart."""
    ours = {"version": version, "edit_url": edit_url(version), **context}
    frame = {
        "page_title": title,
        "page_subtitle": str(version),
        "header_icon": "form",
        "breadcrumbs_items": [
            {"url": edit_url(version), "label": str(version)},
            {"url": "", "label": title},
        ],
        "part": render_to_string(f"questionnaires/admin/{name}.html", ours, request=request),
    }
    return render(request, "desk/screen.html", frame)


@require_http_methods(["GET", "HEAD", "POST"])
@of_version(CHANGE)
def try_out(request: HttpRequest, version: QuestionnaireVersion) -> HttpResponse:
    """Answer as a citizen would, and see what was asked, what would be stored, and each score."""
    found = findings.of(version.definition)
    data = request.POST if request.method == "POST" else None
    form = None if found.faults else AnswersForm(version.parsed, get_language() or "da", data=data)
    result = tried(form) if form and form.is_bound and form.is_valid() else None
    context = {"version": version, "edit_url": edit_url(version), "found": found}
    context["notice"] = form.definition.licence.notice if form else ""
    return render(
        request, "questionnaires/try_out.html", context | {"form": form, "result": result}
    )


def tried(form: AnswersForm) -> dict[str, Any]:
    definition, answers = form.definition, form.answers
    are_asked = asked(definition, answers)
    return {
        "not_asked": [
            spoken(item.text, form.language)
            for item in definition.questions
            if item.link_id not in are_asked and item.link_id not in definition.rows_of
        ],
        "answers": [
            (spoken(definition.item(link_id).text, form.language), answer)
            for link_id, answer in answers.items()
        ],
        "scores": [told(definition, score, form.language) for score in scores(definition, answers)],
    }


def told(definition: Definition, score: Score, language: str) -> dict[str, Any]:
    scale = next(scale for scale in definition.scales if scale.key == score.scale)
    band = next((band for band in scale.bands if band.code == score.band), None)
    return {
        "title": spoken(scale.title, language),
        "value": score.rounded(),
        "band": spoken(band.text, language) if band else "",
        "answered": score.answered,
        "missing": score.missing + score.declined,
        "not_asked": score.not_asked,
        "greatest": scale.greatest,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@of_version(CHANGE)
def translate(request: HttpRequest, version: QuestionnaireVersion, language: str) -> HttpResponse:
    """Danish on one side, the other language on the other, and how many are left."""
    names = dict(settings.LANGUAGES)
    if language not in names or language == "da":
        raise Http404
    if request.method == "POST" and version.is_draft:
        document = with_lines(version.definition, language, request.POST.dict())
        version = publishing.save_draft(document=document, by=request.user)
        messages.success(request, _("The translation is saved."))
    pairs = lines(version.definition, language)
    return screen(
        request,
        version,
        "translate",
        _("Translate"),
        lines=pairs,
        missing=sum(line.is_missing for line in pairs),
        language=language,
        language_name=names[language],
        direction="rtl" if language in settings.LANGUAGES_BIDI else "ltr",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@of_version(CHANGE)
def publish(request: HttpRequest, version: QuestionnaireVersion) -> HttpResponse:
    """Show what is new since the version before; one with the right puts it in use, others ask for it."""
    may_publish = request.user.has_perm(PUBLISH)
    if request.method == "POST":
        deed = put_in_use if may_publish else ask_for_review
        return done(request, version, deed)
    found, before = findings.of(version.definition), version_before(version)
    changes = differences(before.parsed, version.parsed) if before and not found.faults else []
    return screen(
        request,
        version,
        "publish",
        _("Put in use") if may_publish else _("Ask for a review"),
        found=found,
        before=before,
        changes=findings.said(changes, findings.texts_of(version.definition)),
        is_doubtful=is_doubtful(changes),
        may_publish=may_publish,
    )


def put_in_use(version: QuestionnaireVersion, by: User) -> str:
    publishing.publish(version=version, on=timezone.localdate(), by=by)
    return _("“%s” is in use. It can no longer be changed.") % version


def ask_for_review(version: QuestionnaireVersion, by: User) -> str:
    publishing.ask_for_review(version=version, by=by)
    return _("It is marked as ready to be looked at.")


def done(
    request: HttpRequest,
    version: QuestionnaireVersion,
    deed: Callable[[QuestionnaireVersion, User], str],
) -> HttpResponse:
    """Do it and say so, or say why not; end where the version stands."""
    try:
        messages.success(request, deed(version, request.user))
    except DefinitionError:
        messages.error(request, _("Put right what is wrong with it first."))
    except REFUSED as refusal:
        messages.error(request, str(refusal))
    version.refresh_from_db()
    return redirect(edit_url(version))


def version_before(version: QuestionnaireVersion) -> QuestionnaireVersion | None:
    published = QuestionnaireVersion.objects.exclude(status=QuestionnaireVersion.Status.DRAFT)
    return published.filter(questionnaire=version.questionnaire, pk__lt=version.pk).first()


@require_GET
@of_version(CHANGE)
def show(request: HttpRequest, version: QuestionnaireVersion) -> HttpResponse:
    """A version that is published: what it asks, and what can still be said of it."""
    if version.is_draft:
        return redirect(edit_url(version))
    return screen(
        request,
        version,
        "show",
        _("Published version"),
        form=AnswersForm(version.parsed, get_language() or "da"),
        before=version_before(version),
        may_publish=request.user.has_perm(PUBLISH),
        formats=FORMATS,
    )


@require_POST
@of_version(PUBLISH)
def retire(request: HttpRequest, version: QuestionnaireVersion) -> HttpResponse:
    def deed(version: QuestionnaireVersion, by: User) -> str:
        publishing.retire(version=version, by=by)
        return _("“%s” is taken out of use. Its answers stay.") % version

    return done(request, version, deed)


@require_POST
@of_version(CHANGE)
def correct(request: HttpRequest, version: QuestionnaireVersion) -> HttpResponse:
    """Begin a new version with the same content."""
    number = request.POST.get("number", "").strip()[:20]
    try:
        version = publishing.draft_after(version=version, number=number, by=request.user)
    except REFUSED as refusal:
        messages.error(request, str(refusal))
    return redirect(edit_url(version))


@require_POST
@of_version(PUBLISH)
def declare_comparable(request: HttpRequest, version: QuestionnaireVersion) -> HttpResponse:
    """Let series go on across the two versions; the reason is kept with the name."""

    def deed(version: QuestionnaireVersion, by: User) -> str:
        because, before = request.POST.get("because", ""), version_before(version)
        if before is None:
            raise publishing.NotAllowedNow(_("There is no version before this one."))
        publishing.declare_comparable(version=version, to=before, because=because, by=by)
        return _("The two versions are comparable from now on.")

    return done(request, version, deed)
