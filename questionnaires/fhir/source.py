"""A file on its way in: what is known of it as a whole while its items are read. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from questionnaires.faults.fault import DEEPEST, Place, _
from questionnaires.faults.relations import NAMES
from questionnaires.fhir.names import R5, REFUSED, STU3, Json
from questionnaires.fhir.notes import Notes, mapping
from questionnaires.fhir.texts import Words, extensions, value_of
from questionnaires.fhir.valuesets import ValueSets

X_FHIR_QUERY = "application/x-fhir-query"


@dataclass
class Source:
    """`calculated` are items nobody is asked; `doubtful` those that have a fault of their own.

    `paths` holds the place in the file of each item that was made, by the identity of the item.
    """

    notes: Notes
    words: Words
    sets: ValueSets
    by_link_id: Mapping[str, Place]
    calculated: frozenset[str]
    doubtful: set[str] = field(default_factory=set)
    paths: dict[int, str] = field(default_factory=dict)


def children(holder: Mapping[str, Any], path: str = "", depth: int = 1) -> Iterator[Place]:
    """Yield the items of a questionnaire or an item with the way to them."""
    given = holder.get("item")
    for number, item in enumerate(given if isinstance(given, list) else (), start=1):
        inner = mapping(item)
        yield Place(f"{path}/{NAMES.get(str(inner.get('type')), 'q')}{number}", inner, depth)


def below(place: Place) -> Iterator[Place]:
    return children(place.item, place.path, place.depth + 1)


def walk(holder: Mapping[str, Any]) -> Iterator[Place]:
    """Yield all items. One step deeper than allowed, so that a help text may stand there."""
    waiting = list(children(holder))[::-1]
    while waiting:
        place = waiting.pop()
        yield place
        if place.depth <= DEEPEST:
            waiting += list(below(place))[::-1]


def kinds(place: Place) -> Json:
    """Return the extensions of an item by their short name; the last of a name counts."""
    return dict(extensions(place.item))


def is_calculated(place: Place) -> bool:
    return "calculatedExpression" in kinds(place)


def refuse_features(notes: Notes, place: Place | str, holder: Mapping[str, Any]) -> None:
    """Tell of all that changes the meaning of what it stands in and that we do not understand."""
    for url in modifiers(holder):
        said = _('modifierExtension "%(url)s" changes the meaning and is not known.')
        notes.fault(place, said, url=url)
    for name, extension in extensions(holder):
        if name in REFUSED:
            notes.fault(place, _('the extension "%(name)s" is not supported.'), name=name)
        elif mapping(value_of(extension)).get("language") == X_FHIR_QUERY:
            said = _('"%(name)s" holds an x-fhir-query, which is not supported.')
            notes.fault(place, said, name=name)
    for name in holder.keys() & STU3.keys():
        said = _('"%(name)s" belongs to FHIR STU3; R4 calls it "%(r4)s".')
        notes.fault(place, said, name=name, r4=STU3[name])
    for name in holder.keys() & set(R5):
        notes.fault(place, _('"%(name)s" belongs to FHIR R5.'), name=name)


def modifiers(holder: Mapping[str, Any]) -> list[str]:
    """Return the addresses of all modifierExtensions in it; those of items below are theirs to tell."""
    found, waiting = [], [value for key, value in holder.items() if key != "item"]
    given = holder.get("modifierExtension")
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += value.values()
            inner = value.get("modifierExtension")
            found += _urls(inner) if inner else []
        elif isinstance(value, list):
            waiting += value
    return [*(_urls(given) if given else []), *found]


def _urls(given: Any) -> list[str]:
    listed = given if isinstance(given, list) else [given]
    return [str(mapping(each).get("url", "?"))[:200] for each in listed]
