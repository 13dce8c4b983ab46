"""What can be wrong between items: conditions that lead nowhere, never hold, or run in a ring. Pure."""

from collections.abc import Iterator
from typing import Any

from questionnaires.branching import ORDERS, Cycle, dependency_order
from questionnaires.definition import CHOICES, NUMBERS, TEXTS, Condition, Definition, Item, limit
from questionnaires.faults.fault import Fault, _, is_decimal, is_moment

NAMES = {"group": "group", "display": "text"}


def faults(definition: Definition) -> Iterator[Fault]:
    where = dict(ways(definition.items))
    for item in definition.walk():
        if not all(is_answer(item, each) for each in initial_of(item)):
            yield Fault(where[item.link_id], _("initial is no answer to this question."))
    found = [
        fault
        for item in definition.walk()
        for condition in item.conditions
        for fault in condition_faults(definition, where[item.link_id], item, condition)
    ]
    yield from found
    if found:
        return
    try:
        dependency_order(definition)
    except Cycle as cycle:
        place = where[cycle.ring[0]]
        yield Fault(place, _("enableWhen runs in a ring: %(ring)s."), {"ring": str(cycle)})


def ways(items: tuple[Item, ...], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the linkId of each item and its place in words."""
    for number, item in enumerate(items, start=1):
        here = f"{path}/{NAMES.get(item.type, 'q')}{number}"
        yield item.link_id, f'item {here} (linkId "{item.link_id}")'
        yield from ways(item.items, here)


def condition_faults(
    definition: Definition, place: str, item: Item, condition: Condition
) -> Iterator[Fault]:
    said: dict[str, Any] = {"question": condition.question, "operator": condition.operator}
    question = definition.by_link_id.get(condition.question)
    if question is None:
        yield Fault(place, _('enableWhen refers to "%(question)s", which does not exist.'), said)
    elif not question.is_question:
        yield Fault(place, _('enableWhen refers to "%(question)s", which is no question.'), said)
    elif not may_see(definition, item, question):
        yield Fault(
            place,
            _('enableWhen refers to "%(question)s", which is asked in the rows of a group.'),
            said,
        )
    elif condition.operator in ORDERS and question.type in (*CHOICES, "boolean", *TEXTS):
        said["type"] = question.type
        yield Fault(
            place,
            _('enableWhen: "%(operator)s" has no meaning for "%(question)s" (%(type)s).'),
            said,
        )
    elif reason := misfit(question, condition):
        yield Fault(place, reason, said | {"answer": condition.answer, "type": question.type})


def may_see(definition: Definition, item: Item, question: Item) -> bool:
    """Say whether an item stands in the row its question is asked in, or in a row of that row.

    From outside of a row nobody can say which row is meant.
    """
    rows_of = definition.rows_of
    wanted, here = rows_of.get(question.link_id), rows_of.get(item.link_id)
    while here is not None and here != wanted:
        here = rows_of.get(here)
    return here == wanted


def misfit(question: Item, condition: Condition) -> str:
    """Return why the answer of a condition can never be given to its question, or nothing."""
    answer = condition.answer
    if condition.operator == "exists":
        return "" if isinstance(answer, bool) else _("enableWhen: exists takes true or false.")
    if question.type == "choice" and answer not in question.codes:
        return _('enableWhen: "%(answer)s" is no option of "%(question)s".')
    if not fits(question, answer):
        return _('enableWhen: "%(answer)s" is no answer to "%(question)s" (%(type)s).')
    return ""


def initial_of(item: Item) -> list[Any]:
    if item.initial is None:
        return []
    # One answer where several are asked for, and the other way round, is none.
    return item.initial if item.repeats and isinstance(item.initial, list) else [item.initial]


def is_answer(item: Item, given: Any) -> bool:
    """Say whether a question could be answered so; own words and length are not looked at."""
    if item.type in CHOICES:
        return given in item.codes and isinstance(item.initial, list) == item.repeats
    if not fits(item, given):
        return False
    value: Any = limit(item.type, given)
    least: Any = item.minimum
    greatest: Any = item.maximum
    return (least is None or value >= least) and (greatest is None or value <= greatest)


def fits(question: Item, answer: Any) -> bool:
    if question.type == "boolean":
        return isinstance(answer, bool)
    if question.type == "integer":
        return type(answer) is int
    if question.type in NUMBERS:
        return type(answer) is int or (isinstance(answer, str) and is_decimal(answer))
    if question.type in ("date", "time"):
        return is_moment(answer, question.type)
    return isinstance(answer, str)
