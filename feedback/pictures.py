"""Where everything on a run chart goes: one picture, in the units of its viewBox. Pure geometry.

The same points are placed twice, wide and narrow, because a wide picture shrunk to a phone cannot
be read. No words are made here; the few in the picture come from the caller or the template.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from feedback.axes import GAP, Scale, text_width, thinned
from feedback.frames import LANE, Annotation, Frame, Label, Layout, Rule, flags_of
from feedback.runcharts import Point
from feedback.shapes import crossed, diamond, dot

BESIDE = 7  # between the plot and the words beside it
BAND_ROW = 33  # height of the row that says "too few answers"
DENSE = 5  # points closer than this
BAND_WORDS = 100  # room for those words in the languages we know


@dataclass(frozen=True)
class Mark:
    kind: str  # common, signal or excluded
    x: float
    y: float
    path: str  # the shape: round for common, a diamond for a signal, crossed where excluded
    row: int  # where the point stands in the table, from 0


@dataclass(frozen=True)
class Band:
    """A stretch with too few answers. `text_x` is None where its words would collide."""

    x: float
    y: float
    width: float
    text_x: float | None
    text_y: float


@dataclass(frozen=True)
class Picture:
    kind: str
    width: int
    height: float
    is_dense: bool  # points so close that the lines must be thin
    grid: tuple[Rule, ...]
    y_labels: tuple[Label, ...]
    x_labels: tuple[Label, ...]
    medians: tuple[Rule, ...]
    median_label: Label | None
    limits: tuple[str, ...]  # paths
    lines: tuple[str, ...]  # paths, broken where a point is missing
    marks: tuple[Mark, ...]
    bands: tuple[Band, ...]
    annotations: tuple[Rule, ...]
    annotation_labels: tuple[Label, ...]
    target: Rule | None
    target_ends: tuple[
        str, ...
    ]  # a triangle at each end: a target is known by shape, not by colour
    target_label: Label | None


@dataclass(frozen=True)
class Content:
    """What is drawn, whatever the size."""

    points: Sequence[Point]
    labels: Sequence[str]
    signals: frozenset[int]
    masked: frozenset[int]
    annotations: Sequence[Annotation]
    scale: Scale
    format: Callable[[float], str]
    target: float | None = None


def draw_picture(content: Content, layout: Layout) -> Picture:
    frame = _frame(content, layout)
    flags = flags_of(content.annotations, frame)
    top = layout.font / 2 + LANE * (1 + max((flag.lane for flag in flags), default=-1))
    frame = replace(frame, top=top, bottom=top + layout.plot_height)
    bands = _bands(content, frame)
    base = frame.bottom + layout.font + (BAND_ROW if bands else 6)
    ticks = content.scale.ticks
    return Picture(
        kind=layout.kind,
        width=layout.width,
        height=round(base + 6),
        is_dense=frame.pace < DENSE,
        grid=tuple(Rule(frame.left, frame.y(t), frame.right, frame.y(t)) for t in ticks),
        y_labels=tuple(_y_label(frame, tick, content.format) for tick in ticks),
        x_labels=_x_labels(content.labels, frame, base),
        medians=_medians(content.points, frame),
        median_label=_median_label(content, frame),
        limits=_limits(content.points, frame),
        lines=_lines(content.points, frame),
        marks=_marks(content, frame, layout.dot),
        bands=bands,
        annotations=tuple(
            Rule(f.x, f.y - LANE / 2, f.x, frame.bottom, kind=f.label.kind) for f in flags
        ),
        annotation_labels=tuple(f.label for f in flags),
        target=_target(content, frame),
        target_ends=_target_ends(content, frame),
        target_label=_target_label(content, frame),
    )


def _target(content: Content, frame: Frame) -> Rule | None:
    if content.target is None:
        return None
    y = frame.y(content.target)
    return Rule(round(frame.left, 1), y, round(frame.right, 1), y)


def _target_ends(content: Content, frame: Frame) -> tuple[str, ...]:
    rule = _target(content, frame)
    if rule is None:
        return ()
    return (
        f"M{rule.x1} {rule.y1 - 5}l9 5l-9 5z",
        f"M{rule.x2} {rule.y1 - 5}l-9 5l9 5z",
    )


def _target_label(content: Content, frame: Frame) -> Label | None:
    """Above or below the line, at its beginning or end: where it lies on the fewest points."""
    rule = _target(content, frame)
    if rule is None or content.target is None:
        return None
    text = content.format(content.target)
    ends = ((rule.x1 + 12, "start"), (rule.x2 - 12, "end"))
    heights = (rule.y1 - 6, rule.y1 + frame.font + 4)
    places = [
        Label(round(x, 1), round(y, 1), text, anchor)
        for y in heights
        if frame.top <= y - frame.font and y <= frame.bottom
        for x, anchor in ends
    ]
    return min(places, key=lambda label: _points_under(label, content, frame), default=None)


def _points_under(label: Label, content: Content, frame: Frame) -> int:
    """Return how many points a label covers. Its word for target is as wide as four letters more."""
    width = text_width(label.text, frame.font) + 4 * frame.font
    left = label.x if label.anchor == "start" else label.x - width
    return sum(
        left - GAP <= frame.x(at) <= left + width + GAP
        and label.y - frame.font - GAP <= frame.y(point.y) <= label.y + GAP
        for at, point in enumerate(content.points)
        if point.y is not None
    )


def _frame(content: Content, layout: Layout) -> Frame:
    """Everything from left to right; heights follow when the annotations are placed."""
    ticks = [text_width(content.format(tick), layout.font) for tick in content.scale.ticks]
    left = max(ticks) + BESIDE
    center = content.points[-1].cl
    gutter = 0 if center is None else text_width(content.format(center), layout.font) + BESIDE
    right = layout.width - gutter
    pace = (right - left) / len(content.points)
    return Frame(left, right, layout.width, 0, 0, pace, layout.font, content.scale)


def _y_label(frame: Frame, tick: float, write: Callable[[float], str]) -> Label:
    return Label(frame.left - BESIDE, round(frame.y(tick) + frame.font / 3, 1), write(tick), "end")


def _x_labels(labels: Sequence[str], frame: Frame, y: float) -> tuple[Label, ...]:
    widths = [text_width(label, frame.font) for label in labels]
    places = [frame.kept_inside(frame.x(at), width) for at, width in enumerate(widths)]
    return tuple(
        Label(places[at], round(y, 1), labels[at]) for at in thinned(labels, places, frame.font)
    )


def _medians(points: Sequence[Point], frame: Frame) -> tuple[Rule, ...]:
    """One stretch per part; of a frozen line a second one, beyond the baseline."""
    rules = []
    key = [(point.part, _is_beyond_baseline(points, at)) for at, point in enumerate(points)]
    for (_, is_extended), stretch in groupby(range(len(points)), key=lambda at: key[at]):
        places = list(stretch)
        if (center := points[places[0]].cl) is not None:
            ends = frame.x(places[0] - 0.5), frame.x(places[-1] + 0.5)
            rules.append(Rule(ends[0], frame.y(center), ends[1], frame.y(center), is_extended))
    return tuple(rules)


def _is_beyond_baseline(points: Sequence[Point], at: int) -> bool:
    """Later than the last baseline point; excluded points at the end are not beyond anything."""
    return any(not p.is_baseline and not p.is_excluded for p in points[: at + 1])


def _median_label(content: Content, frame: Frame) -> Label | None:
    center = content.points[-1].cl
    if center is None:
        return None
    y = round(frame.y(center) + frame.font / 3, 1)
    return Label(round(frame.right + BESIDE, 1), y, content.format(center), "start")


def _limits(points: Sequence[Point], frame: Frame) -> tuple[str, ...]:
    """Steps, because each period has limits of its own; broken where they are not known."""
    drawn = []
    for values in ([p.ucl for p in points], [p.lcl for p in points]):
        key = [(point.part, value is None) for point, value in zip(points, values, strict=True)]
        for (_, is_unknown), stretch in groupby(range(len(points)), key=lambda at: key[at]):
            if not is_unknown:
                drawn.append(_steps([(at, values[at] or 0.0) for at in stretch], frame))
    return tuple(drawn)


def _steps(known: list[tuple[int, float]], frame: Frame) -> str:
    path = f"M{frame.x(known[0][0] - 0.5)} {frame.y(known[0][1])}"
    return path + "".join(f"V{frame.y(value)}H{frame.x(at + 0.5)}" for at, value in known)


def _lines(points: Sequence[Point], frame: Frame) -> tuple[str, ...]:
    places = [(frame.x(at), None if p.y is None else frame.y(p.y)) for at, p in enumerate(points)]
    stretches = [
        list(group) for known, group in groupby(places, lambda xy: xy[1] is not None) if known
    ]
    return tuple(
        "M" + " ".join(f"{x} {y}" for x, y in stretch) for stretch in stretches if len(stretch) > 1
    )


def _marks(content: Content, frame: Frame, largest: float) -> tuple[Mark, ...]:
    radius = round(min(largest, frame.pace * 0.42), 1)
    return tuple(
        _mark(at, _kind(at, point, content.signals), (frame.x(at), frame.y(point.y)), radius)
        for at, point in enumerate(content.points)
        if point.y is not None
    )


def _kind(at: int, point: Point, signals: frozenset[int]) -> str:
    if at in signals:
        return "signal"
    return "excluded" if point.is_excluded else "common"


def _mark(at: int, kind: str, place: tuple[float, float], radius: float) -> Mark:
    shape = {"signal": diamond, "excluded": crossed}.get(kind, dot)
    return Mark(kind, *place, shape(*place, radius), at)


def _bands(content: Content, frame: Frame) -> tuple[Band, ...]:
    bands: list[Band] = []
    free_from = 0.0
    for is_masked, group in groupby(range(len(content.points)), lambda at: at in content.masked):
        if not is_masked:
            continue
        places = list(group)
        left, right = frame.x(places[0] - 0.5), frame.x(places[-1] + 0.5)
        middle = frame.kept_inside((left + right) / 2, BAND_WORDS)
        has_room = middle - BAND_WORDS / 2 >= free_from
        free_from = middle + BAND_WORDS / 2 if has_room else free_from
        bands.append(_band(left, right, middle if has_room else None, frame))
    return tuple(bands)


def _band(left: float, right: float, text_x: float | None, frame: Frame) -> Band:
    return Band(
        x=left,
        y=round(frame.bottom + 6, 1),
        width=round(right - left, 1),
        text_x=text_x,
        text_y=round(frame.bottom + 14 + frame.font, 1),
    )
