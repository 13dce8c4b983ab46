"""Run charts and control charts: is this more than the ups and downs of every day?

The one door to the arithmetic. `analyse` takes the numbers of a series and answers with a summary
per part and everything a drawing needs per point; `last_shift` says where a shift began.

Rules "anhoej": Anhøj & Olesen 2014, doi 10.1371/journal.pone.0113825 (feedback/anhoej.py).
Limits: Montgomery, screened after Nelson 1982 (feedback/limits.py).
Rules "nhs": NHS England, *Making Data Count*, on an XmR chart (feedback/plotthedots.py).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from feedback import anhoej, plotthedots
from feedback.limits import (
    MAKING_DATA_COUNT,
    RECIPES,
    Ground,
    Recipe,
    Spread,
    is_outside,
    no_limits,
    side_of,
)
from feedback.series import (
    Number,
    Observation,
    as_moving_ranges,
    exact,
    read_center_line,
    read_scale,
    read_series,
    split_into_parts,
)

RULES = ("anhoej", "nhs")


@dataclass(frozen=True)
class Point:
    number: int  # 1 for the first, as in `exclude`
    part: int  # 1 for the first
    y: float | None
    cl: float | None
    lcl: float | None
    ucl: float | None
    side: int | None  # +1 above the centre line, 0 on it, -1 below; None where not known
    is_missing: bool
    is_excluded: bool
    is_baseline: bool
    is_useful: bool
    sigma_signal: bool
    # Only with rules "nhs":
    is_near_limit: bool = False
    special_cause: str | None = None
    variation: str | None = None
    short_group_warning: bool = False  # trial limits


@dataclass(frozen=True, kw_only=True)
class PartSummary:
    """Runs and crossings are None where no point is useful, and with rules "nhs"."""

    part: int
    n_obs: int
    n_useful: int
    center_line: float | None
    longest_run: int | None = None
    longest_run_max: int | None = None
    crossings: int | None = None
    crossings_min: int | None = None
    runs_signal: bool
    sigma_signals: int


@dataclass(frozen=True)
class Analysis:
    chart: str
    rules: str
    summary: tuple[PartSummary, ...]
    points: tuple[Point, ...]
    # Only with rules "nhs": the icons of Making Data Count.
    variation: str | None = None
    assurance: str | None = None


@dataclass(frozen=True)
class Shift:
    """The newest run beyond its limit. Indexes count from 0, into `Analysis.points`."""

    start: int
    side: int
    indexes: tuple[int, ...]


@dataclass(frozen=True)
class _Task:
    """The caller's wishes that every part needs."""

    chart: str
    rules: str
    recipe: Recipe
    center_line: Fraction | None
    screened: bool
    scale: Fraction
    improvement: str
    target: Fraction | None


@dataclass(frozen=True)
class _Part:
    points: tuple[Point, ...]
    summary: PartSummary
    target_side: int | None


def analyse(
    numerators: Sequence[Number | None],
    denominators: Sequence[Number | None] | None = None,
    *,
    chart: str = "run",
    rules: str = "anhoej",
    freeze: int | None = None,
    parts: Sequence[int] = (),
    exclude: Sequence[int] = (),
    screened: bool = True,
    multiply: Number = 1,
    center_line: Number | None = None,
    target: Number | None = None,
    improvement: str = "neutral",
) -> Analysis:
    """What the series shows. None is a missing value.

    `freeze`: centre line and limits come from the first so many points. `parts`: a new part starts
    *after* each of these points. `exclude`: points (from 1) that are drawn but not counted.
    `center_line` and `target` are in the unit of the chart, that is after `multiply`.
    `improvement` (increase, decrease, neutral) and `target` matter to the NHS rules only.
    """
    observations = read_series(
        numerators, denominators, chart=chart, freeze=freeze, parts=parts, exclude=exclude
    )
    _check_rules(chart, rules, freeze, improvement)
    scale = read_scale(multiply)
    task = _Task(
        chart=chart,
        rules=rules,
        recipe=MAKING_DATA_COUNT if rules == "nhs" else RECIPES[chart],
        center_line=read_center_line(center_line, chart, scale),
        screened=screened,
        scale=scale,
        improvement=improvement,
        target=None if target is None else exact(target, "The target") / scale,
    )
    return _assemble(task, [_analyse_part(task, part) for part in split_into_parts(observations)])


def last_shift(analysis: Analysis) -> Shift | None:
    """The newest run that is too long, in the last part that has one: what came before it is history."""
    for summary in reversed(analysis.summary):
        if summary.runs_signal and (summary.longest_run or 0) > (summary.longest_run_max or 0):
            return _newest_shift(analysis.points, summary)
    return None


def _newest_shift(points: Sequence[Point], summary: PartSummary) -> Shift:
    useful = [at for at, p in enumerate(points) if p.is_useful and p.part == summary.part]
    runs = anhoej.stretches([points[at].side or 0 for at in useful])
    too_long = [run for run in runs if len(run) > (summary.longest_run_max or 0)]
    indexes = tuple(useful[place] for place in too_long[-1])
    return Shift(start=indexes[0], side=points[indexes[0]].side or 0, indexes=indexes)


def _check_rules(chart: str, rules: str, freeze: int | None, improvement: str) -> None:
    if rules not in RULES:
        raise ValueError(f"Unknown rules {rules!r}; choose one of {', '.join(RULES)}.")
    plotthedots.check_improvement(improvement)
    if rules == "nhs":
        plotthedots.check_chart(chart, freeze)


def _analyse_part(task: _Task, part: list[Observation]) -> _Part:
    observations = as_moving_ranges(part) if task.chart == "mr" else part
    baseline = [o for o in observations if o.is_baseline]
    center = task.recipe.center(baseline) if task.center_line is None else task.center_line
    spread = no_limits(len(part))
    if center is not None:
        spread = task.recipe.spread(Ground(observations, baseline, center, task.screened))
    points = [_point(task, o, center, s) for o, s in zip(observations, spread, strict=True)]
    if task.rules == "nhs":
        points = _judged(task, points, [o.value for o in observations], center, spread)
    return _Part(
        points=tuple(points),
        summary=_summary(task, points),
        target_side=_target_side(task, center, spread[-1]),
    )


def _point(
    task: _Task, observation: Observation, center: Fraction | None, square: Fraction | None
) -> Point:
    value = observation.value
    side = side_of(value, center)
    lcl, ucl = _limits(task, center, square)
    return Point(
        number=observation.number,
        part=observation.part,
        y=_shown(value, task.scale),
        cl=_shown(center, task.scale),
        lcl=lcl,
        ucl=ucl,
        side=side,
        is_missing=value is None,
        is_excluded=observation.is_excluded,
        is_baseline=observation.is_baseline,
        is_useful=bool(side) and not observation.is_excluded,
        sigma_signal=is_outside(value, center, square),
    )


def _shown(value: Fraction | None, scale: Fraction) -> float | None:
    return None if value is None else float(value * scale)


def _limits(
    task: _Task, center: Fraction | None, square: Fraction | None
) -> tuple[float | None, float | None]:
    if center is None or square is None:
        return None, None
    middle, reach, scale = float(center), math.sqrt(square), float(task.scale)
    lower = max(middle - reach, task.recipe.floor)
    upper = min(middle + reach, task.recipe.ceiling)
    return lower * scale, upper * scale


def _judged(
    task: _Task,
    points: list[Point],
    values: list[Fraction | None],
    center: Fraction | None,
    spread: Spread,
) -> list[Point]:
    included = [at for at, point in enumerate(points) if not point.is_excluded]
    dots = [plotthedots.read_dot(values[at], center, spread[at]) for at in included]
    verdicts = dict(zip(included, plotthedots.judge(dots, task.improvement), strict=True))
    is_short = len(points) < plotthedots.SETTLED_LIMITS_FROM
    return [
        replace(point, short_group_warning=is_short, **vars(verdicts[at]))
        if at in verdicts
        else replace(point, short_group_warning=is_short)
        for at, point in enumerate(points)
    ]


def _target_side(task: _Task, center: Fraction | None, square: Fraction | None) -> int | None:
    if task.rules != "nhs" or task.target is None or center is None or square is None:
        return None
    outside = is_outside(task.target, center, square)
    return side_of(task.target, center) if outside else 0


def _summary(task: _Task, points: list[Point]) -> PartSummary:
    sides = [point.side for point in points if point.is_useful and point.side]
    runs = anhoej.runs_among(sides) if task.rules == "anhoej" else None
    return PartSummary(
        part=points[0].part,
        n_obs=sum(not point.is_excluded for point in points),
        n_useful=len(sides),
        center_line=points[0].cl,
        runs_signal=_has_runs_signal(task.chart, runs, points),
        sigma_signals=sum(point.sigma_signal for point in points),
        **(vars(runs) if runs else {}),
    )


def _has_runs_signal(chart: str, runs: anhoej.Runs | None, points: list[Point]) -> bool:
    if runs is None:
        return any(point.special_cause in plotthedots.RUN_LIKE for point in points)
    # Neighbouring moving ranges share a value, so runs among them mean nothing.
    return chart != "mr" and runs.is_signal


def _assemble(task: _Task, parts: list[_Part]) -> Analysis:
    points = tuple(point for part in parts for point in part.points)
    side = parts[-1].target_side
    return Analysis(
        chart=task.chart,
        rules=task.rules,
        summary=tuple(part.summary for part in parts),
        points=points,
        variation=points[-1].variation,
        assurance=None if side is None else plotthedots.assurance(side, task.improvement),
    )
