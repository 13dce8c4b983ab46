"""What is done with versions of a questionnaire, from the first draft until it is retired."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from portal.users.models import User
from questionnaires.definition import canonical_hash
from questionnaires.faults import parse
from questionnaires.models import Questionnaire, QuestionnaireVersion

Status = QuestionnaireVersion.Status


class VersionChanged(ValueError):
    """A version that is already published was given again with other content."""


class LicenceMissing(ValueError):
    """The words belong to somebody who has not yet said yes to this site."""


class NotAllowedNow(ValueError):
    """The version is in a state in which this cannot be done to it."""


@transaction.atomic
def save_draft(*, document: Mapping[str, Any], by: User | None = None) -> QuestionnaireVersion:
    """Keep a version as it stands, faults and all; only its key and number must be there.

    Raises VersionChanged when the number belongs to a published version.
    """
    questionnaire = named(document)
    version, is_new = QuestionnaireVersion.objects.select_for_update().get_or_create(
        questionnaire=questionnaire,
        version=str(document["version"])[:20],
        defaults={"definition": document},
    )
    if not version.is_draft:
        refuse_other_content(version, document)
        return version
    version.definition = dict(document)
    version.review_wanted = False
    version.save(update_fields=["definition", "review_wanted"])
    log(version, "wagtail.create" if is_new else "wagtail.edit", user=by)
    return version


def named(document: Mapping[str, Any]) -> Questionnaire:
    title = str(document["title"].get("da") or document["key"])[:120]
    questionnaire, _is_new = Questionnaire.objects.get_or_create(
        key=document["key"], defaults={"title": title}
    )
    return questionnaire


def refuse_other_content(version: QuestionnaireVersion, document: Mapping[str, Any]) -> None:
    if version.sha256 != canonical_hash(document):
        raise VersionChanged(
            f"{version} is already published with other content. Give the correction a new version."
        )


@transaction.atomic
def publish_version(
    *, document: Mapping[str, Any], on: date, by: User | None = None
) -> QuestionnaireVersion:
    """Store a definition as a version in use; the same document again is the same version.

    Raises DefinitionError with all faults, VersionChanged when the number is taken by other content.
    """
    parse(document)
    version = save_draft(document=document, by=by)
    return publish(version=version, on=on, by=by) if version.is_draft else version


@transaction.atomic
def publish(
    *, version: QuestionnaireVersion, on: date, by: User | None = None
) -> QuestionnaireVersion:
    """Put a draft in use; from here the database refuses to change it.

    Raises DefinitionError with all faults, LicenceMissing, NotAllowedNow when it is no draft.
    """
    version = QuestionnaireVersion.objects.select_for_update().get(pk=version.pk)
    if not version.is_draft:
        raise NotAllowedNow(_("“%s” is published already.") % version)
    definition = parse(version.definition)
    if definition.licence.must_be_entered and not version.questionnaire.is_licensed(on):
        raise LicenceMissing(
            _("“%(title)s” belongs to %(owner)s. Enter your licence first.")
            % {"title": version.questionnaire, "owner": definition.licence.owner}
        )
    version.status, version.sha256 = Status.ACTIVE, canonical_hash(version.definition)
    version.published_on, version.published_by, version.review_wanted = on, by, False
    version.save()
    Questionnaire.objects.filter(pk=version.questionnaire_id).update(title=definition.title["da"])
    log(version, "questionnaires.publish", user=by)
    return version


@transaction.atomic
def ask_for_review(*, version: QuestionnaireVersion, by: User) -> None:
    """Tell those who may publish that a draft is ready."""
    if not version.is_draft:
        raise NotAllowedNow(_("“%s” is published already.") % version)
    QuestionnaireVersion.objects.filter(pk=version.pk).update(review_wanted=True)
    log(version, "questionnaires.ask_for_review", user=by)


@transaction.atomic
def retire(*, version: QuestionnaireVersion, by: User | None = None) -> None:
    """Take a version out of use. Its answers stay, and it can never be put in use again."""
    changed = QuestionnaireVersion.objects.filter(pk=version.pk, status=Status.ACTIVE)
    if not changed.update(status=Status.RETIRED):
        raise NotAllowedNow(_("“%s” is not in use.") % version)
    log(version, "questionnaires.retire", user=by)


@transaction.atomic
def draft_after(
    *, version: QuestionnaireVersion, number: str, by: User | None = None
) -> QuestionnaireVersion:
    """Begin a correction: a draft with the same content and a number of its own."""
    if not number.strip():
        raise NotAllowedNow(_("The new version needs a number."))
    if QuestionnaireVersion.objects.filter(
        questionnaire=version.questionnaire_id, version=number
    ).exists():
        raise NotAllowedNow(_("This version exists already. Give it another number."))
    return save_draft(document=version.definition | {"version": number}, by=by)


@transaction.atomic
def declare_comparable(
    *, version: QuestionnaireVersion, to: QuestionnaireVersion, because: str, by: User
) -> None:
    """Let series go on across two versions. A person says so, and why; no program can know.

    Raises NotAllowedNow when they are not two published versions of one questionnaire, the later first.
    """
    if version.questionnaire_id != to.questionnaire_id or version.pk <= to.pk:
        raise NotAllowedNow(_("Only a later version of the same questionnaire can be comparable."))
    if version.is_draft or to.is_draft or not because.strip():
        raise NotAllowedNow(_("Both versions must be published, and a reason must be given."))
    QuestionnaireVersion.objects.filter(pk=version.pk).update(
        comparable_to=to, comparable_because=because.strip(), comparable_by=by
    )
    log(version, "questionnaires.declare_comparable", user=by, data={"to": str(to)})
