"""What a room stores about people, in words for those people. Each room that stores something has a
module `privacy_notes` with `NOTES`; the page about privacy is made of them, and a test holds them
against the models.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass


def nothing_more() -> Iterator[str]:
    yield from ()


@dataclass(frozen=True)
class Note:
    """One occasion on which something is stored.

    `stored` maps "app.Model.field", or "app.Model.*" for a whole model, to the reader's words for it.
    `now` tells what only the database knows, such as which questions are asked today.
    """

    heading: str
    stored: Mapping[str, str]
    why: str
    kept: str
    now: Callable[[], Iterator[str]] = nothing_more

    @property
    def words(self) -> list[str]:
        """Return each thing once, in the order it was told."""
        return list(dict.fromkeys(str(words) for words in self.stored.values()))
