"""Publishing what people wrote about: once for each quarter, when it is over, read and coded.

It waits until every text of the quarter has been read and has its themes, but not for ever. After
`WAIT_WEEKS` the first coder's themes stand where two are not done, and who has no themes is not counted:
to take her for somebody without the theme would be to guess.

Weeks without a published number of people are left out, and their texts with them: otherwise that
number could be had from those who wrote. A published quarter is never changed.
"""

import logging
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from feedback import coding, cubes, disclosure, quarters, recording, themecubes
from feedback.actions import is_synthetic
from feedback.models import CodedText, Quote, ThemeList, ThemePublication
from feedback.quarters import Counted, Waiting
from feedback.themecubes import Said
from portal.periods import Quarter, Span, Week
from questionnaires import moderating
from questionnaires.actions import close_weeks

logger = logging.getLogger(__name__)
WAIT_WEEKS = 6
EVERYONE = ("people", cubes.ALL)
Status = ThemePublication.Status


def publish_all_closed(*, this_week: Week) -> int:
    """Publish the weeks that are over, the quarters they fill, and their themes; return how many weeks.

    Then write down what the charts signal. Where that was cut short, the next night does it.
    """
    count = quarters.publish_closed_periods(this_week=this_week)
    publish_closed_themes(this_week=this_week)
    recording.record_signals(on=timezone.localdate())
    return count


def publish_closed_themes(*, this_week: Week) -> int:
    """Publish every full quarter whose texts are coded or have waited long enough; return how many."""
    count = 0
    for one in themes_waiting(before=Quarter.of(this_week)):
        theme_list = ThemeList.objects.current(one.platform_id)
        if theme_list and is_ready(one, theme_list, this_week):
            publish_themes(one, theme_list)
            count += 1
    return count


def themes_waiting(*, before: Quarter) -> list[Waiting]:
    """Return the full quarters in which somebody wrote and nothing is published."""
    wrote = moderating.weeks_with_words(before=str(before.first))
    found = {Waiting(platform, version, quarter_of(week)) for platform, version, week in wrote}
    done = ThemePublication.objects.values_list("platform_id", "version_id", "quarter")
    return sorted(
        found - {Waiting(platform, version, Quarter.parse(on)) for platform, version, on in done}
    )


def quarter_of(week: str) -> Quarter:
    return Quarter.of(Week.parse(week))


def weeks_in(quarter: Quarter) -> list[str]:
    return [str(week) for week in Span(quarter.first, quarter.last).weeks]


def last_week_to_wait(quarter: Quarter, in_use_on: date) -> Week:
    """Return how long the coders have, counted from the list where it is younger than the quarter."""
    return max(quarter.last, Week.of(in_use_on)).plus(WAIT_WEEKS)


def is_ready(one: Waiting, theme_list: ThemeList, this_week: Week) -> bool:
    in_use_on = theme_list.in_use_on
    if in_use_on and this_week > last_week_to_wait(one.quarter, in_use_on):
        return True
    asked = {"platform_id": one.platform_id, "version_id": one.version_id}
    weeks = weeks_in(one.quarter)
    if moderating.are_waiting(weeks=weeks, **asked):
        return False
    keys = [each.key for each in moderating.approved_in(weeks=weeks, **asked)]
    coded = coding.coded(CodedText.objects.filter(pk__in=keys), theme_list)
    return len(coded) == len(keys) and all(each.codes is not None for each in coded)


@transaction.atomic
def publish_themes(one: Waiting, theme_list: ThemeList) -> None:
    """Close the quarter for answers, and write what may be seen of its words."""
    close_weeks(version_id=one.version_id, through=one.quarter.last)
    quarters.publish_leftovers(one)
    counted = weeks_with_a_number(one)
    texts = coded_texts(one, theme_list, [week for each in counted for week in each.week.weeks])
    content, quotes = protected_content(theme_list, counted, texts)
    publication, is_new = ThemePublication.objects.get_or_create(
        platform_id=one.platform_id,
        version_id=one.version_id,
        quarter=str(one.quarter),
        defaults=content
        | {
            "theme_list": theme_list,
            "is_synthetic": is_synthetic(tally for each in counted for tally in each.tallies),
        },
    )
    if is_new:
        freeze(publication, one, quotes)


def freeze(publication: ThemePublication, one: Waiting, quotes: list[tuple[str, Said]]) -> None:
    """Keep the quotes as they are, and let nobody code the quarter's texts any more."""
    Quote.objects.bulk_create(
        Quote(publication=publication, text_id=UUID(said.key), code=code, words=said.words)
        for code, said in quotes
    )
    every = moderating.approved_in(
        platform_id=one.platform_id, version_id=one.version_id, weeks=weeks_in(one.quarter)
    )
    texts = CodedText.objects.filter(pk__in=[each.key for each in every])
    texts.update(is_published=True)


def weeks_with_a_number(one: Waiting) -> list[Counted]:
    return [each for each in quarters.published_weeks(one) if each.week.shown[EVERYONE] is not None]


def coded_texts(one: Waiting, theme_list: ThemeList, weeks: Iterable[str]) -> list[Said]:
    """Return the approved texts of these weeks that have been given their themes, or none of them."""
    approved = {
        each.key: each
        for each in moderating.approved_in(
            platform_id=one.platform_id, version_id=one.version_id, weeks=weeks
        )
    }
    coded = coding.coded(CodedText.objects.filter(pk__in=list(approved)), theme_list)
    return [
        Said(
            key=str(each.text.pk),
            person=str(approved[each.text.pk].person),
            codes=each.codes_so_far,
            words="\n".join(approved[each.text.pk].texts),
        )
        for each in coded
        if each.codes_so_far is not None
    ]


def protected_content(
    theme_list: ThemeList, counted: Iterable[Counted], texts: list[Said]
) -> tuple[dict[str, Any], list[tuple[str, Said]]]:
    """Return what the quarter may show, and which texts as quotes."""
    people = themecubes.codes_by_person(texts)
    if len(people) < themecubes.FEWEST_PEOPLE:
        return {"status": Status.FEW, "table": {}}, []
    codes = [theme.code for theme in theme_list.themes.all()]
    answered = sum(each.week.shown[EVERYONE] or 0 for each in counted)
    cube, known = themecubes.theme_cube(codes, people, answered)
    try:
        shown = disclosure.publish(cube.values, cube.relations, frozen=known).shown
    except disclosure.NotProtected:
        # The reason names the cell that is small, so it stays out of the log.
        logger.error("The themes of a quarter could not be protected; nothing is shown")
        return {"status": Status.WITHHELD, "table": {}}, []
    table = themecubes.as_table(codes, shown)
    return {"status": Status.CLOSED, "table": table}, themecubes.quotes(table, texts)
