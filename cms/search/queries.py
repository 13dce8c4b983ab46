"""What a person has typed: made safe to answer, and judged before it is remembered."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 100
"""Characters that are searched for; what comes after is cut off, and the reader is told."""

LONGEST_KEPT = 60
MOST_WORDS_KEPT = 5
"""A longer query is a story, and a story may be about somebody."""

_FOUR_DIGITS = re.compile(r"\d(?:[\s.,/()+-]*\d){3}")
"""CPR, telephone and case numbers, however they are spaced."""

_ADDRESS = re.compile(r"@|\bwww\.|https?:", re.IGNORECASE)


@dataclass(frozen=True)
class Query:
    """A query as it is searched for, and whether something was cut off."""

    text: str
    was_cut: bool = False

    @classmethod
    def of(cls, typed: str) -> "Query":
        text = _in_one_line(typed[: 10 * LONGEST])  # no work for what nobody will read
        return cls(text[:LONGEST].rstrip(), was_cut=len(typed.strip()) > LONGEST)


def is_personal(text: str) -> bool:
    """Return whether a query may be about somebody. Better one too many: such a query is not kept."""
    return bool(
        _FOUR_DIGITS.search(text) or _ADDRESS.search(text) or len(text.split()) > MOST_WORDS_KEPT
    )


def to_keep(text: str) -> str:
    """Return a query as it is kept, or nothing when it may be personal."""
    return "" if is_personal(text) else text.lower()[:LONGEST_KEPT].strip()


def _in_one_line(text: str) -> str:
    """Return a text without control characters, hidden marks and half characters."""
    kept = ("" if unicodedata.category(char) in {"Cf", "Cs"} else char for char in text)
    seen = (" " if unicodedata.category(char) == "Cc" else char for char in "".join(kept))
    return " ".join("".join(seen).split())
