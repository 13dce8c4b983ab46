"""A questionnaire as data: the JSON of a version as dataclasses, and every fault in it at once. Pure.

Items carry the names of FHIR's Questionnaire where it has them (linkId, answer option). `top_box` is the
survey term for the answers that count as "yes" when a share is reported.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("da", "en", "ar")
REPORTERS = ("self", "self_with_relative", "self_with_staff", "relative", "staff")
TYPES = ("choice", "text")
MOST_ITEMS = 200
MOST_CHARACTERS = 200  # one line; a page of text invites names and whole stories
LONGEST = {"key": 50, "version": 20, "title": 120}  # as wide as their columns

Text = Mapping[str, str]


def spoken(text: Text, language: str) -> str:
    """Return the text in the language asked for, else in Danish, which is always there."""
    return text.get(language) or text["da"]


class DefinitionError(ValueError):
    """Holds one sentence for each fault, each beginning with where it is."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass(frozen=True)
class Option:
    code: str
    text: Text


@dataclass(frozen=True)
class Item:
    """One question; `group` is "general" or "place" (asked by one place only).

    A choice has answer options. A text is one line in people's own words, at most `max_length` long: it
    has no options, is never counted, and is shown to nobody before a person has read it.
    """

    link_id: str
    text: Text
    options: tuple[Option, ...]
    top_box: frozenset[str]
    group: str = "general"
    type: str = "choice"
    max_length: int = 0

    @property
    def is_text(self) -> bool:
        return self.type == "text"

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(option.code for option in self.options)


@dataclass(frozen=True)
class Definition:
    key: str
    version: str
    title: Text
    intro: Text
    thanks: Text
    age_question: Text
    reporter: str
    licence: str
    items: tuple[Item, ...]

    def item(self, link_id: str) -> Item:
        return next(item for item in self.items if item.link_id == link_id)

    @property
    def choices(self) -> tuple[Item, ...]:
        """Return the questions that can be counted."""
        return tuple(item for item in self.items if not item.is_text)

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages in which every string is there."""
        return tuple(
            language for language in LANGUAGES if all(text.get(language) for text in self.texts())
        )

    def language_for(self, language: str) -> str:
        """Return the language to ask in: the one wanted if every string is there, else Danish."""
        return language if language in self.languages else "da"

    def texts(self) -> Iterator[Text]:
        yield from (self.title, self.intro, self.thanks, self.age_question)
        for item in self.items:
            yield item.text
            yield from (option.text for option in item.options)


def canonical_hash(document: Mapping[str, Any]) -> str:
    """Return the sha256 of the document in one fixed spelling (sorted keys, no spaces, UTF-8)."""
    spelling = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(spelling.encode()).hexdigest()


def parse(document: Mapping[str, Any]) -> Definition:
    """Return the definition, or raise DefinitionError with all its faults."""
    if found := list(faults(document)):
        raise DefinitionError(found)
    named = document.get("option_sets", {})
    return Definition(
        key=document["key"],
        version=document["version"],
        title=document["title"],
        intro=document["intro"],
        thanks=document["thanks"],
        age_question=document["age_question"],
        reporter=document["reporter"],
        licence=document["licence"],
        items=tuple(_item(item, named) for item in document["items"]),
    )


def _item(document: Mapping[str, Any], named: Mapping[str, Any]) -> Item:
    given = _options(document, named) or ()
    return Item(
        link_id=document["linkId"],
        text=document["text"],
        options=tuple(Option(option["code"], option["text"]) for option in given),
        top_box=frozenset(document.get("top_box", ())),
        group=document.get("group", "general"),
        type=document.get("type", "choice"),
        max_length=document.get("maxLength", 0),
    )


def _options(item: Mapping[str, Any], named: Mapping[str, Any]) -> Any:
    """Return the item's own options, or those of the option set it names."""
    given = item.get("options")
    return named.get(given) if isinstance(given, str) else given


def faults(document: Any) -> Iterator[str]:
    """Yield a sentence for each fault; an empty result means that `parse` succeeds."""
    if not isinstance(document, Mapping):
        yield "The file must hold one JSON object."
        return
    yield from _name_faults(document)
    for name in ("title", "intro", "thanks", "age_question"):
        yield from _text_faults(name, document.get(name))
    if document.get("reporter") not in REPORTERS:
        yield f"reporter must be one of {', '.join(REPORTERS)}."
    yield from _items_faults(document)


def _name_faults(document: Mapping[str, Any]) -> Iterator[str]:
    for name in ("key", "version", "licence"):
        if not isinstance(document.get(name), str) or not document[name]:
            yield f"{name} is missing."
        elif len(document[name]) > LONGEST.get(name, len(document[name])):
            yield f"{name} may be {LONGEST[name]} characters long."
    if re.search(r"[^a-zA-Z0-9_-]", str(document.get("key", ""))):
        yield "key may hold the letters a to z, digits, hyphens and underscores only."
    title = document.get("title")
    if isinstance(title, Mapping) and len(str(title.get("da", ""))) > LONGEST["title"]:
        yield f"title may be {LONGEST['title']} characters long."


def _items_faults(document: Mapping[str, Any]) -> Iterator[str]:
    items = document.get("items")
    if not isinstance(items, list) or not 1 <= len(items) <= MOST_ITEMS:
        yield f"items must be a list of 1 to {MOST_ITEMS} questions."
        return
    seen = Counter(str(item.get("linkId")) for item in items if _has_link_id(item))
    for link_id, count in seen.items():
        if count > 1:
            yield f"linkId “{link_id}” is used {count} times; it must be used once."
    for position, item in enumerate(items, start=1):
        yield from _item_faults(position, item, document.get("option_sets", {}))
    if all(isinstance(item, Mapping) and item.get("type") == "text" for item in items):
        yield "items must hold at least one choice: text is not counted."


def _has_link_id(item: Any) -> bool:
    return (
        isinstance(item, Mapping) and isinstance(item.get("linkId"), str) and item["linkId"] != ""
    )


def _item_faults(position: int, item: Any, named: Any) -> Iterator[str]:
    where = f"item {position}"
    if not _has_link_id(item):
        yield f"{where}: linkId is missing."
        return
    where = f"{where} (linkId “{item['linkId']}”)"
    yield from _text_faults(f"{where}: text", item.get("text"))
    if item.get("group", "general") not in ("general", "place"):
        yield f"{where}: group must be general or place."
    if item.get("type", "choice") not in TYPES:
        yield f"{where}: type must be {' or '.join(TYPES)}."
    elif item.get("type") == "text":
        yield from _line_faults(where, item)
    else:
        yield from _choice_faults(where, item, named)


def _line_faults(where: str, item: Mapping[str, Any]) -> Iterator[str]:
    longest = item.get("maxLength")
    if type(longest) is not int or not 1 <= longest <= MOST_CHARACTERS:
        yield f"{where}: maxLength must be a whole number from 1 to {MOST_CHARACTERS}."
    for name in ("options", "top_box"):
        if name in item:
            yield f"{where}: a text has no {name}."


def _choice_faults(where: str, item: Mapping[str, Any], named: Any) -> Iterator[str]:
    if "maxLength" in item:
        yield f"{where}: only a text has a maxLength."
    options = _options(item, named if isinstance(named, Mapping) else {})
    if not isinstance(options, list) or len(options) < 2:
        yield f"{where}: options must be a list of at least two, or the name of an option set."
        return
    yield from _option_faults(where, item, options)


def _option_faults(where: str, item: Mapping[str, Any], options: list[Any]) -> Iterator[str]:
    codes = [option.get("code") if isinstance(option, Mapping) else None for option in options]
    if not all(isinstance(code, str) and code for code in codes) or len(set(codes)) < len(codes):
        yield f"{where}: each option needs a code of its own."
        return
    for option in options:
        yield from _text_faults(f"{where}, option “{option['code']}”: text", option.get("text"))
    top_box = item.get("top_box")
    is_list = isinstance(top_box, list) and all(isinstance(code, str) for code in top_box)
    if not is_list or not top_box or not set(top_box) < set(codes):
        yield f"{where}: top_box must name some, not all, of the option codes."


def _text_faults(where: str, text: Any) -> Iterator[str]:
    if not isinstance(text, Mapping) or not text.get("da"):
        yield f"{where} is missing in Danish."
    elif set(text) - set(LANGUAGES) or not all(isinstance(value, str) for value in text.values()):
        yield f"{where} may be given in {', '.join(LANGUAGES[:-1])} and {LANGUAGES[-1]} only."
