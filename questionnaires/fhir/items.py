"""One item of FHIR's Questionnaire as one of ours. Pure.

An item that has a fault is still made, as a plain line of text, so that everything else that is wrong
with the file can be told in the same go.
"""

from collections.abc import Callable, Mapping
from typing import Any

from questionnaires.definition import CHOICES, NUMBERS, QUESTIONS, TEXTS, TYPES
from questionnaires.faults.fault import DEEPEST, Place, _
from questionnaires.faults.items import LONGEST_ANSWER
from questionnaires.fhir.conditions import conditions
from questionnaires.fhir.controls import control_of, extras, is_help, limits, quantity_of
from questionnaires.fhir.initials import initial
from questionnaires.fhir.names import UNSUPPORTED_TYPES, Json
from questionnaires.fhir.notes import listed
from questionnaires.fhir.source import Source, below, refuse_features
from questionnaires.fhir.valuesets import options

KNOWN = {
    "linkId", "code", "prefix", "_prefix", "text", "_text", "type", "enableWhen", "enableBehavior",
    "required", "repeats", "readOnly", "maxLength", "answerValueSet", "answerOption", "initial",
    "item", "extension", "id", "modifierExtension", "option", "options", "answerConstraint",
    "disabledDisplay",
}  # fmt: skip


def read_item(source: Source, place: Place) -> Json:
    notes, item = source.notes, place.item
    before = len(notes.faults)
    refuse_features(notes, place, item)
    for name in sorted(item.keys() - KNOWN):
        notes.drop(place, name)
    link_id = item.get("linkId")
    if not isinstance(link_id, str) or not link_id:
        notes.fault(place, _("linkId is missing."))
        link_id = place.path
    kind = _type(source, place)
    made: Json = {"linkId": link_id, "type": kind or "string"}
    made |= _words(source, place) | (_asked(source, place, kind) if kind else {})
    if len(notes.faults) > before:
        source.doubtful.add(link_id)
        made = {"linkId": link_id, "type": "group" if kind == "group" else "string"}
        made |= {"text": {"da": "?"}} | ({} if kind == "group" else {"maxLength": 1})
        made |= {"repeats": True} if kind == "group" and item.get("repeats") is True else {}
    made |= conditions(notes, place, source.by_link_id, source.calculated)
    return _with_items(source, place, made)


def _type(source: Source, place: Place) -> str:
    kind = place.item.get("type")
    if kind in TYPES:
        return str(kind)
    said = _('the type "%(type)s" is not known in FHIR R4.')
    if kind is None:
        said = _("type is missing.")
    elif kind == "coding":
        said = _('the type "%(type)s" belongs to FHIR R5; R4 calls it "choice".')
    elif kind in UNSUPPORTED_TYPES:
        said = _('the type "%(type)s" is not supported.')
    source.notes.fault(place, said, type=str(kind)[:40])
    return ""


def _words(source: Source, place: Place) -> Json:
    found: Json = {}
    if text := source.words.read(place, place.item, "text"):
        found["text"] = text
    if prefix := source.words.base(place, place.item.get("prefix"), {}, "prefix"):
        found["prefix"] = prefix
    codings = listed(source.notes, place, place.item, "code")
    codes = [{k: v for k, v in code.items() if isinstance(v, str)} for code in codings]
    return found | ({"code": codes} if codes else {})


def _asked(source: Source, place: Place, kind: str) -> Json:
    """Return what a type holds besides its words."""
    given = extras(source, place)
    made = _switches(source, place, kind, given)
    made |= control_of(source, place, kind, given)
    if kind in NUMBERS and ("unit" in given or "unitOption" in given or kind == "quantity"):
        made |= quantity_of(source, place, kind, given, made)
    made |= limits(source, place, made.get("type", kind), given)
    reads = READS.get(kind)
    made |= reads(source, place, given) if reads else {}
    if kind not in CHOICES:
        _no_options(source, place)
    made |= initial(source, place, kind, made)
    return made | given.get("kilden:item", {})


def _switches(source: Source, place: Place, kind: str, given: Mapping[str, Any]) -> Json:
    on = {name: _switch(source, place, name) for name in ("required", "repeats", "readOnly")}
    on["required"] |= _least_one(given.get("minOccurs"))
    on["hidden"] = given.get("hidden") is True
    if on.pop("readOnly") and kind in QUESTIONS:
        source.notes.warn(place, _("readOnly: it is kept hidden, with what is filled in already."))
        on |= {"hidden": True, "required": False}
    if on["required"] and kind == "display":
        on["required"] = False
    if on["repeats"] and kind not in ("group", *CHOICES):
        if kind in QUESTIONS:
            source.notes.warn(place, _("repeats is not taken along: one answer is asked for."))
        on["repeats"] = False
    return {name: True for name, is_on in on.items() if is_on}


def _switch(source: Source, place: Place, name: str) -> bool:
    given = place.item.get(name, False)
    if not isinstance(given, bool):
        source.notes.fault(place, _("%(name)s must be true or false."), name=name)
        return False
    return given


def _least_one(given: Any) -> bool:
    return type(given) is int and given >= 1


def _no_options(source: Source, place: Place) -> None:
    for name in ("answerOption", "answerValueSet"):
        if name in place.item:
            said = _("%(name)s is supported for choice and open-choice only.")
            source.notes.fault(place, said, name=name)


def _choice(source: Source, place: Place, given: Mapping[str, Any]) -> Json:
    found, start = options(source.notes, source.words, place, source.sets)
    chosen = start if place.item.get("repeats") is True else start[0] if start else None
    return {"options": found} | ({"initial": chosen} if chosen else {})


def _line(source: Source, place: Place, given: Mapping[str, Any]) -> Json:
    most, longest = LONGEST_ANSWER[str(place.item["type"])], place.item.get("maxLength")
    if longest is None:
        said = _("%(feature)s is missing; the longest that is allowed here is taken.")
        source.notes.drop(place, "maxLength", said)
        longest = most
    elif type(longest) is not int or longest < 1:
        source.notes.fault(place, _("maxLength must be a whole number."))
    elif longest > most:
        source.notes.warn(place, _("maxLength is more than %(most)s, which is taken."), most=most)
        longest = most
    return {"maxLength": longest}


READS: Mapping[str, Callable[[Source, Place, Mapping[str, Any]], Json]] = {
    **dict.fromkeys(CHOICES, _choice),
    **dict.fromkeys(TEXTS, _line),
}


def _with_items(source: Source, place: Place, made: Json) -> Json:
    """Add the items below it; one that only explains the question becomes its help."""
    source.paths[id(made)] = place.path
    inside = list(below(place))
    if "item" in place.item and not isinstance(place.item["item"], list):
        source.notes.fault(place, _("item must be a list."))
    if place.depth > DEEPEST + 1:
        return made
    asked = []
    for part in inside:
        if is_help(part) and "help" not in made and place.item.get("type") != "display":
            refuse_features(source.notes, part, part.item)
            text = source.words.read(part, part.item, "text")
            made |= {"help": text} if text else {}
        else:
            asked.append(part)
    if asked and made["type"] in CHOICES and made.get("repeats"):
        source.notes.warn(place, _("the items under it are asked once, not once for each answer."))
    items = read_items(source, asked)
    source.paths[id(made)] = place.path
    return made | {"items": items} if items else made


def read_items(source: Source, asked: list[Place]) -> list[Json]:
    """Return the items that are asked; what is calculated becomes a scale, or nothing."""
    found = []
    for place in asked:
        link_id = place.item.get("linkId")
        if isinstance(link_id, str) and link_id in source.calculated:
            continue
        made = read_item(source, place)
        source.paths[id(made)] = place.path
        found.append(made)
    return found
