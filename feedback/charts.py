"""A chart ready to be shown: two pictures, the facts under them, and the table. Pure.

The template feedback/components/run_chart.html only writes down what is decided here. Words that
belong to the measure (title, labels, numbers as text) come from the caller in the reader's
language; words that belong to every chart stand in the template as codes to translate.

A chart can give away what a table hides, so masked points must already be None in the series:
then neither median, picture nor table knows them.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from feedback.axes import round_scale
from feedback.frames import NARROW, WIDE, Annotation
from feedback.pictures import Content, Picture, draw_picture
from feedback.plotthedots import COMMON, cause_of
from feedback.runcharts import Analysis, PartSummary, Point, last_shift

__all__ = ["Annotation", "MarkLine", "RunChartDrawing", "draw", "number", "percent"]

NBSP = "\N{NO-BREAK SPACE}"
WITH_MEDIAN = ("run",)
ENOUGH = 12  # useful points before a median is drawn in Danish practice (anhoej.net)


@dataclass(frozen=True)
class PartFacts:
    first: str
    last: str
    center: str | None
    summary: PartSummary


@dataclass(frozen=True)
class Row:
    label: str
    value: str | None
    center: str | None
    state: str  # shown, masked or missing
    remark: str  # "", excluded, shift, outside, improvement, concern, neutral_high, neutral_low
    annotation: str


@dataclass(frozen=True)
class MarkLine:
    """What a person marked on the chart, and why. `index` is None where its point is gone.

    Of a test of a change (cycle), `by` says what came of it and `on` when it was looked at.
    """

    kind: str  # freeze, part, exclude, note or cycle
    index: int | None
    label: str
    text: str
    by: str
    on: str
    flag: str = ""  # its number in the picture; an excluded point needs none
    taken_back: str = ""  # by whom and when
    because: str = ""


@dataclass(frozen=True)
class RunChartDrawing:
    """`signals` says what is more than chance: shift, crossings, outside or special."""

    id: str
    title: str
    rules: str
    center_kind: str  # median or mean
    signals: tuple[str, ...]
    is_early: bool  # no signal yet, and too few useful points to expect one
    shift_from: str
    pictures: tuple[Picture, ...]
    parts: tuple[PartFacts, ...]
    rows: tuple[Row, ...]
    has_masked: bool
    has_limits: bool
    why: str = ""  # why it is this kind of chart, in one sentence
    target: str = ""  # as text; empty where there is none

    marks: tuple[MarkLine, ...] = ()
    taken_back: tuple[MarkLine, ...] = ()
    variation: str = ""  # with the NHS rules: what the newest point is, and can the target be met
    is_high: bool = False
    assurance: str = ""

    @property
    def excluded(self) -> tuple[str, ...]:
        return tuple(row.label for row in self.rows if row.remark == "excluded")

    @property
    def first(self) -> str:
        return self.rows[0].label

    @property
    def last(self) -> str:
        return self.rows[-1].label


def percent(value: float) -> str:
    """A half goes up: 57,5 % is 58 %, also where a float holds a little less."""
    whole = (100 * Decimal(repr(value))).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{whole}{NBSP}%"


def number(value: float) -> str:
    """As Danes write it, without digits nobody needs: 4.350,5 and 0,25."""
    rounded = round(value, 1 if abs(value) >= 10 else 2) + 0.0  # + 0.0: never "−0"
    text = f"{rounded:,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")).replace("-", "−")


def draw(
    analysis: Analysis,
    labels: Sequence[str],
    *,
    id: str,
    title: str,
    is_percent: bool = False,
    format: Callable[[float], str] | None = None,
    annotations: Sequence[Annotation] = (),
    masked: Collection[int] | None = None,
    target: float | None = None,
    why: str = "",
    marks: Sequence[MarkLine] = (),
) -> RunChartDrawing:
    """Place an analysed series. Indexes count from 0.

    `format` writes a number; without it, `percent` or `number` does. `masked` says which of the
    missing points have too few answers; without it, all of them. `id` is unique on the page.
    `marks` are numbered as they stand, those that were taken back left out of the picture.
    """
    points = analysis.points
    lines = _numbered([mark for mark in marks if not mark.taken_back])
    annotations = [*annotations, *_flags(lines, len(points))]
    _check(points, labels, annotations)
    write = format or (percent if is_percent else number)
    hidden = frozenset(
        at for at, p in enumerate(points) if p.is_missing and (masked is None or at in masked)
    )
    remarks = _remarks(analysis)
    signals = _signals(analysis, remarks)
    shift = last_shift(analysis)
    content = Content(
        points=points,
        labels=labels,
        signals=frozenset(at for at, r in enumerate(remarks) if r not in ("", "excluded")),
        masked=hidden,
        annotations=annotations,
        scale=round_scale(_heights(points, target), is_percent=is_percent),
        format=write,
        target=target,
    )
    return RunChartDrawing(
        id=id,
        title=title,
        rules=analysis.rules,
        center_kind="median" if analysis.chart in WITH_MEDIAN else "mean",
        signals=signals,
        is_early=not signals and analysis.summary[-1].n_useful < ENOUGH,
        shift_from=labels[shift.start] if shift else "",
        pictures=(draw_picture(content, WIDE), draw_picture(content, NARROW)),
        parts=tuple(_part_facts(part, points, labels, write) for part in analysis.summary),
        rows=_rows(content, remarks),
        has_masked=bool(hidden),
        has_limits=any(point.ucl is not None for point in points),
        why=why,
        target="" if target is None else write(target),
        marks=lines,
        taken_back=tuple(mark for mark in marks if mark.taken_back),
        **_signs(analysis),
    )


def _numbered(marks: Sequence[MarkLine]) -> tuple[MarkLine, ...]:
    flagged = [mark for mark in marks if mark.index is not None and mark.kind != "exclude"]
    numbers = {id(mark): str(at) for at, mark in enumerate(flagged, start=1)}
    return tuple(replace(mark, flag=numbers.get(id(mark), "")) for mark in marks)


def _flags(marks: Sequence[MarkLine], count: int) -> list[Annotation]:
    """Put a frozen line's flag after its last point, and every other before its own."""
    return [
        Annotation(
            min(mark.index + (mark.kind == "freeze"), count - 1), mark.flag, mark.kind, mark.text
        )
        for mark in marks
        if mark.flag and mark.index is not None
    ]


def _signs(analysis: Analysis) -> dict[str, Any]:
    """Return the two signs of Making Data Count; with other rules there are none."""
    if analysis.rules != "nhs":
        return {}
    judged = [point for point in analysis.points if point.special_cause]
    cause = (judged[-1].special_cause if judged else None) or COMMON
    return {
        "variation": (judged[-1].variation if judged else None) or "",
        "is_high": cause != COMMON and cause_of(cause)[1] > 0,
        "assurance": analysis.assurance or "",
    }


def _check(
    points: Sequence[Point], labels: Sequence[str], annotations: Sequence[Annotation]
) -> None:
    if len(labels) != len(points):
        raise ValueError(
            f"There are {len(points)} points but {len(labels)} labels; give one label for each."
        )
    for annotation in annotations:
        if not 0 <= annotation.index < len(points):
            raise ValueError(
                f"An annotation is at index {annotation.index}; it must be at one of the points, "
                f"0 to {len(points) - 1}."
            )


def _heights(points: Sequence[Point], target: float | None) -> list[float]:
    known = [v for p in points for v in (p.y, p.cl, p.lcl, p.ucl) if v is not None]
    return known if target is None else [*known, target]


def _remarks(analysis: Analysis) -> list[str]:
    """What there is to say about each point, the strongest only."""
    shift = last_shift(analysis)
    in_shift = frozenset(shift.indexes if shift else ())
    return [_remark(point, at in in_shift) for at, point in enumerate(analysis.points)]


def _remark(point: Point, is_in_shift: bool) -> str:
    if point.is_excluded:  # it has been accounted for, also where it lies outside the limits
        return "excluded"
    if point.special_cause is not None and point.special_cause != COMMON:
        return (point.variation or "").removeprefix("special_cause_")
    if point.sigma_signal:
        return "outside"
    if is_in_shift:
        return "shift"
    return ""


def _signals(analysis: Analysis, remarks: list[str]) -> tuple[str, ...]:
    if analysis.rules == "nhs":
        return ("special",) if any(r not in ("", "excluded") for r in remarks) else ()
    has_shift = last_shift(analysis) is not None
    found = {
        "shift": has_shift,
        "crossings": not has_shift and any(part.runs_signal for part in analysis.summary),
        "outside": "outside" in remarks,
    }
    return tuple(name for name, is_there in found.items() if is_there)


def _part_facts(
    summary: PartSummary,
    points: Sequence[Point],
    labels: Sequence[str],
    write: Callable[[float], str],
) -> PartFacts:
    places = [at for at, point in enumerate(points) if point.part == summary.part]
    center = None if summary.center_line is None else write(summary.center_line)
    return PartFacts(labels[places[0]], labels[places[-1]], center, summary)


def _rows(content: Content, remarks: list[str]) -> tuple[Row, ...]:
    def row(at: int, point: Point) -> Row:
        notes = [a.said or a.text for a in content.annotations if a.index == at]
        return Row(
            label=content.labels[at],
            value=None if point.y is None else content.format(point.y),
            center=None if point.cl is None else content.format(point.cl),
            state=_state(at, point, content.masked),
            remark=remarks[at],
            annotation=" · ".join(notes),
        )

    return tuple(row(at, point) for at, point in enumerate(content.points))


def _state(at: int, point: Point, masked: frozenset[int]) -> str:
    if not point.is_missing:
        return "shown"
    return "masked" if at in masked else "missing"
