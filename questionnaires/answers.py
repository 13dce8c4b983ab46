"""One answer to one question: what is wrong with it, and how it is stored. Pure.

The table in `definition` says what an answer looks like. What comes in may be any JSON at all: a form, a
file, or somebody trying. A sentence never repeats what a person wrote; it may hold a name or a number.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from questionnaires.definition import (
    CHOICES,
    DECLINED,
    NUMBERS,
    TEXTS,
    Definition,
    Item,
)
from questionnaires.faults.fault import Fault, _, is_moment, is_number
from questionnaires.freetext import HoldsCpr, TooLong, fit_lines_to_keep, fit_to_keep
from questionnaires.ownwords import beside
from questionnaires.values import is_nothing

MOST_ROWS = 100
LONGEST_OWN_WORDS = 200

NO_QUESTION = _("There is no such question here.")
NO_DECLINING = _("This question cannot be declined.")
NO_OPTION = _("Choose among the answers.")
ONE_OPTION = _("Choose one answer.")
NOT_ALIKE = _("Each answer can be chosen once.")
NOT_ALONE = _("One of the answers can only be chosen alone.")
NO_WORDS = _("Write your own answer, or choose another.")
NO_TEXT = _("Write a text.")
LONG = _("Write %(longest)s characters at the most.")
CPR = _("There is a CPR number in the text. Take it out, then send again.")
ROWS = _("There can be %(most)s rows at the most.")
NO_ROW = _("Write the rows as a list.")
NO_VALUE: Mapping[str, str] = {
    "boolean": _("Answer yes or no."),
    "integer": _("Write a whole number."),
    "decimal": _("Write a number, such as 36.6, with 15 characters at the most."),
    "quantity": _("Write a number, such as 36.6, with 15 characters at the most."),
    "date": _("Write a date, such as 2026-11-24."),
    "time": _("Write a time, such as 10:00."),
}
TOO_LITTLE, TOO_MUCH = _("Write %(least)s or more."), _("Write %(greatest)s or less.")
TOO_EARLY, TOO_LATE = _("Write %(least)s or later."), _("Write %(greatest)s or earlier.")


class WrongAnswer(ValueError):
    """An answer that cannot be stored; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


def wrong_with(item: Item, value: Any) -> Fault | None:
    """Return what is wrong with an answer to a question or with the rows of a group, if anything.

    Nothing at all (None, "", []) is never wrong here; whether an answer is required, `branching` says.
    """
    if is_nothing(value):
        return None
    if item.is_rows:
        return _wrong_rows(item, value)
    said = _wrong(item, value)
    return said and Fault(f'linkId "{item.link_id}"', said[0], said[1])


def tidy(item: Item, value: Any) -> Any:
    """Return the answer as it is stored; None for no answer. Raise WrongAnswer where one is wrong."""
    if fault := wrong_with(item, value):
        raise WrongAnswer(fault)
    if is_nothing(value):
        return None
    if is_declined(value):
        return dict(DECLINED)
    if item.is_rows:
        return [tidied for row in value if (tidied := _tidy_all(item.items, row))] or None
    if item.type in CHOICES:
        return _tidy_choice(item, value)
    if item.type in TEXTS:
        return _fitted(item, value) or None
    return plain(value) if item.type in ("decimal", "quantity") else value


def wrong_answers(definition: Definition, answers: Any) -> list[Fault]:
    """Return what is wrong with a whole response, each with its linkId."""
    if not isinstance(answers, Mapping):
        return [Fault("", NO_QUESTION)]
    return list(_wrong_all(definition.items, answers))


def tidy_answers(definition: Definition, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return a whole response as it is stored, before branching has taken out what was not asked."""
    if found := wrong_answers(definition, answers):
        raise WrongAnswer(found[0])
    return _tidy_all(definition.items, answers)


def is_declined(value: Any) -> bool:
    """Say whether it is "ønsker ikke at svare"; the number 1 is not true here, though Python says so."""
    return isinstance(value, Mapping) and list(value) == ["declined"] and value["declined"] is True


def plain(value: Any) -> str:
    """Return a number with a point, as it was written otherwise: 36,60 is 36.60."""
    return str(value).strip().replace(",", ".")


Said = tuple[str, Mapping[str, Any]]


def _wrong(item: Item, value: Any) -> Said | None:
    if not item.is_question:
        return NO_QUESTION, {}
    if is_declined(value):
        return None if item.may_decline else (NO_DECLINING, {})
    if item.type in CHOICES:
        return _wrong_choice(item, value)
    if item.type in TEXTS:
        return _wrong_text(value, item)
    if not _is_of_type(item.type, value):
        return NO_VALUE[item.type], {}
    return None if item.type == "boolean" else _out_of_limits(item, value)


def _is_of_type(kind: str, value: Any) -> bool:
    if kind == "boolean":
        return isinstance(value, bool)
    if kind in ("date", "time"):
        return is_moment(value, kind)
    if kind == "integer" or type(value) is int:
        return is_number(value, "integer")
    return isinstance(value, str) and is_number(plain(value), kind)


def _out_of_limits(item: Item, value: Any) -> Said | None:
    counts = item.type in NUMBERS
    given: Any = Decimal(plain(value)) if counts else value  # dates and times sort as text
    least: Any = item.minimum
    greatest: Any = item.maximum
    if least is not None and given < least:
        return TOO_LITTLE if counts else TOO_EARLY, {"least": least}
    if greatest is not None and given > greatest:
        return TOO_MUCH if counts else TOO_LATE, {"greatest": greatest}
    return None


def _wrong_choice(item: Item, value: Any) -> Said | None:
    if isinstance(value, list) != item.repeats:
        return (NO_OPTION if item.repeats else ONE_OPTION), {}
    chosen = value if item.repeats else [value]
    if len(chosen) > len(item.options) + 1:
        return NOT_ALIKE, {}
    for each in chosen:
        if said := _wrong_one(item, each):
            return said
    options = [item.option(each) if isinstance(each, str) else None for each in chosen]
    if any(chosen.count(each) > 1 for each in chosen) or options.count(None) > 1:
        return NOT_ALIKE, {}
    if len(chosen) > 1 and any(option and option.is_exclusive for option in options):
        return NOT_ALONE, {}
    return None


def _wrong_one(item: Item, each: Any) -> Said | None:
    """Judge one choice: a code, or own words where the question has room for them."""
    if isinstance(each, str):
        return None if item.option(each) else (NO_OPTION, {})
    if item.type != "open-choice" or not isinstance(each, Mapping) or list(each) != ["other"]:
        return NO_OPTION, {}
    return _wrong_text(each["other"]) or (None if _own(each) else (NO_WORDS, {}))


def _wrong_text(value: Any, item: Item | None = None) -> Said | None:
    if not isinstance(value, str):
        return NO_TEXT, {}
    try:
        _fitted(item, value)
    except HoldsCpr:
        return CPR, {}
    except TooLong:
        return LONG, {"longest": _longest(item)}
    return None


def _longest(item: Item | None) -> int:
    return item.max_length if item else LONGEST_OWN_WORDS


def _fitted(item: Item | None, words: str) -> str:
    several_lines = item is not None and item.type == "text"
    return (fit_lines_to_keep if several_lines else fit_to_keep)(words, _longest(item))


def _own(each: Mapping[str, str]) -> str:
    return _fitted(None, each["other"])


def _tidy_choice(item: Item, value: Any) -> Any:
    """Return codes in the order of the options, own words last: the order of ticking tells nothing."""
    chosen = value if item.repeats else [value]
    stored: list[Any] = [code for code in item.codes if code in chosen]
    stored += [{"other": _own(each)} for each in chosen if isinstance(each, Mapping)]
    return stored if item.repeats else stored[0]


def _wrong_rows(item: Item, value: Any) -> Fault | None:
    where = f'linkId "{item.link_id}"'
    if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
        return Fault(where, NO_ROW)
    if len(value) > MOST_ROWS:
        return Fault(where, ROWS, {"most": MOST_ROWS})
    for number, row in enumerate(value, start=1):
        for fault in _wrong_all(item.items, row):
            return Fault(f"{where}, row {number}, {fault.place}", fault.sentence, fault.values)
    return None


def _wrong_all(items: Iterable[Item], answers: Mapping[str, Any]) -> Iterator[Fault]:
    """Judge all answers that stand beside each other: of a response, or of one row of it."""
    answered = {item.link_id: item for item in beside(items)}
    for link_id, value in answers.items():
        if link_id not in answered:
            # The name is as foreign as what stands beside it, and is not repeated either.
            yield Fault("", NO_QUESTION)
        elif fault := wrong_with(answered[link_id], value):
            yield fault


def _tidy_all(items: Iterable[Item], answers: Mapping[str, Any]) -> dict[str, Any]:
    stored = {item.link_id: tidy(item, answers.get(item.link_id)) for item in beside(items)}
    return {link_id: value for link_id, value in stored.items() if value is not None}
