"""The table that tells which pages helped: page × age over a quarter, bound to the quarter's weeks. Pure.

The same people are in the weekly tables that are already out, so the pages are protected together with
them: every cell of those weeks is in the system, frozen as it was published, and the quarter's margins
are the sums of the weeks. A week with few answers can then not be had by subtraction.

Weeks whose tables were withheld are left out. Nothing of them is known but how many answered, and so
nothing needs to be proved about them; their answers are in no table at all.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from feedback.cubes import ALL, AgeCount, Cube
from feedback.relations import Cell, Relation
from feedback.seen import WeekSeen, ages_in, past_of, sum_of_weeks
from questionnaires.definition import Definition

NO_PAGE = "none"  # a poster for the same questions, or a page that is gone
SIDES = ("people", "top", "rest")

# A cell of a page is (side, page, age), a cell of a week (week, *the weekly cell).


def page_cube(
    definition: Definition,
    pages: Mapping[str, Mapping[str, AgeCount]],
    weeks: Iterable[WeekSeen],
) -> tuple[Cube, Mapping[Cell, int | None]]:
    """Return pages and weeks as one system of sums, and what of it is known already."""
    weeks = list(weeks)
    ages, past = ages_in(weeks), past_of(definition, weeks)
    values, relations = _pages(definition, pages, ages)
    sums = (*past.relations, *relations, *_quarters(definition, ages, weeks))
    return Cube(past.values | values, sums), past.known


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
            yield sum_of_weeks((side, ALL, age), row, age, weeks)


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


def pages_in(table: Mapping[str, Any]) -> list[str]:
    """Return the pages by title, elsewhere and all pages last: PostgreSQL has an own order of keys."""
    last = {NO_PAGE: 1, ALL: 2}
    names = table.get("names", {})
    return sorted(table["people"], key=lambda page: (last.get(page, 0), names.get(page, ""), page))
