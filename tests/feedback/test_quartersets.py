"""What weeks have shown of sets of answers cannot be subtracted from the quarter that shows the answers.

The attack here knows no relation of ours: it tries all answers that two weeks could have had, counts each
anew as the weeks were counted, and keeps those that agree with everything shown.
"""

import random
from collections.abc import Iterator
from itertools import product

import pytest

from feedback import cubes, detailcubes, disclosure
from feedback.cubes import ALL, MEAN, AgeCount, Chosen
from feedback.ladders import System
from feedback.means import STRETCHES
from feedback.quartersets import SAID, bound
from feedback.relations import Cell
from feedback.seen import WeekSeen, cells_shown
from tests.questionnaires.made import definition, question, rating, scale

ASKED = definition(
    rating("a", (0, 1, 2), top_box=["2"]),
    question("n", "integer", minimum=0, maximum=2),
    rating("b", (0, 1, 2), top_box=["2"]),
    rating("c", (0, 1, 2), top_box=["2"]),
    scales=[scale("b", "c", key="s", least=0, greatest=4)],
)
LOW, EDGES = Chosen("a", frozenset("01")), Chosen("a", frozenset("02"))
FEW, MEAN_OF_N = Chosen("n", frozenset("01")), Chosen(MEAN + "n")
CODES = ("0", "1", "2", "")
Answers = tuple[int, int, int, int]
"""How many gave each of CODES."""


def answered(counts: Answers, of: str) -> AgeCount:
    return AgeCount(sum(counts), {of: dict(zip(CODES[:3], counts, strict=False))})


def week_of(number: int, counts: Answers, sets: list[Chosen]) -> WeekSeen | None:
    """Return a week as it is published, or None where no safe table was found."""
    ages = {"1": answered(counts, sets[0].base)}
    cube = cubes.cube(ASKED, ages, sets)
    try:
        shown = disclosure.publish(cube.values, cube.relations, frozen=cube.known).shown
    except disclosure.NotProtected:
        return None
    table = cubes.as_table(ASKED, ages, shown, sets, (), cubes.sums_in(cube))
    return WeekSeen(f"2026-W{number}", ages, cells_shown(table), tuple(sets))


def weeks_of(weeks: list[Answers], sets: list[Chosen]) -> list[WeekSeen]:
    found = (week_of(at, counts, sets) for at, counts in enumerate(weeks, start=40))
    return [week for week in found if week]


def cube_of_quarter(seen: list[WeekSeen]) -> tuple[cubes.Cube, dict[Cell, int | None]]:
    layout = detailcubes.layout_for(ASKED, ["1"], ())
    assert layout is not None
    layout = detailcubes.without(detailcubes.without_scales(layout), bound(ASKED, seen))
    everybody = cubes.everyone(week.ages["1"] for week in seen)
    cube, known = detailcubes.detail_cube(ASKED, layout, {"1": everybody}, {}, seen)
    return cube, dict(known)


def shown_of(seen: list[WeekSeen]) -> dict[Cell, int] | None:
    cube, known = cube_of_quarter(seen)
    try:
        return dict(disclosure.publish(cube.values, cube.relations, frozen=known).shown)
    except disclosure.NotProtected:
        return None


def every_answer(people: int) -> Iterator[Answers]:
    for low, middle, high in product(range(people + 1), repeat=3):
        if low + middle + high <= people:
            yield low, middle, high, people - low - middle - high


def agrees(week: WeekSeen, counts: Answers) -> bool:
    cube = cubes.cube(ASKED, {"1": answered(counts, week.sets[0].base)}, week.sets)
    return all(
        cube.values.get(cell, 0) > 0 if n is None else cube.values.get(cell, 0) == n
        for cell, n in week.shown.items()
    )


def narrowed(weeks: list[WeekSeen], truth: list[Answers], shown: dict[Cell, int]) -> list[str]:
    """Return the small counts, of a week or of both, that cannot be everything from 1 to 4."""
    of = weeks[0].sets[0].base
    told = [shown.get(("code", of, code, ALL)) for code in CODES]
    fit = [
        [each for each in every_answer(week.ages["1"].people) if agrees(week, each)]
        for week in weeks
    ]
    worlds = [
        together(*pair)
        for pair in product(*fit)
        if all(n in (None, sums) for n, sums in zip(told, together(*pair)[2], strict=True))
    ]
    true = together(*truth)
    assert true in worlds
    return [
        f"{name}: {code} is {min(values)} to {max(values)}"
        for row, name in enumerate(("week 0", "week 1", "quarter"))
        for at, code in enumerate(CODES)
        if 1 <= true[row][at] <= 4
        and (values := [world[row][at] for world in worlds])
        and (min(values) > least(true, row, at) or max(values) < 4)
    ]


def together(first: Answers, second: Answers) -> tuple[Answers, Answers, Answers]:
    a, b, c, d = map(sum, zip(first, second, strict=True))
    return first, second, (a, b, c, d)


def least(true: tuple[Answers, ...], row: int, at: int) -> int:
    """Where both weeks have some, the sum has two at the least: zeros are shown, so that is known."""
    return sum(week[at] > 0 for week in true[:2]) if row == 2 else 1


OF_N = [Chosen("n", frozenset("01")), Chosen("n", frozenset("02"))]
SUBTRACTED = [(8, 5, 6, 0), (3, 9, 7, 9)]
"""The first week shows that 8 said 0, so a quarter with 11 would tell the 3 of the second."""

CASES = [
    (SUBTRACTED, OF_N),
    ([(9, 3, 6, 0), (5, 2, 8, 0)], [LOW]),
    ([(9, 2, 6, 0), (6, 7, 1, 0)], [LOW, EDGES]),
    ([(7, 8, 6, 0), (8, 3, 9, 2)], [EDGES]),
    ([(1, 9, 9, 0), (1, 9, 9, 0)], [LOW]),
    ([(2, 11, 0, 0), (2, 0, 13, 0)], [LOW, EDGES]),
    ([(12, 9, 2, 0), (6, 8, 9, 0)], [MEAN_OF_N]),
    ([(12, 3, 8, 0), (9, 8, 7, 0)], [FEW, MEAN_OF_N]),
]


@pytest.mark.thorough
@pytest.mark.parametrize(("weeks", "sets"), CASES)
def test_whoever_tries_all_answers_that_fit_cannot_tell_a_small_count(
    weeks: list[Answers], sets: list[Chosen]
) -> None:
    seen = weeks_of(weeks, sets)
    assert len(seen) == 2
    shown = shown_of(seen)

    assert shown is None or narrowed(seen, weeks, shown) == []


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(20))
def test_nor_of_any_two_small_weeks(seed: int) -> None:
    chance = random.Random(seed)
    weeks = [tuple(chance.choice((0, 1, 3, 5, 6, 7)) for _ in CODES) for _ in range(2)]
    seen = weeks_of(weeks, chance.choice(([LOW], [EDGES], [LOW, EDGES])))
    if len(seen) < 2 or None in {week.shown["people", ALL] for week in seen}:
        return  # the quarter is another, or the attack has more to guess than it can try
    shown = shown_of(seen)

    assert shown is None or narrowed(seen, weeks, shown) == []


def test_without_the_answers_of_the_weeks_the_protection_would_be_undone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = weeks_of(SUBTRACTED, OF_N)
    monkeypatch.setattr(detailcubes, "of_sets", lambda *_args: System({}, ()))

    shown = shown_of(seen)

    assert shown is not None
    assert narrowed(seen, SUBTRACTED, shown) == ["week 1: 0 is 0 to 3"]


def test_the_quarter_shows_answers_where_many_gave_them() -> None:
    shown = shown_of(weeks_of([(20, 31, 42, 0), (25, 26, 27, 0)], [LOW, EDGES]))

    assert shown is not None
    assert [shown["code", "a", code, ALL] for code in CODES] == [45, 57, 69, 0]


def test_how_often_an_answer_was_given_in_a_week_is_never_shown() -> None:
    seen = weeks_of([(20, 31, 42, 0), (25, 26, 27, 0)], [LOW])
    cube, known = cube_of_quarter(seen)

    said = {cell for cell in cube.values if SAID in cell}

    assert said == cube.never_shown
    assert all(known[cell] is None for cell in said if cube.values[cell])
    assert all(relation.holds(cube.values) for relation in cube.relations)


@pytest.mark.parametrize("of", [f"scale:{'s'}", MEAN + STRETCHES + "s"])
def test_the_questions_of_a_scale_that_weeks_have_shown_are_no_part_of_the_quarter(of: str) -> None:
    week = WeekSeen("2026-W40", {}, {}, (LOW, Chosen(of)))

    assert bound(ASKED, [week]) == {"b", "c"}
    assert bound(ASKED, [WeekSeen("2026-W40", {}, {}, (LOW, MEAN_OF_N))]) == frozenset()
