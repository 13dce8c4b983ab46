"""A scale is made of questions, so what is shown of one tells of the other. Pure.

Points of all answers to the questions of a scale, added up, are the points of all scores. Where nearly all
of a table is shown, this one equation more may give away the last small count. So it is given to the
protection with the rest, in plain sums of counts (feedback/ladders.py):

    answers + short = least + extra          extra = inner + beyond          room = inner + spare

`least` are the points that scores have at the least, each in its stretch, and `room` is what they may have
more. `short`, and `beyond`, come from people without a score and from answers that others stood in for.
A question answered on a long line is left out: its answers are known by stretches only, ten or more points
wide, and a scale of such questions is known no better.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from feedback.bins import bins_of_item, bins_of_scale
from feedback.ladders import System
from feedback.relations import Cell, Relation
from questionnaires.definition import Definition, Item
from questionnaires.scales import Scale, ScaleItem
from questionnaires.values import limits_of, value_of

CellOf = Callable[[str, str], Cell]
"""From a question or a scale, and a code, to the cell that counts it."""


@dataclass(frozen=True)
class Points:
    """How many points each answer gives, by linkId and code, and which totals each stretch holds."""

    answers: Mapping[str, Mapping[str, int]]
    stretches: Mapping[str, tuple[int, int]]


def points_of(definition: Definition, scale: Scale) -> Points | None:
    """Return the points of a scale whose questions have few answers; None for any other."""
    answers: dict[str, dict[str, int]] = {}
    for part in scale.items:
        found = _points(definition.item(part.link_id), part)
        if found is None or not found:
            return None
        answers[part.link_id] = found
    return Points(answers, _totals(scale, answers))


def _points(item: Item, part: ScaleItem) -> dict[str, int] | None:
    """Return the points of each code, the least being 0; None where they are not whole or too many."""
    bins = bins_of_item(item)
    if item.repeats or (bins and not bins.is_stepwise) or abs(part.weight) != 1:
        return None
    values: dict[str, Fraction | None] = {}
    if bins:
        values = {code: bins.middle(code) for code in bins.codes}
    elif item.type == "choice":
        values = {code: value_of(item, code) for code in item.codes}
    rated = {code: value for code, value in values.items() if value is not None}
    limits = limits_of(item)
    if not limits or any(value.denominator != 1 for value in rated.values()):
        return None
    if part.is_reversed != (part.weight < 0):
        return {code: int(limits[1] - value) for code, value in rated.items()}
    return {code: int(value - limits[0]) for code, value in rated.items()}


def _totals(scale: Scale, answers: Mapping[str, Mapping[str, int]]) -> dict[str, tuple[int, int]]:
    """Return the least and the most points in each stretch that anybody can be in."""
    bins, most = bins_of_scale(scale), sum(max(codes.values()) for codes in answers.values())
    found: dict[str, tuple[int, int]] = {}
    for total in range(most + 1):
        score = Fraction(scale.least) + (bins.greatest - bins.least) * total / most
        code = bins.code(score)
        found[code] = (found.get(code, (total, total))[0], total)
    return found


def tie(name: str, key: str, points: Points, counts: Mapping[Cell, int], cell_of: CellOf) -> System:
    """Return the equation between the answers and the scores in `counts`. `key` is the scale's."""
    values: dict[Cell, int] = {}
    relations: list[Relation] = []

    def add(cell: Cell, children: Sequence[Cell]) -> Cell:
        values[cell] = sum(values[c] if c in values else counts[c] for c in children)
        relations.append(Relation(cell, tuple(children)))
        return cell

    def weighed(cell: Cell, weights: Mapping[Cell, int]) -> Cell | None:
        """Add up cells, each so many times: a relation has each of its children once."""
        copies = [
            child if at == 0 else add(("copy", cell, child, str(at)), (child,))
            for child, weight in weights.items()
            for at in range(weight)
        ]
        return add(cell, copies) if copies else None

    answered = [
        found
        for link_id, codes in points.answers.items()
        if (
            found := weighed(
                ("worth", name, link_id),
                {cell_of(link_id, code): worth for code, worth in codes.items()},
            )
        )
    ]
    at = {cell_of(key, code): ends for code, ends in points.stretches.items()}
    least = weighed(("least", name), {cell: low for cell, (low, _most) in at.items()})
    room = weighed(("room", name), {cell: most - low for cell, (low, most) in at.items()})
    if not answered or least is None:
        return System({}, ())
    return _equation(name, answered, least, room, System(counts | values, tuple(relations)), counts)


def _equation(
    name: str,
    answered: Sequence[Cell],
    least: Cell,
    room: Cell | None,
    so_far: System,
    counts: Mapping[Cell, int],
) -> System:
    values = dict(so_far.values)
    extra = sum(values[cell] for cell in answered) - values[least]
    of: Mapping[str, Cell] = {
        word: (word, name) for word in ("points", "short", "extra", "inner", "beyond", "spare")
    }
    space = values[room] if room else 0
    values |= {
        of["points"]: values[least] + max(extra, 0),
        of["short"]: max(-extra, 0),
        of["extra"]: max(extra, 0),
        of["inner"]: min(max(extra, 0), space),
        of["beyond"]: max(extra - space, 0),
    }
    relations = [
        *so_far.relations,
        Relation(of["points"], (*answered, of["short"])),
        Relation(of["points"], (least, of["extra"])),
        Relation(of["extra"], (of["inner"], of["beyond"])),
    ]
    if room:
        values[of["spare"]] = space - values[of["inner"]]
        relations.append(Relation(room, (of["inner"], of["spare"])))
    mine = {cell: value for cell, value in values.items() if cell not in counts}
    return System(mine, tuple(relations))
