"""What people marked on a chart, as the arithmetic takes it. Pure.

A mark names its point: a week, or the date of an observation. Weeks that were published together are one
point, and each of their names finds it. A mark whose point is gone changes nothing, and the chart says so.

Where a new part begins, and that a frozen line needs twelve points: NHS England, *Making Data Count*.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Protocol

from feedback.plotthedots import FIX_AFTER_AT_LEAST
from portal.periods import Week
from questionnaires.faults.fault import Fault, _


class Kind(StrEnum):
    FREEZE = "freeze"  # centre line and limits come from the points up to this one
    PART = "part"  # a new part begins with this point
    EXCLUDE = "exclude"  # this point is drawn but not counted
    NOTE = "note"  # something happened here


class Mark(Protocol):
    kind: str
    point: str

    @property
    def is_active(self) -> bool: ...


@dataclass(frozen=True)
class Spot:
    """A point of a chart by its name, and what it is called besides."""

    name: str
    also: tuple[str, ...] = ()

    @property
    def periods(self) -> tuple[str, ...]:
        """Return its weeks, the earliest first, or its date."""
        return self.also or (self.name,)

    @property
    def first_day(self) -> date:
        return days_of(self.periods[0])[0]

    @property
    def last_day(self) -> date:
        return days_of(self.periods[-1])[1]


@dataclass(frozen=True)
class Reading:
    """The marks of one chart. `placed` holds each active mark with its index, from 0."""

    freeze: int | None = None
    parts: tuple[int, ...] = ()
    exclude: tuple[int, ...] = ()
    placed: tuple[tuple[int, Any], ...] = ()
    lost: tuple[Any, ...] = ()
    baseline: str = ""
    """What the newest points are held against: changes with a new part or a new frozen line."""

    @property
    def options(self) -> dict[str, Any]:
        return {"freeze": self.freeze, "parts": self.parts, "exclude": self.exclude}


def days_of(period: str) -> tuple[date, date]:
    """Return the first and the last day of a week, or of a date."""
    if "W" not in period:
        return date.fromisoformat(period), date.fromisoformat(period)
    monday = Week.parse(period).monday
    return monday, monday + timedelta(6)


def place_of_day(day: date, spots: Sequence[Spot]) -> int | None:
    """Return the first point that can know of what happened on a day; None before and after the chart."""
    if not spots or day < spots[0].first_day:
        return None
    return next((at for at, spot in enumerate(spots) if day <= spot.last_day), None)


def places_of(spots: Sequence[Spot]) -> dict[str, int]:
    return {name: at for at, spot in enumerate(spots) for name in (spot.name, *spot.also)}


def read(marks: Iterable[Mark], spots: Sequence[Spot], rules: str = "anhoej") -> Reading:
    places, active = places_of(spots), [mark for mark in marks if mark.is_active]
    found = sorted(
        ((places[mark.point], mark) for mark in active if mark.point in places),
        key=lambda each: each[0],
    )
    has_parts = any(_is_part(at, mark) for at, mark in found)
    placed = [each for each in found if _holds(*each, rules, has_parts)]
    kept = {id(mark) for _at, mark in placed}
    at = {kind: sorted({at for at, mark in placed if mark.kind == kind}) for kind in Kind}
    frozen = at[Kind.FREEZE][-1] if at[Kind.FREEZE] else None
    return Reading(
        freeze=None if frozen is None else frozen + 1,
        parts=tuple(at[Kind.PART]),  # a part starts after so many points
        exclude=tuple(place + 1 for place in at[Kind.EXCLUDE]),
        placed=tuple(placed),
        lost=tuple(mark for mark in active if id(mark) not in kept),
        baseline=_baseline(spots, at[Kind.PART], frozen),
    )


def fault_of(
    kind: str, point: str, spots: Sequence[Spot], marks: Iterable[Mark], rules: str
) -> Fault | None:
    """Return why a new mark cannot stand; the fault's place is the field."""
    places = places_of(spots)
    at = places.get(point)
    if at is None:
        return Fault("point", _("The chart has no such point. Choose one that is on it."))
    there = {(mark.kind, places.get(mark.point)) for mark in marks if mark.is_active}
    kinds = {each for each, _place in there}
    if kind == Kind.PART:
        return _fault_of_part(at, there, kinds)
    if kind == Kind.FREEZE:
        return _fault_of_freeze(at, kinds, rules)
    if kind == Kind.EXCLUDE and (kind, at) in there:
        return Fault("point", _("This point is left out already."))
    return None


def _fault_of_part(at: int, there: set[tuple[str, int | None]], kinds: set[str]) -> Fault | None:
    if at == 0:
        return Fault("point", _("A new part cannot begin with the first point."))
    if Kind.FREEZE in kinds:
        return Fault(
            "kind", _("The line is frozen. Take that back first: each part has a line of its own.")
        )
    if (Kind.PART, at) in there:
        return Fault("point", _("A part begins here already."))
    return None


def _fault_of_freeze(at: int, kinds: set[str], rules: str) -> Fault | None:
    if Kind.FREEZE in kinds:
        return Fault("kind", _("The line is frozen already. Take that back first."))
    if Kind.PART in kinds:
        return Fault(
            "kind",
            _("The chart is in parts, each with a line of its own. Take the parts back first."),
        )
    if _is_too_early(at, rules):
        return Fault(
            "point",
            _("With the NHS rules the line can be frozen after %(count)s points or more."),
            {"count": FIX_AFTER_AT_LEAST},
        )
    return None


def _is_part(at: int, mark: Mark) -> bool:
    return mark.kind == Kind.PART and at > 0


def _is_too_early(at: int, rules: str) -> bool:
    return rules == "nhs" and at + 1 < FIX_AFTER_AT_LEAST


def _holds(at: int, mark: Mark, rules: str, has_parts: bool) -> bool:
    """Say whether a mark that could stand when it was made still can."""
    if mark.kind == Kind.PART:
        return _is_part(at, mark)
    if mark.kind == Kind.FREEZE:
        return not has_parts and not _is_too_early(at, rules)
    return True


def _baseline(spots: Sequence[Spot], parts: Sequence[int], frozen: int | None) -> str:
    if frozen is not None:
        return f"{Kind.FREEZE} {spots[frozen].name}"
    return f"{Kind.PART} {spots[parts[-1]].name}" if parts else ""
