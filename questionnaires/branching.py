"""Which questions are asked, given the answers so far: FHIR R4's enableWhen. Pure.

Source: HL7 FHIR R4, Questionnaire.item.enableWhen and its operators. Four points where programs differ:
what is not asked counts as not answered, so conditions form chains; a group that is not asked takes all
below it along; "!=" holds where no answer is equal, and so also where there is none; inside a row of a
group that repeats, a question is looked for in the same row first.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from operator import ge, gt, le, lt
from typing import Any

from questionnaires.definition import DECLINED, NUMBERS, Condition, Definition, Item

Answers = Mapping[str, Any]

ORDERS: Mapping[str, Callable[[Any, Any], bool]] = {">": gt, "<": lt, ">=": ge, "<=": le}
OPERATORS = ("exists", "=", "!=", *ORDERS)


def kept(definition: Definition, answers: Answers) -> dict[str, Any]:
    """Return the answers to the questions that are asked; the others were never meant to be stored."""
    return _kept(definition.items, answers, _asked_in(definition, answers, {}))


def asked(definition: Definition, answers: Answers) -> frozenset[str]:
    """Return the linkIds of all items that are asked outside of rows, groups and texts included."""
    is_asked = _asked_in(definition, answers, {})
    return frozenset(item.link_id for item in outside_rows(definition) if is_asked(item))


def asked_in_row(definition: Definition, answers: Answers, row: Answers) -> frozenset[str]:
    """Return the linkIds that are asked in one row of a group that repeats."""
    is_asked = _asked_in(definition, answers, row)
    return frozenset(
        link_id for link_id in definition.rows_of if is_asked(definition.item(link_id))
    )


def missing(definition: Definition, answers: Answers) -> list[Item]:
    """Return the required questions that are asked and have no answer, each as often as rows lack it."""
    is_asked = _asked_in(definition, answers, {})
    found = [item for item in outside_rows(definition) if is_asked(item) and _lacks(item, answers)]
    for group in (item for item in definition.walk() if item.is_rows and is_asked(item)):
        for row in answers.get(group.link_id) or ():
            here = _asked_in(definition, answers, row)
            below = list(group.walk())[1:]
            found += [item for item in below if here(item) and _lacks(item, row)]
    return found


def outside_rows(definition: Definition) -> Iterator[Item]:
    return (item for item in definition.walk() if item.link_id not in definition.rows_of)


def _lacks(item: Item, answers: Answers) -> bool:
    return item.required and item.type != "display" and is_empty(item, answers)


def is_empty(item: Item, answers: Answers) -> bool:
    """Say whether nothing was answered; a group that does not repeat holds no answer of its own."""
    if item.type == "group" and not item.repeats:
        return all(is_empty(below, answers) for below in item.items if below.type != "display")
    return answers.get(item.link_id) in (None, "", [])


def _kept(items: tuple[Item, ...], answers: Answers, is_asked: "IsAsked") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in items:
        if not is_asked(item):
            continue
        given = answers.get(item.link_id)
        if item.is_rows:
            rows = [_kept(item.items, row, is_asked.in_row(row)) for row in given or ()]
            given = [row for row in rows if row]
        else:
            found |= _kept(item.items, answers, is_asked)
        if given not in (None, "", []):
            found[item.link_id] = given
    return found


class IsAsked:
    """Which items are asked, given one set of answers and one row of it; each item is judged once."""

    def __init__(self, definition: Definition, answers: Answers, row: Answers) -> None:
        self.definition, self.answers, self.row = definition, answers, row
        self.known: dict[str, bool] = {}
        parents = parents_of(definition)
        for link_id in dependency_order(definition):
            parent = parents.get(link_id)
            above = parent is None or self.known[parent]
            self.known[link_id] = above and self.holds(definition.item(link_id))

    def in_row(self, row: Answers) -> "IsAsked":
        return IsAsked(self.definition, self.answers, row)

    def __call__(self, item: Item) -> bool:
        return self.known[item.link_id]

    def holds(self, item: Item) -> bool:
        met = (self.is_met(condition) for condition in item.conditions)
        return not item.conditions or (any(met) if item.behavior == "any" else all(met))

    def is_met(self, condition: Condition) -> bool:
        question = self.definition.item(condition.question)
        given = self.row if question.link_id in self.definition.rows_of else self.answers
        answer = given.get(question.link_id) if self(question) else None
        return holds(condition, question, [] if answer in (None, "", []) else listed(answer))


def _asked_in(definition: Definition, answers: Answers, row: Answers) -> IsAsked:
    return IsAsked(definition, answers, row)


def listed(answer: Any) -> list[Any]:
    return answer if isinstance(answer, list) else [answer]


def holds(condition: Condition, question: Item, answers: list[Any]) -> bool:
    """Say whether a condition holds for the answers to its question; none, one, or several.

    "Ønsker ikke at svare" is no answer here: what was not said opens no question.
    """
    given = [comparable(question, answer) for answer in answers if answer != DECLINED]
    if condition.operator == "exists":
        return bool(given) == condition.answer
    wanted = comparable(question, condition.answer)
    if condition.operator in ("=", "!="):
        return (wanted in given) == (condition.operator == "=")
    compare = ORDERS[condition.operator]
    return any(compare(answer, wanted) for answer in given)


def comparable(question: Item, answer: Any) -> Any:
    """Return the answer in a form in which equal is equal: 1.50 kg and 1.5 kg, one own wording."""
    if isinstance(answer, dict):
        return answer.get("other")
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
