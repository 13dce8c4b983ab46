"""Posters as PDF. The only meeting with typst."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

TEMPLATE = Path(__file__).with_name("questionnaire.typ")


@dataclass(frozen=True)
class Poster:
    """The words on a poster, and its QR code as SVG."""

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


def pdf(poster: Poster) -> bytes:
    """Return the poster as an A4 PDF that says it follows PDF/UA-1 (tagged, with language and title)."""
    # The compiler takes 80 MB; a web process that prints no poster never loads it.
    import typst

    return typst.compile(
        TEMPLATE,
        format="pdf",
        sys_inputs={"data": json.dumps(asdict(poster))},
        pdf_standards=["ua-1"],
    )
