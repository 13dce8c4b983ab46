"""Publishing what takes a whole quarter: which pages helped, and how the answers are spread.

Once for each quarter, when all of its weeks are published. A version has one of the two: both would be
tables of the same people.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from django.db import models, transaction

from cms.models import GuidancePage
from feedback import changes, cubes, detailcubes, disclosure, pagecubes
from feedback.actions import is_synthetic
from feedback.cubes import ALL, AgeCount
from feedback.detailcubes import NO_PLACE
from feedback.models import (
    Bucket,
    DetailPublication,
    DirtyMark,
    PagePublication,
    Publication,
    QuarterPublication,
    Tally,
)
from feedback.pagecubes import NO_PAGE
from feedback.publishing import (
    corner,
    portion_of,
    publish_bucket,
    publish_closed_weeks,
    publish_waiting,
)
from feedback.quartersets import bound
from feedback.seen import WeekSeen, ages_in, agrees, cells_shown
from portal.periods import Quarter, Week
from portal.users.models import Place
from questionnaires.actions import close_weeks
from questionnaires.definition import Definition

logger = logging.getLogger(__name__)
Status = QuarterPublication.Status
WITHHELD = {"status": Status.WITHHELD, "table": {}}
PLATFORM = "access_point__campaign__platform_id"


class Waiting(NamedTuple):
    platform_id: int
    version_id: int
    quarter: Quarter


class Counted(NamedTuple):
    """One publication: what was asked, what was seen of it, and the tallies behind it."""

    definition: Definition
    week: WeekSeen
    tallies: list[Tally]


class Kind(NamedTuple):
    """One kind of table that is written by the quarter."""

    model: type[models.Model]
    tallies: models.QuerySet[Tally]
    table_of: Callable[[list[Counted]], dict[str, Any] | None]


def publish_closed_periods(*, this_week: Week) -> int:
    """Publish the weeks that are over and then the quarters they fill; return how many weeks."""
    count = publish_closed_weeks(this_week=this_week)
    publish_closed_quarters(this_week=this_week)
    changes.publish_closed_changes(this_week=this_week)
    return count


def publish_closed_quarters(*, this_week: Week) -> int:
    """Protect and publish every full quarter that is not published yet; return how many there were."""
    waiting = [
        (kind, one)
        for kind in kinds()
        for one in quarters_waiting(kind, before=Quarter.of(this_week))
    ]
    for kind, one in waiting:
        publish_quarter(kind, one)
    return len(waiting)


def kinds() -> tuple[Kind, Kind]:
    under_pages = Tally.objects.filter(access_point__kind="useful")
    asked_there = under_pages.values("bucket__version")
    others = Tally.objects.exclude(bucket__version__in=asked_there)
    return (
        Kind(PagePublication, under_pages, page_table),
        Kind(DetailPublication, others, detail_table),
    )


def quarters_waiting(kind: Kind, *, before: Quarter) -> list[Waiting]:
    """Return the full quarters in which somebody answered."""
    asked = kind.tallies.filter(bucket__week__lt=str(before.first))
    rows = asked.order_by().values_list(PLATFORM, "bucket__version_id", "bucket__week").distinct()
    found = {
        Waiting(platform, version, Quarter.of(Week.parse(week))) for platform, version, week in rows
    }
    done = kind.model._default_manager.values_list("platform_id", "version_id", "quarter")
    return sorted(
        found - {Waiting(platform, version, Quarter.parse(on)) for platform, version, on in done}
    )


@transaction.atomic
def publish_quarter(kind: Kind, one: Waiting) -> None:
    """Close the quarter for answers, and write its table as it may be seen."""
    close_weeks(version_id=one.version_id, through=one.quarter.last)
    publish_leftovers(one)
    counted = published_weeks(one)
    tallies = [tally for each in counted for tally in each.tallies]
    table = kind.table_of(counted) if counted else None
    content = WITHHELD if table is None else {"status": Status.CLOSED, "table": table}
    kind.model._default_manager.get_or_create(
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
    publish_waiting(this_week=one.quarter.last.plus(1))


def published_weeks(one: Waiting) -> list[Counted]:
    """Return the publications that are out, with the very answers that are in them."""
    mine = {"version_id": one.version_id, "platform_id": one.platform_id} | weeks_of(one.quarter)
    closed = Publication.objects.closed().select_related("version").filter(**mine)
    counted = [count(publication) for publication in closed]
    return [each for each in counted if agrees(each.definition, each.week)]


def count(publication: Publication) -> Counted:
    weeks, table = publication.weeks or [publication.week], publication.table
    portion = portion_of(publication.version, publication.platform_id, weeks)
    ages = [age for age in table["ages"] if age != ALL]
    seen = WeekSeen(
        publication.week,
        cubes.ages_of(map(corner, portion.all_tallies), ages=ages),
        cells_shown(table),
        tuple(cubes.sets_in(table)),
        portion.people if publication.weeks else {},
    )
    return Counted(publication.version.parsed, seen, portion.all_tallies)


def shown_of(
    cube: cubes.Cube, known: Mapping[cubes.Cell, int | None]
) -> Mapping[cubes.Cell, int] | None:
    """Return what may be shown, given all that the quarter's weeks have shown already."""
    try:
        return disclosure.publish(cube.values, cube.relations, frozen=dict(known)).shown
    except disclosure.NotProtected:
        # The reason names the cell that is small, so it stays out of the log.
        logger.error("The answers of a quarter could not be protected; nothing is shown")
        return None


def page_table(counted: list[Counted]) -> dict[str, Any] | None:
    pages = count_pages(counted)
    weeks = [each.week for each in counted]
    shown = shown_of(*pagecubes.page_cube(counted[0].definition, pages, weeks))
    if shown is None:
        return None
    table = pagecubes.as_table(pages, ages_in(weeks), shown)
    return table | {"names": names_of(pages), "weeks": [week.week for week in weeks]}


def detail_table(counted: list[Counted]) -> dict[str, Any] | None:
    """Return how the answers are spread, None where it cannot be protected.

    A score follows from a person's answers, and the protection does not know how. So no quarter shows its
    scales, nor the questions of a scale that its weeks have shown (feedback/quartersets.py).
    """
    definition, weeks = counted[0].definition, [each.week for each in counted]
    places = count_places(counted)
    ages = ages_in(weeks)
    layout = detailcubes.layout_for(definition, ages, places if len(places) > 1 else ())
    if layout is None:
        return None
    layout = detailcubes.without(detailcubes.without_scales(layout), bound(definition, weeks))
    if not layout.spread:
        return None
    by_age = cubes.ages_of((corner(tally) for each in counted for tally in each.tallies), ages)
    cube, known = detailcubes.detail_cube(definition, layout, by_age, places, weeks)
    shown = shown_of(cube, known)
    if shown is None:
        return None
    table = detailcubes.as_table(layout, shown)
    return table | {"names": names_of_places(places), "weeks": [week.week for week in weeks]}


def count_pages(counted: Iterable[Counted]) -> dict[str, dict[str, AgeCount]]:
    pages: dict[str, dict[str, AgeCount]] = defaultdict(dict)
    for tally in (tally for each in counted for tally in each.tallies):
        age, people, options = corner(tally)
        page = str(tally.access_point.page_id or NO_PAGE)
        pages[page].setdefault(age, AgeCount()).add(people, options)
    return dict(pages)


def count_places(counted: Iterable[Counted]) -> dict[str, AgeCount]:
    places: dict[str, AgeCount] = defaultdict(AgeCount)
    for tally in (tally for each in counted for tally in each.tallies):
        _age, people, options = corner(tally)
        places[str(tally.access_point.place_id or NO_PLACE)].add(people, options)
    return dict(places)


def names_of(pages: Iterable[str]) -> dict[str, str]:
    """Return what the pages are called today: the table outlives them."""
    keys = [int(page) for page in pages if page != NO_PAGE]
    titles = GuidancePage.objects.filter(pk__in=keys).values_list("pk", "title")
    return {str(pk): title for pk, title in titles}


def names_of_places(places: Iterable[str]) -> dict[str, str]:
    keys = [int(place) for place in places if place != NO_PLACE]
    found = Place.objects.select_related("organisation").filter(pk__in=keys)
    return {str(place.pk): str(place) for place in found}
