"""The one table that is protected and published for a week: question × age, everyone included. Pure.

For each question and age two counts: those in the question's top box ("top"), and all others ("rest":
other answers, do not know, passed over). They add up to the people of that age, which all questions
share, so a masked number cannot be had from the question beside it. Text is not counted at all.

A measure may ask for another set of answers, or for the bands of a scale ("in", and "out" for all
others). Two sets of the same question share people, so the parts that they cut all people into are counted
too: never shown, but protected, since the difference of two sets is such a part.

A measure may also ask for a mean, of everyone only. Those with a score are then a set like any other, and
"sum" is what they scored in all, in rungs of the scale (feedback/means.py).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from feedback.means import Row, added, counting, rungs_of, summed
from feedback.relations import Cell, Relation
from questionnaires.definition import Definition, Item

ALL = "all"
NO_AGE = "unknown"
MEAN = "mean:"
NAMED = "|"
SIDES = ("top", "rest", "in", "out")

# A cell is ("people", age), ("top", linkId, age), ("rest", linkId, age), ("in", key, age),
# ("out", key, age) or ("sum", key, "all"). Never shown are ("part", of, sets, age) and what else a mean
# is made of.


@dataclass(frozen=True, order=True)
class Chosen:
    """The answers to one question, or the bands of one scale, that a measure counts.

    For a mean `of` has "mean:" before it, and there are no codes: whoever has a score is counted.
    """

    of: str
    codes: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, key: str) -> Self:
        of, _, codes = key.rpartition(NAMED)
        return cls(of, frozenset(filter(None, codes.split(","))))

    @property
    def key(self) -> str:
        return f"{self.of}{NAMED}{','.join(sorted(self.codes))}"

    @property
    def is_mean(self) -> bool:
        return self.of.startswith(MEAN)

    @property
    def base(self) -> str:
        """Return what its codes are codes of."""
        return self.of.removeprefix(MEAN)

    def codes_in(self, definition: Definition) -> frozenset[str]:
        return frozenset(rungs_of(definition, self.base)) if self.is_mean else self.codes


@dataclass
class AgeCount:
    """The people of one age, and how many of them chose each option of each question.

    `options` also holds the bands of each scale, under its key with "scale:" before it.
    """

    people: int = 0
    options: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, people: int, options: Mapping[str, Mapping[str, int]]) -> None:
        self.people += people
        for link_id, chosen in options.items():
            mine = self.options.setdefault(link_id, {})
            for code, count in chosen.items():
                mine[code] = mine.get(code, 0) + count

    def choosing(self, of: str, codes: Collection[str]) -> int:
        return sum(count for code, count in self.options.get(of, {}).items() if code in codes)

    def top(self, item: Item) -> int:
        """Return how many chose an answer in the question's top box."""
        return self.choosing(item.link_id, item.top_box)


@dataclass(frozen=True)
class Cube:
    """`never_shown` are counts that only the protection knows of."""

    values: Mapping[Cell, int]
    relations: tuple[Relation, ...]
    never_shown: frozenset[Cell] = frozenset()

    @property
    def known(self) -> dict[Cell, int | None]:
        """Return what is masked whatever comes; a zero among it is taken as known, to be on the safe side."""
        return {cell: None for cell in self.never_shown if self.values[cell]}


@dataclass(frozen=True)
class Split:
    """One set of answers and all others: the names of the two rows, and what they are counted from."""

    inside: tuple[str, str]
    outside: tuple[str, str]
    chosen: Chosen


def ordered(sets: Iterable[Chosen]) -> list[Chosen]:
    return sorted(set(sets), key=lambda one: one.key)


def splits_of(definition: Definition, sets: Iterable[Chosen]) -> list[Split]:
    tops = (
        Split(("top", item.link_id), ("rest", item.link_id), Chosen(item.link_id, item.top_box))
        for item in definition.choices
    )
    asked = (
        Split(("in", one.key), ("out", one.key), Chosen(one.base, one.codes_in(definition)))
        for one in ordered(sets)
    )
    return [*tops, *asked]


def cube(definition: Definition, ages: Mapping[str, AgeCount], sets: Iterable[Chosen] = ()) -> Cube:
    """Return every count of the table with its margins, and how they add up."""
    sets = ordered(sets)
    splits = splits_of(definition, sets)
    values: dict[Cell, int] = {("people", age): count.people for age, count in ages.items()}
    for split in splits:
        for age, count in ages.items():
            inside = count.choosing(split.chosen.of, split.chosen.codes)
            values[*split.inside, age] = inside
            values[*split.outside, age] = count.people - inside
    parts = parts_of(splits)
    values |= {
        (*part, age): count.choosing(part[1], codes)
        for part, codes in parts.items()
        for age, count in ages.items()
    }
    for of, mine in by_question(parts).items():
        for age, count in ages.items():
            values["part", of, IN_NONE, age] = count.people - sum(
                values[*part, age] for part in mine
            )
    every = [*parts, *(("part", of, IN_NONE) for of in by_question(parts))]
    rows = [("people",), *(row for one in splits for row in (one.inside, one.outside)), *every]
    across = [Relation((*row, ALL), tuple((*row, age) for age in ages)) for row in rows]
    values |= {sums.parent: sum(values[part] for part in sums.children) for sums in across}
    down = [sums for age in (*ages, ALL) for sums in sums_of(splits, parts, age)]
    hidden: set[Cell] = {(*part, age) for part in every for age in (*ages, ALL)}
    options = everyone(ages.values()).options
    means = [one for one in sets if one.is_mean]
    rows_of_all = rows_of_everyone(splits, parts)
    found = added(
        summed(definition, one.base, one.key, counting(options), rows_of_all) for one in means
    )
    hidden |= found.values.keys() - {("sum", one.key, ALL) for one in means}
    return Cube({**values, **found.values}, (*across, *down, *found.relations), frozenset(hidden))


def everyone(counts: Iterable[AgeCount]) -> AgeCount:
    total = AgeCount()
    for count in counts:
        total.add(count.people, count.options)
    return total


def rows_of_everyone(splits: Iterable[Split], parts: Mapping["Part", frozenset[str]]) -> list[Row]:
    sets = [Row((*one.inside, ALL), one.chosen.of, one.chosen.codes) for one in splits]
    return [*sets, *(Row((*part, ALL), part[1], codes) for part, codes in parts.items())]


Part = tuple[str, str, str]
IN_NONE = "none"  # the part of those who gave no answer of any set


def parts_of(splits: Iterable[Split]) -> dict[Part, frozenset[str]]:
    """Return the parts that several sets of one question cut each other into, with their codes."""
    by_question: dict[str, list[frozenset[str]]] = {}
    for split in splits:
        by_question.setdefault(split.chosen.of, []).append(split.chosen.codes)
    parts: dict[Part, set[str]] = {}
    for of, sets in by_question.items():
        for code in frozenset().union(*sets) if len(sets) > 1 else ():
            parts.setdefault(("part", of, _signature(code, sets)), set()).add(code)
    return {part: frozenset(codes) for part, codes in sorted(parts.items())}


def by_question(parts: Iterable[Part]) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for part in parts:
        found.setdefault(part[1], []).append(part)
    return found


def _signature(code: str, sets: Iterable[Collection[str]]) -> str:
    return "".join("1" if code in codes else "0" for codes in sets)


def sums_of(
    splits: list[Split], parts: Mapping[Part, frozenset[str]], age: str
) -> Iterator[Relation]:
    """Yield how the counts of one age add up."""
    for split in splits:
        yield Relation(("people", age), ((*split.inside, age), (*split.outside, age)))
        every = [part for part in parts if part[1] == split.chosen.of]
        mine = [part for part in every if parts[part] <= split.chosen.codes]
        if mine:
            yield Relation((*split.inside, age), tuple((*part, age) for part in mine))
            others = [
                *(part for part in every if part not in mine),
                ("part", split.chosen.of, IN_NONE),
            ]
            yield Relation((*split.outside, age), tuple((*part, age) for part in others))


def as_table(
    definition: Definition,
    ages: Iterable[str],
    shown: Mapping[Cell, int],
    sets: Iterable[Chosen] = (),
    weeks: Iterable[str] = (),
    sums: Iterable[str] = (),
) -> dict[str, Any]:
    """Return the table as it is stored and read, None for every count that is not shown.

    Shape: {"ages": [age …], "people": {age: n}, "top": {linkId: {age: n}}, "rest": the same,
    "in": {key of a set: {age: n}}, "out": the same, "sum": {key: {"all": n}} where there is a mean,
    "weeks": {week: n} where weeks were put together}.
    """
    columns = [*ages, ALL]
    table: dict[str, Any] = {
        "ages": columns,
        "people": {age: shown.get(("people", age)) for age in columns},
        **{side: {} for side in SIDES},
    }
    for split in splits_of(definition, sets):
        for side, name in (split.inside, split.outside):
            row = {age: shown.get((side, name, age)) for age in columns}
            table[side][name] = row
    if sums := list(sums):
        table["sum"] = {key: {ALL: shown.get(("sum", key, ALL))} for key in sums}
    if weeks := list(weeks):
        table["weeks"] = {week: shown.get(("week", week)) for week in weeks}
    return table


def sums_in(cube: Cube) -> list[str]:
    """Return the sets that a cube has a sum of."""
    return [cell[1] for cell in cube.values if isinstance(cell, tuple) and cell[0] == "sum"]


def sets_in(table: Mapping[str, Any]) -> list[Chosen]:
    """Return the sets that a stored table has counted."""
    return [Chosen.parse(key) for key in table.get("in", {})]


def ages_of(
    tallies: Iterable[tuple[str, int, Mapping[str, Any]]], ages: Iterable[str]
) -> dict[str, AgeCount]:
    """Return the counts of each age; `tallies` are (age, people, options). Unknown age only if used."""
    counts = {age: AgeCount() for age in ages}
    for age, people, options in tallies:
        counts.setdefault(age, AgeCount()).add(people, options)
    return counts
