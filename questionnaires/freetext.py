"""One line in people's own words: made fit to be kept, or refused. Pure."""

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
    if category == "Cf" and letter not in JOINERS:
        return ""
    return " " if category == "Cc" else letter


def fit_to_keep(text: str, longest: int) -> str:
    """Return the line without phone numbers and addresses; a mark may make it a little longer."""
    line = tidy(text)
    if holds_cpr(line):
        raise HoldsCpr("The text holds a CPR number.")
    if len(line) > longest:
        raise TooLong(f"The text is longer than {longest} characters.")
    return redact(line).text
