"""What is done with questionnaires and answers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from cms.models import AgeBand
from portal.periods import Week
from portal.privacy.tokens import keyed_uuid
from questionnaires.definition import canonical_hash, parse
from questionnaires.models import AccessPoint, Questionnaire, QuestionnaireVersion, Response
from questionnaires.signals import response_submitted


class VersionChanged(ValueError):
    """A version that is already stored was given again with other content."""


class UnknownAnswer(ValueError):
    """An answer names a question or an option that the version does not have."""


@transaction.atomic
def publish_version(*, document: Mapping[str, Any]) -> QuestionnaireVersion:
    """Store a definition as a version in use; the same document again is the same version.

    Raises DefinitionError with all faults, VersionChanged when the number is taken by other content.
    """
    definition, digest = parse(document), canonical_hash(document)
    questionnaire, _ = Questionnaire.objects.get_or_create(
        key=definition.key, defaults={"title": definition.title["da"]}
    )
    version, _ = QuestionnaireVersion.objects.get_or_create(
        questionnaire=questionnaire,
        version=definition.version,
        defaults={
            "definition": document,
            "sha256": digest,
            "status": QuestionnaireVersion.Status.ACTIVE,
        },
    )
    if version.sha256 != digest:
        raise VersionChanged(
            f"{version} is already published with other content. Give the correction a new version."
        )
    return version


@transaction.atomic
def submit_response(
    *,
    access_point: AccessPoint,
    submission_id: UUID,
    answers: Mapping[str, str],
    age_band: AgeBand | None,
    week: Week,
    language: str,
    mode: Response.Mode = Response.Mode.SCREEN,
) -> tuple[Response, bool]:
    """Store one person's answers and say whether they are new.

    The same submission again is the same response: the first one stands. The signal is received in
    the same transaction, so an answer is never stored without being counted.
    """
    version = access_point.campaign.version
    refuse_unknown(version, answers)
    response, is_new = Response.objects.get_or_create(
        submission_id=submission_id,
        defaults={
            "version": version,
            "access_point": access_point,
            "week": str(open_week(version, week)),
            "age_band": age_band,
            "from_months": age_band.from_months if age_band else None,
            "to_months": age_band.to_months if age_band else None,
            "reporter": version.parsed.reporter,
            "language": language,
            "mode": mode,
            "answers": dict(answers),
        },
    )
    if is_new:
        response_submitted.send(Response, version_id=version.pk, week=response.week)
    return response, is_new


def refuse_unknown(version: QuestionnaireVersion, answers: Mapping[str, str]) -> None:
    allowed = {item.link_id: item.codes for item in version.parsed.items}
    for link_id, code in answers.items():
        if code not in allowed.get(link_id, ()):
            raise UnknownAnswer(f"“{code}” is not an answer to “{link_id}”.")


def open_week(version: QuestionnaireVersion, week: Week) -> Week:
    """Return the week an answer counts in: its own, or the first after those already published.

    A published week stays as it was; had a late answer changed it, the difference between the two
    publications would be that person's answers.
    """
    if not version.closed_through:
        return week
    return max(week, Week.parse(version.closed_through).plus(1))


def hold_open(*, access_point: AccessPoint) -> None:
    """Let no week be closed until the transaction ends, and know which are closed already."""
    campaign = access_point.campaign
    campaign.version = QuestionnaireVersion.objects.select_for_update().get(pk=campaign.version_id)


def close_weeks(*, version_id: int, through: Week) -> None:
    """Take no more answers into weeks up to and with `through`: their numbers are being published."""
    QuestionnaireVersion.objects.filter(pk=version_id, closed_through__lt=str(through)).update(
        closed_through=str(through)
    )


def submission_id_for_row(access_point: AccessPoint, row: Mapping[str, str], repeat: int) -> UUID:
    """Return the same id for the same row of a file, so that a file may be sent again without harm.

    `repeat` tells apart people who answered alike: the first, second … row with this content.
    """
    content = "\x1f".join(f"{name}\x1e{value}" for name, value in sorted(row.items()))
    return keyed_uuid(settings.SECRET_KEY, "imported row", access_point.code, content, str(repeat))
