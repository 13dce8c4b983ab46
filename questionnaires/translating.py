"""All the strings of a document side by side with their translations. Pure."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from questionnaires.definition import options_of

OF_HEAD = ("title", "intro", "thanks", "age_question")
OF_ITEM = ("text", "help", "low", "high", "unit")


@dataclass(frozen=True)
class Line:
    """One string; `path` leads to its texts in the document, as `items/0/options/1/text`."""

    path: str
    danish: str
    translation: str

    @property
    def is_missing(self) -> bool:
        return not self.translation.strip()


def lines(document: Mapping[str, Any], language: str) -> list[Line]:
    """Return every Danish string of a document in order, with what it is called in the other language."""
    return [
        Line(path, text["da"], text.get(language, ""))
        for path, text in _texts(document)
        if text.get("da")
    ]


def with_lines(
    document: Mapping[str, Any], language: str, written: Mapping[str, str]
) -> dict[str, Any]:
    """Return the document with these translations by path; an empty one is taken out."""
    made = copy.deepcopy(dict(document))
    for path, text in _texts(made):
        if path not in written:
            continue
        words = "\n".join(written[path].split("\r\n")).strip()  # as a browser sends line breaks
        if words:
            text[language] = words
        else:
            text.pop(language, None)
    return made


def _texts(document: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    yield from _named(document, "", OF_HEAD)
    for name, options in document.get("option_sets", {}).items():
        yield from _options(options, f"option_sets/{name}")
    yield from _items(document.get("items", ()), "items")
    for number, scale in enumerate(document.get("scales", ())):
        yield from _named(scale, f"scales/{number}/", ("title",))
        yield from _options(scale.get("bands", ()), f"scales/{number}/bands")


def _items(items: Any, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    for number, item in enumerate(items):
        here = f"{path}/{number}"
        yield from _named(item, f"{here}/", OF_ITEM)
        if isinstance(item.get("options"), list):
            yield from _options(options_of(item, {}), f"{here}/options")
        yield from _items(item.get("items", ()), f"{here}/items")


def _options(options: Any, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    for number, option in enumerate(options):
        yield from _named(option, f"{path}/{number}/", ("text",))


def _named(part: Any, path: str, names: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    for name in names:
        if isinstance(part.get(name), dict):
            yield f"{path}{name}", part[name]
