"""What one answer counts, as an exact number. Pure."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from questionnaires.definition import NUMBERS, Item

PLAIN = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)  # "1e999999999" would fill the memory


class NoSuchAnswer(ValueError):
    """The question cannot have been answered so. The answer itself is not repeated."""

    def __init__(self, item: Item) -> None:
        super().__init__(f'This is no answer to "{item.link_id}".')


def is_nothing(answer: Any) -> bool:
    """Say whether a question was passed over; 0 and no are answers."""
    return answer is None or answer == "" or answer == []


def value_of(item: Item, answer: Any) -> Fraction | None:
    """Return what an answer counts before it is reversed or weighed; none where it is no rating."""
    if item.type == "choice":
        return _weight_of(item, answer)
    value, limits = _number(answer), limits_of(item)
    if item.type not in NUMBERS or value is None or limits is None:
        raise NoSuchAnswer(item)
    if not limits[0] <= value <= limits[1]:
        raise NoSuchAnswer(item)
    return value


def _weight_of(item: Item, answer: Any) -> Fraction | None:
    option = item.option(answer) if isinstance(answer, str) else None
    if option is None:
        raise NoSuchAnswer(item)
    if option.is_not_relevant:
        return None
    if option.weight is None:
        raise NoSuchAnswer(item)
    return Fraction(option.weight)


def _number(answer: Any) -> Fraction | None:
    if type(answer) is int:  # a truth value is no number
        return Fraction(answer)
    plain = isinstance(answer, str) and PLAIN.fullmatch(answer)
    return Fraction(Decimal(answer)) if plain else None


def limits_of(item: Item) -> tuple[Fraction, Fraction] | None:
    """Return the least and greatest value of one answer; none where it has no value."""
    if item.type == "choice":
        rated = [option for option in item.options if not option.is_not_relevant]
        weights = [Fraction(option.weight) for option in rated if option.weight is not None]
        whole = bool(rated) and len(weights) == len(rated)
        return (min(weights), max(weights)) if whole else None
    if isinstance(item.minimum, Decimal) and isinstance(item.maximum, Decimal):
        return Fraction(item.minimum), Fraction(item.maximum)
    return None
