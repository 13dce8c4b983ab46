"""Themes as sums, and which texts may stand beside them. Pure."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback import audit, disclosure
from feedback.relations import Relation, check_sums
from feedback.themecubes import (
    FEWEST_QUOTED,
    QUOTES_A_THEME,
    Said,
    as_table,
    codes_by_person,
    quotes,
    theme_cube,
)

CODES = ("hverdag", "skyld", "teksten")
GIVEN = st.lists(st.frozensets(st.sampled_from(CODES)), min_size=5, max_size=40)


def people_of(given: list) -> dict:
    return {str(number): codes for number, codes in enumerate(given)}


def said(number: int, *codes: str, person: str = "", words: str = "") -> Said:
    key = f"{number:03}"
    return Said(key, person or key, frozenset(codes), words or f"Tekst {key}")


def shown_of(given: list, answered: int) -> tuple[dict, disclosure.Protected]:
    cube, known = theme_cube(CODES, people_of(given), answered)
    protected = disclosure.publish(cube.values, cube.relations, frozen=known)
    return as_table(CODES, protected.shown), protected


# --- Sums -------------------------------------------------------------------------------------------


def test_who_wrote_twice_is_one_person_with_all_her_themes() -> None:
    texts = [said(1, "hverdag", person="a"), said(2, "skyld", person="a"), said(3, person="b")]

    assert codes_by_person(texts) == {"a": {"hverdag", "skyld"}, "b": frozenset()}


def test_with_and_without_a_theme_are_the_same_people_for_every_theme() -> None:
    cube, known = theme_cube(CODES, people_of([{"hverdag", "skyld"}] * 7 + [set()] * 6), 50)

    check_sums(cube.values, cube.relations)
    assert cube.values["with", "hverdag"] == cube.values["with", "skyld"] == 7
    assert cube.values["without", "teksten"] == 13
    assert known == {("answered",): 50}


def test_a_small_theme_hides_its_count_and_its_complement_hides_it_too() -> None:
    table, _ = shown_of([{"hverdag"}] * 8 + [{"skyld"}] * 3 + [set()] * 9, answered=60)

    assert table["wrote"] == 20
    assert (table["with"]["hverdag"], table["without"]["hverdag"]) == (8, 12)
    assert table["with"]["skyld"] is None
    assert table["without"]["skyld"] is None, "20 less 17 would be 3"
    assert table["with"]["teksten"] == 0, "nobody is nobody's secret"


def test_nearly_all_having_a_theme_tells_of_the_few_who_have_not() -> None:
    table, _ = shown_of([{"hverdag"}] * 18 + [set()] * 2, answered=60)

    assert table["with"]["hverdag"] is None


def test_where_all_but_two_wrote_it_is_not_told_how_many_wrote() -> None:
    """How many answered is published, so the two could be had by subtraction."""
    table, protected = shown_of([{"hverdag"}] * 9 + [set()] * 9, answered=20)

    assert table["wrote"] is None
    assert ("silent",) in protected.masked


@given(GIVEN, st.integers(min_value=0, max_value=20))
def test_what_is_shown_is_true_and_no_small_count_can_be_worked_out(given, silent: int) -> None:
    people = people_of(given)
    cube, known = theme_cube(CODES, people, len(people) + silent)
    try:
        protected = disclosure.publish(cube.values, cube.relations, frozen=known)
    except disclosure.NotProtected:
        return

    assert all(cube.values[cell] == count for cell, count in protected.shown.items())
    small = {cell for cell, count in cube.values.items() if 1 <= count <= 4}
    assert small <= protected.masked
    assert not audit.exposed_cells(
        protected.shown,
        protected.masked,
        cube.relations,
        primary=frozenset(small),
        threshold=audit.THRESHOLD,
        deadline=audit.Deadline.after(audit.SECONDS),
    )


def test_shares_that_naively_stand_alone_are_caught() -> None:
    """Masking the small count alone: its complement and the whole give it away."""
    shown = {("wrote",): 20, ("without", "skyld"): 17}
    relations = [Relation(("wrote",), (("with", "skyld"), ("without", "skyld")))]

    assert audit.exposed_cells(
        shown,
        frozenset({("with", "skyld")}),
        relations,
        primary=frozenset({("with", "skyld")}),
        threshold=audit.THRESHOLD,
        deadline=audit.Deadline.after(audit.SECONDS),
    )


# --- Quotes -----------------------------------------------------------------------------------------


def table(**counts: int | None) -> dict:
    return {"wrote": 60, "with": counts, "without": {}}


LARGE, SMALL = FEWEST_QUOTED, FEWEST_QUOTED - 1


@pytest.mark.parametrize(
    ("counts", "codes", "count"),
    [
        pytest.param({"hverdag": LARGE}, ("hverdag",), 1, id="large enough"),
        pytest.param({"hverdag": SMALL}, ("hverdag",), 0, id="one too few"),
        pytest.param({"hverdag": None}, ("hverdag",), 0, id="hidden"),
        pytest.param({"hverdag": LARGE}, (), 0, id="about nothing"),
        pytest.param({"hverdag": LARGE, "skyld": SMALL}, ("hverdag", "skyld"), 0, id="also small"),
        pytest.param({"hverdag": LARGE, "skyld": None}, ("hverdag", "skyld"), 0, id="also hidden"),
        pytest.param({"hverdag": LARGE, "skyld": LARGE}, ("hverdag", "skyld"), 1, id="both large"),
    ],
)
def test_a_quote_is_never_from_a_small_group(counts: dict, codes: tuple, count: int) -> None:
    assert len(quotes(table(**counts), [said(1, *codes)])) == count


def test_who_also_wrote_of_a_small_theme_is_not_quoted_at_all() -> None:
    texts = [said(1, "hverdag", person="a"), said(2, "skyld", person="a")]

    assert quotes(table(hverdag=LARGE, skyld=None), texts) == []


def test_one_person_is_quoted_once_and_the_same_words_once() -> None:
    texts = [
        said(1, "hverdag", person="a", words="Det hjalp."),
        said(2, "hverdag", person="a", words="Mere af det."),
        said(3, "hverdag", person="b", words="det HJALP."),
    ]

    assert [text.key for _code, text in quotes(table(hverdag=LARGE), texts)] == ["001"]


def test_a_theme_has_few_quotes_and_a_text_goes_where_there_is_room() -> None:
    texts = [said(number, "hverdag", "teksten") for number in range(9)]

    chosen = quotes(table(hverdag=LARGE, teksten=LARGE), texts)

    codes = [code for code, _text in chosen]
    assert codes == ["hverdag"] * QUOTES_A_THEME + ["teksten"] * QUOTES_A_THEME


def test_the_choice_does_not_depend_on_the_order_they_are_found_in() -> None:
    texts = [said(number, "hverdag") for number in range(9)]
    shuffled = random.Random(1).sample(texts, len(texts))

    assert quotes(table(hverdag=LARGE), texts) == quotes(table(hverdag=LARGE), shuffled)
