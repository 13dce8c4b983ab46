"""What is done with questionnaires and answers."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from cms.models import AgeBand, GuidancePage, PlatformPage
from portal.periods import Week
from portal.privacy.tokens import keyed_uuid
from questionnaires.answers import WrongAnswer, tidy_answers
from questionnaires.branching import kept
from questionnaires.definition import Definition
from questionnaires.models import (
    AccessPoint,
    Campaign,
    Erasure,
    OwnWords,
    QuestionnaireVersion,
    Response,
    Score,
)
from questionnaires.ownwords import link_ids
from questionnaires.scoring import scores
from questionnaires.signals import own_link_given, response_submitted

DECIMALS = 6


class UnknownAnswer(ValueError):
    """An answer names a question or an option that the version does not have, or is no fit text."""


def open_on_pages(*, campaign: Campaign) -> None:
    """Give each live Danish page of advice of the campaign's platform its own access point."""
    for front_page in PlatformPage.objects.filter(platform=campaign.platform_id):
        if front_page.locale.is_default:
            pages = GuidancePage.objects.live().child_of(front_page)
            open_access_points(campaign, pages)


def open_on_page(*, page: GuidancePage, on: date) -> None:
    """Give a page that was just published its access points; a translation has its Danish page's."""
    parent = page.get_parent().specific
    if not page.locale.is_default or not isinstance(parent, PlatformPage):
        return
    for campaign in Campaign.objects.under_pages(parent.platform, on):
        open_access_points(campaign, [page])


def open_access_points(campaign: Campaign, pages: Iterable[GuidancePage]) -> None:
    """Make those that are not there. The database says which: two editors may publish at once."""
    AccessPoint.objects.bulk_create(
        (AccessPoint(campaign=campaign, kind=AccessPoint.Kind.USEFUL, page=page) for page in pages),
        ignore_conflicts=True,
    )


@transaction.atomic
def submit_response(
    *,
    access_point: AccessPoint,
    submission_id: UUID,
    answers: Mapping[str, Any],
    age_band: AgeBand | None,
    week: Week,
    language: str,
    reporter: str | None = None,
    own_key: str = "",
    mode: Response.Mode = Response.Mode.SCREEN,
) -> tuple[Response, bool]:
    """Store one person's answers and say whether they are new.

    The same submission again is the same response: the first one stands. The signals are received in
    the same transaction, so an answer is never stored without being counted. Without a `reporter` it
    is the one the questionnaire is written for; "" is somebody who would rather not say.
    """
    version, local = access_point.campaign.version, access_point.local_version
    given = Response(
        submission_id=submission_id,
        version=version,
        local_version=local,
        access_point=access_point,
        week=str(counted_week(access_point, week)),
        age_band=age_band,
        from_months=age_band.from_months if age_band else None,
        to_months=age_band.to_months if age_band else None,
        reporter=version.parsed.reporter if reporter is None else reporter,
        language=language,
        mode=mode,
        answers=answers_to_keep(access_point.asked, answers),
    )
    # The unique submission id decides which of two at once is the first; the other writes nothing.
    Response.objects.bulk_create([given], ignore_conflicts=True)
    first = Response.objects.values_list("pk", flat=True).get(submission_id=submission_id)
    is_new = first == given.pk
    response = given if is_new else Response.objects.get(pk=first)
    if is_new:
        score(response, version)
        OwnWords.objects.wait(response, link_ids(access_point.asked, response.answers))
        if own_key:
            own_link_given.send(Response, response=response, key=own_key)
        for each in filter(None, (version, local)):
            response_submitted.send(Response, version_id=each.pk, week=response.week)
    return response, is_new


def answers_to_keep(definition: Definition, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers as they are stored: every door ends here, so no other needs to be trusted."""
    try:
        return kept(definition, tidy_answers(definition, answers))
    except WrongAnswer as error:
        # The answer itself is not repeated: what is refused must not end in a log instead.
        raise UnknownAnswer(str(error)) from error


def score(response: Response, version: QuestionnaireVersion) -> None:
    Score.objects.bulk_create(
        Score(
            response=response,
            scale=found.scale,
            value=found.rounded(DECIMALS),
            band=found.band,
            rule=found.rule.kind,
            engine=found.engine_version,
            answered_count=found.answered,
            missing_count=found.missing,
            declined_count=found.declined,
            not_relevant_count=found.not_relevant,
            not_asked_count=found.not_asked,
        )
        for found in scores(version.parsed, response.answers)
    )


def open_week(version: QuestionnaireVersion, week: Week) -> Week:
    """Return the week an answer counts in: its own, or the first after those already published.

    A published week stays as it was; had a late answer changed it, the difference between the two
    publications would be that person's answers.
    """
    if not version.closed_through:
        return week
    return max(week, Week.parse(version.closed_through).plus(1))


def counted_week(access_point: AccessPoint, week: Week) -> Week:
    """Return the week an answer here counts in: open for all that is asked."""
    asked = (access_point.campaign.version, access_point.local_version)
    return max(open_week(each, week) for each in asked if each)


def note_erasure(campaign: Campaign, reason: Erasure.Reason, count: int, on: date) -> None:
    """Write down how many answers were erased on a day, never which."""
    noted, _ = Erasure.objects.select_for_update().get_or_create(
        campaign=campaign, on=on, reason=reason, defaults={"count": 0}
    )
    noted.count += count
    noted.save(update_fields=["count"])


def hold_open(*, access_point: AccessPoint) -> None:
    """Let no week be closed until the transaction ends, and know which are closed already."""
    campaign, local_id = access_point.campaign, access_point.local_version_id
    held = QuestionnaireVersion.objects.select_for_update().order_by("pk")
    versions = held.in_bulk(filter(None, (campaign.version_id, local_id)))
    campaign.version = versions[campaign.version_id]
    access_point.local_version = versions.get(local_id)


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
