"""What is set in type: posters, cards and leaflets. The only meeting with typst.

A code is made a tenth of the distance it is read from: 7 cm on an A4 seen from 70 cm, 10 cm on an A3
seen from a metre, 2½ cm on a card in the hand (a printer's rule of thumb).
"""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from portal.printing.vectors import titled, unpacked

SHEETS = Path(__file__).parent
A3_OVER_A4 = 2**0.5


@dataclass(frozen=True)
class Poster:
    """The words on a questionnaire's poster, and its QR code as SVG."""

    language: str
    platform: str
    title: str
    intro: str
    scan: str
    address: str
    promise: str
    place: str
    qr: str
    qr_alt: str


@dataclass(frozen=True)
class Sign:
    """What shows the way to a page: the same words on a wall, in a pocket and in a letter."""

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
    CARD = "kort"
    CARDS = "kortark"


def pdf(poster: Poster) -> bytes:
    """Return the poster as an A4 PDF that says it follows PDF/UA-1 (tagged, with language and title)."""
    return compiled("questionnaire.typ", asdict(poster))


def sign_pdf(sign: Sign, size: Size) -> bytes:
    match size:
        case Size.A4 | Size.A3:
            unit = A3_OVER_A4 if size is Size.A3 else 1
            return compiled("poster.typ", asdict(sign) | {"unit": unit})
        case Size.CARD | Size.CARDS:
            return compiled("card.typ", asdict(sign) | {"is_sheet": size is Size.CARDS})


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
