"""Instruments of others without their words: ids, ranges, scoring. A site adds the words it may use. Pure.

The way of CamCOPS: what is owned by others is never shipped; the site that has a licence uploads its own
text file. Every border here has its source beside it. What we could not find in a source is left out,
such as the ORS borders for young people and for those who rate somebody else, and the reliable change.

A text file is one JSON object, a language at a time:

    {"da": {"phq1": "…", "phq1/0": "…", "ors1/low": "…", "title": "…", "phq-9/mild": "…"}, "en": {…}}

A linkId is the question, `linkId/code` an option, `linkId/low` and `/high` the ends of a line. Title,
intro, thanks, age_question, `linkId/help` and the names of bands (`scale/code`) may be there. A licensed
text is used whole or not at all, so a language that is begun must be complete.
"""

import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from questionnaires.definition import LANGUAGES
from questionnaires.faults import faults
from questionnaires.faults.fault import Fault, Place, _, places

FOLDER = Path(__file__).parent
HEAD = ("title", "intro", "thanks", "age_question")
LONGEST_TEXT = 2000


@dataclass(frozen=True)
class Slot:
    """A text to fill in: the key of it in the file, the object that holds it, and its name there."""

    key: str
    where: str
    holder: dict[str, Any]
    name: str
    is_needed: bool


@dataclass
class Filled:
    """A document that can be imported, or the faults of the text file."""

    document: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def load(name: str) -> dict[str, Any]:
    """Return a shipped skeleton by its name, one of `names()`."""
    if name not in names():
        raise KeyError(name)
    document: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return document


def empty_texts(skeleton: Mapping[str, Any]) -> dict[str, str]:
    """Return the keys a text file needs in each language, to be filled in by hand."""
    return {slot.key: "" for slot in _slots(copy.deepcopy(dict(skeleton))) if slot.is_needed}


def fill(skeleton: Mapping[str, Any], texts: Any) -> Filled:
    """Return the skeleton with a site's own words in it, or everything that is wrong with them."""
    document = copy.deepcopy(dict(skeleton))
    slots = list(_slots(document))
    found = list(_file_faults(texts))
    if found:
        return Filled({}, found)
    for language, said in texts.items():
        found += _unknown(language, said, slots, document)
        for slot in slots:
            found += _put(language, said.get(slot.key), slot)
    found = found or list(faults(document))
    return Filled({} if found else document, found)


def _file_faults(texts: Any) -> Iterator[Fault]:
    if not isinstance(texts, Mapping) or not all(isinstance(t, Mapping) for t in texts.values()):
        yield Fault("", _("The file must hold one JSON object with an object for each language."))
        return
    if "da" not in texts:
        yield Fault("", _("The Danish texts are missing."))
    for language in texts:
        if language not in LANGUAGES:
            said = {"language": str(language)[:20], "names": ", ".join(LANGUAGES)}
            sentence = _("“%(language)s” is no language here; they are %(names)s.")
            yield Fault("", sentence, said)


def _slots(document: dict[str, Any]) -> Iterator[Slot]:
    for name in HEAD:
        yield Slot(name, name, document, name, is_needed=False)
    for place in places(document["items"]):
        yield from _item_slots(place)
    for scale in document.get("scales", []):
        for band in scale.get("bands", []):
            key = f"{scale['key']}/{band['code']}"
            yield Slot(key, f'scale "{scale["key"]}"', band, "text", is_needed=False)


def _item_slots(place: Place) -> Iterator[Slot]:
    item, where = cast(dict[str, Any], place.item), str(place)  # ours: it is from the copy
    link_id = item["linkId"]
    yield Slot(link_id, where, item, "text", is_needed=item["type"] != "group")
    yield Slot(f"{link_id}/help", where, item, "help", is_needed=False)
    for name in ("low", "high"):
        if name in item:
            yield Slot(f"{link_id}/{name}", where, item, name, is_needed=True)
    for option in item.get("options", []):
        code = option["code"]
        yield Slot(f"{link_id}/{code}", f'{where}, option "{code}"', option, "text", is_needed=True)


def _put(language: str, text: Any, slot: Slot) -> Iterator[Fault]:
    """Put one text into its place; what others own is never mixed with a text that was there."""
    if text is None:
        if slot.is_needed:
            lacking = {"key": slot.key, "language": language}
            yield Fault(slot.where, _("the text “%(key)s” is missing (%(language)s)."), lacking)
    elif not isinstance(text, str) or not text.strip() or len(text) > LONGEST_TEXT:
        said: dict[str, Any] = {"key": slot.key, "language": language, "most": LONGEST_TEXT}
        sentence = _("“%(key)s” must be a text of 1 to %(most)s characters (%(language)s).")
        yield Fault(slot.where, sentence, said)
    else:
        slot.holder[slot.name] = {**slot.holder.get(slot.name, {}), language: text.strip()}


def _unknown(
    language: str, said: Mapping[Any, Any], slots: list[Slot], document: Mapping[str, Any]
) -> Iterator[Fault]:
    known = {slot.key: slot for slot in slots}
    for key in said:
        if key in known:
            continue
        link_id, _slash, code = str(key).rpartition("/")
        values = {"key": str(key)[:60], "code": code[:60], "language": language}
        if link_id in known:
            values["codes"] = ", ".join(_codes(link_id, slots)) or "–"
            sentence = _(
                "“%(key)s” is for another range: the answers here are %(codes)s (%(language)s)."
            )
            yield Fault(known[link_id].where, sentence, values)
        else:
            yield Fault("", _("“%(key)s” is no text of this instrument (%(language)s)."), values)


def _codes(link_id: str, slots: list[Slot]) -> list[str]:
    """Return the codes of the options of one item."""
    begin = f"{link_id}/"
    return [
        slot.key.removeprefix(begin)
        for slot in slots
        if slot.key.startswith(begin) and "code" in slot.holder and slot.name == "text"
    ]
