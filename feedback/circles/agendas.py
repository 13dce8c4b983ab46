"""How an agenda builds itself, and in which order it stands. Pure.

A meeting begins with a round in which each says how they are, and ends with a round about the meeting
(sociocratic circle method). Between them stands what waits, in the order in which a circle works: what is
new, what is to be decided, what was promised, what was tried.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple, TypeVar

FIRST, LAST = "check_in", "check_out"
T = TypeVar("T")
Way = Literal["up", "down"]
ORDER = (FIRST, "signal", "decision", "action", "study", "other", LAST)


class Topic(NamedTuple):
    """Something to talk about. `of` is the key of what it is about; 0 where that is nothing."""

    kind: str
    of: int
    title: str

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.of}"


def waiting(topics: Iterable[Topic], there: Iterable[tuple[str, int]]) -> list[Topic]:
    """Return what is not on the agenda yet, each thing once, in the order a circle works in."""
    seen, found = set(there), []
    for topic in sorted(topics, key=lambda topic: ORDER.index(topic.kind)):
        if (topic.kind, topic.of) not in seen:
            seen.add((topic.kind, topic.of))
            found.append(topic)
    return found


def arranged(there: Sequence[T], new: Sequence[T], kind_of: Callable[[T], str]) -> list[T]:
    """Put what is new behind what stands there, and the rounds that open and close at the two ends."""
    first = [one for one in new if kind_of(one) == FIRST]
    last = [one for one in new if kind_of(one) == LAST]
    between = [one for one in new if kind_of(one) not in (FIRST, LAST)]
    end = list(there[-1:]) if there and kind_of(there[-1]) == LAST else []
    return [*first, *there[: len(there) - len(end)], *between, *end, *last]


def moved(kinds: Sequence[str], at: int, way: Way) -> list[int]:
    """Return the places in their new order; the rounds that open and close a meeting stay where they are."""
    places = list(range(len(kinds)))
    to = at - 1 if way == "up" else at + 1
    inside = 0 <= at < len(kinds) and 0 <= to < len(kinds)
    if inside and not {kinds[at], kinds[to]} & {FIRST, LAST}:
        places[at], places[to] = places[to], places[at]
    return places


def can_move(kinds: Sequence[str], at: int, way: Way) -> bool:
    return moved(kinds, at, way) != list(range(len(kinds)))
