"""Answers to questions that share one row of ordered options: where the middle is, and which shares. Pure.

What rates nothing ("do not know", passed over) is kept apart from the options throughout.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from feedback.shapes import hatch
from feedback.shares import Count, total, whole_percent

GAPS = (9, 6.5, 4.5)  # of the hatch: the further from the middle, the closer


@dataclass(frozen=True)
class Asked:
    """A question with the count of each option in order, and of each kind of answer that rates nothing."""

    text: str
    counts: tuple[Count, ...]
    beside: tuple[Count, ...]

    @property
    def answered(self) -> Count:
        return total(self.counts)

    @property
    def apart(self) -> Count:
        return total(self.beside)

    @property
    def people(self) -> Count:
        return total((*self.counts, *self.beside))

    @property
    def is_masked(self) -> bool:
        return self.answered is None

    @property
    def has_bar(self) -> bool:
        return bool(self.answered)


@dataclass(frozen=True)
class Step:
    """An option: its words, which side of the middle it is on, and how far out (1 to 3)."""

    text: str
    side: str  # low, middle or high
    depth: int

    @property
    def swatch(self) -> str:
        return hatch(1, 0.5, 22, 11, GAPS[self.depth - 1]) if self.side == "low" else ""


@dataclass(frozen=True)
class Row:
    """A line of the table: each count with its share; None is masked."""

    text: str
    cells: tuple["Cell", ...]
    beside: tuple["Cell", ...]
    answered: Count


@dataclass(frozen=True)
class Cell:
    count: Count
    percent: int | None = None

    @property
    def is_masked(self) -> bool:
        return self.count is None


def steps_of(options: Sequence[str]) -> tuple[Step, ...]:
    half, is_odd = divmod(len(options), 2)
    depths = [3 - round((half - 1 - at) * min(1, 2 / max(1, half - 1))) for at in range(half)]
    places = [("low", depth) for depth in reversed(depths)]
    places += [("middle", 1)] * is_odd
    places += [("high", depth) for depth in depths]
    return tuple(Step(text, *place) for text, place in zip(options, places, strict=True))


def ends_of(counts: Sequence[int]) -> list[float]:
    """Return where the segments begin and end, as shares counted from the middle line."""
    whole = sum(counts)
    half, is_odd = divmod(len(counts), 2)
    left = sum(counts[:half]) + (counts[half] / 2 if is_odd else 0)
    return [(sum_ - left) / whole for sum_ in accumulate(counts, initial=0)]


def row_of(each: Asked) -> Row:
    def cell(count: Count, whole: Count) -> Cell:
        percent = whole_percent(count, whole) if count is not None and whole else None
        return Cell(count, percent)

    return Row(
        text=each.text,
        cells=tuple(cell(count, each.answered) for count in each.counts),
        beside=tuple(cell(count, each.people) for count in each.beside),
        answered=each.answered,
    )
