"""Which files a page needs to be itself without a net. Pure: HTML goes in, addresses come out.

Of a picture only the plain `src` counts: it is the one that every phone can show, and the saved copy
asks for no other (`sw.js` takes the finer choices away).
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

LINKED = {"stylesheet", "icon"}


@dataclass
class Needs(HTMLParser):
    """What pages ask for, each address once, in the order they ask."""

    files: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and LINKED & set(given.get("rel", "").split()):
            add(self.files, given.get("href"))
        elif tag == "script":
            add(self.files, given.get("src"))
        elif tag == "img":
            add(self.pictures, given.get("src"))


def add(addresses: list[str], address: str | None) -> None:
    """Keep what is an address on this server; a page of ours asks nobody else."""
    if address and address.startswith("/") and not address.startswith("//"):
        addresses.extend({address} - set(addresses))


def needs_of(pages: list[str]) -> Needs:
    needs = Needs()
    for html in pages:
        needs.feed(html)
        needs.close()
        needs.reset()
    return needs
