"""What the weeks have shown of sets of answers and of means, as sums of a quarter's own counts. Pure.

A set of answers, or the bands of a scale, that was counted each week is the sum of what the quarter shows
answer by answer; and all scores of the weeks are the scores of the quarter. So a quarter that hides an
answer must know what its weeks have told of it. A set that some weeks have not counted leaves the people of
those weeks ("elsewhere") between the two sums.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from feedback.bins import bands_in_bins
from feedback.cubes import ALL, AgeCount, Chosen, everyone, ordered
from feedback.ladders import System, ladder, within
from feedback.means import SCALE, STRETCHES, added, rungs_of, scale_of
from feedback.relations import Cell, Relation
from feedback.seen import WeekSeen, cell_of_week, cube_of
from feedback.ties import points_of, tie
from questionnaires.definition import Definition


@dataclass(frozen=True)
class Spread:
    """A quarter's people of each age (and of all), and which answers are counted of what."""

    definition: Definition
    columns: Mapping[str, AgeCount]
    codes: Mapping[str, tuple[str, ...]]

    def count(self, of: str, codes: frozenset[str], age: str) -> int:
        return self.columns[age].choosing(of, codes)

    def cells(self, of: str, codes: Sequence[str], age: str) -> dict[Cell, int]:
        """Return the counts of some answers as the quarter has them."""
        return {("code", of, code, age): self.count(of, frozenset({code}), age) for code in codes}


def of_sets(spread: Spread, weeks: Sequence[WeekSeen]) -> System:
    """Return every set and mean of the weeks, added up. None of it is shown anew."""
    found = [
        system
        for one in ordered(one for week in weeks for one in week.sets)
        for age in spread.columns
        for system in _of_set(spread, one, age, weeks)
    ]
    means = (one for one in ordered(one for week in weeks for one in week.sets) if one.is_mean)
    return added([*found, *(system for one in means for system in _of_mean(spread, one, weeks))])


def of_scales(spread: Spread) -> System:
    """Return what the answers to the questions of a scale tell of its scores."""
    found = []
    for scale in spread.definition.scales:
        of, points = STRETCHES + scale.key, points_of(spread.definition, scale)
        if points is None or of not in spread.codes:
            continue
        for age in spread.columns:
            counts: dict[Cell, int] = {}
            for name, codes in {**points.answers, of: points.stretches}.items():
                counts |= spread.cells(name, list(codes), age)
            found.append(
                tie(
                    f"{of} {age}",
                    of,
                    points,
                    counts,
                    lambda of, code, age=age: ("code", of, code, age),
                )
            )
    return added(found)


def _of_set(spread: Spread, one: Chosen, age: str, weeks: Sequence[WeekSeen]) -> Iterator[System]:
    codes = one.codes_in(spread.definition)
    whole: Cell = ("in", one.key, age)
    value = spread.count(one.base, codes, age)
    asked = [week for week in weeks if one in week.sets and (age == ALL or age in week.ages)]
    parts = [cell_of_week(week.week, ("in", one.key, age)) for week in asked]
    shown = sum(_column(week, age).choosing(one.base, codes) for week in asked)
    yield _with_elsewhere(whole, value, parts, shown)
    if not one.of.startswith(SCALE):
        yield System({}, (Relation(whole, tuple(spread.cells(one.base, sorted(codes), age))),))
        return
    of = STRETCHES + one.of.removeprefix(SCALE)
    scale = scale_of(spread.definition, of)
    if scale is not None and of in spread.codes:
        inside, partly = (spread.cells(of, some, age) for some in bands_in_bins(scale, codes))
        yield within(f"{one.key} {age}", (whole, value), inside, partly)


def _of_mean(spread: Spread, one: Chosen, weeks: Sequence[WeekSeen]) -> Iterator[System]:
    codes = rungs_of(spread.definition, one.base)
    rungs = list(spread.cells(one.base, codes, ALL).items())
    total: Cell = ("sum", one.key, ALL)
    found = ladder(one.key, total, ("in", one.key, ALL), rungs)
    yield found
    cubes = {week.week: cube_of(spread.definition, week).values for week in weeks}
    told = {week: values for week, values in cubes.items() if total in values}
    parts = [cell_of_week(week, total) for week in told]
    shown = sum(values[total] for values in told.values())
    yield _with_elsewhere(total, found.values[total], parts, shown)
    kinds = {cell[:2] for values in told.values() for cell in values if _is_hidden(cell, one)}
    for kind in sorted(kinds):
        of = one.base if kind[0] == "at" else kind[1]
        for code in spread.codes.get(of, ()):
            cell: Cell = (*kind, code)
            mine = {week: values[cell] for week, values in told.items() if cell in values}
            whole: Cell = ("code", of, code, ALL)
            if mine:
                parts = [cell_of_week(week, cell) for week in mine]
                left = spread.count(of, frozenset({code}), ALL) - sum(mine.values())
                yield _sum(whole, parts, left, (kind[0], one.key, of, code))


def _is_hidden(cell: Cell, one: Chosen) -> bool:
    return isinstance(cell, tuple) and (cell[:2] == ("at", one.key) or cell[0] == "answer")


def _with_elsewhere(whole: Cell, value: int, parts: Sequence[Cell], shown: int) -> System:
    rest = _sum(whole, parts, value - shown, (str(whole),))
    return System({whole: value} | dict(rest.values), rest.relations)


def _sum(whole: Cell, parts: Sequence[Cell], left: int, name: tuple[str, ...]) -> System:
    """Say that a count is the sum of some weeks' and of what was not counted in others."""
    if not left:
        return System({}, (Relation(whole, tuple(parts)),) if parts else ())
    elsewhere: Cell = ("elsewhere", *name)
    return System({elsewhere: left}, (Relation(whole, (*parts, elsewhere)),))


def _column(week: WeekSeen, age: str) -> AgeCount:
    return everyone(week.ages.values()) if age == ALL else week.ages[age]
