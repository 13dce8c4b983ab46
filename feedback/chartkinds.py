"""Which chart a series may be drawn as, and why. Pure.

A run chart asks nothing of its numbers, so it is the rule (Anhøj & Olesen 2014). Limits promise more: that
each point is a count of people or events that chance spreads in a known way (p, c, u), or spreads as its
neighbours do (i). They are drawn where that holds, and nowhere else.

FEW_POINTS: a median needs 12 points, better 20-30 (anhoej.net); limits lean on each point more heavily, and
those on fewer than 12 are but trial limits (Making Data Count). We ask for 20.
FEW_EVENTS: with fewer than about 5 on either side of a share the limits touch 0 or 100 %.
WIDE: Laney's sigma z is 1 where points spread as counting alone makes them. From 1.25, which is our choice,
the primed chart is drawn, since limits of a plain one are too narrow (with very large groups, above all).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from statistics import median

from feedback.runcharts import Number, analyse
from questionnaires.faults.fault import _

FEW_POINTS, FEW_EVENTS, WIDE = 20, 5, 1.25
FROM_RANGES = 1.128  # a mean moving range is so many standard deviations

REASONS = {
    "few_points": _(
        "Shown as a run chart, because limits of ordinary variation need at least 20 points."
    ),
    "few_events": _(
        "Shown as a run chart, because the groups behind the points are small: with fewer than about "
        "5 on either side, limits would say nothing."
    ),
    "shift": _(
        "Shown as a run chart, because the level has changed: limits hold for one level at a time."
    ),
    "unsteady": _(
        "Shown as a run chart, because the level may be changing: limits need one that is steady."
    ),
    "p": _("Shown with limits (p chart), because each point is a share of people."),
    "pp": _(
        "Shown with limits (p′ chart), because each point is a share of people, and the shares vary "
        "more than counting alone makes them."
    ),
    "u": _("Shown with limits (u chart), because each point is a count for a varying amount."),
    "up": _(
        "Shown with limits (u′ chart), because each point is a count for a varying amount, and the "
        "counts vary more than chance alone makes them."
    ),
    "c": _("Shown with limits (c chart), because each point is a count of events."),
    "i": _(
        "Shown with limits (I chart), because each point is one measured number: the limits come from "
        "how far neighbouring points lie apart."
    ),
    "nhs": _("Shown with limits (XmR chart), because the NHS rules are chosen for it."),
    "i_counts": _(
        "Shown with limits (I chart), because the counts vary more than chance alone makes them: the "
        "limits come from how far neighbouring points lie apart."
    ),
}


@dataclass(frozen=True)
class Kind:
    """`chart` is what `analyse` calls it, `reason` a key of REASONS."""

    chart: str
    reason: str

    @property
    def sentence(self) -> str:
        return REASONS[self.reason]


OF_NHS = Kind("i", "nhs")
"""What their rules are made for, and nothing else: those who choose them choose the chart."""


def choose(
    numerators: Sequence[Number | None],
    denominators: Sequence[Number | None] | None = None,
    *,
    is_measured: bool = False,
    freeze: int | None = None,
    parts: Sequence[int] = (),
    exclude: Sequence[int] = (),
) -> Kind:
    """Return the chart for a series; `is_measured` says that its numbers are no counts, as means are.

    What people marked on the chart is as `analyse` takes it. Limits lean on the points of their own
    part, or on those that the line is frozen at, so each part must have enough of them.
    """
    levels = [
        known_points(numerators, denominators, at)
        for at in _levels(len(numerators), freeze, parts, exclude)
    ]
    if min(map(len, levels)) < FEW_POINTS:
        return Kind("run", "few_points")
    has_parts, newest = denominators is not None, levels[-1]
    if not is_measured and least_events(newest, has_parts) < FEW_EVENTS:
        return Kind("run", "few_events")
    run = analyse(numerators, denominators, freeze=freeze, parts=parts, exclude=exclude)
    if any(part.runs_signal for part in run.summary):
        return Kind("run", "shift")
    kind = _with_limits(levels, has_parts, is_measured)
    held = analyse(
        numerators, denominators, chart=kind.chart, freeze=freeze, parts=parts, exclude=exclude
    )
    # The mean of a chart with limits may lie elsewhere than the median, and find a shift that it does not.
    return Kind("run", "unsteady") if any(part.runs_signal for part in held.summary) else kind


def _with_limits(levels: "Sequence[Points]", has_parts: bool, is_measured: bool) -> Kind:
    if is_measured:
        return Kind("i", "i")
    is_wide = sigma_z(levels[-1], has_parts) >= WIDE
    if not has_parts:
        return Kind("i", "i_counts") if is_wide else Kind("c", "c")
    plain = "p" if all(map(are_shares, levels)) else "u"
    chart = plain + "p" * is_wide
    return Kind(chart, chart)


Points = list[tuple[Fraction, Fraction]]


def _levels(
    count: int, freeze: int | None, parts: Sequence[int], exclude: Sequence[int]
) -> list[list[int]]:
    """Return the indexes of the points that each centre line comes from, oldest part first."""
    edges = [0, *parts, count] if parts else [0, count if freeze is None else freeze]
    left_out = {number - 1 for number in exclude}
    return [[at for at in range(*pair) if at not in left_out] for pair in pairwise(edges)]


def known_points(
    numerators: Sequence[Number | None],
    denominators: Sequence[Number | None] | None,
    indexes: Sequence[int],
) -> Points:
    below = [1] * len(numerators) if denominators is None else denominators
    pairs = [(numerators[at], below[at]) for at in indexes]
    return [
        (Fraction(top), Fraction(bottom)) for top, bottom in pairs if top is not None and bottom
    ]


def are_shares(points: Points) -> bool:
    return all(top <= bottom for top, bottom in points)


def centre(points: Points) -> Fraction:
    return sum((top for top, _bottom in points), Fraction(0)) / sum(
        bottom for _top, bottom in points
    )


def least_events(points: Points, has_parts: bool) -> Fraction:
    """Return how many are expected on the smaller side of a point of middling size."""
    middle, size = centre(points), median(bottom for _top, bottom in points)
    if has_parts and are_shares(points):
        return size * min(middle, 1 - middle)
    return size * middle


def sigma_z(points: Points, has_parts: bool) -> float:
    """Return Laney's sigma z: how far neighbours lie apart, measured by what chance makes them."""
    middle = centre(points)
    is_share = has_parts and are_shares(points)
    one = float(middle * (1 - middle) if is_share else middle)
    marks = [float(top / bottom - middle) / sqrt(one / float(bottom)) for top, bottom in points]
    return sum(abs(after - before) for before, after in pairwise(marks)) / (
        (len(marks) - 1) * FROM_RANGES
    )
