"""The words of a file in our languages, as plain text. Pure.

A file has one base language and FHIR's `translation` extension for others. Danish is always needed here:
where it is lacking, the base text stands in and the whole file gets one warning.
XHTML and Markdown are read for their words only. What stands in a script or a style is no text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from questionnaires.definition import LANGUAGES
from questionnaires.faults.fault import Place, _
from questionnaires.fhir.names import short
from questionnaires.fhir.notes import Notes, mapping

LONGEST = 10_000  # characters of one text; a page of print has 3,000
TURNS = 3
RICH = ("rendering-xhtml", "rendering-markdown")
_TAG = re.compile(r"<[/!?]?[a-zA-Z][^<>]*>?|<!--")
_WHOLE_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9:-]*)[^<>]*>")
_LONE = re.compile(r"<(?!/?[a-zA-Z][a-zA-Z0-9:-]*>)")
_MARKDOWN_LINK = re.compile(r"!?\[([^][]*)\]\([^()\s]*\)")
_MARKDOWN_MARK = re.compile(r"^#{1,6}\s+|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", re.MULTILINE)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style") and self.silent > 0

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def plain(marked: str) -> str:
    """Return the words of XHTML. `<<b>script>` leaves a tag behind, so what is left is looked at again."""
    text = marked
    for _turn in range(TURNS):
        if not _TAG.search(text):
            return text
        reader = _Words()
        reader.feed(_simple(text))
        reader.close()
        text = " ".join("".join(reader.words).split())
    return text.replace("<", "") if _TAG.search(text) else text


def _simple(text: str) -> str:
    """Return the text with bare tags only: html.parser needs minutes for many that are never closed."""
    kept = []
    while text:
        before, _mark, text = text.partition("<!--")
        _comment, _mark, text = text.partition("-->")
        kept.append(before)
    return _LONE.sub("&lt;", _WHOLE_TAG.sub(r"<\1>", "".join(kept)))


def plain_markdown(marked: str) -> str:
    return _MARKDOWN_MARK.sub("", _MARKDOWN_LINK.sub(r"\1", plain(marked))).strip()


@dataclass
class Words:
    """Reads the texts of one file; `language` is one of ours, or empty where it is another or unknown."""

    notes: Notes
    language: str
    is_ours: bool
    lacks_danish: bool = field(default=False)

    def read(self, place: Place | str, holder: Mapping[str, Any], name: str) -> dict[str, str]:
        """Return a text of the holder in our languages, Danish first; nothing where there is none."""
        beside = mapping(holder.get("_" + name))
        base = self.base(place, holder.get(name), beside, name)
        found = dict(self.translations(place, beside))
        if not base:
            return self.with_danish("", found) if found else {}
        return self.with_danish(base, {self.language or "": base} | found)

    def with_danish(self, base: str, found: Mapping[str, str]) -> dict[str, str]:
        if "da" not in found:
            self.lacks_danish = True
            found = {**found, "da": base or next(iter(found.values()))}
        return {language: found[language] for language in LANGUAGES if found.get(language)}

    def base(self, place: Place | str, given: Any, beside: Mapping[str, Any], name: str) -> str:
        if given is not None and not isinstance(given, str):
            self.notes.fault(place, _("%(name)s must be text."), name=name)
            return ""
        rich = self.rich(place, beside)
        return self.clean(place, given, name) if given else self.short_enough(place, rich, name)

    def rich(self, place: Place | str, beside: Mapping[str, Any]) -> str:
        """Return the words of a formatted text; the extension itself is never shown."""
        found = ""
        for kind, extension in extensions(beside):
            given = extension.get("valueMarkdown", extension.get("valueString"))
            if kind in RICH:
                self.notes.drop(place, kind, _("%(feature)s: only the plain text is taken along."))
                if isinstance(given, str) and len(given) <= LONGEST:
                    found = plain(given) if kind == RICH[0] else plain_markdown(given)
            elif kind != "translation":
                self.notes.drop(place, kind)
        return found

    def clean(self, place: Place | str, given: str, name: str) -> str:
        text = self.short_enough(place, given, name)
        if self.is_ours or not _TAG.search(text):
            return text
        self.notes.drop(place, name, _("%(feature)s holds markup; only its words are taken along."))
        return plain(text)

    def short_enough(self, place: Place | str, text: str, name: str) -> str:
        if len(text) <= LONGEST:
            return text
        said = _("%(name)s is longer than %(most)s characters.")
        self.notes.fault(place, said, name=name, most=LONGEST)
        return ""

    def translations(
        self, place: Place | str, beside: Mapping[str, Any]
    ) -> Iterator[tuple[str, str]]:
        for kind, extension in extensions(beside):
            parts = {short(part.get("url")): part for _name, part in extensions(extension)}
            language = parts.get("lang", {}).get("valueCode")
            content = parts.get("content", {})
            text = content.get("valueString", content.get("valueMarkdown"))
            if kind == "translation" and isinstance(language, str) and isinstance(text, str):
                yield from self.translation(place, language, text)

    def translation(
        self, place: Place | str, language: str, text: str
    ) -> Iterator[tuple[str, str]]:
        ours = language.split("-")[0].lower()
        if ours not in LANGUAGES:
            self.notes.languages[language[:20]] += 1
        elif text and ours != self.language:
            yield ours, self.clean(place, text, "translation")


def extensions(holder: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the short name of each extension and the extension."""
    given = holder.get("extension")
    for extension in given if isinstance(given, list) else ():
        if isinstance(extension, Mapping):
            yield short(extension.get("url")), extension


def value_of(extension: Mapping[str, Any]) -> Any:
    return next((value for key, value in extension.items() if key.startswith("value")), None)


def label(given: Any) -> str:
    """Return the words of a Coding or CodeableConcept."""
    concept = mapping(given)
    codings = concept.get("coding")
    first = mapping(codings[0]) if isinstance(codings, list) and codings else {}
    found = (concept.get("text"), concept.get("display"), first.get("display"), first.get("code"))
    return next((text for text in found if isinstance(text, str) and text), "")
