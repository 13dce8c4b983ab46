"""A number scale cut into few stretches, so that its distribution can be counted and protected. Pure.

Where only whole numbers are met, at most eleven, each is a stretch of its own. Every other scale is cut
into ten of the same width, each with its lower end and without its upper one, but for the last, which
has both.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

from questionnaires.definition import NUMBERS, Definition, Item
from questionnaires.scales import Scale

MOST_STEPS, STRETCHES = 11, 10

Reach = tuple[Fraction, Fraction, Fraction]
"""Where a band begins and ends, and where the next begins: a score between two is in the lower one."""


@dataclass(frozen=True)
class Bins:
    """From `least` to `greatest`; a stretch is called by its number, from "0"."""

    least: Fraction
    greatest: Fraction
    is_whole: bool = True

    @property
    def is_stepwise(self) -> bool:
        return self.is_whole and self.greatest - self.least < MOST_STEPS

    @property
    def count(self) -> int:
        return int(self.greatest - self.least) + 1 if self.is_stepwise else STRETCHES

    @property
    def width(self) -> Fraction:
        return Fraction(1) if self.is_stepwise else (self.greatest - self.least) / STRETCHES

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(str(number) for number in range(self.count))

    def code(self, value: Fraction) -> str:
        """Return the stretch of a value; one beyond an end counts in the stretch at that end."""
        return str(max(0, min(int((value - self.least) // self.width), self.count - 1)))

    def ends(self, code: str) -> tuple[Fraction, Fraction]:
        """Return where a stretch begins and ends; a single step begins and ends at its value."""
        begin = self.least + int(code) * self.width
        return (begin, begin) if self.is_stepwise else (begin, begin + self.width)

    def middle(self, code: str) -> Fraction:
        """Return what a score in a stretch is taken for: where only whole numbers are, their mean."""
        begin, end = self.ends(code)
        if self.is_stepwise or not self.is_whole:
            return (begin + end) / 2
        is_last = int(code) == self.count - 1
        return Fraction(ceil(begin) + (floor(end) if is_last else ceil(end) - 1), 2)

    def overlap(self, spans: Sequence[Reach], is_exact: bool) -> tuple[list[str], list[str]]:
        """Return the stretches that lie wholly in one of `spans`, and those that only touch one.

        `is_exact` says that no score lies between the whole numbers.
        """
        inside, partly = [], []
        for code in self.codes:
            begin, end = self._values(code, is_exact)
            if any(least <= begin and end <= greatest for least, greatest, _next in spans):
                inside.append(code)
            elif any(least <= end and begin <= beyond for least, _greatest, beyond in spans):
                partly.append(code)
        return inside, partly

    def _values(self, code: str, is_exact: bool) -> tuple[Fraction, Fraction]:
        """Return the least and greatest score of a stretch, or where it ends if that is not known."""
        begin = self.least + int(code) * self.width
        if int(code) == self.count - 1:
            return begin, self.greatest
        end = begin + self.width
        return (Fraction(ceil(begin)), Fraction(ceil(end) - 1)) if is_exact else (begin, end)


def bins_of_item(item: Item) -> Bins | None:
    """Return the stretches of a question with a number between two ends; others are not counted."""
    if item.type not in NUMBERS or item.minimum is None or item.maximum is None:
        return None
    least, greatest = Fraction(str(item.minimum)), Fraction(str(item.maximum))
    return Bins(least, greatest, item.type == "integer") if least < greatest else None


def bins_of_scale(scale: Scale) -> Bins:
    is_whole = scale.method == "sum" and all(
        number.denominator == 1
        for number in (scale.multiply, *(item.weight for item in scale.items))
    )
    return Bins(Fraction(scale.least), Fraction(scale.greatest), is_whole)


def bands_in_bins(scale: Scale, bands: Collection[str]) -> tuple[list[str], list[str]]:
    """Return the stretches of a scale that lie wholly in some of its bands, and those that touch them."""
    bins = bins_of_scale(scale)
    ends = sorted(
        (Fraction(band.least), Fraction(band.greatest), band.code) for band in scale.bands
    )
    last = max((greatest for _least, greatest, _code in ends), default=bins.greatest)
    nexts = [*(least for least, _greatest, _code in ends[1:]), last]
    reaches = [
        (least, greatest, beyond)
        for (least, greatest, code), beyond in zip(ends, nexts, strict=False)
        if code in bands
    ]
    return bins.overlap(reaches, bins.is_whole and scale.missing.kind in ("all", "zero"))


def counted_questions(definition: Definition) -> dict[str, tuple[str, ...]]:
    """Return, for each question that becomes numbers, the codes that its answers are counted under.

    One choice, yes or no, or a number between two ends. What stands in rows, several choices at once
    and own words are never counted here.
    """
    beside = (item for item in definition.questions if item.link_id not in definition.rows_of)
    return {item.link_id: codes for item in beside if (codes := _codes(item))}


def _codes(item: Item) -> tuple[str, ...]:
    if item.type == "boolean":
        return ("true", "false")
    if item.type == "choice" and not item.repeats:
        return tuple(option.code for option in item.options)
    bins = bins_of_item(item)
    return bins.codes if bins and not item.repeats else ()


def code_of(item: Item, answer: Any) -> str:
    """Return the code an answer counts under; "" where the question was passed over or declined."""
    if answer is None or isinstance(answer, Mapping):
        return ""
    if item.type == "boolean":
        return "true" if answer else "false"
    bins = bins_of_item(item)
    return bins.code(Fraction(str(answer))) if bins else str(answer)
