"""Everything that is wrong with a definition, all at once. Pure.

A place is told by the way to it and by the linkId: `item /group2/q7 (linkId "q11")` is the seventh part
of the second part, which is a group.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from questionnaires.definition import (
    LICENCES,
    REPORTERS,
    Definition,
    DefinitionError,
    read,
)
from questionnaires.faults import relations, scales
from questionnaires.faults.fault import Fault, _, places, text_faults, unknown, unstorable
from questionnaires.faults.items import item_faults

__all__ = ["Fault", "faults", "parse"]

MOST_ITEMS = 200
KEYS = (
    "key", "version", "licence", "reporter", "title", "intro", "thanks", "age_question", "option_sets",
    "items", "scales", "url",
)  # fmt: skip
LONGEST = {"key": 50, "version": 20, "title": 120}  # as wide as their columns


def parse(document: Mapping[str, Any]) -> Definition:
    """Return the definition, or raise DefinitionError with all its faults."""
    if found := list(faults(document)):
        raise DefinitionError(map(str, found))
    return read(document)


def faults(document: Any) -> Iterator[Fault]:
    """Yield each fault; an empty result means that `parse` succeeds."""
    if not isinstance(document, Mapping):
        yield Fault("", _("The file must hold one JSON object."))
        return
    # The names in such a document cannot even be printed, so it is told of first and alone.
    found = list(unstorable(document)) or list(_document_faults(document))
    yield from found
    if not found:
        # What follows reads the definition, which needs its parts to be of the right kind.
        definition = read(document)
        yield from relations.faults(definition)
        yield from scales.relations(definition)


def _document_faults(document: Mapping[str, Any]) -> Iterator[Fault]:
    yield from unknown("", document, KEYS)
    yield from _name_faults(document)
    yield from text_faults("title", document.get("title"))
    for name in ("intro", "thanks", "age_question"):
        yield from text_faults(name, document.get(name), may_be_left_out=True)
    if document.get("reporter") not in REPORTERS:
        yield Fault("", _("reporter must be one of %(names)s."), {"names": ", ".join(REPORTERS)})
    yield from _licence_faults(document.get("licence"))
    yield from _items_faults(document)
    yield from scales.shapes(document.get("scales", []))


def _name_faults(document: Mapping[str, Any]) -> Iterator[Fault]:
    for name in ("key", "version"):
        if not isinstance(document.get(name), str) or not document[name]:
            yield Fault(name, _("is missing."))
        elif len(document[name]) > LONGEST[name]:
            yield Fault(name, _("may be %(longest)s characters long."), {"longest": LONGEST[name]})
    if re.search(r"[^a-zA-Z0-9_-]", str(document.get("key", ""))):
        yield Fault("key", _("may hold the letters a to z, digits, hyphens and underscores only."))
    title = document.get("title")
    if isinstance(title, Mapping) and len(str(title.get("da", ""))) > LONGEST["title"]:
        yield Fault(
            "title", _("may be %(longest)s characters long."), {"longest": LONGEST["title"]}
        )
    if not isinstance(document.get("url", ""), str):
        yield Fault("url", _("must be text."))


def _licence_faults(licence: Any) -> Iterator[Fault]:
    names = ("kind", "owner", "citation", "notice")
    if not isinstance(licence, Mapping) or not set(licence) <= set(names):
        yield Fault("licence", _("must hold kind and owner, and may hold citation and notice."))
        return
    if licence.get("kind") not in LICENCES:
        yield Fault("licence", _("kind must be one of %(names)s."), {"names": ", ".join(LICENCES)})
    if not licence.get("owner") or not all(isinstance(licence.get(n, ""), str) for n in names):
        yield Fault(
            "licence", _("owner, citation and notice must be text, and owner must be there.")
        )


def _items_faults(document: Mapping[str, Any]) -> Iterator[Fault]:
    found = list(places(document.get("items")))
    if not 1 <= len(found) <= MOST_ITEMS:
        yield Fault("", _("items must be a list of 1 to %(most)s questions."), {"most": MOST_ITEMS})
        return
    seen = Counter(
        link_id for place in found if isinstance(link_id := place.item.get("linkId"), str)
    )
    for place in found:
        yield from item_faults(place, document.get("option_sets", {}))
    for link_id, count in seen.items():
        if link_id and count > 1:
            said = {"link_id": link_id, "count": count}
            yield Fault(
                "", _('linkId "%(link_id)s" is used %(count)s times; it must be used once.'), said
            )
    if all(place.type in ("group", "display") for place in found):
        yield Fault("", _("items must hold at least one question."))
