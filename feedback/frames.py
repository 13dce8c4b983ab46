"""The frame a run chart is drawn in: its two sizes, its plot, the flags above it. Pure geometry."""

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.axes import GAP, Scale, shorten, text_width

LANE = 19  # height of one row of annotations
FLAG = 5  # between an annotation's line and its words


@dataclass(frozen=True)
class Layout:
    kind: str
    width: int
    plot_height: int
    font: float
    dot: float  # radius, where there is room for it


WIDE = Layout("wide", width=560, plot_height=176, font=13, dot=3.5)
NARROW = Layout("narrow", width=300, plot_height=150, font=12.5, dot=3.2)


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    text: str
    anchor: str = "middle"
    kind: str = ""  # of an annotation


@dataclass(frozen=True)
class Rule:
    """A straight line: a grid line, a stretch of the centre line, an annotation."""

    x1: float
    y1: float
    x2: float
    y2: float
    is_extended: bool = False  # a frozen centre line, carried on beyond its baseline
    kind: str = ""  # of an annotation


@dataclass(frozen=True)
class Annotation:
    """Something that happened just before the point with this index (from 0)."""

    index: int
    text: str
    kind: str = "note"  # note, part, freeze or cycle
    said: str = ""  # what the table says of it, where that is more than the text


@dataclass(frozen=True)
class Frame:
    left: float
    right: float
    edge: float  # of the picture; between right and edge stands the last median
    top: float
    bottom: float
    pace: float  # from one point to the next
    font: float
    scale: Scale

    def x(self, index: float) -> float:
        return round(self.left + (index + 0.5) * self.pace, 1)

    def y(self, value: float) -> float:
        return self.scale.place(value, self.top, self.bottom)

    def kept_inside(self, x: float, width: float) -> float:
        """A middle for a text of this width that keeps it within the picture."""
        return round(min(max(x, width / 2), self.edge - width / 2), 1)


@dataclass(frozen=True)
class Flag:
    """An annotation's words beside the top of its line, in a row where no others stand."""

    x: float
    lane: int
    label: Label

    @property
    def y(self) -> float:
        return self.label.y


def flags_of(annotations: Sequence[Annotation], frame: Frame) -> list[Flag]:
    flags: list[Flag] = []
    taken: list[tuple[float, float]] = []  # the words of the last flag
    for annotation in sorted(annotations, key=lambda a: a.index):
        x = frame.x(annotation.index - 0.5)
        text, anchor = _beside(annotation.text, x, frame)
        width = text_width(text, frame.font)
        span = (x, x + width + GAP) if anchor == "start" else (x - width - GAP, x)
        collides = any(span[0] < right and left < span[1] for left, right in taken)
        lane = flags[-1].lane + 1 if collides else 0
        taken = [*taken, span] if collides else [span]
        label_x = round(x + (FLAG if anchor == "start" else -FLAG), 1)
        y = round(LANE * lane + frame.font, 1)
        label = Label(label_x, y, text, anchor, annotation.kind)
        flags.append(Flag(x, lane, label))
    return flags


def _beside(text: str, x: float, frame: Frame) -> tuple[str, str]:
    """To the right of the line if the words fit there, else where there is most room."""
    after, before = frame.edge - x - FLAG, x - FLAG
    if text_width(text, frame.font) <= after or after >= before:
        return shorten(text, after, frame.font), "start"
    return shorten(text, before, frame.font), "end"
