"""How answers along a line, or the scores of a scale, are spread: one bar for each stretch. Pure.

The line is cut into few stretches (feedback/bins.py), because single values would be masked nearly all
of them. So the middle of the answers is known to be in a stretch, and no nearer; the average is made of
the middles of the stretches, and is said to be "about". The stretch that holds the middle answer (with
an even number the lower of the two in the middle) is named only where every stretch up to it is shown,
and the average only where all are: either would otherwise be worked out from what is masked.

Where a stretch is masked there is a gap with a hatched band below it, as in the run chart: no bar of no
height, which would say 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from feedback.axes import GAP, Scale, round_scale, text_width, thinned, wrapped
from feedback.charts import number
from feedback.frames import NARROW, WIDE, Frame, Label, Layout, Rule
from feedback.shapes import diamond, hatch
from feedback.shares import Count, total, whole_percent

TOP = 30  # above the plot: the mark of the middle, and the number of the highest bar
BAND = 12  # height of the band below a masked stretch
LINE = 17
FILLED = 0.82  # of the pace, where the values stand one by one; stretches of a line touch


@dataclass(frozen=True)
class Stretch:
    first: Fraction
    last: Fraction
    count: Count

    @property
    def middle(self) -> Fraction:
        return (self.first + self.last) / 2

    @property
    def label(self) -> str:
        ends = (number(float(self.first)), number(float(self.last)))
        return ends[0] if self.first == self.last else "–".join(ends)


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    is_middle: bool
    label: Label | None


@dataclass(frozen=True)
class Band:
    """A masked stretch: a box with slanted lines in it."""

    x: float
    y: float
    width: float
    height: float
    hatch: str


@dataclass(frozen=True)
class Picture:
    kind: str
    width: int
    height: float
    grid: tuple[Rule, ...]
    y_labels: tuple[Label, ...]
    x_labels: tuple[Label, ...]
    ends: tuple[Label, ...]
    bars: tuple[Bar, ...]
    bands: tuple[Band, ...]
    middle: str  # a diamond over the stretch that holds the middle answer


@dataclass(frozen=True)
class Row:
    label: str
    count: Count
    percent: int | None
    is_middle: bool


@dataclass(frozen=True)
class DistributionDrawing:
    id: str
    title: str
    pictures: tuple[Picture, ...]  # none where every stretch is masked
    rows: tuple[Row, ...]
    answered: Count
    middle: str  # the stretch that holds the middle answer, "" where it must not be named
    mean: str  # about, "" where it must not be named
    has_masked: bool


def draw(
    stretches: Sequence[Stretch],
    answered: Count,
    *,
    id: str,
    title: str,
    ends: tuple[str, str] = ("", ""),
) -> DistributionDrawing:
    """Draw the stretches in order. `answered` is None where it is masked; `ends` name the two ends."""
    counts = [stretch.count for stretch in stretches]
    whole = total(counts) if None not in counts else answered
    at = middle_of(counts, whole)
    mean = mean_of(stretches)
    is_seen = any(count is not None for count in counts) and whole != 0
    layouts = (WIDE, NARROW) if is_seen else ()
    return DistributionDrawing(
        id=id,
        title=title,
        pictures=tuple(_picture(stretches, at, ends, layout) for layout in layouts),
        rows=tuple(
            Row(each.label, each.count, _percent(each.count, whole), place == at)
            for place, each in enumerate(stretches)
        ),
        answered=whole,
        middle="" if at is None else stretches[at].label,
        mean="" if mean is None else number(float(round(mean, 1))),
        has_masked=None in counts,
    )


def middle_of(counts: Sequence[Count], whole: Count) -> int | None:
    """Return the stretch of the middle answer, None where one up to it is masked or none answered."""
    if not whole:
        return None
    reached = 0
    for at, count in enumerate(counts):
        if count is None:
            return None
        reached += count
        if 2 * reached >= whole:
            return at
    return None


def mean_of(stretches: Sequence[Stretch]) -> Fraction | None:
    """Return the average of the middles, None where a stretch is masked or nobody answered."""
    whole = total(stretch.count for stretch in stretches)
    if not whole:
        return None
    return sum((each.middle * (each.count or 0) for each in stretches), Fraction(0)) / whole


def _percent(count: Count, whole: Count) -> int | None:
    return whole_percent(count, whole) if count is not None and whole else None


def _picture(
    stretches: Sequence[Stretch], middle: int | None, ends: tuple[str, str], layout: Layout
) -> Picture:
    counts = [stretch.count or 0 for stretch in stretches]
    frame = _frame(counts, layout)
    is_line = any(each.first != each.last for each in stretches)
    filled = 1.0 if is_line else FILLED
    base = frame.bottom + BAND + 6 + layout.font
    words, height = _ends(ends, frame, base + 6)
    return Picture(
        kind=layout.kind,
        width=layout.width,
        height=round(height + 6),
        grid=tuple(
            Rule(frame.left, frame.y(tick), frame.right, frame.y(tick))
            for tick in frame.scale.ticks
        ),
        y_labels=tuple(_y_label(frame, tick) for tick in frame.scale.ticks),
        x_labels=_x_labels(stretches, frame, round(base, 1), is_line=is_line),
        ends=words,
        bars=tuple(
            _bar(at, each.count, frame, filled, is_middle=at == middle)
            for at, each in enumerate(stretches)
            if each.count is not None
        ),
        bands=tuple(
            _band(at, frame, filled) for at, each in enumerate(stretches) if each.count is None
        ),
        middle="" if middle is None else _over(middle, counts[middle], frame),
    )


def _frame(counts: Sequence[int], layout: Layout) -> Frame:
    scale = round_scale([0, 4, *counts], is_percent=False)
    scale = Scale(0, scale.high, tuple(tick for tick in scale.ticks if tick == int(tick)))
    left = max(text_width(number(tick), layout.font) for tick in scale.ticks) + 7
    right = layout.width - 8
    pace = (right - left) / len(counts)
    bottom = TOP + layout.plot_height
    return Frame(left, right, layout.width, TOP, bottom, pace, layout.font, scale)


def _y_label(frame: Frame, tick: float) -> Label:
    return Label(frame.left - 7, round(frame.y(tick) + frame.font / 3, 1), number(tick), "end")


def _x_labels(
    stretches: Sequence[Stretch], frame: Frame, y: float, *, is_line: bool
) -> tuple[Label, ...]:
    """Between the stretches of a line, below a bar that is one value."""
    if is_line:
        values = [*(each.first for each in stretches), stretches[-1].last]
        places = [frame.x(at - 0.5) for at in range(len(values))]
    else:
        values = [each.first for each in stretches]
        places = [frame.x(at) for at in range(len(values))]
    labels = [number(float(value)) for value in values]
    widths = [text_width(label, frame.font) for label in labels]
    places = [frame.kept_inside(x, width) for x, width in zip(places, widths, strict=True)]
    return tuple(Label(places[at], y, labels[at]) for at in thinned(labels, places, frame.font))


def _ends(ends: tuple[str, str], frame: Frame, y: float) -> tuple[tuple[Label, ...], float]:
    """Return the words of the two ends below the axis, and where they stop."""
    room = (frame.right - frame.left) / 2 - GAP
    sides = ((ends[0], frame.left, "start"), (ends[1], frame.right, "end"))
    labels = [
        Label(round(x, 1), round(y + LINE * (at + 0.8), 1), line, anchor)
        for text, x, anchor in sides
        for at, line in enumerate(wrapped(text, room, frame.font))
    ]
    return tuple(labels), max((label.y for label in labels), default=y - 6)


def _bar(at: int, count: int, frame: Frame, filled: float, *, is_middle: bool) -> Bar:
    width = round(frame.pace * filled, 1)
    y = frame.y(count)
    text = str(count)
    has_room = text_width(text, frame.font) <= frame.pace
    return Bar(
        x=round(frame.x(at) - width / 2, 1),
        y=y,
        width=width,
        height=round(frame.bottom - y, 1),
        is_middle=is_middle,
        label=Label(frame.x(at), round(y - 5, 1), text) if has_room else None,
    )


def _band(at: int, frame: Frame, filled: float) -> Band:
    width = round(frame.pace * filled, 1)
    x, y = round(frame.x(at) - width / 2, 1), round(frame.bottom + 3, 1)
    return Band(x, y, width, BAND - 3, hatch(x, y, width, BAND - 3, 5))


def _over(at: int, count: int, frame: Frame) -> str:
    return diamond(frame.x(at), round(frame.y(count) - frame.font - 12, 1), 4)
