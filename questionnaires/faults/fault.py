"""One fault, told with its place and in words that can be translated. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from difflib import get_close_matches
from typing import Any

from questionnaires.definition import LANGUAGES

DEEPEST = 8
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
QUOTES = "'\""
LONGEST_NUMBER = 15  # digits and point; more than that is no measurement


def _(sentence: str) -> str:
    """Mark a sentence for translation: this module knows nothing of the reader's language."""
    return sentence


@dataclass(frozen=True)
class Fault:
    """A sentence with its place, in English; `sentence` and `values` apart, to be said in Danish."""

    place: str
    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        said = self.sentence % self.values
        return f"{self.place}: {said}" if self.place else said


@dataclass(frozen=True)
class Place:
    """An item of a document and the way to it."""

    path: str
    item: Mapping[str, Any]
    depth: int = 1

    def __str__(self) -> str:
        link_id = self.item.get("linkId")
        named = f' (linkId "{link_id}")' if isinstance(link_id, str) and link_id else ""
        return f"item {self.path}{named}"

    @property
    def type(self) -> Any:
        return self.item.get("type", "choice")

    def fault(self, sentence: str, **values: Any) -> Fault:
        return Fault(str(self), sentence, values)


def places(items: Any, path: str = "", depth: int = 1) -> Iterator[Place]:
    """Yield all items, each before those below it. What is no item has no place of its own."""
    for number, item in enumerate(items if isinstance(items, list) else (), start=1):
        if not isinstance(item, Mapping):
            yield Place(f"{path}/{number}", {}, depth)
            continue
        name = {"group": "group", "display": "text"}.get(str(item.get("type")), "q")
        here = f"{path}/{name}{number}"
        yield Place(here, item, depth)
        if depth < DEEPEST:
            yield from places(item.get("items"), here, depth + 1)


def text_faults(where: str, text: Any, may_be_left_out: bool = False) -> Iterator[Fault]:
    """Judge a text in several languages; `{}` and nothing at all are the same."""
    if not text and may_be_left_out:
        return
    if not isinstance(text, Mapping) or not text.get("da"):
        yield Fault(where, _("is missing in Danish."))
    elif set(text) - set(LANGUAGES) or not all(isinstance(value, str) for value in text.values()):
        yield Fault(where, _("may be given in %(names)s only."), {"names": ", ".join(LANGUAGES)})


def unknown(where: str, given: Mapping[str, Any], known: Iterable[str]) -> Iterator[Fault]:
    """Tell of each name nobody reads: a misspelt one would be passed over in silence."""
    for name in (name for name in given if name not in set(known)):
        meant = get_close_matches(name[:50], list(known), n=1)
        said = {"name": ascii(name)[1:-1][:50], "meant": "".join(meant)}
        if meant:
            yield Fault(where, _('"%(name)s" is not known here. Is "%(meant)s" meant?'), said)
        else:
            yield Fault(where, _('"%(name)s" is not known here.'), said)


def unstorable(document: Any) -> Iterator[Fault]:
    """Tell of each text with a NUL or half a sign (a lone surrogate): JSON has them, databases do not.

    Without recursion: nobody knows yet how deep the document goes.
    """
    waiting: list[tuple[str, Any]] = [("", document)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, Mapping):
            inside = list(value.items())
        else:
            inside = list(enumerate(value, start=1)) if isinstance(value, list) else []
        texts = [value, *(name for name, _below in inside)]
        if any(isinstance(text, str) and UNSTORABLE.search(text) for text in texts):
            yield Fault(path or "/", _("holds a sign that cannot be stored."))
        waiting += [
            (f"{path}/{ascii(name).strip(QUOTES)}", below) for name, below in reversed(inside)
        ]


def is_number(given: Any, kind: str) -> bool:
    if type(given) is int:
        return len(str(abs(given))) <= LONGEST_NUMBER
    return kind != "integer" and isinstance(given, str) and is_decimal(given)


def is_decimal(written: str) -> bool:
    """Say whether a text is a plain decimal number; `1e999999999` is none."""
    return len(written) <= LONGEST_NUMBER and bool(
        re.fullmatch(r"-?\d+(\.\d+)?", written, re.ASCII)
    )


def is_moment(given: Any, kind: str) -> bool:
    """Say whether a text is a date as 2026-11-24, or a time as 10:00."""
    pattern = r"\d{4}-\d\d-\d\d" if kind == "date" else r"\d\d:\d\d"
    if not isinstance(given, str) or not re.fullmatch(pattern, given, re.ASCII):
        return False
    try:
        (date if kind == "date" else time).fromisoformat(given)
    except ValueError:
        return False
    return True
