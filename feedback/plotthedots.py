"""NHS England, *Making Data Count*: which points on an XmR chart are special, and is that good?

Rules in the order NHSRplotthedots 0.2.2 applies them; the first that fits names the point:
outside a limit, trend of seven, two of three near a limit, shift of seven.
Unlike Anhøj's rules a point on the mean breaks a shift, and trends count.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

from feedback.limits import is_outside, side_of

DIRECTIONS = {"increase": 1, "decrease": -1, "neutral": 0}
STRETCH = 7
NEAR = Fraction(2, 3)  # of the way to a limit
FIX_AFTER_AT_LEAST = 12
# The guidance says twelve points; the reference code warns below thirteen, and so do we.
SETTLED_LIMITS_FROM = 13

COMMON = "Common Cause"
OUTSIDE = {1: "Above UCL", -1: "Below LCL"}
TREND = {1: "7 Point Trend (Increasing)", -1: "7 Point Trend (Decreasing)"}
TWO_IN_THREE = {1: "2 in 3 Above CL", -1: "2 in 3 Below CL"}
SHIFT = {1: "7 Points Above CL", -1: "7 Points Below CL"}
RUN_LIKE = {*TREND.values(), *SHIFT.values()}
CAUSES = {"outside": OUTSIDE, "trend": TREND, "near": TWO_IN_THREE, "shift": SHIFT}

Signs = list[int]  # per dot: +1 high or rising, -1 low or falling, 0 nothing
T = TypeVar("T")


@dataclass(frozen=True)
class Dot:
    """An included point: its value, and where it lies. `side` is None where it is missing."""

    value: Fraction | None
    side: int | None
    is_outside: bool
    is_near: bool


@dataclass(frozen=True)
class Verdict:
    special_cause: str | None
    variation: str | None
    is_near_limit: bool


def check_improvement(improvement: str) -> None:
    if improvement not in DIRECTIONS:
        allowed = ", ".join(DIRECTIONS)
        raise ValueError(f"Unknown improvement {improvement!r}; choose one of {allowed}.")


def check_chart(chart: str, freeze: int | None) -> None:
    if chart != "i":
        raise ValueError(f"The NHS rules are made for chart 'i'; they cannot judge {chart!r}.")
    if freeze is not None and freeze < FIX_AFTER_AT_LEAST:
        raise ValueError(
            f"Freeze is after point {freeze}; the NHS rules fix limits after "
            f"{FIX_AFTER_AT_LEAST} points or more."
        )


def read_dot(
    value: Fraction | None, center_line: Fraction | None, squared_reach: Fraction | None
) -> Dot:
    outside = is_outside(value, center_line, squared_reach)
    near = squared_reach is not None and is_outside(value, center_line, squared_reach * NEAR**2)
    return Dot(value, side_of(value, center_line), outside, near and not outside)


def judge(dots: Sequence[Dot], improvement: str) -> list[Verdict]:
    return [
        Verdict(None, None, False)
        if dot.value is None
        else Verdict(cause, variation(cause, improvement), dot.is_near)
        for dot, cause in zip(dots, special_causes(dots), strict=True)
    ]


def special_causes(dots: Sequence[Dot]) -> list[str]:
    rules = [
        (OUTSIDE, [(dot.side or 0) if dot.is_outside else 0 for dot in dots]),
        (TREND, _trends(dots)),
        (TWO_IN_THREE, _two_in_three(dots)),
        (SHIFT, _shifts(dots)),
    ]
    return [
        next((names[signs[at]] for names, signs in rules if signs[at]), COMMON)
        for at in range(len(dots))
    ]


def variation(special_cause: str, improvement: str) -> str:
    """Is it common cause, improvement, concern, or (when no direction is better) high or low?"""
    if special_cause == COMMON:
        return "common_cause"
    _rule, sign = cause_of(special_cause)
    if improvement == "neutral":
        return "special_cause_neutral_high" if sign > 0 else "special_cause_neutral_low"
    better = sign == DIRECTIONS[improvement]
    return "special_cause_improvement" if better else "special_cause_concern"


def cause_of(special_cause: str) -> tuple[str, int]:
    """Return the rule that named a point, and +1 where it is high or rising, -1 where low or falling."""
    return next(
        (rule, sign)
        for rule, names in CAUSES.items()
        for sign, name in names.items()
        if name == special_cause
    )


def assurance(target_side: int, improvement: str) -> str | None:
    """Can the process reach its target? `target_side` is +1 above the upper limit, -1 below the
    lower one, 0 between them (then it is hit and miss)."""
    if improvement == "neutral":
        return None
    if target_side == 0:
        return "inconsistent"
    return "consistent_fail" if target_side == DIRECTIONS[improvement] else "consistent_pass"


def _windows(items: Sequence[T], width: int) -> Iterator[tuple[range, Sequence[T]]]:
    for start in range(len(items) - width + 1):
        yield range(start, start + width), items[start : start + width]


def _trends(dots: Sequence[Dot]) -> Signs:
    signs = [0] * len(dots)
    for places, window in _windows([dot.value for dot in dots], STRETCH):
        # Left to right: a point in two opposite trends belongs to the later one.
        if direction := _direction(window):
            for at in places:
                signs[at] = direction
    return signs


def _direction(values: Sequence[Fraction | None]) -> int:
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return 0
    steps = [b - a for a, b in pairwise(known)]
    return int(all(s > 0 for s in steps)) - int(all(s < 0 for s in steps))


def _two_in_three(dots: Sequence[Dot]) -> Signs:
    signs = [0] * len(dots)
    for places, window in _windows(dots, 3):
        side = _common_side(window)
        near = [at for at, dot in zip(places, window, strict=True) if dot.is_near]
        if side and len(near) >= 2:
            for at in near:
                signs[at] = side
    return signs


def _shifts(dots: Sequence[Dot]) -> Signs:
    signs = [0] * len(dots)
    for places, window in _windows(dots, STRETCH):
        if side := _common_side(window):
            for at in places:
                signs[at] = side
    return signs


def _common_side(window: Sequence[Dot]) -> int:
    sides = {dot.side for dot in window}
    return (sides.pop() or 0) if len(sides) == 1 else 0
