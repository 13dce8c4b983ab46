"""What the weeks have shown of sets of answers, beside a quarter that shows the answers themselves. Pure.

A set that a measure counted each week, and the top box, are sums of that week's answers; and the answers of
the weeks add up to those of the quarter. So how often each answer was given in each week is written out
for every question with such a set: never shown, but protected, and known to add up both ways. Nothing less
will do: sets overlap, and where two of them cannot both be large, the part they share is known.

A scale is another matter. Its score follows from several answers of one and the same person, which no sum
of counts says. So where the weeks have shown a scale, its questions are no part of the quarter (`bound`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from feedback.cubes import ALL, IN_NONE, AgeCount, Chosen, everyone, ordered, parts_of, splits_of
from feedback.ladders import System
from feedback.means import SCALE, STRETCHES, added
from feedback.relations import Cell, Relation
from feedback.seen import WeekSeen, cell_of_week, cube_of
from questionnaires.definition import Definition

SAID = "said"


@dataclass(frozen=True)
class Question:
    """A question whose answers the quarter counts, and in which columns it does."""

    link_id: str
    codes: tuple[str, ...]
    ages: tuple[str, ...]


def sets_of(weeks: Sequence[WeekSeen]) -> list[Chosen]:
    return ordered(one for week in weeks for one in week.sets)


def is_of_scale(one: Chosen) -> bool:
    return one.base.startswith((SCALE, STRETCHES))


def bound(definition: Definition, weeks: Sequence[WeekSeen]) -> frozenset[str]:
    """Return the questions of every scale that the weeks have shown a mean or bands of."""
    shown = {one.base.partition(":")[2] for one in sets_of(weeks) if is_of_scale(one)}
    scales = (scale for scale in definition.scales if scale.key in shown)
    return frozenset(part.link_id for scale in scales for part in scale.items)


def of_sets(
    definition: Definition,
    spread: Mapping[str, tuple[str, ...]],
    ages: Sequence[str],
    weeks: Sequence[WeekSeen],
) -> System:
    """Return each week's answers to the questions that it has shown sets of. None of it is shown."""
    asked = dict.fromkeys(one.base for one in sets_of(weeks) if not is_of_scale(one))
    questions = [Question(of, spread[of], (*ages, ALL)) for of in asked if of in spread]
    return added(
        found
        for question in questions
        for found in (
            *(_in_week(definition, question, week) for week in weeks),
            System({}, tuple(_over_weeks(question, weeks))),
        )
    )


def _in_week(definition: Definition, question: Question, week: WeekSeen) -> System:
    mine = [age for age in question.ages if age == ALL or age in week.ages]
    columns = {age: everyone(week.ages.values()) if age == ALL else week.ages[age] for age in mine}
    values = {
        said(week, question, code, age): count
        for age, column in columns.items()
        for code, count in _given(question, column).items()
    }
    relations = [sums for age in mine for sums in _rows(definition, question, week, age)] + _across(
        question, week, mine
    )
    return System(values, tuple(relations))


def said(week: WeekSeen, question: Question, code: str, age: str) -> Cell:
    return cell_of_week(week.week, (SAID, question.link_id, code, age))


def _given(question: Question, column: AgeCount) -> dict[str, int]:
    """Return how many gave each answer; "" are those who passed it over."""
    given = column.options.get(question.link_id, {})
    found = {code: given.get(code, 0) for code in question.codes if code}
    return found | {"": column.people - sum(found.values())}


def _rows(
    definition: Definition, question: Question, week: WeekSeen, age: str
) -> Iterator[Relation]:
    """Yield what each count of the week is made of: its people, sets, parts of sets, and rungs."""

    def sums(cell: Cell, codes: Sequence[str]) -> Relation:
        cells = tuple(said(week, question, code, age) for code in codes)
        return Relation(cell_of_week(week.week, cell), cells)

    yield sums(("people", age), question.codes)
    splits = [one for one in splits_of(definition, week.sets) if one.chosen.of == question.link_id]
    rows = [(one.inside, one.chosen.codes) for one in splits]
    parts = parts_of(splits)
    for row, codes in [*rows, *parts.items()]:
        yield sums((*row, age), [code for code in question.codes if code in codes])
    if parts:
        others = set(question.codes).difference(*parts.values())
        yield sums(("part", question.link_id, IN_NONE, age), sorted(others))
    if age == ALL:
        yield from (sums(cell, [cell[2]]) for cell in _rungs(definition, question, week))


def _rungs(
    definition: Definition, question: Question, week: WeekSeen
) -> Iterator[tuple[str, str, str]]:
    """Yield how many stood on each rung of the question's mean, where the week has one."""
    means = {one.key for one in week.sets if one.is_mean and one.base == question.link_id}
    for cell in cube_of(definition, week).values if means else ():
        if isinstance(cell, tuple) and cell[0] == "at" and cell[1] in means:
            yield cell


def _across(question: Question, week: WeekSeen, ages: Sequence[str]) -> list[Relation]:
    """Return how the ages add up, where the quarter has any."""
    parts = [age for age in ages if age != ALL]
    return [
        Relation(
            said(week, question, code, ALL),
            tuple(said(week, question, code, age) for age in parts),
        )
        for code in question.codes
        if parts
    ]


def _over_weeks(question: Question, weeks: Sequence[WeekSeen]) -> Iterator[Relation]:
    for age in question.ages:
        mine = [week for week in weeks if age == ALL or age in week.ages]
        for code in question.codes:
            cells = tuple(said(week, question, code, age) for week in mine)
            yield Relation(("code", question.link_id, code, age), cells)
