"""Publishing what has closed: each week when it is over, and together with others where it is thin.

Decisions 5 and 25. Nobody's answer is ever in two publications.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models, transaction

from cms.models import AgeBand
from feedback import cubes, disclosure
from feedback.actions import is_synthetic, refresh_bucket, refresh_dirty_buckets, write_publication
from feedback.cubes import ALL, AgeCount, Chosen
from feedback.means import SCALE, STRETCHES
from feedback.measuring import Source, fault_of
from feedback.models import Bucket, Measure, Publication, Tally
from feedback.seen import WEEK, with_weeks
from portal.periods import Span, Week
from questionnaires.actions import close_weeks
from questionnaires.definition import Definition

logger = logging.getLogger(__name__)
Status = Publication.Status


class Asked(Protocol):
    """What is needed of a questionnaire's version here."""

    pk: int
    questionnaire_id: int
    parsed: Definition


@dataclass(frozen=True)
class Portion:
    """What one platform's answers to one version are published of at once: its tallies by week."""

    version: Asked
    platform_id: int
    tallies: Mapping[str, list[Tally]]
    seen: frozenset[str]
    """The weeks whose number of people the circle has seen while they ran."""

    @property
    def all_tallies(self) -> list[Tally]:
        return [tally for mine in self.tallies.values() for tally in mine]

    @property
    def people(self) -> dict[str, int]:
        return {week: sum(tally.count for tally in mine) for week, mine in self.tallies.items()}

    def counts(self) -> dict[str, AgeCount]:
        bands = AgeBand.objects.filter(platform=self.platform_id).values_list("pk", flat=True)
        return cubes.ages_of(map(corner, self.all_tallies), ages=map(str, bands))

    def known(self) -> dict[Any, int]:
        """Return what the circle has seen: as if nobody knew it, a total would be masked in vain."""
        is_one = len(self.tallies) == 1
        return {
            ("people", ALL) if is_one else (WEEK, week): self.people[week] for week in self.seen
        }


def corner(tally: Tally) -> tuple[str, int, dict[str, Any]]:
    """Return age, people, and what they chose: options, and the bands and stretches of their scores."""
    bands = {SCALE + scale: sums["bands"] for scale, sums in tally.scales.items()}
    stretches = {STRETCHES + scale: sums["bins"] for scale, sums in tally.scales.items()}
    age = str(tally.age_band_id or cubes.NO_AGE)
    return age, tally.count, tally.options | bands | stretches


def publish_closed_weeks(*, this_week: Week) -> int:
    """Publish, or let wait, every full week that is not closed yet; return how many there were."""
    refresh_dirty_buckets(this_week=this_week)
    past = Bucket.objects.filter(week__lt=str(this_week))
    open_still = past.exclude(week__lte=models.F("version__closed_through")).order_by("week")
    for bucket in open_still:
        publish_bucket(bucket=bucket)
    publish_waiting(this_week=this_week)
    return len(open_still)


@transaction.atomic
def publish_bucket(*, bucket: Bucket) -> None:
    """Close the week for answers, count it a last time, and write its tables as they may be seen."""
    close_weeks(version_id=bucket.version_id, through=Week.parse(bucket.week))
    refresh_bucket(version_id=bucket.version_id, week=bucket.week)
    for platform_id in platforms_of(bucket):
        portion = portion_of(bucket.version, platform_id, [bucket.week])
        content = protected_content(portion)
        if not is_enough(content):
            content = {"status": Status.WAITING}
        write_publication(bucket, platform_id, portion.all_tallies, content)


def platforms_of(bucket: Bucket) -> list[int]:
    path = "access_point__campaign__platform"
    return sorted(set(bucket.tallies.values_list(path, flat=True)))


def portion_of(version: Asked, platform_id: int, weeks: Iterable[str]) -> Portion:
    mine = {"platform_id": platform_id, "version": version, "week__in": weeks}
    seen = Publication.objects.filter(count__gt=disclosure.THRESHOLD, **mine)
    found: dict[str, list[Tally]] = {}
    tallies = Tally.objects.filter(
        bucket__version=version,
        bucket__week__in=weeks,
        access_point__campaign__platform=platform_id,
    )
    rows = tallies.select_related("bucket", "access_point__campaign")
    for tally in rows.order_by("bucket__week", "pk"):
        found.setdefault(tally.bucket.week, []).append(tally)
    was_seen = frozenset(seen.values_list("week", flat=True)).intersection(found)
    return Portion(version, platform_id, found, was_seen)


def protected_content(portion: Portion) -> dict[str, Any]:
    """Return what a closed publication may show; nothing at all when no safe table was found."""
    definition, counts = portion.version.parsed, portion.counts()
    sets = sets_of_measures(portion.platform_id, portion.version)
    cube = with_weeks(cubes.cube(definition, counts, sets), portion.people)
    known = cube.known | portion.known()
    try:
        shown = disclosure.publish(cube.values, cube.relations, frozen=known).shown
    except disclosure.NotProtected:
        # The reason names the cell that is small, so it stays out of the log.
        logger.error("%s, %s: could not be protected", portion.version, ", ".join(portion.tallies))
        return {"status": Status.WITHHELD, "count": None, "table": {}}
    weeks = portion.tallies if len(portion.tallies) > 1 else ()
    table = cubes.as_table(definition, counts, shown, sets, weeks, cubes.sums_in(cube))
    return {"status": Status.CLOSED, "count": table["people"][ALL], "table": table}


def is_enough(content: Mapping[str, Any]) -> bool:
    """Say whether a table shows how many people there are, and at least half of its questions' totals."""
    if content["status"] != Status.CLOSED:
        return False
    tops = [row[ALL] for row in content["table"]["top"].values()]
    shown = [top for top in tops if top is not None]
    return content["count"] is not None and 2 * len(shown) >= len(tops)


def sets_of_measures(platform_id: int, version: Asked) -> list[Chosen]:
    """Return the sets of answers that today's measures ask for and that this version has."""
    asked = Measure.objects.filter(
        platform_id=platform_id,
        questionnaire_id=version.questionnaire_id,
        source__in=[Source.CHOOSING, Source.BAND, Source.MEAN],
    )
    return sorted({measure.counted for measure in asked if is_in(version.parsed, measure)})


def is_in(definition: Definition, measure: Measure) -> bool:
    source = Source(measure.source)
    return not fault_of(definition, source, measure.link_id, measure.scale, measure.chosen)


def publish_waiting(*, this_week: Week) -> None:
    """Put together the weeks that wait: those of a month that is over, then those of a quarter."""
    for span_of, is_last_chance in ((Span.month_of, False), (Span.quarter_of, True)):
        waiting = Publication.objects.filter(status=Status.WAITING).order_by("week")
        groups: dict[tuple[int, int, Span], list[str]] = {}
        for one in waiting:
            key = (one.platform_id, one.version_id, span_of(one.period))
            groups.setdefault(key, []).append(one.week)
        for (platform_id, version_id, span), weeks in groups.items():
            if span.last < this_week:
                publish_together(platform_id, version_id, weeks, is_last_chance=is_last_chance)


@transaction.atomic
def publish_together(
    platform_id: int, version_id: int, weeks: list[str], *, is_last_chance: bool
) -> None:
    mine = {"platform_id": platform_id, "version_id": version_id, "week__in": weeks}
    waiting = Publication.objects.select_for_update().filter(status=Status.WAITING, **mine)
    if not (still := list(waiting.order_by("week"))):
        return  # another worker was here first
    first, *others = still
    portion = portion_of(first.version, platform_id, weeks)
    content = protected_content(portion)
    if not is_last_chance and not is_enough(content):
        return
    synthetic = {"is_synthetic": is_synthetic(portion.all_tallies)}
    Publication.objects.filter(pk=first.pk).update(
        **content, **synthetic, weeks=weeks if others else []
    )
    merged = Publication.objects.filter(pk__in=[one.pk for one in others])
    merged.update(status=Status.MERGED)
