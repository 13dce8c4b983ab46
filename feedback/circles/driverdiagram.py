"""Where the boxes and the lines of a driver diagram are: aim, primary, secondary, change ideas. Pure.

Each box is as high as its words; what hangs on a box stands beside it, one below the other, so that no line
crosses another. Numbers are whole units of the picture.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

COLUMN, GAP, WIDTH = 250, 46, 204  # from box to box, of which between them, and of the box
LINE, PADDING, BETWEEN = 19, 12, 14
LETTERS = 22  # on a line of a box, at the size the style sheet sets
LEVELS = 4


@dataclass(frozen=True)
class Branch:
    """A box with what hangs on it."""

    text: str
    children: tuple["Branch", ...] = ()


@dataclass(frozen=True)
class Box:
    level: int  # 0 is the aim
    x: int
    y: int
    width: int
    height: int
    lines: tuple[tuple[int, str], ...]  # (y, words)
    text: str

    @property
    def text_x(self) -> int:
        return self.x + PADDING

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True)
class Diagram:
    width: int
    height: int
    boxes: tuple[Box, ...]
    edges: tuple[str, ...]  # paths


def wrapped(text: str) -> list[str]:
    """Return the words on lines; a word that is longer than a line is broken."""
    return textwrap.wrap(text, LETTERS, break_long_words=True) or [""]


def height_of(text: str) -> int:
    return len(wrapped(text)) * LINE + 2 * PADDING


def room(branch: Branch) -> int:
    """Return how much height a box and all that hangs on it take."""
    beside = sum(room(child) for child in branch.children)
    beside += BETWEEN * max(len(branch.children) - 1, 0)
    return max(height_of(branch.text), beside)


def draw(aim: Branch) -> Diagram:
    boxes: list[Box] = []
    edges: list[str] = []
    place(aim, 0, 0, boxes, edges)
    deepest = max(box.level for box in boxes)
    return Diagram(
        width=deepest * COLUMN + WIDTH,
        height=max(box.y + box.height for box in boxes),
        boxes=tuple(boxes),
        edges=tuple(edges),
    )


def place(branch: Branch, level: int, top: int, boxes: list[Box], edges: list[str]) -> Box:
    """Set a branch from `top` down; its box stands in the middle of the room it takes."""
    box = box_of(branch, level, top + (room(branch) - height_of(branch.text)) // 2)
    boxes.append(box)
    beside = sum(room(child) for child in branch.children)
    beside += BETWEEN * max(len(branch.children) - 1, 0)
    below = top + (room(branch) - beside) // 2
    for child in branch.children:
        edges.append(edge(box, place(child, level + 1, below, boxes, edges)))
        below += room(child) + BETWEEN
    return box


def box_of(branch: Branch, level: int, y: int) -> Box:
    words = wrapped(branch.text)
    lines = tuple((y + PADDING + LINE * at + LINE - 5, line) for at, line in enumerate(words))
    return Box(level, level * COLUMN, y, WIDTH, height_of(branch.text), lines, branch.text)


def edge(parent: Box, child: Box) -> str:
    start, end = parent.x + parent.width, child.x
    half = (start + end) // 2
    return f"M{start} {parent.middle}C{half} {parent.middle} {half} {child.middle} {end} {child.middle}"


def tree(aim: str, rows: Sequence[tuple[int, int | None, str]]) -> Branch:
    """Return the aim with its drivers; `rows` are (key, key of the parent, text) in their order."""
    below: dict[int | None, list[tuple[int, str]]] = {}
    for key, parent, text in rows:
        below.setdefault(parent, []).append((key, text))

    def branch(key: int | None, text: str) -> Branch:
        return Branch(text, tuple(branch(*child) for child in below.get(key, ())))

    return branch(None, aim)
