"""Which signals the newest part of a chart gives: each with its rule, its side and its points. Pure.

A chart is drawn anew for every point, and its median moves a little each time. So a signal is the same as
before when it is by the same rule, on the same side, and shares a point with it; it may have grown, or
lost its first point.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from feedback import plotthedots
from feedback.runcharts import Analysis, Point, last_shift

SHIFT, CROSSINGS, OUTSIDE, TREND, NEAR = "shift", "crossings", "outside", "trend", "near"
Judge = Callable[[Point], tuple[str, int] | None]


@dataclass(frozen=True)
class Found:
    """`side` is +1 above or rising, -1 below or falling, 0 neither. Names are those of the points."""

    rule: str
    side: int
    names: tuple[str, ...]
    start: str

    def is_same_as(self, other: "Found") -> bool:
        is_alike = (self.rule, self.side) == (other.rule, other.side)
        return is_alike and not set(self.names).isdisjoint(other.names)


def found_in(analysis: Analysis, names: Sequence[str]) -> list[Found]:
    """Return the signals of the last part. An excluded point has been accounted for and gives none."""
    last = analysis.summary[-1].part
    mine = [
        (name, point)
        for name, point in zip(names, analysis.points, strict=True)
        if point.part == last and not point.is_excluded and not point.is_missing
    ]
    if analysis.rules == "nhs":
        return _stretches(mine, _special)
    return _runs(analysis, names) + _stretches(mine, _outside)


def news(found: Iterable[Found], known: Sequence[Found]) -> list[Found]:
    """Return what is not known yet. What is by one rule and on one side is told of together."""
    new = [each for each in found if not any(each.is_same_as(old) for old in known)]
    new.sort(key=lambda each: (each.rule, each.side))  # stays in the order of points besides
    together = groupby(new, key=lambda each: (each.rule, each.side))
    return [_merged(list(group)) for _key, group in together]


def _merged(group: list[Found]) -> Found:
    """What is news is where the latest of them began."""
    return replace(group[-1], names=tuple(name for each in group for name in each.names))


def _runs(analysis: Analysis, names: Sequence[str]) -> list[Found]:
    """Only the newest shift: a median lies between two levels, so the level before is a run as well."""
    shift, points = last_shift(analysis), analysis.points
    part = analysis.summary[-1].part
    if shift and points[shift.start].part == part:
        return [_found(SHIFT, shift.side, [names[at] for at in shift.indexes])]
    if not analysis.summary[-1].runs_signal:
        return []
    useful = [at for at, point in enumerate(points) if point.part == part and point.is_useful]
    return [_found(CROSSINGS, 0, [names[at] for at in useful])]


def _stretches(points: list[tuple[str, Point]], judge: Judge) -> list[Found]:
    """Return neighbouring points of one kind as one signal."""
    found = []
    for kind, group in groupby(points, key=lambda each: judge(each[1])):
        if kind is not None:
            found.append(_found(*kind, [name for name, _point in group]))
    return found


def _outside(point: Point) -> tuple[str, int] | None:
    return (OUTSIDE, point.side or 0) if point.sigma_signal else None


def _special(point: Point) -> tuple[str, int] | None:
    if point.special_cause in (None, plotthedots.COMMON):
        return None
    return plotthedots.cause_of(point.special_cause)


def _found(rule: str, side: int, names: list[str]) -> Found:
    return Found(rule, side, tuple(names), names[0])
