"""Axes: round numbers to read a height from, and labels that never run into one another. Pure.

The server cannot measure letters, so a text is taken to be as wide as its letters in a wide font.
"""

import math
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

LETTER = 0.58  # of the font size; Verdana, among the widest of the system fonts, has 0.58
GAP = 10  # between two labels
INTERVALS = 4
STEPS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 13, 26, 52)  # weeks and months a person can count in
LEAST_PERCENT_SPAN = 0.1  # closer than this, chance would look like a mountain


@dataclass(frozen=True)
class Scale:
    low: float
    high: float
    ticks: tuple[float, ...]

    def place(self, value: float, top: float, bottom: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(bottom - share * (bottom - top), 1)


def text_width(text: str, size: float) -> float:
    return len(text) * size * LETTER


def shorten(text: str, width: float, size: float) -> str:
    letters = int(width / (size * LETTER))
    return text if len(text) <= letters else text[: max(1, letters - 1)].rstrip() + "…"


def wrapped(text: str, width: float, size: float) -> tuple[str, ...]:
    """Return lines that fit; a word wider than the room goes on in the next line."""
    letters = max(1, int(width / (size * LETTER)))
    return tuple(textwrap.wrap(text, letters))


def round_scale(values: Sequence[float], *, is_percent: bool) -> Scale:
    """From a round number below to a round number above. From 0 unless that squeezes the points."""
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if 0 <= low <= high / 2:
        low = 0.0
    low, high = _widened(low, high, is_percent)
    step = _round_step((high - low) / INTERVALS, 100 if is_percent else 1)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = [round(step * at, 10) for at in range(first, last + 1)]
    if is_percent and low >= 0 and high <= 1:  # 120 % may be a whole step, but no share gets there
        ticks = [tick for tick in ticks if 0 <= tick <= 1]
    return Scale(ticks[0], max(ticks[-1], high), tuple(ticks))


def thinned(labels: Sequence[str], places: Sequence[float], size: float) -> list[int]:
    """Which labels to write: evenly spaced, the first and the last among them where they fit."""
    halves = [text_width(label, size) / 2 for label in labels]

    def fits(left: int, right: int) -> bool:
        return places[left] + halves[left] + GAP <= places[right] - halves[right]

    last = len(labels) - 1
    for step in STEPS:
        kept = list(range(0, last + 1, step))
        if all(fits(a, b) for a, b in pairwise(kept)):
            return _with_last(kept, last, fits)
    return [0, last] if last > 0 and fits(0, last) else [last]


def _with_last(kept: list[int], last: int, fits: Callable[[int, int], bool]) -> list[int]:
    """The latest point is the one people look for; its neighbour gives way."""
    while kept[-1] != last and len(kept) > 1 and not fits(kept[-1], last):
        kept.pop()
    if kept[-1] == last:
        return kept
    return [*kept, last] if fits(kept[-1], last) else [last]


def _widened(low: float, high: float, is_percent: bool) -> tuple[float, float]:
    least = LEAST_PERCENT_SPAN if is_percent else max(abs(high), 1) / 10
    if high - low >= least:
        return low, high
    middle = (low + high) / 2
    widened = middle - least / 2, middle + least / 2
    if is_percent and high <= 1 < widened[1]:
        return 1 - least, 1.0
    return (0.0, least) if low >= 0 > widened[0] else widened


def _round_step(rough: float, scale: int) -> float:
    """The next of 1, 2, 5, 10 …, or 25, 250 …, that is whole as it will be written."""
    rough *= scale
    power = 10.0 ** math.floor(math.log10(rough))
    factors = (1, 2, 2.5, 5, 10) if power >= 10 else (1, 2, 5, 10)
    step = next(factor * power for factor in factors if factor * power >= rough - 1e-9)
    return max(step, 1) / scale if scale > 1 else step
