"""Publishing which pages helped: once for each quarter, when all of its weeks are published."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import transaction

from cms.models import GuidancePage
from feedback import cubes, disclosure, pagecubes
from feedback.actions import (
    is_synthetic,
    publish_bucket,
    publish_closed_weeks,
    tallies_by_platform,
)
from feedback.cubes import ALL, AgeCount
from feedback.models import Bucket, DirtyMark, PagePublication, Publication, Tally
from feedback.pagecubes import NO_PAGE, WeekSeen
from portal.periods import Quarter, Week
from questionnaires.actions import close_weeks
from questionnaires.definition import Definition

logger = logging.getLogger(__name__)
WITHHELD = {"status": PagePublication.Status.WITHHELD, "table": {}}


class Waiting(NamedTuple):
    platform_id: int
    version_id: int
    quarter: Quarter


class Counted(NamedTuple):
    """One published week: what was asked, what was seen of it, and the tallies behind it."""

    definition: Definition
    week: WeekSeen
    tallies: list[Tally]


def publish_closed_periods(*, this_week: Week) -> int:
    """Publish the weeks that are over and then the quarters they fill; return how many weeks."""
    count = publish_closed_weeks(this_week=this_week)
    publish_closed_quarters(this_week=this_week)
    return count


def publish_closed_quarters(*, this_week: Week) -> int:
    """Protect and publish every full quarter that is not published yet; return how many there were."""
    waiting = quarters_waiting(before=Quarter.of(this_week))
    for one in waiting:
        publish_quarter(one)
    return len(waiting)


def quarters_waiting(*, before: Quarter) -> list[Waiting]:
    """Return the full quarters in which somebody answered under a page."""
    asked = Tally.objects.filter(access_point__kind="useful", bucket__week__lt=str(before.first))
    rows = asked.values_list(
        "access_point__campaign__platform_id", "bucket__version_id", "bucket__week"
    ).distinct()
    found = {
        Waiting(platform, version, Quarter.of(Week.parse(week))) for platform, version, week in rows
    }
    done = PagePublication.objects.values_list("platform_id", "version_id", "quarter")
    return sorted(
        found - {Waiting(platform, version, Quarter.parse(on)) for platform, version, on in done}
    )


@transaction.atomic
def publish_quarter(one: Waiting) -> None:
    """Close the quarter for answers, and write its table as it may be seen."""
    close_weeks(version_id=one.version_id, through=one.quarter.last)
    publish_leftovers(one)
    counted = published_weeks(one)
    tallies = [tally for each in counted for tally in each.tallies]
    content = protected_content(counted) if counted else WITHHELD
    PagePublication.objects.get_or_create(
        platform_id=one.platform_id,
        version_id=one.version_id,
        quarter=str(one.quarter),
        defaults=content | {"is_synthetic": is_synthetic(tallies)},
    )


def weeks_of(quarter: Quarter) -> dict[str, str]:
    return {"week__gte": str(quarter.first), "week__lte": str(quarter.last)}


def publish_leftovers(one: Waiting) -> None:
    """Publish a week that got its answers while this was being decided; none comes after it."""
    mine = {"version_id": one.version_id} | weeks_of(one.quarter)
    closed = Publication.objects.filter(**mine).exclude(status=Publication.Status.OPEN)
    answered = {
        *DirtyMark.objects.filter(**mine).values_list("week", flat=True),
        *Bucket.objects.filter(**mine).values_list("week", flat=True),
    }
    for week in sorted(answered - set(closed.values_list("week", flat=True))):
        bucket, _ = Bucket.objects.get_or_create(version_id=one.version_id, week=week)
        publish_bucket(bucket=bucket)


def published_weeks(one: Waiting) -> list[Counted]:
    """Return the weeks whose tables are out, with the very answers that are in them."""
    mine = {"version_id": one.version_id} | weeks_of(one.quarter)
    tables = {
        publication.week: publication.table
        for publication in Publication.objects.closed().filter(platform_id=one.platform_id, **mine)
    }
    buckets = Bucket.objects.select_related("version").filter(week__in=tables, **mine)
    counted = [count(bucket, one.platform_id, tables[bucket.week]) for bucket in buckets]
    return [each for each in counted if pagecubes.agrees(each.definition, each.week)]


def count(bucket: Bucket, platform_id: int, table: dict[str, Any]) -> Counted:
    tallies = tallies_by_platform(bucket).get(platform_id, [])
    ages = [age for age in table["ages"] if age != ALL]
    counts = cubes.ages_of(map(corner, tallies), ages=ages)
    seen = WeekSeen(bucket.week, counts, pagecubes.cells_shown(table))
    return Counted(bucket.version.parsed, seen, tallies)


def corner(tally: Tally) -> tuple[str, int, dict[str, Any]]:
    return str(tally.age_band_id or cubes.NO_AGE), tally.count, tally.options


def page_of(tally: Tally) -> str:
    return str(tally.access_point.page_id or NO_PAGE)


def protected_content(counted: list[Counted]) -> dict[str, Any]:
    """Return what the quarter may show, given all that its weeks have shown already."""
    tallies = [tally for each in counted for tally in each.tallies]
    pages = count_pages(tallies)
    weeks = [each.week for each in counted]
    cube, known = pagecubes.page_cube(counted[0].definition, pages, weeks)
    try:
        shown = disclosure.publish(cube.values, cube.relations, frozen=known).shown
    except disclosure.NotProtected:
        # The reason names the cell that is small, so it stays out of the log.
        logger.error("The pages of a quarter could not be protected; nothing is shown")
        return WITHHELD
    table = pagecubes.as_table(pages, pagecubes.ages_in(weeks), shown)
    table |= {"names": names_of(pages), "weeks": [week.week for week in weeks]}
    return {"status": PagePublication.Status.CLOSED, "table": table}


def count_pages(tallies: Iterable[Tally]) -> dict[str, dict[str, AgeCount]]:
    pages: dict[str, dict[str, AgeCount]] = defaultdict(dict)
    for tally in tallies:
        age, people, options = corner(tally)
        pages[page_of(tally)].setdefault(age, AgeCount()).add(people, options)
    return dict(pages)


def names_of(pages: Iterable[str]) -> dict[str, str]:
    """Return what the pages are called today: the table outlives them."""
    keys = [int(page) for page in pages if page != NO_PAGE]
    titles = GuidancePage.objects.filter(pk__in=keys).values_list("pk", "title")
    return {str(pk): title for pk, title in titles}
