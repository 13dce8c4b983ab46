"""The general questions and a place's own, as one questionnaire. Pure.

Region Hovedstaden's running feedback taught it: staff could not turn general answers into change; the
closer a question is to the context, the more useful. A place's own questions are a small questionnaire
with versions of its own, so what was asked where and when stays known. Their linkIds get a name in front
that no general question has.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from questionnaires.definition import Condition, Definition, Item
from questionnaires.faults.fault import _

MOST_LOCAL = 3
OWN = "sted:"


def compose(general: Definition, local: Definition) -> Definition:
    """Return what is asked at the place: the general questions, then its own."""
    return replace(general, items=(*general.items, *map(renamed, local.items)))


def renamed(item: Item) -> Item:
    """Return a place's item under the name it has beside the general ones."""
    return replace(
        item,
        link_id=OWN + item.link_id,
        scope="place",
        conditions=tuple(
            Condition(OWN + condition.question, condition.operator, condition.answer)
            for condition in item.conditions
        ),
        items=tuple(map(renamed, item.items)),
    )


def own_answers(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return a response's answers to the place's own questions, under the names those have there."""
    return {
        link_id.removeprefix(OWN): answer
        for link_id, answer in answers.items()
        if link_id.startswith(OWN)
    }


def why_not_local(local: Definition) -> str:
    """Return why a questionnaire cannot be asked after another, in one sentence, or nothing."""
    if len(local.questions) > MOST_LOCAL:
        return _("A place asks three questions of its own at the most.")
    if local.scales or local.age_question:
        return _("A place's own questions have no scale and do not ask the age.")
    if any(item.is_rows for item in local.walk()):
        return _("A place's own questions have no rows.")
    return ""
