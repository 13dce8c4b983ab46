"""When a question is asked, in one plain sentence for whoever has no script to hide it."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _

from questionnaires.branching import wanted_of
from questionnaires.definition import NUMBERS, Condition, Definition, Item, spoken

APART, TOGETHER = "\u2068", "\u2069"  # Danish inside an Arabic sentence keeps its own direction


def sentence(definition: Definition, item: Item, language: str) -> str:
    """Return the sentence, or nothing where the item is always asked. Groups have one of their own."""
    if not item.conditions:
        return ""
    said = [_said(definition, condition, language) for condition in item.conditions]
    joined = (_(", or ") if item.behavior == "any" else _(", and ")).join(said)
    return _("Only if %(conditions)s.") % {"conditions": joined}


def _said(definition: Definition, condition: Condition, language: str) -> str:
    question = definition.item(condition.question)
    values = {"question": _quoted(spoken(question.text, language))}
    if condition.operator == "exists":
        return (_answered if condition.answer else _not_answered)() % values
    values["answer"] = _quoted(_in_words(condition, question, language))
    sentences = NUMBERED if question.type in NUMBERS else DATED
    return {**EQUAL, **sentences}[condition.operator]() % values


def _answered() -> str:
    return _("you answered %(question)s")


def _not_answered() -> str:
    return _("you did not answer %(question)s")


EQUAL: Mapping[str, Callable[[], str]] = {
    "=": lambda: _("you answered %(answer)s to %(question)s"),
    "!=": lambda: _("you did not answer %(answer)s to %(question)s"),
}
NUMBERED: Mapping[str, Callable[[], str]] = {
    ">": lambda: _("you answered more than %(answer)s to %(question)s"),
    "<": lambda: _("you answered less than %(answer)s to %(question)s"),
    ">=": lambda: _("you answered %(answer)s or more to %(question)s"),
    "<=": lambda: _("you answered %(answer)s or less to %(question)s"),
}
DATED: Mapping[str, Callable[[], str]] = {
    ">": lambda: _("you answered later than %(answer)s to %(question)s"),
    "<": lambda: _("you answered earlier than %(answer)s to %(question)s"),
    ">=": lambda: _("you answered %(answer)s or later to %(question)s"),
    "<=": lambda: _("you answered %(answer)s or earlier to %(question)s"),
}


def _quoted(words: str) -> str:
    return _("“%(words)s”") % {"words": f"{APART}{words}{TOGETHER}"}


def _in_words(condition: Condition, question: Item, language: str) -> str:
    """Return the answer a condition waits for as the reader sees it on the page."""
    wanted: Any = wanted_of(condition, question)
    if isinstance(wanted, bool):
        return _("Yes") if wanted else _("No")
    if isinstance(wanted, Mapping):
        return str(wanted["other"])
    if question.type in NUMBERS:
        return str(localize(Decimal(str(wanted))))
    if question.type == "date":
        return date_format(date.fromisoformat(wanted))
    option = question.option(wanted)
    return spoken(option.text, language) if option else wanted
