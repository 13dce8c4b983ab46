"""The one table that is protected and published for a week: question × age, everyone included. Pure.

For each question and age two counts: those in the question's top box ("top"), and all others ("rest":
other answers, do not know, passed over). They add up to the people of that age, which all questions
share, so a masked number cannot be had from the question beside it. Text is not counted at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from feedback.relations import Cell, Relation
from questionnaires.definition import Definition, Item

ALL = "all"
NO_AGE = "unknown"

# A cell is ("people", age), ("top", linkId, age) or ("rest", linkId, age).


@dataclass
class AgeCount:
    """The people of one age, and how many of them chose each option of each question."""

    people: int = 0
    options: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, people: int, options: Mapping[str, Mapping[str, int]]) -> None:
        self.people += people
        for link_id, chosen in options.items():
            mine = self.options.setdefault(link_id, {})
            for code, count in chosen.items():
                mine[code] = mine.get(code, 0) + count

    def top(self, item: Item) -> int:
        """Return how many chose an answer in the question's top box."""
        chosen = self.options.get(item.link_id, {})
        return sum(count for code, count in chosen.items() if code in item.top_box)


@dataclass(frozen=True)
class Cube:
    values: Mapping[Cell, int]
    relations: tuple[Relation, ...]


def cube(definition: Definition, ages: Mapping[str, AgeCount]) -> Cube:
    """Return every count of the table with its margins, and how they add up."""
    values: dict[Cell, int] = {("people", age): count.people for age, count in ages.items()}
    for item in definition.choices:
        for age, count in ages.items():
            top = count.top(item)
            values["top", item.link_id, age] = top
            values["rest", item.link_id, age] = count.people - top
    rows: list[tuple[str, ...]] = [("people",)]
    rows += [(side, item.link_id) for item in definition.choices for side in ("top", "rest")]
    across = [Relation((*row, ALL), tuple((*row, age) for age in ages)) for row in rows]
    values |= {sums.parent: sum(values[part] for part in sums.children) for sums in across}
    down = [
        Relation(("people", age), (("top", item.link_id, age), ("rest", item.link_id, age)))
        for item in definition.choices
        for age in (*ages, ALL)
    ]
    return Cube(values, (*across, *down))


def as_table(
    definition: Definition, ages: Iterable[str], shown: Mapping[Cell, int]
) -> dict[str, Any]:
    """Return the table as it is stored and read, None for every count that is not shown.

    Shape: {"ages": [age …], "people": {age: n}, "top": {linkId: {age: n}}, "rest": the same}.
    """
    columns = [*ages, ALL]
    table: dict[str, Any] = {
        "ages": columns,
        "people": {age: shown.get(("people", age)) for age in columns},
    }
    for side in ("top", "rest"):
        table[side] = {
            item.link_id: {age: shown.get((side, item.link_id, age)) for age in columns}
            for item in definition.choices
        }
    return table


def ages_of(
    tallies: Iterable[tuple[str, int, Mapping[str, Any]]], ages: Iterable[str]
) -> dict[str, AgeCount]:
    """Return the counts of each age; `tallies` are (age, people, options). Unknown age only if used."""
    counts = {age: AgeCount() for age in ages}
    for age, people, options in tallies:
        counts.setdefault(age, AgeCount()).add(people, options)
    return counts
