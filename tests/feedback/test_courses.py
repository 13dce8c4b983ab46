"""How people changed is told of groups only, always with how many began and how many came back. Pure."""

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback import courses, disclosure
from feedback.courses import LEAST_JUDGED, Answers, Counts, course_cube, course_of, yardsticks
from questionnaires.change import Yardstick
from tests.questionnaires.made import definition, rating, scale

BY = {"s": Yardstick(False, Fraction(10), Fraction("0.86"))}  # 10.4 is more than chance


def counted(*courses_: list[int | None]) -> Counts:
    counts = Counts()
    for values in courses_:
        scores = enumerate(None if value is None else Fraction(value) for value in values)
        counts.add(len(values), {"s": course_of(scores)}, BY)
    return counts


def made(started: int, better: int, same: int, worse: int, unjudged: int = 0) -> Counts:
    again = better + same + worse + unjudged
    return Counts(started, again, {"s": {"better": better, "same": same, "worse": worse}})


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ([30, 19], "better"),
        ([30, 20], "same"),
        ([30, 30], "same"),
        ([20, 31], "worse"),
        ([30, None, 25, 19], "better"),
        ([None, 30, 19], "better"),
    ],
)
def test_the_first_score_and_the_last_decide_and_chance_is_no_change(
    values: list, name: str
) -> None:
    counts = counted(values)

    assert (counts.started, counts.again) == (1, 1)
    assert [key for key, count in counts.scales["s"].items() if count] == [name]


@pytest.mark.parametrize(("values", "again"), [([30], 0), ([30, None], 1), ([None], 0)])
def test_who_has_not_two_scores_is_in_the_denominators_only(values: list, again: int) -> None:
    counts = counted(values)

    assert (counts.started, counts.again) == (1, again)
    assert courses.judged(counts.scales["s"]) == 0


def test_a_scale_without_figures_for_chance_is_not_judged() -> None:
    reference = {"standard_deviation": 10, "reliability": "0.86", "source": "Opfundet til prøven."}
    items = [rating(name) for name in "ab"]
    told = scale("a", key="told", least=0, greatest=3, reference=reference)
    silent = scale("b", key="silent", least=0, greatest=3)

    assert set(yardsticks(definition(*items, scales=[told, silent]))) == {"told"}


def test_a_small_group_has_no_classes_at_all() -> None:
    few = made(40, LEAST_JUDGED - 1, 0, 0, unjudged=20)
    table = courses.as_table(few, dict(course_cube(few, Answers(40, {}))[0].values))

    steps = {"started": 40, "again": 29, "once": 11}
    assert table == steps | {"scales": {}}


def test_a_large_cohort_is_shown_whole() -> None:
    counts = made(100, 30, 25, 10, unjudged=5)
    cube, known = course_cube(counts, Answers(230, {"2026-W40": (230, 230)}))

    shown = disclosure.publish(cube.values, cube.relations, frozen=known).shown

    assert courses.as_table(counts, shown) == {
        "started": 100,
        "again": 70,
        "once": 30,
        "scales": {"s": {"better": 30, "rest": 35, "same": 25, "worse": 10, "unjudged": 5}},
    }


def test_who_answered_again_is_not_told_by_subtracting_the_weeks() -> None:
    """43 answers were shown; 40 people beginning would tell that 3 had answered twice already."""
    counts = made(40, 12, 10, 0)
    cube, known = course_cube(counts, Answers(43, {"2026-W40": (43, 43)}))

    shown = disclosure.publish(cube.values, cube.relations, frozen=known).shown

    assert ("started",) not in shown


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    row=st.tuples(*[st.integers(0, 25)] * 5),
    weeks=st.lists(st.integers(0, 20), max_size=3),
    seed=st.integers(0, 9),
)
def test_every_number_is_true_and_no_small_one_can_be_worked_out(
    row: tuple[int, ...], weeks: list[int], seed: int
) -> None:
    once, *again = row
    counts = made(once + sum(again), *again)
    seen = {str(at): (n, n if n > 4 or not n else None) for at, n in enumerate(weeks)}
    total = max(sum(weeks), counts.started) + random.Random(seed).choice((0, 2, 9))
    cube, known = course_cube(counts, Answers(total, seen))
    assert all(relation.holds(cube.values) for relation in cube.relations)
    try:
        shown = disclosure.publish(cube.values, cube.relations, frozen=known).shown
    except disclosure.NotProtected:
        return  # nothing is shown

    hidden = {cell: None if cube.values[cell] else 0 for cell in cube.never_shown}
    visible = {cell: shown.get(cell) for cell in cube.values} | hidden | known
    assert all(n in (None, cube.values[cell]) for cell, n in visible.items())
    assert disclosure.audit(
        {cell: n for cell, n in visible.items() if n is not None},
        frozenset(cell for cell, n in visible.items() if n is None),
        cube.relations,
        primary=[cell for cell, n in cube.values.items() if 1 <= n <= disclosure.THRESHOLD],
    ).is_safe
