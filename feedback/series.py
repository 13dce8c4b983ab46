"""A series made exact: numbers become fractions, instructions are checked, then we count.

A point lies *on* the centre line or it does not; floating point cannot be trusted to say which
(0.1 + 0.7 halved is not 0.4). So numbers become fractions at the door. A float stands for the
decimal number a person reads, not for its binary neighbour.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

Number = int | float | Decimal | Fraction

CHARTS = ("run", "i", "ip", "mr", "p", "pp", "c", "u", "up")
NEEDS_DENOMINATORS = ("ip", "p", "pp", "u", "up")
COUNTS_EVENTS = ("p", "pp", "c", "u", "up")
PROPORTIONS = ("p", "pp")


@dataclass(frozen=True)
class Observation:
    """One period. Without denominators every denominator is 1."""

    number: int  # 1 for the first, as in `exclude`
    part: int
    numerator: Fraction | None
    denominator: Fraction | None
    is_excluded: bool
    is_baseline: bool  # counts towards centre line and limits

    @property
    def value(self) -> Fraction | None:
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator


def read_series(
    numerators: Sequence[Number | None],
    denominators: Sequence[Number | None] | None,
    *,
    chart: str,
    freeze: int | None,
    parts: Sequence[int],
    exclude: Sequence[int],
) -> list[Observation]:
    check_chart(chart, denominators is not None)
    tops = [exact_or_missing(value, "numerator", at) for at, value in enumerate(numerators, 1)]
    bottoms = _read_denominators(denominators, len(tops))
    _check_values(chart, tops, bottoms)
    _check_freeze(freeze, parts, len(tops))
    _check_parts(parts, len(tops))
    _check_exclude(exclude, len(tops))
    return [
        Observation(
            number=at,
            part=1 + sum(at > edge for edge in parts),
            numerator=top,
            denominator=bottom,
            is_excluded=at in exclude,
            is_baseline=at not in exclude and (freeze is None or at <= freeze),
        )
        for at, (top, bottom) in enumerate(zip(tops, bottoms, strict=True), 1)
    ]


def split_into_parts(observations: list[Observation]) -> list[list[Observation]]:
    last = observations[-1].part
    return [[o for o in observations if o.part == part] for part in range(1, last + 1)]


def as_moving_ranges(part: list[Observation]) -> list[Observation]:
    """The distance from each point to the included one before it.

    An excluded point is stepped over (its own range is still drawn); a missing point is not, so
    the ranges on both its sides are lost.
    """
    ranges: list[Observation] = []
    before: Fraction | None = None
    for observation in part:
        here = observation.value
        size = None if here is None or before is None else abs(here - before)
        ranges.append(replace(observation, numerator=size, denominator=Fraction(1)))
        before = before if observation.is_excluded else here
    return ranges


def moving_ranges(observations: list[Observation]) -> list[Fraction]:
    values = [o.value for o in observations]
    return [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]


def exact(value: Number, what: str) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, Number):
        raise ValueError(f"{what} is {value!r}; it must be a number, or None where it is missing.")
    if not math.isfinite(value):
        raise ValueError(f"{what} is {value!r}; it must be finite, with None where it is missing.")
    return Fraction(repr(float(value))) if isinstance(value, float) else Fraction(value)


def exact_or_missing(value: Number | None, what: str, at: int) -> Fraction | None:
    return None if value is None else exact(value, f"The {what} of point {at}")


def check_chart(chart: str, has_denominators: bool) -> None:
    if chart not in CHARTS:
        raise ValueError(f"Unknown chart {chart!r}; choose one of {', '.join(CHARTS)}.")
    if chart in NEEDS_DENOMINATORS and not has_denominators:
        raise ValueError(f"Chart {chart!r} needs denominators, one for each numerator.")
    if chart == "c" and has_denominators:
        raise ValueError("Chart 'c' takes counts without denominators; use 'u' or 'p' instead.")


def read_scale(multiply: Number) -> Fraction:
    scale = exact(multiply, "Multiply")
    if scale <= 0:
        raise ValueError(f"Multiply is {multiply}; it must be larger than 0.")
    return scale


def read_center_line(given: Number | None, chart: str, scale: Fraction) -> Fraction | None:
    if given is None:
        return None
    center = exact(given, "The centre line") / scale
    if chart in COUNTS_EVENTS and center < 0:
        raise ValueError(f"The centre line is {given}; in chart {chart!r} it must be 0 or more.")
    if chart in PROPORTIONS and center > 1:
        raise ValueError(f"The centre line is {given}; in chart {chart!r} it is at most {scale}.")
    return center


def _read_denominators(
    denominators: Sequence[Number | None] | None, length: int
) -> list[Fraction | None]:
    if length == 0:
        raise ValueError("The series is empty; at least one point is needed, even a missing one.")
    if denominators is None:
        return [Fraction(1)] * length
    if len(denominators) != length:
        raise ValueError(
            f"There are {length} numerators but {len(denominators)} denominators; "
            "give one denominator for each numerator."
        )
    return [exact_or_missing(v, "denominator", at) for at, v in enumerate(denominators, 1)]


def _check_values(chart: str, tops: list[Fraction | None], bottoms: list[Fraction | None]) -> None:
    for at, (top, bottom) in enumerate(zip(tops, bottoms, strict=True), 1):
        if bottom is not None and bottom < 0:
            raise ValueError(f"The denominator of point {at} is negative; it must be 0 or more.")
        if chart in COUNTS_EVENTS and top is not None and top < 0:
            raise ValueError(
                f"The numerator of point {at} is negative; chart {chart!r} counts, from 0 up."
            )
        if chart in PROPORTIONS and top is not None and bottom is not None and top > bottom:
            raise ValueError(
                f"The numerator of point {at} is larger than its denominator; "
                f"in chart {chart!r} it must be a part of it."
            )


def _check_freeze(freeze: int | None, parts: Sequence[int], length: int) -> None:
    if freeze is None:
        return
    if parts:
        raise ValueError("Give either freeze or parts, not both: each part has its own baseline.")
    if not 1 <= freeze <= length:
        raise ValueError(
            f"Freeze is after point {freeze}; it must be after one of the points 1 to {length}."
        )


def _check_parts(parts: Sequence[int], length: int) -> None:
    if any(not 1 <= edge < length for edge in parts):
        raise ValueError(
            f"Parts are {tuple(parts)}; a new part starts after one of the points "
            f"1 to {length - 1}, inside the series."
        )
    if any(later <= earlier for earlier, later in pairwise(parts)):
        raise ValueError(f"Parts are {tuple(parts)}; name them in rising order, each once.")


def _check_exclude(exclude: Sequence[int], length: int) -> None:
    if any(not 1 <= at <= length for at in exclude):
        raise ValueError(
            f"Exclude is {tuple(exclude)}; it may only name points from 1 to {length}."
        )
