"""The table that tells which pages helped: page × age over a quarter, bound to the quarter's weeks. Pure.

The same people are in the weekly tables that are already out, so the pages are protected together with
them: every cell of those weeks is in the system, frozen as it was published, and the quarter's margins
are the sums of the weeks. A week with few answers can then not be had by subtraction.

Weeks whose tables were withheld are left out. Nothing of them is known but how many answered, and so
nothing needs to be proved about them; their answers are in no table at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from feedback import cubes
from feedback.cubes import ALL, AgeCount, Cube
from feedback.relations import Cell, Relation
from questionnaires.definition import Definition

NO_PAGE = "none"  # a poster for the same questions, or a page that is gone
SIDES = ("people", "top", "rest")

# A cell of a page is (side, page, age), a cell of a week (week, *the weekly cell).


@dataclass(frozen=True)
class WeekSeen:
    """One published week: its answers, and what was shown of them (None where masked)."""

    week: str
    ages: Mapping[str, AgeCount]
    shown: Mapping[Cell, int | None]


def cell_of_week(week: str, cell: Any) -> Cell:
    return (week, *cell)


def cells_shown(table: Mapping[str, Any]) -> dict[Cell, int | None]:
    """Return the cells of a stored weekly table (`cubes.as_table`), None where masked."""
    cells: dict[Cell, int | None] = {
        ("people", age): count for age, count in table["people"].items()
    }
    for side in ("top", "rest"):
        for link_id, row in table[side].items():
            cells |= {(side, link_id, age): count for age, count in row.items()}
    return cells


def ages_in(weeks: Iterable[WeekSeen]) -> list[str]:
    """Return every age of the weeks, in the order of the first that has it."""
    return list(dict.fromkeys(age for week in weeks for age in week.ages))


def agrees(definition: Definition, week: WeekSeen) -> bool:
    """Say whether the answers are still those that were published: a late one may be counted since."""
    values = cubes.cube(definition, week.ages).values
    return values.keys() == week.shown.keys() and all(
        values[cell] > 0 if count is None else values[cell] == count
        for cell, count in week.shown.items()
    )


def page_cube(
    definition: Definition,
    pages: Mapping[str, Mapping[str, AgeCount]],
    weeks: Iterable[WeekSeen],
) -> tuple[Cube, dict[Cell, int | None]]:
    """Return pages and weeks as one system of sums, and what of it is known already."""
    weeks = list(weeks)
    ages = ages_in(weeks)
    values, relations = _pages(definition, pages, ages)
    known: dict[Cell, int | None] = {}
    for week in weeks:
        cube = cubes.cube(definition, week.ages)
        values |= {cell_of_week(week.week, cell): count for cell, count in cube.values.items()}
        relations += [
            Relation(
                cell_of_week(week.week, relation.parent),
                tuple(cell_of_week(week.week, cell) for cell in relation.children),
            )
            for relation in cube.relations
        ]
        known |= {cell_of_week(week.week, cell): count for cell, count in week.shown.items()}
    relations += _quarters(definition, ages, weeks)
    return Cube(values, tuple(relations)), known


def _pages(
    definition: Definition, pages: Mapping[str, Mapping[str, AgeCount]], ages: list[str]
) -> tuple[dict[Cell, int], list[Relation]]:
    """Return page × age for the first question, with margins over both."""
    item = definition.choices[0]
    values: dict[Cell, int] = {}
    for page, counts in pages.items():
        for age in ages:
            count = counts.get(age, AgeCount())
            top = count.top(item)
            values |= {
                ("people", page, age): count.people,
                ("top", page, age): top,
                ("rest", page, age): count.people - top,
            }
    across = [
        Relation((side, page, ALL), tuple((side, page, age) for age in ages))
        for side in SIDES
        for page in pages
    ]
    down = [
        Relation((side, ALL, age), tuple((side, page, age) for page in pages))
        for side in SIDES
        for age in (*ages, ALL)
    ]
    for sums in (*across, *down):
        values[sums.parent] = sum(values[cell] for cell in sums.children)
    sides = [
        Relation(("people", page, age), (("top", page, age), ("rest", page, age)))
        for page in (*pages, ALL)
        for age in (*ages, ALL)
    ]
    return values, [*across, *down, *sides]


def _quarters(definition: Definition, ages: list[str], weeks: list[WeekSeen]) -> Iterable[Relation]:
    """Return how the quarter's margins are the sums of its weeks."""
    link_id = definition.choices[0].link_id
    for side in SIDES:
        row = ("people",) if side == "people" else (side, link_id)
        for age in (*ages, ALL):
            asked = [week for week in weeks if age == ALL or age in week.ages]
            yield Relation(
                (side, ALL, age), tuple(cell_of_week(week.week, (*row, age)) for week in asked)
            )


def as_table(
    pages: Iterable[str], ages: Iterable[str], shown: Mapping[Cell, int]
) -> dict[str, Any]:
    """Return the table as it is stored and read: {"ages": […], side: {page: {age: n or None}}}."""
    columns = [*ages, ALL]
    rows = [*pages, ALL]
    return {"ages": columns} | {
        side: {page: {age: shown.get((side, page, age)) for age in columns} for page in rows}
        for side in SIDES
    }
