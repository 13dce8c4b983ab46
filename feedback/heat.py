"""A heat table: for each question and age the share in the top box, as a number on a step of lightness. Pure.

Five steps, 20 per cent each, light to dark: more cannot be told apart, and fewer hide what matters
(Harrower & Brewer, ColorBrewer.org, The Cartographic Journal 2003, 40: 27-37: five to seven classes).
The number stands in every cell, so the steps only help the eye; they differ in lightness alone and hold
on paper without colour. Rows and columns keep the order of the questionnaire and of the ages: sorted by
result they would be a ranking. A masked cell is hatched and says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.axes import text_width, wrapped
from feedback.frames import NARROW, WIDE, Label, Layout
from feedback.shapes import hatch
from feedback.shares import Count, told, whole_percent

STEPS = 5
LINE, CELL, BETWEEN = 17, 34, 3
QUESTION_SHARE = 0.38  # of the wide picture; on a phone the question stands above its cells
SHOWN, MASKED, NOBODY = "shown", "masked", "nobody"


@dataclass(frozen=True)
class Share:
    """How many of the people gave one of the answers that count; either is None where it is masked."""

    top: Count
    people: Count

    @property
    def state(self) -> str:
        if self.top is None or self.people is None:
            return MASKED
        return SHOWN if self.people else NOBODY

    @property
    def percent(self) -> int | None:
        if self.top is None or not self.people:
            return None
        return whole_percent(self.top, self.people)

    @property
    def step(self) -> int:
        """Return 1 to 5, 0 where there is no share."""
        return 0 if self.percent is None else min(self.percent * STEPS // 100, STEPS - 1) + 1


@dataclass(frozen=True)
class Line:
    text: str
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Cell:
    state: str
    step: int
    x: float
    y: float
    width: float
    height: float
    hatch: str
    words: tuple[Label, ...]


@dataclass(frozen=True)
class Picture:
    kind: str
    width: int
    height: float
    heads: tuple[Label, ...]
    words: tuple[Label, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Words:
    masked: str
    nobody: str


@dataclass(frozen=True)
class HeatDrawing:
    id: str
    title: str
    columns: tuple[str, ...]
    pictures: tuple[Picture, ...]
    rows: tuple[Line, ...]
    has_masked: bool

    @property
    def steps(self) -> tuple[tuple[int, str], ...]:
        """Return each step with the shares it stands for."""
        ends = [100 * at // STEPS for at in range(STEPS + 1)]
        last = STEPS - 1
        return tuple(
            (at + 1, f"{ends[at]}–{told(ends[at + 1] - (at < last))}") for at in range(STEPS)
        )


def draw(
    columns: Sequence[str], lines: Sequence[Line], *, id: str, title: str, words: Words
) -> HeatDrawing:
    return HeatDrawing(
        id=id,
        title=title,
        columns=tuple(columns),
        pictures=tuple(_picture(columns, lines, words, layout) for layout in (WIDE, NARROW)),
        rows=tuple(lines),
        has_masked=any(share.state == MASKED for line in lines for share in line.shares),
    )


@dataclass(frozen=True)
class _Grid:
    """Where the cells stand, and how wide the question beside or above them may be."""

    left: float
    pace: float
    text: float
    font: float
    is_beside: bool

    def x(self, at: int) -> float:
        return round(self.left + at * self.pace, 1)

    @property
    def cell(self) -> float:
        return round(self.pace - BETWEEN, 1)


def _picture(
    columns: Sequence[str], lines: Sequence[Line], words: Words, layout: Layout
) -> Picture:
    grid = _grid(len(columns), layout)
    heads, y = _heads(columns, grid)
    texts: list[Label] = []
    cells: list[Cell] = []
    for line in lines:
        said, row, y = _row(line, words, grid, y)
        texts += said
        cells += row
    return Picture(layout.kind, layout.width, round(y), heads, tuple(texts), tuple(cells))


def _grid(count: int, layout: Layout) -> _Grid:
    is_beside = layout.kind == WIDE.kind
    left = round(layout.width * QUESTION_SHARE) if is_beside else 0
    pace = (layout.width - left + BETWEEN) / count
    text = left - 12 if is_beside else layout.width
    return _Grid(left, pace, text, layout.font, is_beside)


def _heads(columns: Sequence[str], grid: _Grid) -> tuple[tuple[Label, ...], float]:
    """Return the ages above the cells, their last lines level, and where the cells begin."""
    heads = [wrapped(name, grid.cell, grid.font) for name in columns]
    most = max(len(lines) for lines in heads)
    labels = [
        Label(
            round(grid.x(at) + grid.cell / 2, 1),
            round(LINE * (most - len(lines) + number + 0.8), 1),
            text,
        )
        for at, lines in enumerate(heads)
        for number, text in enumerate(lines)
    ]
    return tuple(labels), LINE * most + 6


def _row(line: Line, words: Words, grid: _Grid, y: float) -> tuple[list[Label], list[Cell], float]:
    lines = wrapped(line.text, grid.text, grid.font)
    tall = LINE * len(lines)
    height = max(CELL, tall + 4) if grid.is_beside else CELL
    first = y + (height - tall) / 2 if grid.is_beside else y
    labels = [
        Label(0, round(first + LINE * (at + 0.8), 1), text, "start")
        for at, text in enumerate(lines)
    ]
    top = round(y if grid.is_beside else y + tall + 3, 1)
    cells = [
        _cell(share, words, grid, (grid.x(at), top, height)) for at, share in enumerate(line.shares)
    ]
    return labels, cells, top + height + (BETWEEN if grid.is_beside else 12)


def _cell(share: Share, words: Words, grid: _Grid, place: tuple[float, float, float]) -> Cell:
    x, y, height = place
    return Cell(
        state=share.state,
        step=share.step,
        x=x,
        y=y,
        width=grid.cell,
        height=height,
        hatch=hatch(x, y, grid.cell, height, 6) if share.state == MASKED else "",
        words=_words(share, words, grid, place),
    )


def _words(
    share: Share, words: Words, grid: _Grid, place: tuple[float, float, float]
) -> tuple[Label, ...]:
    """Return the share, without its sign where that has no room; or why there is none."""
    x, y, height = place
    if share.percent is None:
        text = words.masked if share.state == MASKED else words.nobody
        lines = wrapped(text, grid.cell - 4, grid.font)
        # Not a word cut in two, and no more lines than the cell holds: the key says it then.
        if " ".join(lines) != text or LINE * len(lines) > height:
            return ()
    else:
        full = told(share.percent)
        has_room = text_width(full, grid.font) <= grid.cell
        lines = (full if has_room else str(share.percent),)
    first = y + height / 2 - LINE * (len(lines) - 1) / 2 + grid.font / 3
    middle = round(x + grid.cell / 2, 1)
    return tuple(Label(middle, round(first + LINE * at, 1), text) for at, text in enumerate(lines))
