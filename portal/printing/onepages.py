"""One page on a thing: what stands on it, as data. It is set in type by `onepage.typ`. Pure."""

from dataclasses import asdict, dataclass

from portal.printing.posters import compiled


@dataclass(frozen=True)
class Listed:
    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class OnePage:
    """All of it is set on one page of A4; the more there is, the smaller the letters, down to 5½ points."""

    language: str
    is_right_to_left: bool
    platform: str
    heading: str
    lead: str
    warning: str
    picture: str
    """SVG with colours of its own, with `alt` in words; empty: none."""
    alt: str
    sections: tuple[Listed, ...]
    about: str
    logo: str
    colours: dict[str, str]


def pdf(page: OnePage) -> bytes:
    """Return one A4 page that follows PDF/UA-1."""
    return compiled("onepage.typ", asdict(page))
