"""Which questions are asked, given the answers so far: FHIR R4's enableWhen. Pure.

Source: HL7 FHIR R4, Questionnaire.item.enableWhen and its operators. Four points where programs differ:
what is not asked counts as not answered, so conditions form chains; a group that is not asked takes all
below it along; "!=" holds where no answer is equal, and so also where there is none; inside a row of a
group that repeats, a question is looked for in the same row first, then in the row around it.

Answers are judged by `answers.wrong_answers` before they come here.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from decimal import Decimal
from operator import ge, gt, le, lt
from typing import Any

from questionnaires.definition import DECLINED, NUMBERS, Condition, Definition, Item
from questionnaires.values import is_nothing

Answers = Mapping[str, Any]

ORDERS: Mapping[str, Callable[[Any, Any], bool]] = {">": gt, "<": lt, ">=": ge, "<=": le}
OPERATORS = ("exists", "=", "!=", *ORDERS)


def kept(definition: Definition, answers: Answers) -> dict[str, Any]:
    """Return the answers to the questions that are asked; the others were never meant to be stored."""
    return _kept(definition.items, answers, IsAsked(definition, answers))


def asked(definition: Definition, answers: Answers) -> frozenset[str]:
    """Return the linkIds of all items that are asked outside of rows, groups and texts included."""
    is_asked = IsAsked(definition, answers)
    return frozenset(item.link_id for item in outside_rows(definition) if is_asked(item))


def asked_in_row(definition: Definition, answers: Answers, row: Answers) -> frozenset[str]:
    """Return the linkIds that are asked in one row of a group that repeats.

    Where groups repeat inside each other, `row` holds the answers of the row around it too.
    """
    is_asked = IsAsked(definition, answers).in_row(row)
    return frozenset(
        link_id for link_id in definition.rows_of if is_asked(definition.item(link_id))
    )


def missing(definition: Definition, answers: Answers) -> list[Item]:
    """Return the required questions that are asked and have no answer, each as often as rows lack it.

    What is not asked or not shown is never missing. A row in which nothing was answered is no row.
    """
    stored = kept(definition, answers)
    return list(_missing(definition.items, stored, IsAsked(definition, stored)))


def outside_rows(definition: Definition) -> Iterator[Item]:
    return (item for item in definition.walk() if item.link_id not in definition.rows_of)


def _missing(items: tuple[Item, ...], answers: Answers, is_asked: "IsAsked") -> Iterator[Item]:
    for item in items:
        if not is_asked(item) or item.is_hidden:
            continue
        if item.required and _lacks(item, answers, is_asked):
            yield item
        if item.is_rows:
            for row in answers.get(item.link_id) or ():
                yield from _missing(item.items, row, is_asked.in_row(row))
        else:
            yield from _missing(item.items, answers, is_asked)


def _lacks(item: Item, answers: Answers, is_asked: "IsAsked") -> bool:
    """Say whether nothing was answered; a group lacks an answer where all that is asked in it does."""
    if item.is_question or item.is_rows:
        return is_nothing(answers.get(item.link_id))
    below = list(_open(item, is_asked))
    return bool(below) and all(is_nothing(answers.get(each.link_id)) for each in below)


def _open(item: Item, is_asked: "IsAsked") -> Iterator[Item]:
    """Yield what can be answered below an item, rows as one."""
    for below in item.items:
        if is_asked(below) and not below.is_hidden:
            if below.is_question or below.is_rows:
                yield below
            if not below.is_rows:
                yield from _open(below, is_asked)


def _kept(items: tuple[Item, ...], answers: Answers, is_asked: "IsAsked") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in items:
        if not is_asked(item):
            continue
        given = answers.get(item.link_id)
        if item.is_rows:
            rows = [_kept(item.items, row, is_asked.in_row(row)) for row in given or ()]
            given = [row for row in rows if row]
        if (item.is_question or item.is_rows) and not is_nothing(given):
            found[item.link_id] = given
        if not item.is_rows:
            found |= _kept(item.items, answers, is_asked)
    return found


class IsAsked:
    """Which items are asked, given one set of answers and one row of it; each item is judged once."""

    def __init__(self, definition: Definition, answers: Answers) -> None:
        self.definition, self.answers = definition, answers
        self.parents, self.order = parents_of(definition), dependency_order(definition)
        self.judge({})

    def judge(self, row: Answers) -> None:
        self.row: Answers = row
        self.known: dict[str, bool] = {}
        for link_id in self.order:
            parent = self.parents.get(link_id)
            above = parent is None or self.known[parent]
            self.known[link_id] = above and self.holds(self.definition.item(link_id))

    def in_row(self, row: Answers) -> "IsAsked":
        """Return the same for one more row, which may stand in the row at hand."""
        inside = copy(self)
        inside.judge({**self.row, **row})
        return inside

    def __call__(self, item: Item) -> bool:
        return self.known[item.link_id]

    def holds(self, item: Item) -> bool:
        met = (self.is_met(condition) for condition in item.conditions)
        return not item.conditions or (any(met) if item.behavior == "any" else all(met))

    def is_met(self, condition: Condition) -> bool:
        question = self.definition.item(condition.question)
        given = self.row if question.link_id in self.definition.rows_of else self.answers
        answer = given.get(question.link_id) if self(question) else None
        return holds(condition, question, [] if is_nothing(answer) else listed(answer))


def listed(answer: Any) -> list[Any]:
    return answer if isinstance(answer, list) else [answer]


def holds(condition: Condition, question: Item, answers: list[Any]) -> bool:
    """Say whether a condition holds for the answers to its question; none, one, or several.

    "Ønsker ikke at svare" is no answer here: what was not said opens no question.
    """
    said = [answer for answer in answers if answer != DECLINED]
    if condition.operator == "exists":
        return bool(said) == condition.answer
    given = [comparable(question, answer) for answer in said]
    wanted = comparable(question, wanted_of(condition, question))
    if condition.operator in ("=", "!="):
        return (wanted in given) == (condition.operator == "=")
    compare = ORDERS[condition.operator]
    return any(compare(answer, wanted) for answer in given)


def wanted_of(condition: Condition, question: Item) -> Any:
    """Return the answer a condition waits for; what is no code of an open choice is own words."""
    if question.type == "open-choice" and condition.answer not in question.codes:
        return {"other": condition.answer}
    return condition.answer


def comparable(question: Item, answer: Any) -> Any:
    """Return the answer so that equal is equal: 1.50 kg is 1.5 kg; own words are never a code."""
    if isinstance(answer, Mapping):
        return "other", answer.get("other")
    return Decimal(str(answer)) if question.type in NUMBERS else answer


class Cycle(ValueError):
    """Conditions that wait for each other; `ring` holds their linkIds."""

    def __init__(self, ring: list[str]) -> None:
        self.ring = ring
        super().__init__(" → ".join([*ring, ring[0]]))


def parents_of(definition: Definition) -> dict[str, str]:
    return {below.link_id: item.link_id for item in definition.walk() for below in item.items}


def dependency_order(definition: Definition) -> list[str]:
    """Return all linkIds so that each comes after its parent and the questions it waits for."""
    needs = {
        item.link_id: [condition.question for condition in item.conditions]
        for item in definition.walk()
    }
    for below, parent in parents_of(definition).items():
        needs[below].append(parent)
    ordered: dict[str, None] = {}
    for start in needs:
        _walk(start, needs, ordered)
    return list(ordered)


def _walk(start: str, needs: Mapping[str, list[str]], ordered: dict[str, None]) -> None:
    """Add what `start` needs, then itself. Without recursion: two hundred may stand in one chain."""
    path = [] if start in ordered else [start]
    waiting = [iter(needs[start])]
    while path:
        needed = next((each for each in waiting[-1] if each not in ordered), None)
        if needed is None:
            ordered[path.pop()] = None
            waiting.pop()
        elif needed in path:
            raise Cycle(path[path.index(needed) :])
        else:
            path.append(needed)
            waiting.append(iter(needs[needed]))
