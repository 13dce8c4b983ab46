"""Tables as cells bound together by sums: what a reader of several tables can subtract.

A relation says that one published cell is the sum of others. Margins, hierarchies, linked tables
and several questions answered by the same people are all written this way, so that protection and
audit need no other notion of a table (Fischetti & Salazar, "Solving the cell suppression problem
on tabular data with linear constraints", Management Science 47, 2001).
"""

from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

Cell = Hashable


@dataclass(frozen=True)
class Relation:
    """``parent`` counts exactly the people counted in ``children``, each of them once."""

    parent: Cell
    children: tuple[Cell, ...]

    def __str__(self) -> str:
        return f"{self.parent} = {' + '.join(str(child) for child in self.children)}"

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (self.parent, *self.children)

    def holds(self, values: Mapping[Cell, int]) -> bool:
        return values[self.parent] == sum(values[child] for child in self.children)


@dataclass(frozen=True)
class Dimension:
    """The codes of one dimension, its total, and named groups of codes such as "40+".

    Groups may overlap and may contain other groups; the total is the sum of the codes themselves.
    """

    codes: tuple[str, ...]
    total: str = "Total"
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def sums(self) -> dict[str, tuple[str, ...]]:
        return {name: tuple(members) for name, members in self.groups.items()} | {
            self.total: self.codes
        }

    @property
    def all_codes(self) -> tuple[str, ...]:
        return (*self.codes, *self.sums)

    def codes_of(self, code: str) -> tuple[str, ...]:
        """The plain codes counted under ``code``."""
        if code not in self.sums:
            return (code,)
        return tuple(leaf for part in self.sums[code] for leaf in self.codes_of(part))


def relations_for(dimensions: Sequence[Dimension]) -> tuple[Relation, ...]:
    """Every sum that holds in the full table over ``dimensions``; cells are tuples of codes."""
    return tuple(
        Relation((*before, parent, *after), tuple((*before, child, *after) for child in children))
        for axis, dimension in enumerate(dimensions)
        for parent, children in dimension.sums.items()
        for before in _code_combinations(dimensions[:axis])
        for after in _code_combinations(dimensions[axis + 1 :])
    )


def with_margins(
    counts: Mapping[tuple[str, ...], int], dimensions: Sequence[Dimension]
) -> dict[tuple[str, ...], int]:
    """The full table, margins and groups included; combinations without a count are zero."""
    return {
        cell: sum(
            counts.get(leaf, 0)
            for leaf in product(*(d.codes_of(c) for d, c in zip(dimensions, cell, strict=True)))
        )
        for cell in _code_combinations(dimensions)
    }


def check_sums(values: Mapping[Cell, int], relations: Iterable[Relation]) -> None:
    """Raise ``ValueError`` naming what is wrong, so that no false table is ever protected."""
    for cell, value in values.items():
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise ValueError(f"The count of {cell} is {value!r}, not a whole number from 0 up.")
    for relation in relations:
        check_cells(relation, values)
        if not relation.holds(values):
            raise ValueError(f"The relation {relation} does not add up.")


def check_cells(relation: Relation, known: Container[Cell]) -> None:
    """Raise ``ValueError`` for a relation without children, or over cells nobody counted."""
    if not relation.children or len(set(relation.cells)) < len(relation.cells):
        raise ValueError(f"The relation {relation} needs a parent and distinct children.")
    for cell in relation.cells:
        if cell not in known:
            raise ValueError(f"The relation {relation} names {cell}, which is not in the table.")


def _code_combinations(dimensions: Sequence[Dimension]) -> Iterator[tuple[str, ...]]:
    return product(*(dimension.all_codes for dimension in dimensions))
