"""Diverging stacked bars: how people answered questions that share one row of ordered options. Pure.

Each bar is laid so that the middle of the options stands on one line down the picture: to the left what
comes before it, to the right what comes after. With an odd number of options the middle one is halved;
with an even number the line is between two. Shares are of those who chose one of the options. Answers
that rate nothing ("do not know", passed over) stand apart at the side, as a share of everybody asked:
inside the bar they would pass for a middle. The order is recommended by Robbins & Heiberger, Plotting
Likert and Other Rating Scales, Proceedings of the 2011 Joint Statistical Meetings, pp. 1058-1066.

A bar with a masked count is not drawn: the length of the others would give it away.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.axes import GAP, text_width, wrapped
from feedback.frames import NARROW, WIDE, Label, Layout, Rule
from feedback.ratings import GAPS, Asked, Row, Step, ends_of, row_of, steps_of
from feedback.shapes import hatch
from feedback.shares import told, whole_percent

__all__ = ["Asked", "DivergingDrawing", "Words", "draw"]

BAR, LINE, SPACE = 28, 17, 16  # heights: a bar, a line of words, the room below a bar
SIDE_SHARE = 0.17  # of the width, for what stands apart
EDGE = 14  # at the left and right of the plot
MOST_TICKS = 4  # at each side of the line


@dataclass(frozen=True)
class Segment:
    step: Step
    x: float
    y: float
    width: float
    height: float
    hatch: str
    label: Label | None
    plate: tuple[float, float, float] | None  # x, y, width: a calm place for words on hatch or line


@dataclass(frozen=True)
class Apart:
    """What rates nothing: a bar of its own at the side."""

    x: float
    y: float
    width: float
    height: float
    label: Label


@dataclass(frozen=True)
class Bar:
    words: tuple[Label, ...]
    segments: tuple[Segment, ...]
    apart: Apart | None
    center: Rule | None  # the middle line; it leaves the questions between the bars free
    note: Label | None  # why there is no bar


@dataclass(frozen=True)
class Picture:
    kind: str
    width: int
    height: float
    grid: tuple[Rule, ...]
    ticks: tuple[Label, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class DivergingDrawing:
    id: str
    title: str
    steps: tuple[Step, ...]
    beside: tuple[str, ...]  # the words for each kind of answer that rates nothing
    pictures: tuple[Picture, ...]  # none where no bar can be drawn
    rows: tuple[Row, ...]
    has_masked: bool
    has_apart: bool


@dataclass(frozen=True)
class Words:
    """What the picture says besides the options, in the reader's language."""

    masked: str
    nobody: str


def draw(
    options: Sequence[str],
    beside: Sequence[str],
    asked: Sequence[Asked],
    *,
    id: str,
    title: str,
    words: Words,
) -> DivergingDrawing:
    steps = steps_of(options)
    has_bars = any(each.has_bar for each in asked)
    layouts = (WIDE, NARROW) if has_bars else ()
    return DivergingDrawing(
        id=id,
        title=title,
        steps=steps,
        beside=tuple(beside),
        pictures=tuple(_picture(steps, asked, words, layout) for layout in layouts),
        rows=tuple(row_of(each) for each in asked),
        has_masked=any(None in (*each.counts, *each.beside) for each in asked),
        has_apart=any(each.apart for each in asked),
    )


@dataclass(frozen=True)
class _Plot:
    """Where a share from the middle line stands, and where the side column is."""

    layout: Layout
    left: float
    right: float
    most_left: float
    most_right: float

    @property
    def unit(self) -> float:
        return (self.right - self.left) / (self.most_left + self.most_right)

    def x(self, share: float) -> float:
        return round(self.left + (self.most_left + share) * self.unit, 1)

    @property
    def side(self) -> tuple[float, float]:
        """Where the side column begins, and how wide it is for everybody asked."""
        begin = self.right + EDGE + 4
        return round(begin, 1), round(self.layout.width - begin - 1, 1)


def _picture(
    steps: tuple[Step, ...], asked: Sequence[Asked], words: Words, layout: Layout
) -> Picture:
    plot = _plot(asked, layout)
    bars, y = [], 0.0
    for each in asked:
        bar, y = _bar(steps, each, words, plot, y)
        bars.append(bar)
    bottom = y - SPACE / 2
    ticks = _ticks(plot)
    return Picture(
        kind=layout.kind,
        width=layout.width,
        height=round(bottom + layout.font + 10),
        grid=tuple(Rule(plot.x(at), 0, plot.x(at), bottom) for at in ticks if at),
        ticks=tuple(
            Label(plot.x(at), round(bottom + layout.font + 4, 1), told(round(abs(at) * 100)))
            for at in ticks
        ),
        bars=tuple(bars),
    )


def _plot(asked: Sequence[Asked], layout: Layout) -> _Plot:
    ends = [ends_of([count or 0 for count in each.counts]) for each in asked if each.has_bar]
    most_left = max(_up_to_quarter(-each[0]) for each in ends)
    most_right = max(_up_to_quarter(each[-1]) for each in ends)
    has_side = any(each.apart for each in asked)
    side = layout.width * SIDE_SHARE if has_side else 0
    return _Plot(layout, EDGE, round(layout.width - EDGE - side, 1), most_left, most_right)


def _up_to_quarter(share: float) -> float:
    return max(1, -int(-share * 4 // 1)) / 4 if share > 0 else 0.25


def _ticks(plot: _Plot) -> list[float]:
    """Return round shares to both sides of the line, as close as their words allow."""
    room = text_width(told(100), plot.layout.font) + GAP
    step = next(step for step in (0.25, 0.5, 1.0, 2.0) if step * plot.unit >= room or step == 2.0)
    places = [step * at for at in range(-MOST_TICKS, MOST_TICKS + 1)]
    return [at for at in places if -plot.most_left <= at <= plot.most_right]


def _bar(
    steps: tuple[Step, ...], each: Asked, words: Words, plot: _Plot, y: float
) -> tuple[Bar, float]:
    """Return a bar below its question, and where the next one begins."""
    font = plot.layout.font
    lines = wrapped(each.text, plot.layout.width, font)
    labels = [
        Label(0, round(y + LINE * (at + 0.8), 1), text, "start") for at, text in enumerate(lines)
    ]
    top = round(y + LINE * len(lines) + 3, 1)
    note = None
    if not each.has_bar:
        text = words.masked if each.is_masked else words.nobody
        note = Label(0, round(top + BAR / 2 + font / 3, 1), text, "start")
    bar = Bar(
        words=tuple(labels),
        segments=_segments(steps, each, plot, top) if each.has_bar else (),
        apart=_apart(each, plot, top),
        center=_center(plot, top) if each.has_bar else None,
        note=note,
    )
    return bar, top + BAR + SPACE


def _center(plot: _Plot, y: float) -> Rule:
    return Rule(plot.x(0), round(y - 3, 1), plot.x(0), round(y + BAR + 5, 1))


def _segments(steps: tuple[Step, ...], each: Asked, plot: _Plot, y: float) -> tuple[Segment, ...]:
    counts = [count or 0 for count in each.counts]
    ends = ends_of(counts)
    return tuple(
        _segment(step, (plot.x(ends[at]), plot.x(ends[at + 1]), y), (counts[at], sum(counts)), plot)
        for at, step in enumerate(steps)
        if counts[at]
    )


def _segment(
    step: Step, place: tuple[float, float, float], count: tuple[int, int], plot: _Plot
) -> Segment:
    x, end, y = place
    font, width = plot.layout.font, round(end - x, 1)
    short = told(whole_percent(*count))
    fitting = [
        text for text in (f"{step.text} {short}", short) if text_width(text, font) + 8 <= width
    ]
    label = plate = None
    if fitting:
        wide = text_width(fitting[0], font) + 6
        middle = round(x + width / 2, 1)
        label = Label(middle, round(y + BAR / 2 + font / 3, 1), fitting[0])
        if step.side != "high":
            plate = (round(middle - wide / 2, 1), round(y + 4.5, 1), round(wide, 1))
    is_low = step.side == "low"
    lines = hatch(x, y, width, BAR, GAPS[step.depth - 1]) if is_low else ""
    return Segment(step, x, y, width, BAR, lines, label, plate)


def _apart(each: Asked, plot: _Plot, y: float) -> Apart | None:
    if not each.apart or not each.people:
        return None
    x, room = plot.side
    font = plot.layout.font
    width = round(room * each.apart / each.people, 1)
    label = Label(x, round(y + font - 1, 1), told(whole_percent(each.apart, each.people)), "start")
    return Apart(x, y + BAR - 9, max(width, 1), 9, label)
