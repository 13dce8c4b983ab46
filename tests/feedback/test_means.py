"""A mean of everybody is published only where it gives away nobody, also with all else that is shown."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback import cubes, detailcubes, disclosure
from feedback.cubes import ALL, MEAN, AgeCount, Chosen
from feedback.ladders import LEAST_PEOPLE
from feedback.means import SCALE, STRETCHES
from feedback.relations import Cell
from feedback.seen import WeekSeen, ages_in, agrees, cells_shown
from questionnaires.scoring import scores
from tests.questionnaires.made import definition, only_scale, rating, scale, text, vas

pytestmark = pytest.mark.thorough

BANDS = [
    {"code": "low", "text": text("Lav"), "least": 0, "greatest": 1},
    {"code": "high", "text": text("Høj"), "least": 2, "greatest": 4},
]
ASKED = definition(
    rating("a", (0, 1, 2), top_box=["2"]),
    rating("b", (0, 1, 2), top_box=["1", "2"]),
    vas("mm"),
    scales=[scale("a", "b", key="s", least=0, greatest=4, bands=BANDS)],
)
OF_SCALE, OF_LINE = Chosen(MEAN + STRETCHES + "s"), Chosen(MEAN + "mm")
SETS = (
    OF_SCALE,
    OF_LINE,
    Chosen(SCALE + "s", frozenset({"low"})),
    Chosen("a", frozenset({"0"})),
    Chosen("mm", frozenset({"8", "9"})),
)
AGES = ("1", "2")

Person = tuple[str, str, str, str]  # age, a, b, stretch of mm; "" is passed over
people = st.tuples(
    st.sampled_from(AGES),
    st.sampled_from(("0", "1", "2", "2", "")),
    st.sampled_from(("0", "1", "2", "2")),
    st.sampled_from(("0", "4", "5", "9", "")),
)


def count(persons: list[Person]) -> dict[str, AgeCount]:
    """Count people as the tallies do, each scored by the product's own rules."""
    counts = {age: AgeCount() for age in AGES}
    for age, a, b, mm in persons:
        (found,) = scores(ASKED, {name: code for name, code in (("a", a), ("b", b)) if code})
        scored = {} if found.value is None else {found.band: 1}
        said = {"a": {a: 1}, "b": {b: 1}, "mm": {mm: 1}, SCALE + "s": scored}
        stretch = {} if found.value is None else {str(int(found.value)): 1}
        counts[age].add(1, said | {STRETCHES + "s": stretch})
    return counts


def crowd(seed: int, size: int) -> list[Person]:
    chance = random.Random(seed)
    codes = (AGES, ("0", "1", "2", "2"), ("0", "1", "2", "2"), ("0", "2", "4", "5", "7", "9"))
    return [tuple(map(chance.choice, codes)) for _ in range(size)]


def read_back(cube: cubes.Cube, table: dict) -> dict[Cell, int | None]:
    """Return all that a reader sees, and zeros of what is never shown, to be on the safe side."""
    hidden = {cell: None if cube.values[cell] else 0 for cell in cube.never_shown}
    return dict(cells_shown(table)) | hidden


def assert_safe(cube: cubes.Cube, visible: dict[Cell, int | None]) -> None:
    assert visible.keys() == cube.values.keys()
    assert all(relation.holds(cube.values) for relation in cube.relations)
    assert all(n in (None, cube.values[cell]) for cell, n in visible.items())
    assert disclosure.audit(
        {cell: n for cell, n in visible.items() if n is not None},
        frozenset(cell for cell, n in visible.items() if n is None),
        cube.relations,
        primary=[cell for cell, n in cube.values.items() if 1 <= n <= disclosure.THRESHOLD],
    ).is_safe


def publish(persons: list[Person]) -> tuple[cubes.Cube, dict]:
    ages = count(persons)
    cube = cubes.cube(ASKED, ages, SETS)
    shown = disclosure.publish(cube.values, cube.relations, frozen=cube.known).shown
    return cube, cubes.as_table(ASKED, ages, shown, SETS, sums=cubes.sums_in(cube))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(persons=st.lists(people, max_size=45))
def test_a_week_with_means_adds_up_and_gives_nobody_away(persons: list[Person]) -> None:
    try:
        cube, table = publish(persons)
    except disclosure.NotProtected:
        return  # nothing is shown

    assert_safe(cube, read_back(cube, table))
    assert not {"at", "from", "answer"} & table.keys()


def test_a_large_week_shows_its_means_and_they_are_true() -> None:
    persons = crowd(1, 90)

    _cube, table = publish(persons)

    assert table["in"][OF_SCALE.key][ALL] == 90
    assert table["sum"][OF_SCALE.key][ALL] == 90 + sum(int(a) + int(b) for _, a, b, _ in persons)
    assert table["sum"][OF_LINE.key][ALL] == 90 + sum(int(mm) for *_, mm in persons)


@pytest.mark.parametrize(("size", "has_mean"), [(LEAST_PEOPLE - 1, False), (LEAST_PEOPLE, True)])
def test_a_mean_is_of_twenty_people_or_of_nobody(size: int, has_mean: bool) -> None:
    cube = cubes.cube(ASKED, count(crowd(2, size)), SETS)

    assert (OF_SCALE.key in cubes.sums_in(cube)) == has_mean


def test_where_a_few_have_no_score_it_is_not_told_how_many_have_one() -> None:
    _cube, table = publish([*crowd(3, 60), *([("1", "", "2", "5")] * 2)])

    assert table["people"][ALL] == 62
    assert table["in"][OF_SCALE.key][ALL] is None  # so there is no mean: nobody knows of how many


def test_a_mean_may_give_away_what_its_questions_hide_so_it_is_bound_to_them() -> None:
    """Three who answered 0 stand beside 40 who answered 2: with all points known, so are the three."""
    plain = definition(
        rating("a", (0, 1), top_box=["1"]),
        rating("b", (0, 1), top_box=["1"]),
        scales=[scale("a", "b", key="s", least=0, greatest=2)],
    )
    ages = {"1": AgeCount()}
    for a, b, n in (("1", "1", 20), ("1", "0", 20), ("0", "1", 3)):
        stretch = str(int(a) + int(b))
        ages["1"].add(n, {"a": {a: n}, "b": {b: n}, STRETCHES + "s": {stretch: n}})
    cube = cubes.cube(plain, ages, [OF_SCALE])
    naive = {("people", ALL): 43, ("sum", OF_SCALE.key, ALL): 43 + 20 * 2 + 23}
    naive |= {("in", OF_SCALE.key, ALL): 43, ("top", "b", ALL): 23, ("rest", "b", ALL): 20}
    naive |= {cell: 0 for cell, n in cube.values.items() if n == 0}
    small = [cell for cell, n in cube.values.items() if 1 <= n <= 4]
    hidden = frozenset(cube.values) - frozenset(naive)
    assert ("rest", "a", ALL) in small

    assert not disclosure.audit(naive, hidden, cube.relations, primary=small).is_safe
    found = disclosure.publish(cube.values, cube.relations, frozen=cube.known)
    assert found.masked & naive.keys()


# --- With the quarter -----------------------------------------------------------------------------


def seen(number: int, persons: list[Person], sets: tuple[Chosen, ...] = SETS) -> WeekSeen | None:
    ages = count(persons)
    cube = cubes.cube(ASKED, ages, sets)
    try:
        shown = disclosure.publish(cube.values, cube.relations, frozen=cube.known).shown
    except disclosure.NotProtected:
        return None
    table = cubes.as_table(ASKED, ages, shown, sets, sums=cubes.sums_in(cube))
    return WeekSeen(f"2026-W{number}", ages, cells_shown(table), tuple(cubes.sets_in(table)))


def quarter(
    weeks: list[list[Person]], sets: list[tuple[Chosen, ...]] | None = None
) -> tuple[detailcubes.Layout, cubes.Cube, dict[Cell, int | None]] | None:
    asked = sets or [SETS] * len(weeks)
    shown = [
        (each, persons)
        for number, (persons, mine) in enumerate(zip(weeks, asked, strict=True), start=40)
        if (each := seen(number, persons, mine))
    ]
    if not shown:
        return None
    found = [week for week, _persons in shown]
    layout = detailcubes.layout_for(ASKED, ages_in(found), ())
    everybody = count([person for _week, persons in shown for person in persons])
    cube, known = detailcubes.detail_cube(ASKED, layout, everybody, {}, found)
    return layout, cube, dict(known)


def assert_quarter_safe(found: tuple | None) -> None:
    if found is None:
        return
    layout, cube, known = found
    assert all(relation.holds(cube.values) for relation in cube.relations)
    try:
        shown = disclosure.publish(cube.values, cube.relations, frozen=known).shown
    except disclosure.NotProtected:
        return  # nothing is shown
    hidden = {cell: None if cube.values[cell] else 0 for cell in cube.never_shown}
    visible = {cell: shown.get(cell) for cell in cube.values} | hidden | known
    assert_safe(cube, visible)


@settings(max_examples=4, deadline=None, derandomize=True)
@given(weeks=st.lists(st.lists(people, min_size=4, max_size=40), min_size=1, max_size=3))
def test_a_quarter_gives_away_nobody_that_the_means_of_its_weeks_have_hidden(
    weeks: list[list[Person]],
) -> None:
    assert_quarter_safe(quarter(weeks))


@settings(max_examples=3, deadline=None, derandomize=True)
@given(
    weeks=st.lists(st.lists(people, min_size=4, max_size=40), min_size=2, max_size=2),
    left_out=st.sampled_from(SETS),
)
def test_a_measure_that_was_made_half_way_through_the_quarter_gives_nobody_away(
    weeks: list[list[Person]], left_out: Chosen
) -> None:
    first = tuple(one for one in SETS if one != left_out)

    assert_quarter_safe(quarter(weeks, [first, SETS]))


def test_what_each_week_shows_of_a_set_is_more_than_the_quarter_may_show_beside_it() -> None:
    """Three of a quarter answered 1. Each week told how many answered 0, so their sum is known."""
    only = (Chosen("a", frozenset({"0"})),)
    weeks = [
        [("1", "0", "2", "5")] * 20 + [("1", "2", "2", "5")] * 20,
        [("1", "0", "2", "5")] * 20 + [("1", "2", "2", "5")] * 17 + [("1", "1", "2", "5")] * 3,
    ]
    _layout, cube, known = quarter(weeks, [only, only])

    hidden = {cell: None for cell in cube.never_shown if cube.values[cell]} | known
    small = [cell for cell, n in cube.values.items() if 1 <= n <= 4]
    masked = {("code", "a", "0", ALL), ("code", "a", "1", ALL), ("code", "a", "0", "1")}
    masked |= {("code", "a", "1", "1"), *(cell for cell, n in hidden.items() if n is None), *small}
    naive = {cell: n for cell, n in cube.values.items() if cell not in masked}
    assert not disclosure.audit(naive, frozenset(masked), cube.relations, primary=small).is_safe
    assert_quarter_safe((_layout, cube, known))


def test_a_week_that_was_published_with_a_mean_is_known_again() -> None:
    week = seen(40, crowd(5, 70))

    assert agrees(ASKED, week)
    assert not agrees(ASKED, WeekSeen(week.week, count(crowd(6, 70)), week.shown, week.sets))


def test_a_quarter_of_thirteen_weeks_with_means_is_shown_in_time() -> None:
    found = quarter([crowd(seed, 90) for seed in range(13)])

    _layout, cube, known = found
    shown = disclosure.publish(cube.values, cube.relations, frozen=known).shown
    assert shown["people", ALL] == 13 * 90
    assert sum(shown["code", STRETCHES + "s", code, ALL] for code in "01234") == 13 * 90


def test_the_scale_of_these_tests_is_the_sum_of_its_two_questions() -> None:
    assert only_scale(ASKED).greatest == 4
