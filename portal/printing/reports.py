"""A report of numbers on paper: what stands in it, as data. It is set in type by `report.typ`. Pure."""

from dataclasses import asdict, dataclass

from portal.printing.posters import compiled


@dataclass(frozen=True)
class Table:
    """`heads` are over the columns; the first cell of a row says what the row is of."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_narrow: bool = False
    """May be set in two halves beside one another, the upper first."""


@dataclass(frozen=True)
class Part:
    """A heading with what belongs below it, in this order; what is empty is left out."""

    heading: str
    lead: str = ""
    picture: str = ""
    """SVG, with `alt` in words."""
    alt: str = ""
    notes: tuple[str, ...] = ()
    """Small, below the picture."""
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True)
class Section:
    heading: str
    items: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Report:
    language: str
    is_right_to_left: bool
    platform: str
    heading: str
    lead: str
    facts: tuple[str, ...]
    warning: str
    """Stands on the first page in a frame, and at the foot of all of them."""
    sections: tuple[Section, ...]
    about: str
    page_of: str
    """“{page} of {pages}”, with the braces."""
    logo: str
    colours: dict[str, str]


def pdf(report: Report) -> bytes:
    """Return A4 pages that follow PDF/UA-1."""
    return compiled("report.typ", asdict(report))
