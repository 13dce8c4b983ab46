"""A QuestionnaireResponse of FHIR R4 as answers we can store, or what is wrong with it. Pure.

Read are the version it answers, the language, the day and the items. Who it is about and who wrote it
(`subject`, `author`, `source`, `identifier`, `id`, `text`, `encounter`) is never looked at, so that it can
end nowhere. The moment in `authored` is handed on to become a week.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from questionnaires.answers import wrong_answers
from questionnaires.definition import DECLINED, Definition, Item
from questionnaires.faults.fault import Fault, _
from questionnaires.fhir.names import OWN_VERSION, Json
from questionnaires.fhir.notes import mapping
from questionnaires.fhir.responses import ABSENT
from questionnaires.fhir.values import FITTING, Misfit, from_fhir, named
from questionnaires.fhir.writing import canonical
from questionnaires.local import Together

TAKEN = ("completed", "amended")
DEEPEST = 16  # a response is as deep as its questionnaire, with an answer between item and item

NO_RESPONSE = _("This is no QuestionnaireResponse. Leave it out.")
MODIFIED = _(
    "modifierExtension may change what the answers mean. Take it out, or leave the entry out."
)
UNFINISHED = _("The status is not completed or amended. Send it when it is finished.")
OTHER_VERSION = _(
    "This answers version %(theirs)s. The access point asks %(ours)s: choose another."
)
OTHER_ONE = _("This answers another questionnaire. The access point asks %(ours)s: choose another.")
OTHER_PLACE = _(
    "This answers another place's own questions. Take it in at an access point that asks them, or take "
    "their items and the extension out."
)
NO_DAY = _("authored has no day that can be read. Write it as 2026-11-24, or give the week.")
NO_ITEM = _("There is no such question here. Check the linkId, or take the item out.")
TWICE = _("This question is answered twice. Leave one answer.")
NO_VALUE = _("The answer has no value that fits the question (%(kinds)s). Mend the value[x].")
WRONG_UNIT = _("The unit is not %(unit)s. Convert the number.")
TOO_DEEP = _("The items stand more than %(most)s deep.")


@dataclass
class Answered:
    """One response as read. With faults, nothing of it is to be kept."""

    answers: Json = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    language: str = "da"
    authored: datetime | date | None = None


def answered(
    definition: Definition, given: Any, with_day: bool = True, own: Together | None = None
) -> Answered:
    """Return the answers of one resource; `with_day` says whether its day is wanted."""
    found = Answered()
    found.faults += _wrong_head(definition, given) or _wrong_own(given, own)
    if found.faults:
        return found
    definition = own.whole if own else definition
    found.language = definition.language_for(str(given.get("language", "da"))[:2])
    if with_day and given.get("authored") is not None:
        found.authored = _moment(given["authored"])
        if found.authored is None:
            found.faults.append(Fault("authored", NO_DAY))
    _Reader(definition.by_link_id, found.faults).take(given.get("item"), found.answers)
    if not found.faults:
        found.faults += wrong_answers(definition, found.answers)
    return found


def _wrong_head(definition: Definition, given: Any) -> list[Fault]:
    if not isinstance(given, Mapping) or given.get("resourceType") != "QuestionnaireResponse":
        return [Fault("", NO_RESPONSE)]
    return list(_wrong_names(definition, given))


def _wrong_own(given: Mapping[str, Any], own: Together | None) -> list[Fault]:
    """Refuse what another place asks under the same names: its answers would mean something else."""
    extensions = given.get("extension")
    named = [mapping(each) for each in (extensions if isinstance(extensions, list) else ())]
    said = {str(each.get("valueCanonical")) for each in named if each.get("url") == OWN_VERSION}
    is_ours = said <= ({canonical(own.local)} if own else set())
    return [] if is_ours else [Fault("extension", OTHER_PLACE)]


def _wrong_names(definition: Definition, given: Mapping[str, Any]) -> Iterator[Fault]:
    if "modifierExtension" in given:
        yield Fault("", MODIFIED)
    if given.get("status") not in TAKEN:
        yield Fault("status", UNFINISHED)
    ours, theirs = canonical(definition), given.get("questionnaire")
    url, _bar, version = ours.partition("|")
    # Without a version it answers whichever is asked; without an address its linkIds must do.
    if theirs is None or theirs in (ours, url):
        return
    other = re.fullmatch(rf"{re.escape(url)}\|([\w.-]{{1,20}})", str(theirs))
    if other:
        yield Fault("questionnaire", OTHER_VERSION, {"theirs": other[1], "ours": version})
    else:
        yield Fault("questionnaire", OTHER_ONE, {"ours": ours})


def _moment(written: Any) -> datetime | date | None:
    """Return a FHIR dateTime that has a day; the others are a year or a month."""
    if not isinstance(written, str) or len(written) < len("2026-11-24"):
        return None
    try:
        if len(written) == len("2026-11-24"):
            return date.fromisoformat(written)
        return datetime.fromisoformat(written)
    except ValueError:
        return None


class _Reader:
    def __init__(self, items: Mapping[str, Item], faults: list[Fault]) -> None:
        self.items, self.faults = items, faults

    def take(self, given: Any, into: Json, where: str = "", depth: int = 1) -> None:
        """Put the answers of items that stand beside each other, and below one another, into one place."""
        if depth > DEEPEST:
            self.faults.append(Fault(where, TOO_DEEP, {"most": DEEPEST}))
            return
        for number, each in enumerate(given if isinstance(given, list) else (), start=1):
            place = f"{where}/{number}" if where else f"item {number}"
            link_id = mapping(each).get("linkId")
            item = self.items.get(link_id) if isinstance(link_id, str) else None
            if item is None:
                self.faults.append(Fault(place, NO_ITEM))  # the name is foreign, and not repeated
                continue
            place = f'{place} (linkId "{item.link_id}")'
            if "modifierExtension" in each:
                self.faults.append(Fault(place, MODIFIED))
            below = into
            if item.is_rows:
                below = {}
                into.setdefault(item.link_id, []).append(below)
            elif each.get("answer") is not None:
                self.answer(item, each["answer"], into, place)
            for inside in self.inside(each):
                self.take(inside, below, place, depth + 1)

    @staticmethod
    def inside(each: Mapping[str, Any]) -> Iterator[Any]:
        yield each.get("item")
        answers = each.get("answer")
        for answer in answers if isinstance(answers, list) else ():
            yield mapping(answer).get("item")

    def answer(self, item: Item, given: Any, into: Json, place: str) -> None:
        if not item.is_question:
            self.faults.append(Fault(place, NO_ITEM))
            return
        if item.link_id in into:
            self.faults.append(Fault(place, TWICE))
            return
        answers = given if isinstance(given, list) else [given]
        values = [self.value(item, mapping(each), place) for each in answers]
        if any(value is None for value in values):
            return
        if DECLINED in values and len(values) == 1:
            into[item.link_id] = dict(DECLINED)
        elif values:
            into[item.link_id] = values if item.repeats or len(values) > 1 else values[0]

    def value(self, item: Item, given: Mapping[str, Any], place: str) -> Any:
        if ABSENT in (given.get("extension") or ()):
            return dict(DECLINED)
        found = named(given, "value")
        fitting = FITTING.get(item.type, ())
        try:
            if found is None or found[0] not in fitting:
                raise Misfit
            self.check_unit(item, found, place)
            return _ours(item, from_fhir(*found))
        except Misfit:
            self.faults.append(Fault(place, NO_VALUE, {"kinds": ", ".join(fitting)}))
            return None

    def check_unit(self, item: Item, found: tuple[str, Any], place: str) -> None:
        """Refuse another unit: 2 l is not 2 ml."""
        if found[0] != "Quantity" or not item.unit:
            return
        content = mapping(found[1])
        said = content.get("code") or content.get("unit")
        if said and said not in {item.unit_code, *item.unit.values()}:
            self.faults.append(
                Fault(place, WRONG_UNIT, {"unit": item.unit_code or item.unit["da"]})
            )


def _ours(item: Item, value: Any) -> Any:
    if item.type not in ("choice", "open-choice"):
        return value
    code = value if isinstance(value, str) else str(value)
    is_other = item.type == "open-choice" and item.option(code) is None
    return {"other": code} if is_other else code
