"""The general questions and a place's own, as one questionnaire. Pure.

Region Hovedstaden's running feedback taught it: staff could not turn general answers into change; the
closer a question is to the context, the more useful. A place's own questions are a small questionnaire
with versions of its own, so what was asked where and when stays known. Their linkIds get a name in front
that no general question has.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from questionnaires.definition import Condition, Definition, Item
from questionnaires.faults.fault import _

MOST_LOCAL = 3
OWN = "sted:"


@dataclass(frozen=True)
class Together:
    """The general questions and those of one place."""

    general: Definition
    local: Definition

    @cached_property
    def whole(self) -> Definition:
        return compose(self.general, self.local)

    @cached_property
    def columns(self) -> Mapping[str, str]:
        """Return what the place's questions are called in a table, by their names in the whole.

        Two places, or two versions, may ask different things under one name; the version tells them apart.
        """
        version = f"({self.local.key} {self.local.version})"
        named = (OWN + item.link_id for item in self.local.questions)
        return {link_id: f"{link_id} {version}" for link_id in named}


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
