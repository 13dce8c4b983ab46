"""A quarter's spread over answers, scales and places gives away nobody that its weeks have hidden. Pure."""

import random
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback import cubes, detailcubes, disclosure
from feedback.cubes import ALL, AgeCount
from feedback.detailcubes import MOST_CELLS, Layout, layout_for
from feedback.means import STRETCHES
from feedback.relations import Cell, Relation
from feedback.seen import WeekSeen, ages_in, cells_shown
from questionnaires.definition import Definition
from tests.questionnaires.made import definition, rating, scale, vas

pytestmark = pytest.mark.thorough

ASKED = definition(
    rating("a", (0, 1, 2), top_box=["1", "2"]),
    vas("mm"),
    scales=[scale("a", key="s", least=0, greatest=2)],
)
AGES, PLACES, CODES, STRETCH = ("1", "2"), ("7", "8"), ("0", "1", "2", ""), ("0", "5", "")
SIDES = {"top at": "top", "rest at": "rest"}

Person = tuple[str, str, str, str]


def of(people: Iterable[Person], at: int, keys: Iterable[str]) -> dict[str, AgeCount]:
    """Return the people counted by age (at 1) or by place (at 0)."""
    counts = {key: AgeCount() for key in keys}
    for person in people:
        _place, _age, code, stretch = person
        said = {"a": {code: 1}, "mm": {stretch: 1}, STRETCHES + "s": {code: 1}}
        counts[person[at]].add(1, said)
    return counts


def week_of(number: int, people: list[Person]) -> WeekSeen | None:
    """Return a week as it is published, or None where no safe table was found."""
    ages = of(people, 1, AGES)
    cube = cubes.cube(ASKED, ages)
    known = {("people", ALL): len(people)} if len(people) > disclosure.THRESHOLD else {}
    try:
        shown = disclosure.publish(cube.values, cube.relations, frozen=known).shown
    except disclosure.NotProtected:
        return None
    return WeekSeen(f"2026-W{number}", ages, cells_shown(cubes.as_table(ASKED, ages, shown)))


def some_people(seed: int, count: int) -> list[Person]:
    chance = random.Random(seed)
    return [tuple(map(chance.choice, (PLACES, AGES, CODES, STRETCH))) for _ in range(count)]


def quarter_of(
    weeks: list[list[Person]],
) -> tuple[Layout, cubes.Cube, dict[Cell, int | None]] | None:
    published = [(week_of(number, people), people) for number, people in enumerate(weeks, start=40)]
    seen = [week for week, _people in published if week]
    everybody = [person for week, people in published if week for person in people]
    if not seen:
        return None
    layout = layout_for(ASKED, ages_in(seen), PLACES)
    assert layout is not None
    by_age, by_place = of(everybody, 1, AGES), of(everybody, 0, PLACES)
    cube, known = detailcubes.detail_cube(ASKED, layout, by_age, by_place, seen)
    return layout, cube, dict(known)


def read_back(layout: Layout, table: dict) -> dict[Cell, int | None]:
    """Return all that a reader of the stored table sees."""
    seen: dict[Cell, int | None] = {("people", age): n for age, n in table["people"].items()}
    spread = table["options"] | {STRETCHES + key: row for key, row in table["scales"].items()}
    seen |= {
        ("code", name, code, age): n
        for name, row in spread.items()
        for code, ages in row.items()
        for age, n in ages.items()
    }
    for place, counts in table["places"].items():
        seen["at", place] = counts["people"]
        seen |= {
            (side, link_id, place): n
            for side, short in SIDES.items()
            for link_id, n in counts[short].items()
        }
    return seen


people = st.tuples(*map(st.sampled_from, (PLACES, AGES, CODES, STRETCH)))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(weeks=st.lists(st.lists(people, max_size=16), min_size=1, max_size=3))
def test_weeks_and_quarter_add_up_and_no_small_count_can_be_worked_out(
    weeks: list[list[Person]],
) -> None:
    found = quarter_of(weeks)
    if found is None:
        return
    layout, cube, known = found
    assert all(relation.holds(cube.values) for relation in cube.relations)
    try:
        shown = disclosure.publish(cube.values, cube.relations, frozen=known).shown
    except disclosure.NotProtected:
        return  # nothing is shown

    # Tops by age are stored in no table of the quarter, but a reader may add up the answers in them.
    tops = {cell: shown.get(cell) for cell in cube.values if cell[0] in ("top", "rest")}
    visible = read_back(layout, detailcubes.as_table(layout, shown)) | tops | known
    assert visible.keys() == cube.values.keys()
    assert all(n in (None, cube.values[cell]) for cell, n in visible.items())
    assert not {1, 2, 3, 4} & set(visible.values())
    assert disclosure.audit(
        {cell: n for cell, n in visible.items() if n is not None},
        frozenset(cell for cell, n in visible.items() if n is None),
        cube.relations,
        primary=[cell for cell, n in cube.values.items() if 1 <= n <= disclosure.THRESHOLD],
    ).is_safe


def sums_of_the_quarter(weeks: int) -> set[Relation]:
    """Return, written out once more by hand, every sum a reader can do with the quarter and its weeks."""
    spread = {"a": CODES, "mm": (*map(str, range(10)), ""), STRETCHES + "s": CODES}
    halves, sides = (("top", "a"), ("rest", "a")), ("top", "rest")
    rows = [("people",), *halves]
    rows += [("code", name, code) for name, codes in spread.items() for code in codes]
    sums = {Relation((*row, ALL), tuple((*row, age) for age in AGES)) for row in rows}
    sums |= {Relation(("people", ALL), tuple(("at", place) for place in PLACES))}
    for side in sides:
        at_places = tuple((f"{side} at", "a", place) for place in PLACES)
        sums.add(Relation((side, "a", ALL), at_places))
    for place in PLACES:
        sums.add(Relation(("at", place), tuple((f"{side} at", "a", place) for side in sides)))
    for age in (*AGES, ALL):
        sums.add(Relation(("people", age), tuple((*half, age) for half in halves)))
        sums.add(Relation(("top", "a", age), tuple(("code", "a", code, age) for code in "12")))
        for name, codes in spread.items():
            cells = tuple(("code", name, code, age) for code in codes)
            sums.add(Relation(("people", age), cells))
        for row in (("people",), *halves):
            cells = tuple((f"2026-W{40 + week}", *row, age) for week in range(weeks))
            sums.add(Relation((*row, age), cells))
    return sums


def test_every_sum_a_reader_can_do_is_known_to_the_protection() -> None:
    _layout, cube, _known = quarter_of([some_people(seed, 60) for seed in range(2)])

    of_weeks = {sums for sums in cube.relations if str(sums.parent[0]).startswith("2026-W")}

    assert set(cube.relations) - of_weeks == sums_of_the_quarter(weeks=2)
    assert of_weeks  # which they are: test_cubes.py


def test_a_quarter_with_many_answers_is_shown() -> None:
    found = quarter_of([some_people(seed, 60) for seed in range(3)])

    layout, cube, known = found
    shown = disclosure.publish(cube.values, cube.relations, frozen=known).shown
    table = detailcubes.as_table(layout, shown)

    assert table["people"][ALL] == 180
    assert sum(row[ALL] for row in table["options"]["a"].values()) == 180
    assert sum(table["places"][place]["people"] for place in PLACES) == 180
    assert set(table["scales"]) == {"s"}


def test_the_protection_is_needed_to_hide_what_a_week_has_hidden() -> None:
    """With small counts masked alone, the week's hidden ones follow from the quarter's sums."""
    weeks = [some_people(1, 60), [("7", "1", "2", "0")] * 2 + some_people(5, 12)]
    _layout, cube, known = quarter_of(weeks)
    small = [cell for cell, n in cube.values.items() if 1 <= n <= disclosure.THRESHOLD]
    hidden = {cell for cell, n in known.items() if n is None} | set(small)
    shown = {cell: n for cell, n in cube.values.items() if cell not in hidden}

    assert not disclosure.audit(shown, frozenset(hidden), cube.relations, primary=small).is_safe


def long_questionnaire(questions: int) -> Definition:
    return definition(*(rating(f"q{n}", (0, 1, 2, 3, 4), top_box=["4"]) for n in range(questions)))


@pytest.mark.parametrize(
    ("questions", "places", "has_ages", "has_places"),
    [(5, 4, True, True), (25, 4, False, True), (25, 20, False, False)],
)
def test_a_table_too_large_is_made_coarser_by_a_rule_that_no_answer_decides(
    questions: int, places: int, has_ages: bool, has_places: bool
) -> None:
    layout = layout_for(long_questionnaire(questions), "12345", map(str, range(places)))

    assert layout.cell_count <= MOST_CELLS
    assert (bool(layout.ages), bool(layout.places)) == (has_ages, has_places)


def test_a_table_that_is_too_large_at_its_coarsest_is_not_made() -> None:
    assert layout_for(long_questionnaire(100), "1", ()) is None
