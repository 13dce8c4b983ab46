"""One table for a week: people, top and rest by age, adding up, and read back as it was stored."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback import cubes, disclosure
from feedback.cubes import ALL, NO_AGE, AgeCount, Chosen
from questionnaires.definition import Definition, Item, Licence, Option

pytestmark = pytest.mark.thorough

CODES = ("no", "some", "great", "unknown")
TOP = frozenset({"some", "great"})
THRESHOLD = 4


def definition(*link_ids: str) -> Definition:
    text = {"da": "…"}
    options = tuple(Option(code, text) for code in CODES)
    items = tuple(
        Item(link_id, "choice", text, options=options, top_box=TOP) for link_id in link_ids
    )
    return Definition("key", "1", text, text, text, text, "self", Licence("own", "Kilden"), items)


ASKED = definition("a", "b")


def answered(people: int, **chosen: dict[str, int]) -> AgeCount:
    return AgeCount(people, chosen)


@st.composite
def weeks(draw: st.DrawFn) -> dict[str, AgeCount]:
    """Any people in up to three ages, who may pass over any question."""
    counts = {age: AgeCount() for age in ("1", "2", NO_AGE)[: draw(st.integers(1, 3))]}
    answer = st.dictionaries(st.sampled_from(["a", "b"]), st.sampled_from(CODES))
    for age in counts:
        for chosen in draw(st.lists(answer, max_size=14)):
            counts[age].add(1, {link_id: {code: 1} for link_id, code in chosen.items()})
    return counts


def test_the_rest_holds_other_answers_do_not_know_and_passed_over() -> None:
    week = {"1": answered(10, a={"great": 3, "some": 2, "no": 1, "unknown": 1})}

    values = cubes.cube(ASKED, week).values

    assert (values["top", "a", "1"], values["rest", "a", "1"]) == (5, 5)
    assert (values["top", "b", "1"], values["rest", "b", "1"]) == (0, 10)


def test_the_margins_hold_everyone() -> None:
    week = {"1": answered(10, a={"great": 6}), "2": answered(7, a={"some": 2})}

    values = cubes.cube(ASKED, week).values

    assert values["people", ALL] == 17
    assert (values["top", "a", ALL], values["rest", "a", ALL]) == (8, 9)


@settings(deadline=None, derandomize=True)
@given(week=weeks())
def test_everything_adds_up(week: dict[str, AgeCount]) -> None:
    cube = cubes.cube(ASKED, week)

    assert all(relation.holds(cube.values) for relation in cube.relations)
    assert {cell for relation in cube.relations for cell in relation.cells} == set(cube.values)


@settings(deadline=None, derandomize=True)
@given(week=weeks())
def test_a_table_holds_every_count_where_it_can_be_found(week: dict[str, AgeCount]) -> None:
    cube = cubes.cube(ASKED, week)

    table = cubes.as_table(ASKED, week, cube.values)

    assert table["ages"] == [*week, ALL]
    assert read_back(table) == dict(cube.values)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(week=weeks())
def test_no_small_count_is_shown_anywhere_and_none_can_be_worked_out(
    week: dict[str, AgeCount],
) -> None:
    cube = cubes.cube(ASKED, week)

    shown = disclosure.publish(cube.values, cube.relations).shown

    stored = read_back(cubes.as_table(ASKED, week, shown))
    visible = {cell: count for cell, count in stored.items() if count is not None}
    hidden = frozenset(stored) - frozenset(visible)
    small = [cell for cell, count in cube.values.items() if 1 <= count <= THRESHOLD]
    assert all(count == cube.values[cell] for cell, count in visible.items())
    assert not set(small) & set(visible)
    assert disclosure.audit(visible, hidden, cube.relations, primary=small).is_safe


def read_back(table: dict) -> dict[cubes.Cell, int | None]:
    people = {("people", age): count for age, count in table["people"].items()}
    rows = {
        (side, link_id, age): count
        for side in cubes.SIDES
        for link_id, row in table[side].items()
        for age, count in row.items()
    }
    return people | rows


@pytest.mark.parametrize(
    ("tallies", "people"),
    [
        pytest.param([], {"1": 0, "2": 0}, id="nobody"),
        pytest.param([("1", 3, {}), ("1", 4, {})], {"1": 7, "2": 0}, id="two corners of one age"),
        pytest.param([(NO_AGE, 2, {})], {"1": 0, "2": 0, NO_AGE: 2}, id="age not given"),
    ],
)
def test_every_age_of_the_platform_is_there_and_unknown_only_if_used(tallies, people) -> None:
    counts = cubes.ages_of(tallies, ages=["1", "2"])

    assert {age: count.people for age, count in counts.items()} == people


def test_tallies_of_one_age_are_added_option_by_option() -> None:
    tallies = [("1", 2, {"a": {"no": 2}}), ("1", 3, {"a": {"no": 1, "some": 1}, "b": {"no": 3}})]

    (count,) = cubes.ages_of(tallies, ages=[]).values()

    assert count == AgeCount(5, {"a": {"no": 3, "some": 1}, "b": {"no": 3}})


def test_text_is_in_no_table() -> None:
    line = Item("c", "string", {"da": "…"}, max_length=200)
    asked = replace(ASKED, items=(line, *ASKED.items))
    week = {"1": answered(10, a={"great": 6})}

    assert cubes.cube(asked, week) == cubes.cube(ASKED, week)
    assert cubes.as_table(asked, week, {}) == cubes.as_table(ASKED, week, {})


TWO_SETS = (Chosen("a", frozenset({"great", "unknown"})), Chosen("scale:s", frozenset({"low"})))


def test_a_measure_may_ask_for_its_own_answers_and_for_the_bands_of_a_scale() -> None:
    count = answered(20, a={"great": 9, "some": 5, "unknown": 2}, **{"scale:s": {"low": 7, "": 3}})

    cube = cubes.cube(ASKED, {"1": count}, TWO_SETS)
    table = cubes.as_table(ASKED, {"1": count}, cube.values, TWO_SETS)

    assert table["in"] == {"a|great,unknown": {"1": 11, ALL: 11}, "scale:s|low": {"1": 7, ALL: 7}}
    assert table["out"]["scale:s|low"][ALL] == 13
    assert cubes.sets_in(table) == list(TWO_SETS)


def test_what_two_sets_of_a_question_do_not_share_is_protected_and_never_shown() -> None:
    """Top box 14, own set 12: whoever has both would know that 4 said "some" and 2 did not know."""
    count = answered(40, a={"great": 10, "some": 4, "unknown": 2})
    cube = cubes.cube(ASKED, {"1": count}, TWO_SETS[:1])

    shown = disclosure.publish(cube.values, cube.relations, frozen=cube.known).shown

    assert not any(cell[0] == "part" and cube.values[cell] for cell in shown)
    assert not {("top", "a", ALL), ("in", TWO_SETS[0].key, ALL)} <= shown.keys()


@settings(max_examples=40, deadline=None, derandomize=True)
@given(week=weeks(), codes=st.sets(st.sampled_from(CODES), min_size=1))
def test_any_set_adds_up_and_gives_nobody_away(week: dict[str, AgeCount], codes: set[str]) -> None:
    sets = [Chosen("a", frozenset(codes))]
    cube = cubes.cube(ASKED, week, sets)
    assert all(relation.holds(cube.values) for relation in cube.relations)

    shown = disclosure.publish(cube.values, cube.relations, frozen=cube.known).shown

    stored = read_back(cubes.as_table(ASKED, week, shown, sets))
    visible = {cell: count for cell, count in stored.items() if count is not None}
    visible |= {cell: 0 for cell in cube.never_shown if not cube.values[cell]}
    small = [cell for cell, count in cube.values.items() if 1 <= count <= THRESHOLD]
    assert not set(small) & set(visible)
    hidden = frozenset(cube.values) - frozenset(visible)
    assert disclosure.audit(visible, hidden, cube.relations, primary=small).is_safe
