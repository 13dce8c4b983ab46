"""Publishing how people changed: each cohort once, when the quarters it was followed through are over."""

import logging
from typing import Any

from django.db import transaction
from django.db.models import Sum

from feedback import aggregation, courses, disclosure
from feedback.aggregation import Cohort
from feedback.courses import Answers, Counts
from feedback.models import ChangePublication, ChangeTally, Publication, QuarterPublication, Tally
from portal.periods import Quarter, Week
from questionnaires.actions import close_weeks

logger = logging.getLogger(__name__)
Status = QuarterPublication.Status

FOLLOWED, FOLLOWED_LONG = 1, 2
"""Quarters after the one in which people began."""
LONG_KEPT = 12  # months: until the longer time is over, the first answers must not have been erased


def publish_closed_changes(*, this_week: Week) -> int:
    """Protect and publish every cohort whose time is over and that is not published; return how many."""
    waiting = [
        (cohort, end)
        for cohort in aggregation.cohorts(before=this_week)
        if (end := through(cohort)) < this_week and not published(cohort)
    ]
    for cohort, end in waiting:
        publish_cohort(cohort, end)
    return len(waiting)


def through(cohort: Cohort) -> Week:
    """Return the last week in which a person of the cohort may have answered again."""
    end = cohort.quarter
    for _ in range(FOLLOWED_LONG if cohort.keep_months >= LONG_KEPT else FOLLOWED):
        end = Quarter.of(end.last.plus(1))
    return end.last


def about(cohort: Cohort) -> dict[str, Any]:
    return {
        "platform_id": cohort.platform_id,
        "version_id": cohort.version_id,
        "quarter": str(cohort.quarter),
    }


def published(cohort: Cohort) -> bool:
    return ChangePublication.objects.filter(**about(cohort)).exists()


@transaction.atomic
def publish_cohort(cohort: Cohort, end: Week) -> None:
    """Close the weeks for answers, count the cohort, and write what of it may be seen."""
    close_weeks(version_id=cohort.version_id, through=end)
    counts = aggregation.count_courses(cohort, end)
    ChangeTally.objects.update_or_create(
        **about(cohort), defaults={"through": str(end), "counts": counts.as_json()}
    )
    table = protected(counts, answers_of(cohort))
    content = {"status": Status.WITHHELD, "table": {}}
    if table is not None:
        content = {"status": Status.CLOSED, "table": table}
    synthetic = {"through": str(end), "is_synthetic": cohort.is_synthetic}
    ChangePublication.objects.get_or_create(**about(cohort), defaults=content | synthetic)


def answers_of(cohort: Cohort) -> Answers:
    """Return the answers of the quarter, and what was shown of them where they still are those."""
    first, last = str(cohort.quarter.first), str(cohort.quarter.last)
    mine = {
        "bucket__version_id": cohort.version_id,
        "access_point__campaign__platform_id": cohort.platform_id,
        "bucket__week__gte": first,
        "bucket__week__lte": last,
    }
    rows = Tally.objects.filter(**mine).values_list("bucket__week").annotate(people=Sum("count"))
    people = dict(rows.order_by("bucket__week"))
    weeks: dict[str, tuple[int, int | None]] = {}
    for publication in Publication.objects.closed().filter(
        platform_id=cohort.platform_id,
        version_id=cohort.version_id,
        week__gte=first,
        week__lte=last,
    ):
        count = sum(people.get(week, 0) for week in publication.weeks or [publication.week])
        if count and publication.count in (None, count):
            weeks[publication.week] = (count, publication.count)
    return Answers(sum(people.values()), weeks)


def protected(counts: Counts, answers: Answers) -> dict[str, Any] | None:
    """Return the table as it may be seen; nothing where it cannot be protected."""
    if not counts.started or answers.total < counts.started:
        return None  # all have taken their answers back, or the weeks are not counted anew yet
    cube, known = courses.course_cube(counts, answers)
    try:
        shown = disclosure.publish(cube.values, cube.relations, frozen=known).shown
    except disclosure.NotProtected:
        # The reason names the cell that is small, so it stays out of the log.
        logger.error("How people changed could not be protected; nothing is shown")
        return None
    return courses.as_table(counts, shown)
