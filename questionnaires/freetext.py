"""What people say in their own words: made fit to be kept, or refused. Pure."""

import re
import unicodedata

from portal.privacy.redaction import holds_cpr, redact

JOINERS = "\u200c\u200d"  # join letters (Arabic) and pictures (emoji); other signs nobody sees go


class HoldsCpr(ValueError):
    """A CPR number never comes in, not even to be taken out again."""


class TooLong(ValueError):
    """The line is longer than the question allows."""


def tidy(text: str) -> str:
    """Return the text as one line, in the signs that can be seen."""
    seen = (visible(letter) for letter in unicodedata.normalize("NFC", text))
    return re.sub(r"\s+", " ", "".join(seen)).strip()


def visible(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cs" or (category == "Cf" and letter not in JOINERS):
        return ""  # half a sign (Cs) can come in JSON, and no database takes it
    return " " if category == "Cc" else letter


def fit_to_keep(text: str, longest: int) -> str:
    """Return the line without phone numbers, addresses and links; no mark makes it too long."""
    return _fit(tidy(text), longest)


def fit_lines_to_keep(text: str, longest: int) -> str:
    """Return several lines in the same way. A number that is broken over two lines is found too."""
    lines = "\n".join(map(tidy, text.splitlines()))
    return _fit(re.sub(r"\n{3,}", "\n\n", lines).strip(), longest)


def _fit(seen: str, longest: int) -> str:
    if holds_cpr(seen):
        raise HoldsCpr("The text holds a CPR number.")
    if len(seen) > longest:
        raise TooLong(f"The text is longer than {longest} characters.")
    return redact(seen, longest).text
