"""FHIR R4 Questionnaire in, our definition out, with all faults at once and warnings apart. Pure.

Our own reader: the libraries there are refuse common real files and accept real faults (a linkId twice,
an enableWhen that leads nowhere, an unknown modifierExtension).
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from questionnaires.definition import LANGUAGES
from questionnaires.faults import MOST_ITEMS, faults
from questionnaires.faults.fault import Fault, Place, _, places
from questionnaires.fhir.conditions import relation_faults
from questionnaires.fhir.controls import is_help
from questionnaires.fhir.header import header
from questionnaires.fhir.items import read_items
from questionnaires.fhir.names import REFUSED, Json
from questionnaires.fhir.notes import Notes, listed, mapping, once
from questionnaires.fhir.ours import OF_QUESTIONNAIRE, read_own
from questionnaires.fhir.scores import scales
from questionnaires.fhir.source import (
    Source,
    children,
    is_calculated,
    refuse_features,
    walk,
)
from questionnaires.fhir.texts import Words, extensions, value_of
from questionnaires.fhir.valuesets import ValueSets

# A help text is an item of its own in FHIR; what comes after so many is not looked at.
ENOUGH = 2 * MOST_ITEMS + 1


@dataclass(frozen=True)
class Reading:
    """`document` is there only where there is no fault."""

    document: Json | None
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


def read(given: Any, licence: str = "") -> Reading:
    """Return the definition of a Questionnaire; `licence` is its kind, where a person has said it."""
    if refused := _another_thing(given):
        return Reading(None, [refused])
    notes = Notes()
    own = _own(notes, given)
    source = _source(notes, given, is_ours=own is not None)
    if sum(not is_help(place) for place in islice(walk(given), ENOUGH)) > MOST_ITEMS:
        most = _("items must be a list of 1 to %(most)s questions.")
        return Reading(None, [Fault("", most, {"most": MOST_ITEMS})])
    refuse_features(notes, "", given)
    listed(notes, "", given, "item")
    document = header(source, given, own or {}, licence)
    items = read_items(source, list(children(given)))
    document["items"] = _with_exact_answers(items)
    calculated = [place for place in walk(given) if is_calculated(place)]
    if found := scales(source, calculated, items):
        document.setdefault("scales", found)
    _warn_of_language(source, given)
    told = once(sorted([*notes.faults, *_faults(source, document)], key=_order(given)))
    return Reading(None if told else document, told, notes.all_warnings())


def _another_thing(given: Any) -> Fault | None:
    if not isinstance(given, Mapping):
        return Fault("", _("The file must hold one JSON object."))
    kind = given.get("resourceType")
    if kind == "Questionnaire":
        return None
    if kind == "Bundle":
        said = _(
            "this is a Bundle with %(count)s Questionnaires; give one Questionnaire at a time."
        )
        return Fault("", said, {"count": _questionnaires_in(given)})
    if not isinstance(kind, str):
        return Fault("", _("resourceType is missing."))
    return Fault("", _("this is a %(kind)s, not a Questionnaire."), {"kind": kind[:60]})


def _questionnaires_in(bundle: Mapping[str, Any]) -> int:
    entries = bundle.get("entry")
    inside = (
        [mapping(each).get("resource") for each in entries] if isinstance(entries, list) else []
    )
    return sum(mapping(each).get("resourceType") == "Questionnaire" for each in inside)


def _own(notes: Notes, given: Mapping[str, Any]) -> Json | None:
    """Return what we added to a file of ours; nothing where the file is not ours."""
    found = None
    for name, extension in extensions(given):
        if name == "kilden:questionnaire":
            found = read_own(notes, "", value_of(extension), OF_QUESTIONNAIRE)
        elif name not in REFUSED:
            notes.drop("", name)
    return found


def _source(notes: Notes, given: Mapping[str, Any], is_ours: bool) -> Source:
    language = str(given.get("language") or "").split("-")[0].lower()
    words = Words(notes, language if language in LANGUAGES else "", is_ours)
    by_link_id: dict[str, Place] = {}
    calculated = []
    for place in islice(walk(given), ENOUGH):
        link_id = place.item.get("linkId")
        by_link_id.setdefault(link_id if isinstance(link_id, str) else place.path, place)
        if isinstance(link_id, str) and is_calculated(place):
            calculated.append(link_id)
    sets = ValueSets(given.get("contained"))
    return Source(notes, words, sets, by_link_id, frozenset(calculated))


def _with_exact_answers(items: list[Json]) -> list[Json]:
    """Write the answers that conditions on a quantity wait for as the quantity's own are written."""
    quantities = {place.item["linkId"] for place in places(items) if place.type == "quantity"}
    for place in places(items):
        for condition in place.item.get("enableWhen", ()):
            if condition["question"] in quantities and type(condition["answer"]) is int:
                condition["answer"] = str(condition["answer"])
    return items


def _warn_of_language(source: Source, given: Mapping[str, Any]) -> None:
    language = given.get("language")
    if not isinstance(language, str):
        said = _(
            "The file does not say its language. Its text stands as Danish; check it before it is "
            "published."
        )
        source.notes.warn("language", said)
    elif source.words.lacks_danish:
        said = _(
            'The text is in "%(language)s". It stands as Danish, and must be translated before it is '
            "published."
        )
        source.notes.warn("language", said, language=language[:20])


def _faults(source: Source, document: Json) -> list[Fault]:
    """Return the faults of the definition, told by the places of the file it came from."""
    names = {
        place.path: source.paths.get(id(place.item), place.path)
        for place in places(document["items"])
    }
    twice = _second_places(source, document)
    found = [
        *faults(document),
        *relation_faults(document["items"], frozenset(source.doubtful)),
    ]
    doubted = [
        fault for fault in found
        if fault.values.get("question") not in source.doubtful and not _is_of_doubtful(fault, source)
    ]  # fmt: skip
    return [_placed(fault, names, twice) for fault in doubted]


def _order(given: Mapping[str, Any]) -> Callable[[Fault], int]:
    """Return the sort key by which faults stand as the items do in the file."""
    ways = {f"item {place.path}": number for number, place in enumerate(walk(given), start=1)}

    def number_of(fault: Fault) -> int:
        return ways.get(re.split(r"[ :,](?!/)", fault.place, maxsplit=1)[0], 0)

    return number_of


def _is_of_doubtful(fault: Fault, source: Source) -> bool:
    """Say whether a scale is blamed for a question that has a fault of its own."""
    return fault.place.startswith("scale ") and bool(source.doubtful)


def _second_places(source: Source, document: Json) -> dict[str, str]:
    """Return for each linkId that stands twice where it stands for the second time."""
    seen: Counter[str] = Counter()
    found = {}
    for place in places(document["items"]):
        link_id = place.item["linkId"]
        seen[link_id] += 1
        if seen[link_id] == 2:
            found[link_id] = f'item {source.paths[id(place.item)]} (linkId "{link_id}")'
    return found


def _placed(fault: Fault, names: Mapping[str, str], twice: Mapping[str, str]) -> Fault:
    if not fault.place and fault.values.get("link_id") in twice:
        return Fault(twice[fault.values["link_id"]], fault.sentence, fault.values)
    place = re.sub(
        r"^item (/[a-z0-9/]+)", lambda way: f"item {names.get(way[1], way[1])}", fault.place
    )
    return Fault(place, fault.sentence, fault.values)
