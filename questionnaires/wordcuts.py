"""A text as its moderator meets it: what the rule finds marked, and words to tap that are to go. Pure.

A moderator can only cut. Nobody's words are changed into other words, and the mark says that something
was left out.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from portal.privacy.redaction import SHORT_MARK, findings

SHORTEST_MARK = "…"  # never longer than a word, so it fits where a text may not grow
WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Part:
    """A stretch of the text; `is_found` says that the rule takes it out."""

    text: str
    is_found: bool


@dataclass(frozen=True)
class Word:
    number: int
    text: str
    is_found: bool


def parts(text: str) -> Iterator[Part]:
    """Yield the whole text, in stretches that are found and such that are not."""
    after = 0
    for found in findings(text):
        if text[after : found.start]:
            yield Part(text[after : found.start], is_found=False)
        yield Part(text[found.start : found.end], is_found=True)
        after = found.end
    if text[after:]:
        yield Part(text[after:], is_found=False)


def words(text: str) -> list[Word]:
    found = findings(text)
    return [
        Word(number, hit.group(), any(f.start < hit.end() and hit.start() < f.end for f in found))
        for number, hit in enumerate(WORD.finditer(text))
    ]


def cut(text: str, numbers: Collection[int], longest: int = 0) -> str:
    """Return the text without the words of these numbers; neighbours leave one mark. "" if none is left.

    Without a `longest` (0) it may grow by its marks.
    """
    spans = [hit.span() for hit in WORD.finditer(text)]
    if not set(range(len(spans))) - set(numbers):
        return ""
    shortened = _cut(text, spans, numbers, SHORT_MARK)
    too_long = longest and len(shortened) > longest
    return _cut(text, spans, numbers, SHORTEST_MARK) if too_long else shortened


def _cut(text: str, spans: list[tuple[int, int]], numbers: Collection[int], mark: str) -> str:
    made, after = "", 0
    for is_cut, group in groupby(enumerate(spans), key=lambda pair: pair[0] in numbers):
        stretch = list(group)
        start, end = stretch[0][1][0], stretch[-1][1][1]
        made += text[after:start] + (mark if is_cut else text[start:end])
        after = end
    return made + text[after:]
