"""Counting anew what is dirty, and publishing what has closed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import models, transaction

from feedback import aggregation, disclosure
from feedback.models import Bucket, DirtyMark, Measure, Observation, Publication, Rebuild, Tally
from portal.periods import Week
from portal.users.models import User


class Work(NamedTuple):
    """One bucket with answers not counted yet. Buckets depend on nothing but their own answers."""

    version_id: int
    week: str


def dirty_buckets() -> list[Work]:
    marks = DirtyMark.objects.values_list("version_id", "week").distinct()
    return [Work(*mark) for mark in marks.order_by("version_id", "week")]


def ask_for_rebuild(*, at: datetime, by: User | None = None) -> Rebuild:
    """Ask for everything to be counted anew, unless that is under way: then it need not be twice."""
    settle_rebuilds(at=at)
    under_way = Rebuild.objects.filter(finished_at=None).order_by("pk").first()
    return under_way or Rebuild.objects.create(asked_at=at, by=by)


def begin_rebuilds() -> None:
    """Mark everything for those who have asked. Here and not where one asks: it reads all answers."""
    for rebuild in Rebuild.objects.not_begun():
        begin_rebuild(rebuild.pk)


@transaction.atomic
def begin_rebuild(rebuild_id: int) -> None:
    waiting = Rebuild.objects.select_for_update().not_begun()
    if rebuild := waiting.filter(pk=rebuild_id).first():  # else another worker was here first
        rebuild.total = mark_everything()
        rebuild.last_mark = DirtyMark.objects.aggregate(last=models.Max("pk"))["last"] or 0
        rebuild.save()


def settle_rebuilds(*, at: datetime) -> None:
    """Write down when a rebuild was finished. After the last bucket is committed, not with it:
    two workers that end together would each still see the other's mark."""
    Rebuild.objects.settle(at)


def mark_everything() -> int:
    """Let every bucket be counted anew, also one whose answers are all gone; return how many there are."""
    counted = set(Bucket.objects.values_list("version_id", "week"))
    everything = counted | set(aggregation.answered_buckets())
    marks = [DirtyMark(version_id=version, week=week) for version, week in sorted(everything)]
    DirtyMark.objects.bulk_create(marks)
    return len(marks)


def refresh_dirty_buckets(*, this_week: Week) -> int:
    """Count every marked bucket anew and return how many there were."""
    found = dirty_buckets()
    for work in found:
        refresh_bucket(**work._asdict())
    show_running_counts(this_week=this_week)
    return len(found)


@transaction.atomic
def refresh_bucket(*, version_id: int, week: str) -> None:
    """Replace the tallies of one bucket by a fresh count.

    The bucket's row lock keeps a slower worker from writing an older count over a newer one. The marks
    are read before the answers: an answer that comes in between is counted, and counted again later.
    """
    Bucket.objects.get_or_create(version_id=version_id, week=week)
    bucket = Bucket.objects.select_for_update().get(version_id=version_id, week=week)
    marks = list(
        DirtyMark.objects.filter(version_id=version_id, week=week).values_list("pk", flat=True)
    )
    bucket.tallies.all().delete()
    corners = aggregation.count_bucket(version_id, week)
    Tally.objects.bulk_create(Tally(bucket=bucket, **asdict(corner)) for corner in corners)
    DirtyMark.objects.filter(pk__in=marks).delete()


def refresh_if_dirty(*, work: Work, this_week: Week) -> None:
    """Count one bucket, unless another worker has meanwhile: a task may be sent twice."""
    if DirtyMark.objects.filter(**work._asdict()).exists():
        refresh_bucket(**work._asdict())
    show_running_counts(this_week=this_week, version_id=work.version_id)


def masked(count: int) -> int | None:
    """Return the count, or None when it is 1 to 4."""
    return None if 1 <= count <= disclosure.THRESHOLD else count


def tallies_by_platform(bucket: Bucket) -> dict[int, list[Tally]]:
    found = defaultdict(list)
    for tally in bucket.tallies.select_related("access_point__campaign"):
        found[tally.access_point.campaign.platform_id].append(tally)
    return dict(found)


def is_synthetic(tallies: Iterable[Tally]) -> bool:
    return any(tally.access_point.campaign.is_synthetic for tally in tallies)


def show_running_counts(*, this_week: Week, version_id: int | None = None) -> None:
    """Write how many have answered so far this week: the number of people, and nothing about them.

    A worker that began on Sunday night may come after the week was published: then it is too late.
    """
    running = Bucket.objects.filter(week=str(this_week))
    if version_id is not None:
        running = running.filter(version_id=version_id)
    for bucket in running.exclude(week__lte=models.F("version__closed_through")):
        for platform_id, tallies in tallies_by_platform(bucket).items():
            count = masked(sum(tally.count for tally in tallies))
            write_publication(bucket, platform_id, tallies, {"count": count})


def write_publication(
    bucket: Bucket, platform_id: int, tallies: list[Tally], content: dict[str, Any]
) -> None:
    Publication.objects.update_or_create(
        platform_id=platform_id,
        version_id=bucket.version_id,
        week=bucket.week,
        defaults=content | {"is_synthetic": is_synthetic(tallies)},
    )


class MixedSeries(ValueError):
    """Counts and shares cannot stand in one chart."""


class SeriesChange(NamedTuple):
    added: int
    changed: int
    masked: int
    synthetic_removed: int


@transaction.atomic
def import_series(
    *, measure: Measure, points: Mapping[date, tuple[int, int | None]]
) -> SeriesChange:
    """Store (numerator, denominator) by date; a date that is there already gets the new numbers.

    Made-up points of a demo give way: they are never mixed with real ones.
    """
    removed = 0
    if points:
        removed, _ = measure.observations.filter(is_synthetic=True).delete()
    before = {point.on: point for point in measure.observations.all()}
    after = [observation(measure, on, *numbers) for on, numbers in points.items()]
    refuse_mixture([*(before[on] for on in before.keys() - points.keys()), *after])
    changed = [point for point in after if point.on in before and differs(point, before[point.on])]
    Observation.objects.bulk_create(
        after,
        update_conflicts=True,
        unique_fields=("measure", "on"),
        update_fields=("numerator", "denominator", "is_synthetic"),
    )
    return SeriesChange(
        added=sum(point.on not in before for point in after),
        changed=len(changed),
        masked=sum(point.numerator is None for point in after),
        synthetic_removed=removed,
    )


def observation(measure: Measure, on: date, numerator: int, denominator: int | None) -> Observation:
    """Return one point fit to be stored: with a small number on either side it keeps neither."""
    rest = 0 if denominator is None else denominator - numerator
    if masked(numerator) is None or masked(rest) is None:
        return Observation(measure=measure, on=on)
    return Observation(measure=measure, on=on, numerator=numerator, denominator=denominator)


def refuse_mixture(points: Iterable[Observation]) -> None:
    shown = [point for point in points if point.numerator is not None]
    if len({point.denominator is None for point in shown}) > 1:
        raise MixedSeries(
            "the measure would hold both counts and shares. Give the whole series anew, with "
            "--denominator for every date or for none."
        )


def differs(one: Observation, other: Observation) -> bool:
    return (one.numerator, one.denominator) != (other.numerator, other.denominator)
