"""The options of a choice: its own answerOptions, or a value set that the file brings along. Pure.

A value set that only names a code system, a filter or another set cannot be resolved without a server.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from questionnaires.faults.fault import Place, _
from questionnaires.fhir.names import STU3, Json
from questionnaires.fhir.notes import Notes, listed, mapping
from questionnaires.fhir.ours import OF_OPTION, read_own
from questionnaires.fhir.texts import Words, extensions, value_of
from questionnaires.fhir.values import Misfit, code_of, from_fhir, named, number

WEIGHTS = ("ordinalValue", "itemWeight", "iso21090-CO-value")


class ValueSets:
    """The value sets contained in a file, found by "#id" or by their canonical address."""

    def __init__(self, contained: Any) -> None:
        self.found: dict[str, Mapping[str, Any]] = {}
        for resource in contained if isinstance(contained, list) else ():
            if isinstance(resource, Mapping) and resource.get("resourceType") == "ValueSet":
                self.found[f"#{resource.get('id')}"] = resource
                self.found[str(resource.get("url"))] = resource

    def concepts(self, name: str) -> list[Json]:
        """Return the codings of a value set; none where it is not there or cannot be resolved."""
        value_set = self.found.get(name) or self.found.get(name.split("|")[0]) or {}
        expansion = mapping(value_set.get("expansion"))
        if expansion.get("contains"):
            found = list(_contained(expansion["contains"]))
            return found if expansion.get("total", len(found)) == len(found) else []
        return _composed(mapping(value_set.get("compose")))


def _contained(given: Any) -> Iterator[Json]:
    for concept in given if isinstance(given, list) else ():
        if isinstance(concept, Mapping):
            if concept.get("code") and concept.get("abstract") is not True:
                yield dict(concept)
            yield from _contained(concept.get("contains"))


def _composed(compose: Mapping[str, Any]) -> list[Json]:
    includes = compose.get("include")
    if compose.get("exclude") or not isinstance(includes, list):
        return []
    found: list[Json] = []
    for include in includes:
        concepts = mapping(include).get("concept")
        if not isinstance(concepts, list) or not concepts:
            return []
        found += [{"system": include.get("system"), **each} for each in concepts if mapping(each)]
    return found


def options(
    notes: Notes, words: Words, place: Place, sets: ValueSets
) -> tuple[list[Json], list[str]]:
    """Return the options of a choice, and the codes of those that are chosen from the start."""
    item = place.item
    if "answerOption" in item and "answerValueSet" in item:
        notes.fault(place, _("has both answerOption and answerValueSet."))
        return [], []
    if "answerValueSet" in item:
        return _of_value_set(notes, words, place, sets), []
    given = listed(notes, place, item, "answerOption")
    if not given and not STU3.keys() & item.keys():
        notes.fault(place, _("has no answerOption and no answerValueSet."))
    found = [_option(notes, words, place, option) for option in given]
    start = [
        option["code"]
        for option, written in zip(found, given, strict=True)
        if option and written.get("initialSelected") is True
    ]
    return [option for option in found if option], start


def _of_value_set(notes: Notes, words: Words, place: Place, sets: ValueSets) -> list[Json]:
    name = str(place.item["answerValueSet"])
    concepts = sets.concepts(name)
    if not concepts:
        said = _('answerValueSet "%(name)s" is not in the file, or does not list its codes.')
        notes.fault(place, said, name=name[:200])
    found = [_coded(notes, words, place, concept, {}) for concept in concepts]
    return [option for option in found if option]


def _option(notes: Notes, words: Words, place: Place, given: Mapping[str, Any]) -> Json:
    value = named(given, "value")
    if value is None:
        notes.fault(place, _("an answerOption needs one value."))
        return {}
    kind, content = value
    if kind == "Coding":
        return _coded(notes, words, place, mapping(content), given)
    try:
        if kind not in ("String", "Integer", "Date", "Time"):
            raise Misfit
        code = str(from_fhir(kind, content))
    except Misfit:
        said = _("an answerOption with value%(kind)s is not supported.")
        notes.fault(place, said, kind=kind[:40])
        return {}
    text = words.read(
        place, {**given, "display": code, "_display": given.get("_value" + kind)}, "display"
    )
    return {"code": code, "text": text} | _extras(notes, words, place, given)


def _coded(
    notes: Notes, words: Words, place: Place, coding: Mapping[str, Any], holder: Mapping[str, Any]
) -> Json:
    try:
        code = code_of(coding)
    except Misfit:
        notes.fault(place, _("an answerOption needs a code or a display."))
        return {}
    named_so = {**coding, "display": coding.get("display") or code}
    text = words.read(place, _with_designations(named_so), "display")
    system = coding.get("system")
    coded = {"system": system} if isinstance(system, str) and system else {}
    # A weight may stand on the option, on its coding, or on the concept of a value set.
    inner = _extras(notes, words, place, coding)
    return {"code": code, "text": text} | coded | inner | _extras(notes, words, place, holder)


def _with_designations(coding: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the coding with what a concept is called in other languages as translations."""
    given = coding.get("designation")
    if not isinstance(given, list):
        return coding
    found = [
        {
            "url": "http://hl7.org/fhir/StructureDefinition/translation",
            "extension": [
                {"url": "lang", "valueCode": mapping(each).get("language")},
                {"url": "content", "valueString": mapping(each).get("value")},
            ],
        }
        for each in given
    ]
    beside = mapping(coding.get("_display"))
    already = beside.get("extension")
    return {
        **coding,
        "_display": {"extension": [*(already if isinstance(already, list) else []), *found]},
    }


def _extras(notes: Notes, words: Words, place: Place, holder: Mapping[str, Any]) -> Json:
    found: Json = {}
    for name, extension in extensions(holder):
        value = value_of(extension)
        if name in WEIGHTS:
            try:
                found["weight"] = number(value)
            except Misfit:
                notes.fault(place, _("%(name)s must be a number."), name=name)
        elif name == "optionPrefix" and isinstance(value, str):
            found["prefix"] = value
        elif name == "optionExclusive" and value is True:
            found["exclusive"] = True
        elif name == "kilden:option":
            found |= read_own(notes, place, value, OF_OPTION)
        elif name not in ("optionExclusive", "translation"):
            notes.drop(place, name)
    return found
