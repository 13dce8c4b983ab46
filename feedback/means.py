"""What a mean of everybody tells, as a system of sums beside the other counts of a table. Pure.

Whoever has a score stands on a rung of a ladder (feedback/ladders.py). How many on each is never shown, but
protected, and bound to all else that is counted of the same answers: sets of them, bands of the same scale,
and the questions that the scale is made of (feedback/ties.py).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from feedback.bins import bands_in_bins, bins_of_item, bins_of_scale
from feedback.ladders import LEAST_PEOPLE, System, ladder, within
from feedback.relations import Cell, Relation
from feedback.ties import Points, points_of, tie
from questionnaires.definition import Definition
from questionnaires.scales import Scale

SCALE, STRETCHES = "scale:", "stretches:"

Count = Callable[[str, Collection[str]], int]
"""How many gave one of some answers: to a question, in a band, or in a stretch of a scale."""

CellOf = Callable[[str, str], Cell]


@dataclass(frozen=True)
class Row:
    """A count of everybody that stands in the table: those who gave one of `codes`."""

    cell: Cell
    of: str
    codes: frozenset[str]


def rungs_of(definition: Definition, base: str) -> tuple[str, ...]:
    """Return the codes of what a mean is of, lowest first; none where it is no number."""
    if scale := scale_of(definition, base):
        return bins_of_scale(scale).codes
    bins = bins_of_item(definition.item(base))
    return bins.codes if bins else ()


def scale_of(definition: Definition, base: str) -> Scale | None:
    return next((each for each in definition.scales if STRETCHES + each.key == base), None)


def summed(
    definition: Definition, base: str, key: str, count: Count, rows: Collection[Row]
) -> System:
    """Return what everybody scored in all; nothing where too few have a score for a mean to be told."""
    codes = rungs_of(definition, base)
    if count(base, codes) < LEAST_PEOPLE:
        return System({}, ())

    def cell_of(of: str, code: str) -> Cell:
        return ("at", key, code) if of == base else ("answer", of, code)

    at = {code: count(base, (code,)) for code in codes}
    rungs = [(cell_of(base, code), number) for code, number in at.items()]
    found = [System(dict(rungs), tuple(sums_of(rows, base, cell_of)))]
    found += [ladder(key, ("sum", key, "all"), ("in", key, "all"), rungs)]
    if scale := scale_of(definition, base):
        found += bands(scale, rows, count, cell_of)
        points = points_of(definition, scale)
        found += [answered(key, base, points, count, rows, cell_of)] if points else []
    return added(found)


def sums_of(rows: Iterable[Row], of: str, cell_of: CellOf) -> Iterator[Relation]:
    for row in rows:
        if row.of == of:
            yield Relation(row.cell, tuple(cell_of(of, code) for code in sorted(row.codes)))


def bands(scale: Scale, rows: Iterable[Row], count: Count, cell_of: CellOf) -> Iterator[System]:
    """Yield how those in some bands of a scale stand in its stretches."""
    of = STRETCHES + scale.key
    for row in (row for row in rows if row.of == SCALE + scale.key):
        inside, partly = (
            {cell_of(of, code): count(of, (code,)) for code in codes}
            for codes in bands_in_bins(scale, row.codes)
        )
        yield within(str(row.cell), (row.cell, count(row.of, row.codes)), inside, partly)


def answered(
    key: str, base: str, points: Points, count: Count, rows: Collection[Row], cell_of: CellOf
) -> System:
    """Return the answers to the questions of a scale, and the equation between them and the scores."""
    values = {
        cell_of(of, code): count(of, (code,))
        for of, codes in {**points.answers, base: points.stretches}.items()
        for code in codes
    }
    of_rows = [sums for of in points.answers for sums in sums_of(rows, of, cell_of)]
    # A set may name answers that are no rating.
    named = {child: count(child[1], (child[2],)) for sums in of_rows for child in pairs(sums)}
    tied = tie(key, base, points, values, cell_of)
    return added([System(values | named, tuple(of_rows)), tied])


def pairs(sums: Relation) -> list[tuple[str, str, str]]:
    return [cell for cell in sums.children if isinstance(cell, tuple)]


def added(systems: Iterable[System]) -> System:
    """Return several systems as one; what two of them say alike is said once."""
    values: dict[Cell, int] = {}
    relations: dict[Relation, None] = {}
    for each in systems:
        values |= each.values
        relations |= dict.fromkeys(each.relations)
    return System(values, tuple(relations))


def counting(options: Mapping[str, Mapping[str, int]]) -> Count:
    def count(of: str, codes: Collection[str]) -> int:
        return sum(number for code, number in options.get(of, {}).items() if code in codes)

    return count
