"""What is set in type: posters, cards and leaflets. The only meeting with typst.

A code is made a tenth of the distance it is read from: 7 cm on an A4 seen from 70 cm, 10 cm on an A3
seen from a metre, 4½ cm on an A5 from a letter, 2½ cm on a card in the hand (a printer's rule of thumb).
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from portal.printing.vectors import titled, unpacked

SHEETS = Path(__file__).parent
ONE_SIZE_UP = 2**0.5  # from A4 to A3, and from A5 to A4


@dataclass(frozen=True)
class Sign:
    """What shows the way to a page or to some questions: the same on a wall and in a pocket."""

    language: str
    platform: str
    band: str
    heading: str
    text: str
    scan: str
    address: str
    qr: str
    qr_alt: str
    logo: str
    """SVG; empty: the drop."""
    colours: dict[str, str]
    promise: str = ""
    """What becomes of the answers, and above it where it hangs; on the large sheets only."""
    place: str = ""
    told: str = ""
    """What earlier answers changed, in one line; on the large sheets only."""


@dataclass(frozen=True)
class Listing:
    heading: str
    items: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class Care:
    level: str
    label: str
    text: str


@dataclass(frozen=True)
class Leaflet:
    """The short form of what the sign leads to, to take home."""

    answer: str
    answer_name: str = ""
    lists: tuple[Listing, ...] = ()
    care_name: str = ""
    care: tuple[Care, ...] = ()
    note: str = ""


class Size(StrEnum):
    """What a sign can be printed as; the values stand in the address."""

    A4 = "a4"
    A3 = "a3"
    A5 = "a5"
    CARD = "kort"
    CARDS = "kortark"


UNITS = {Size.A4: 1.0, Size.A3: ONE_SIZE_UP, Size.A5: 1 / ONE_SIZE_UP}


def sign_pdf(sign: Sign, size: Size) -> bytes:
    return signs_pdf([sign], size)


def signs_pdf(signs: Sequence[Sign], size: Size) -> bytes:
    """Return signs that differ in address and place only, one on a page, as a PDF that follows PDF/UA-1."""
    own = ({name: getattr(sign, name) for name in ("address", "place", "qr")} for sign in signs)
    data = asdict(signs[0]) | {"pages": list(own)}
    if size in UNITS:
        return compiled("poster.typ", data | {"unit": UNITS[size]})
    return compiled("card.typ", data | {"is_sheet": size is Size.CARDS})


def sign_svg(sign: Sign) -> bytes:
    """Return the A4 poster for a print shop: one drawing of outlines, so no font is needed."""
    return titled(unpacked(compiled("poster.typ", asdict(sign), "svg")), sign.heading)


def leaflet_pdf(sign: Sign, leaflet: Leaflet) -> bytes:
    """Return an A5, printed on both sides when it tells when to seek help; a very long text takes more."""
    return compiled("leaflet.typ", asdict(sign) | {"leaflet": asdict(leaflet)})


def compiled(sheet: str, data: dict[str, object], form: Literal["pdf", "svg"] = "pdf") -> bytes:
    # The compiler takes 80 MB; a web process that prints nothing never loads it.
    import typst

    return typst.compile(
        SHEETS / sheet,
        format=form,
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["ua-1"] if form == "pdf" else [],
    )
