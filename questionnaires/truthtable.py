"""Which answers make which questions asked, as plain JSON that a page can judge while it is filled in. Pure.

The page's script knows no rules of its own: what an answer meets is worked out here with `branching`, and
a browser test holds the two against each other. Each item is called by its place in the definition (`at`).
A condition lists the codes that meet it, or an operator and what to compare with; `empty` says that it
holds where nothing is answered, and then where no answer meets it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from questionnaires.branching import dependency_order, holds, parents_of, wanted_of
from questionnaires.definition import CHOICES, TEXTS, Condition, Definition, Item

MOMENTS = ("date", "time")
TRUTHS = {"true": True, "false": False}


def has_conditions(definition: Definition) -> bool:
    return any(item.conditions for item in definition.walk())


def places(definition: Definition) -> dict[str, int]:
    """Return for each linkId its place in the definition: a linkId may be any string, a place is short."""
    return {item.link_id: at for at, item in enumerate(definition.walk(), start=1)}


def table(definition: Definition) -> list[dict[str, Any]]:
    """Return one line for each item, each after the items it waits for, so that one pass is enough."""
    at, above = places(definition), parents_of(definition)
    numbers = {item.link_id: number for number, item in enumerate(definition.questions, start=1)}
    return [
        dict(_line(definition, definition.item(link_id), at, above, numbers))
        for link_id in dependency_order(definition)
    ]


def _line(
    definition: Definition,
    item: Item,
    at: Mapping[str, int],
    above: Mapping[str, str],
    numbers: Mapping[str, int],
) -> Iterator[tuple[str, Any]]:
    """Yield what is true of an item; what is not there is no, none or nothing."""
    yield "at", at[item.link_id]
    if parent := above.get(item.link_id):
        yield "above", at[parent]
    if item.link_id in definition.rows_of:
        yield "row", True
    if item.is_question:
        yield "field", numbers[item.link_id]
        yield "kind", kind_of(item)
        if item.repeats:
            yield "many", True
    if item.conditions:
        yield "when", [_condition(definition, each, at) for each in item.conditions]
        if item.behavior == "any":
            yield "any", True


def kind_of(item: Item) -> str:
    """Return how the page holds an answer: by a code, as words, as a number, or as a day or time."""
    if item.type in (*CHOICES, "boolean"):
        return "code"
    if item.type in TEXTS:
        return "words"
    return "moment" if item.type in MOMENTS else "number"


def _condition(
    definition: Definition, condition: Condition, at: Mapping[str, int]
) -> dict[str, Any]:
    question = definition.item(condition.question)
    empty = holds(condition, question, [])
    found: dict[str, Any] = {"of": at[condition.question]}
    if empty:
        found["empty"] = True
    return found | _meeting(condition, question, empty)


def _meeting(condition: Condition, question: Item, empty: bool) -> dict[str, Any]:
    """Return which single answers change what holds where nothing is answered."""
    kind, is_any = kind_of(question), condition.operator == "exists"
    if kind in ("number", "moment"):
        operator = {"!=": "="}.get(condition.operator, condition.operator)
        wanted = condition.answer
        # A number has 15 digits at the most: what is another number is another one in a browser too.
        than = float(str(wanted)) if kind == "number" and not is_any else wanted
        return {"op": operator} if is_any else {"op": operator, "than": than}
    wanted = wanted_of(condition, question)
    words = wanted["other"] if isinstance(wanted, Mapping) else wanted
    own = {"words": True if is_any else words}
    if kind == "words":
        return own
    codes = [
        name for name, code in answers_of(question) if holds(condition, question, [code]) != empty
    ]
    takes_words = question.type == "open-choice" and (is_any or isinstance(wanted, Mapping))
    return {"codes": codes} | (own if takes_words else {})


def answers_of(question: Item) -> list[tuple[str, Any]]:
    """Return what the page sends for each answer to choose, with what is stored for it."""
    if question.type == "boolean":
        return list(TRUTHS.items())
    return [(code, code) for code in question.codes]
