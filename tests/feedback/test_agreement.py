"""How far two coders agree: known examples, what cannot be said, and what holds for all texts."""

from fractions import Fraction
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.agreement import (
    EVERY,
    Agreement,
    Verdict,
    cohen,
    is_for_two,
    of_all,
    of_code,
)

CODES = ("a", "b", "c")
COUNTS = st.integers(min_value=0, max_value=40)
TABLES = st.tuples(COUNTS, COUNTS, COUNTS, COUNTS)
PAIRS = st.lists(
    st.tuples(st.frozensets(st.sampled_from(CODES)), st.frozensets(st.sampled_from(CODES)))
)


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        # Fifty applications for a grant, read by two people; the example of many textbooks.
        pytest.param((20, 5, 10, 15), Fraction(2, 5), id="as often as not"),
        # The same 60 % agree, but chance alone gives more of it where the margins are alike.
        pytest.param((45, 15, 25, 15), Fraction(3, 23), id="like margins"),
        pytest.param((25, 35, 5, 35), Fraction(7, 27), id="unlike margins"),
        pytest.param((10, 0, 0, 10), Fraction(1), id="always"),
        pytest.param((0, 10, 10, 0), Fraction(-1), id="never"),
        pytest.param((25, 25, 25, 25), Fraction(0), id="as chance would have it"),
    ],
)
def test_the_examples_of_the_textbooks(table: tuple, kappa: Fraction) -> None:
    assert cohen(*table).kappa == kappa


@pytest.mark.parametrize(
    "table",
    [
        pytest.param((0, 0, 0, 0), id="no texts"),
        pytest.param((30, 0, 0, 0), id="both gave it to all"),
        pytest.param((0, 0, 0, 30), id="both gave it to none"),
    ],
)
def test_where_nothing_was_tested_nothing_is_said(table: tuple) -> None:
    assert cohen(*table).kappa is None
    assert cohen(*table).verdict == Verdict.UNDEFINED


def test_where_one_gave_it_to_all_and_the_other_to_some_it_is_no_better_than_chance() -> None:
    assert cohen(12, 18, 0, 0).kappa == 0


def test_a_number_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        cohen(3, -1, 0, 2)


@pytest.mark.parametrize(
    ("agreement", "verdict"),
    [
        (Agreement(20, Fraction(4, 5), Fraction(1, 2)), Verdict.USABLE),  # exactly 0.6
        (Agreement(20, Fraction(799, 1000), Fraction(1, 2)), Verdict.DISCUSS),
        (Agreement(19, Fraction(1), Fraction(1, 2)), Verdict.FEW),
    ],
)
def test_how_sure_one_can_be(agreement: Agreement, verdict: Verdict) -> None:
    assert agreement.verdict == verdict


def test_the_pooled_kappa_is_made_of_the_mean_shares() -> None:
    """Worked by hand: a agrees 3/4 against 1/2, b agrees 4/4 against 1."""
    pairs = [({"a"}, {"a"}), ({"a"}, set()), (set(), set()), (set(), set())]

    assert of_code("a", pairs).kappa == Fraction(1, 2)
    assert of_code("b", pairs).kappa is None
    assert of_all(("a", "b"), pairs).kappa == (Fraction(7, 8) - Fraction(3, 4)) / Fraction(1, 4)


@pytest.mark.parametrize(("codes", "pairs"), [((), [({"a"}, {"a"})]), (("a",), [])])
def test_without_codes_or_texts_there_is_nothing_to_pool(codes: tuple, pairs: list) -> None:
    assert of_all(codes, pairs).kappa is None


@given(TABLES)
def test_it_is_never_above_one_and_the_order_of_the_two_does_not_matter(table: tuple) -> None:
    both, first, second, neither = table
    kappa = cohen(*table).kappa

    assert kappa == cohen(both, second, first, neither).kappa
    assert kappa == cohen(neither, first, second, both).kappa, "the code or its absence"
    assert kappa is None or -1 <= kappa <= 1


@given(TABLES, st.integers(min_value=2, max_value=9))
def test_more_of_the_same_texts_change_nothing(table: tuple, times: int) -> None:
    assert cohen(*table).kappa == cohen(*(times * count for count in table)).kappa


@given(PAIRS)
def test_with_one_code_the_pooled_kappa_is_cohens(pairs: list) -> None:
    assert of_all(("a",), pairs).kappa == of_code("a", pairs).kappa


@given(PAIRS)
def test_who_agree_on_everything_have_one_or_nothing(pairs: list) -> None:
    alike = [(first, first) for first, _second in pairs]

    assert of_all(CODES, alike).kappa in (1, None)


@pytest.mark.parametrize(("number", "is_chosen"), [(0, True), (1, False), (EVERY, True)])
def test_every_fifth_key_is_for_two(number: int, is_chosen: bool) -> None:
    assert is_for_two(UUID(int=number)) is is_chosen


def test_about_a_fifth_of_all_texts_is_for_two() -> None:
    chosen = sum(is_for_two(uuid4()) for _ in range(5000))

    assert 700 < chosen < 1300
