"""How much a group scored in all, written as plain sums, so that it is protected like any count. Pure.

A mean times the people is a sum, and a sum is one more equation for somebody who wants to know what is
hidden. Each person stands on a rung, the lowest being 1. The sum of all rungs is the number who stand on
the first rung or higher, and on the second or higher, and so on: a sum of counts of people, which needs no
weights. So the one system of relations (feedback/relations.py) holds it, and protection and audit need no
other notion.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from feedback.bins import Bins
from feedback.relations import Cell, Relation

LEAST_PEOPLE = 20
"""A mean of fewer says more of who they were than of what was done; so questionnaires/change.py."""


@dataclass(frozen=True)
class System:
    """Counts, and how they add up."""

    values: Mapping[Cell, int]
    relations: tuple[Relation, ...]


def ladder(name: str, total: Cell, people: Cell, rungs: Sequence[tuple[Cell, int]]) -> System:
    """Return the sum over `rungs` (lowest first) as the cell `total`; `people` stand on any of them."""
    steps: list[Cell] = [("from", name, str(at)) for at in range(1, len(rungs) - 1)]
    higher: list[Cell] = [*steps, rungs[-1][0]]
    counts = [count for _cell, count in rungs]
    values = {cell: sum(counts[at:]) for at, cell in enumerate(higher, start=1)}
    relations = [
        Relation(cell, (rungs[at][0], higher[at])) for at, cell in enumerate(steps, start=1)
    ]
    values[total] = sum(at * count for at, count in enumerate(counts, start=1))
    return System(values, (*relations, Relation(total, (people, *higher))))


def mean(bins: Bins, total: int, people: int) -> Fraction:
    """Return the mean score behind a sum of rungs; exact where each value has a stretch of its own.

    Elsewhere everybody in a stretch counts as its middle, so it is the mean of a grouped series.
    """
    rung = Fraction(total, people) - 1
    first, last = bins.middle(bins.codes[0]), bins.middle(bins.codes[-1])
    return first + (last - first) * rung / (bins.count - 1)


def within(
    name: str, parent: tuple[Cell, int], inside: Mapping[Cell, int], partly: Mapping[Cell, int]
) -> System:
    """Say that a count holds all of some parts, and of others some: nobody knows how many."""
    cell, count = parent
    some: Cell = ("some", name)
    if not partly:
        return System({}, (Relation(cell, tuple(inside)),) if inside else ())
    edge: Cell = ("edge", name)
    left = count - sum(inside.values())
    values = {some: left, edge: sum(partly.values())}
    values["others", name] = values[edge] - left
    return System(
        values,
        (
            Relation(cell, (*inside, some)),
            Relation(edge, tuple(partly)),
            Relation(edge, (some, ("others", name))),
        ),
    )
