"""One way of writing for what can be written in many, with the way back to every letter. Pure.

Digits of any script become 0–9, dashes of any kind a hyphen, full-width letters plain ones, and a run of
spaces or line breaks one space. What nobody sees is left out: soft hyphens, zero-width signs, marks of
direction, and marks that only dress a sign. Each sign is looked at by itself, as NFKC does
where one sign stays one, so a place in the result is always a place in the text as it was given.
"""

import unicodedata
from dataclasses import dataclass

DRESS = {"Mn", "Me"}  # marks on a sign and rings around it; they go where it goes
UNSEEN = {"Cf", "Cs", *DRESS}  # and format signs, and half a sign
# Dashes and spaces that Unicode files under something else: minus signs, and letters that show nothing.
MORE_DASHES = "\u2212\u02d7\u2043\u2796"
MORE_SPACES = "\u115f\u1160\u3164\u2800"


@dataclass(frozen=True)
class Plain:
    """`places` tells for each sign of `text` where it stood, `ends` where it was over."""

    text: str
    places: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part of the plain text stands in the given one; it ends in no space."""
        return self.places[start], self.ends[end - 1]


def plain(text: str) -> Plain:
    found: list[str] = []
    places: list[int] = []
    ends: list[int] = []
    for place, sign in enumerate(text):
        seen = as_seen(sign)
        if seen and not (seen == " " and found and found[-1] == " "):
            found.append(seen)
            places.append(place)
            ends.append(place + 1)
        elif ends and ends[-1] == place and unicodedata.category(sign) in DRESS:
            ends[-1] = place + 1
    return Plain("".join(found), places, ends)


def as_seen(sign: str) -> str:
    """Return a sign as everybody would type it; nothing where there is nothing to see."""
    if " " < sign <= "~":
        return sign
    category = unicodedata.category(sign)
    if category in UNSEEN:
        return ""
    if (digit := unicodedata.digit(sign, None)) is not None:
        return str(digit)
    one = unicodedata.normalize("NFKC", sign)
    one = one if len(one) == 1 else sign
    if category == "Pd" or one in MORE_DASHES:
        return "-"
    return " " if one.isspace() or one in MORE_SPACES or category == "Cc" else one
