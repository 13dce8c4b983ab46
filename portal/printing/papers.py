"""A questionnaire on paper: what stands on the sheet, as data. It is set in type by `paper.typ`. Pure."""

from dataclasses import asdict, dataclass, replace

from portal.printing.posters import compiled


@dataclass(frozen=True)
class Box:
    """One answer to tick. `face` is drawn beside the words: 1 (sad) to 5 (glad), 0 for none."""

    text: str
    face: int = 0
    is_open: bool = False
    """A line to write on follows."""


@dataclass(frozen=True)
class Part:
    """A heading, words to read, or a question and the room for its answer.

    `shape` is boxes, numbers (boxes in a row), line (from one end to the other), blank (a short line, with
    a unit), lines (to write on), table (with `columns`), heading or words.
    """

    shape: str
    text: str
    number: int = 0
    help: str = ""
    only_if: str = ""
    hint: str = ""
    boxes: tuple[Box, ...] = ()
    low: str = ""
    high: str = ""
    unit: str = ""
    lines: int = 1
    decline: str = ""
    columns: tuple["Part", ...] = ()


@dataclass(frozen=True)
class Paper:
    language: str
    is_right_to_left: bool
    platform: str
    heading: str
    intro: str
    told: tuple[str, ...]
    consent: str
    parts: tuple[Part, ...]
    hand_in: str
    phone: str
    address: str
    qr: str
    qr_alt: str
    about: str
    """At the foot of every page: which version it is, and where it belongs."""
    page_of: str
    """“{page} of {pages}”, with the braces."""
    notice: str
    logo: str
    colours: dict[str, str]


def numbered(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Give the questions their numbers, which those who type the answers in go by."""
    found, number = [], 0
    for part in parts:
        if part.shape not in ("heading", "words"):
            number += 1
            part = replace(part, number=number)
        found.append(part)
    return tuple(found)


def pdf(paper: Paper) -> bytes:
    """Return A4 pages that follow PDF/UA-1, in black on white: they are copied and written on."""
    return compiled("paper.typ", asdict(paper))
