"""A number scale cut into few stretches, so that its distribution can be counted and protected. Pure.

Where only whole numbers are met, at most eleven, each is a stretch of its own. Every other scale is cut
into ten of the same width, each with its lower end and without its upper one, but for the last, which
has both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from questionnaires.definition import NUMBERS, Definition, Item
from questionnaires.scales import Scale

MOST_STEPS, STRETCHES = 11, 10


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
        return sum(self.ends(code), Fraction(0)) / 2


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
