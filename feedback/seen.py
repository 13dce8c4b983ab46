"""What has been published of some weeks, and what all of it adds up to. Pure.

A later table of the same people is protected together with what they have shown already: its cells
are the sums of theirs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from feedback import cubes
from feedback.cubes import ALL, AgeCount, Cube
from feedback.relations import Cell, Relation
from questionnaires.definition import Definition

WEEK = "week"


@dataclass(frozen=True)
class WeekSeen:
    """One publication: its answers, and what was shown of them (None where masked).

    `week` is the first of its weeks; `people` has more than that one where weeks were put together.
    """

    week: str
    ages: Mapping[str, AgeCount]
    shown: Mapping[Cell, int | None]
    sets: tuple[cubes.Chosen, ...] = ()
    people: Mapping[str, int] = field(default_factory=dict)

    @property
    def weeks(self) -> tuple[str, ...]:
        return tuple(self.people) or (self.week,)


def cube_of(definition: Definition, week: WeekSeen) -> Cube:
    return with_weeks(cubes.cube(definition, week.ages, week.sets), week.people)


def with_weeks(cube: Cube, people: Mapping[str, int]) -> Cube:
    """Add how many answered in each week: the circle has seen it while the week ran."""
    if len(people) < 2:
        return cube
    values = {(WEEK, week): count for week, count in people.items()}
    total = Relation(("people", ALL), tuple(values))
    return Cube({**cube.values, **values}, (*cube.relations, total), cube.never_shown)


def cells_shown(table: Mapping[str, Any]) -> dict[Cell, int | None]:
    """Return the cells of a stored table (`cubes.as_table`), None where masked."""
    cells: dict[Cell, int | None] = {
        ("people", age): count for age, count in table["people"].items()
    }
    for side in (*cubes.SIDES, "sum"):
        for name, row in table.get(side, {}).items():
            cells |= {(side, name, age): count for age, count in row.items()}
    return cells | {(WEEK, week): count for week, count in table.get("weeks", {}).items()}


def agrees(definition: Definition, week: WeekSeen) -> bool:
    """Say whether the answers are still those that were published: a late one may be counted since."""
    cube = cube_of(definition, week)
    return cube.values.keys() - cube.never_shown == week.shown.keys() and all(
        cube.values[cell] > 0 if count is None else cube.values[cell] == count
        for cell, count in week.shown.items()
    )


def cell_of_week(week: str, cell: Any) -> Cell:
    return (week, *cell)


def ages_in(weeks: Iterable[WeekSeen]) -> list[str]:
    """Return every age of the weeks, in the order of the first that has it."""
    return list(dict.fromkeys(age for week in weeks for age in week.ages))


@dataclass(frozen=True)
class Past:
    """The published weeks as one system: their counts, how those add up, and what of it is known."""

    values: dict[Cell, int]
    relations: tuple[Relation, ...]
    known: dict[Cell, int | None]


def past_of(definition: Definition, weeks: Iterable[WeekSeen]) -> Past:
    values: dict[Cell, int] = {}
    relations: list[Relation] = []
    known: dict[Cell, int | None] = {}
    for week in weeks:
        cube = cube_of(definition, week)
        values |= {cell_of_week(week.week, cell): count for cell, count in cube.values.items()}
        relations += [_in_week(week.week, relation) for relation in cube.relations]
        seen = {**cube.known, **week.shown}
        known |= {cell_of_week(week.week, cell): count for cell, count in seen.items()}
    return Past(values, tuple(relations), known)


def _in_week(week: str, relation: Relation) -> Relation:
    children = tuple(cell_of_week(week, cell) for cell in relation.children)
    return Relation(cell_of_week(week, relation.parent), children)


def sum_of_weeks(
    parent: Cell, row: tuple[str, ...], age: str, weeks: Iterable[WeekSeen]
) -> Relation:
    """Return how a cell of the quarter is the sum of its weeks; in some nobody of that age may be."""
    asked = [week for week in weeks if age == ALL or age in week.ages]
    return Relation(parent, tuple(cell_of_week(week.week, (*row, age)) for week in asked))
