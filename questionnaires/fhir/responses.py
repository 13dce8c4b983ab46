"""Stored answers as FHIR R4 QuestionnaireResponse. Pure.

Nothing in it tells who answered or when: no subject, no author, and no `authored`, which would be more
exact than the week that is stored. What was passed over is absent; what somebody would rather not
answer says so with FHIR's data-absent-reason.
"""

from collections.abc import Mapping
from typing import Any

from questionnaires.definition import DECLINED, Definition, Item, spoken
from questionnaires.fhir.names import HL7, Json
from questionnaires.fhir.values import to_fhir
from questionnaires.ownwords import in_words

ABSENT = {"url": HL7 + "data-absent-reason", "valueCode": "asked-declined"}


def response(
    definition: Definition,
    url: str,
    version: str,
    answers: Mapping[str, Any],
    language: str = "da",
    *,
    with_text: bool = True,
) -> Json:
    """Return one person's answers; without text, what somebody wrote in own words is left out."""
    spoken_in = definition.language_for(language)
    writer = _Writer(spoken_in, with_text)
    found: Json = {
        "resourceType": "QuestionnaireResponse",
        "language": spoken_in,
        "questionnaire": f"{url}|{version}",
        "status": "completed",
    }
    items = writer.items(definition.items, answers)
    return found | ({"item": items} if items else {})


class _Writer:
    def __init__(self, language: str, with_text: bool) -> None:
        self.language, self.with_text = language, with_text

    def items(self, items: tuple[Item, ...], answers: Mapping[str, Any]) -> list[Json]:
        return [made for item in items for made in self.item(item, answers)]

    def item(self, item: Item, answers: Mapping[str, Any]) -> list[Json]:
        if item.type == "display":
            return []
        if item.is_rows:
            rows = [self.items(item.items, row) for row in answers.get(item.link_id) or ()]
            return [self.named(item) | {"item": row} for row in rows if row]
        inside = self.items(item.items, answers)
        if item.type == "group":
            return [self.named(item) | {"item": inside}] if inside else []
        found = self.answers(item, answers.get(item.link_id))
        if not found:
            return [self.named(item) | {"item": inside}] if inside else []
        # R4's qrs-1: items stand below the answer or below the question, never both.
        found[0] |= {"item": inside} if inside else {}
        return [self.named(item) | {"answer": found}]

    def named(self, item: Item) -> Json:
        text = spoken(item.text, self.language)
        return {"linkId": item.link_id} | ({"text": text} if text else {})

    def answers(self, item: Item, given: Any) -> list[Json]:
        if given in (None, "", []):
            return []
        listed = given if isinstance(given, list) else [given]
        return [
            self.answer(item, each) for each in listed if self.with_text or not in_words(item, each)
        ]

    def answer(self, item: Item, given: Any) -> Json:
        if given == DECLINED:
            return {"extension": [ABSENT]}
        kind, content = to_fhir(item, given, self.language)
        return {f"value{kind}": content}
