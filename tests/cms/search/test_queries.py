"""Whatever is typed can be answered; only what is nobody's is kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.search.queries import LONGEST, LONGEST_KEPT, Query, is_personal, to_keep


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        pytest.param("  hård   mave \n", "hård mave", id="spaces"),
        pytest.param("hård\x00mave", "hård mave", id="null byte"),
        pytest.param("\u202ehård\u200f mave", "hård mave", id="marks of direction"),
        pytest.param("\ud800hård", "hård", id="half a character"),
        pytest.param("'; DROP TABLE x; --", "'; DROP TABLE x; --", id="another language"),
        pytest.param("\t\r\n", "", id="nothing"),
    ],
)
def test_a_query_is_one_line_of_what_can_be_seen(typed: str, text: str) -> None:
    assert Query.of(typed) == Query(text)


def test_a_long_query_is_cut_and_knows_it() -> None:
    assert Query.of("a" * LONGEST).was_cut is False
    assert Query.of("a" * (LONGEST + 1)) == Query("a" * LONGEST, was_cut=True)
    assert len(Query.of("ord " * 10_000).text) <= LONGEST


def test_spaces_around_a_query_do_not_make_it_long() -> None:
    assert Query.of(" " * LONGEST + "tis" + " " * LONGEST) == Query("tis")


@given(st.text(max_size=400))
def test_a_query_holds_no_hidden_character(typed: str) -> None:
    text = Query.of(typed).text

    assert not {unicodedata.category(char) for char in text} & {"Cc", "Cf", "Cs"}
    assert len(text) <= LONGEST
    text.encode()


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("010190-1234", id="CPR"),
        pytest.param("cpr 0101901234", id="CPR in one"),
        pytest.param("01 01 90 12 34", id="CPR spaced"),
        pytest.param("ring 12 34 56 78", id="telephone"),
        pytest.param("+45 1234", id="end of a telephone number"),
        pytest.param("født 2019", id="year of birth"),
        pytest.param("ane@example.dk", id="e-mail"),
        pytest.param("www.example.dk/ane", id="web address"),
        pytest.param("min datter ane i 3b tisser", id="a story"),
        pytest.param("٠١٠١٩٠", id="Arabic digits"),
    ],
)
def test_what_may_be_about_somebody_is_not_kept(typed: str) -> None:
    assert is_personal(typed)
    assert to_keep(typed) == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Blærebetændelse", "blærebetændelse"),
        ("hvad er en væskekur", "hvad er en væskekur"),
        ("112", "112"),
        ("x" * 80, "x" * LONGEST_KEPT),
    ],
)
def test_what_is_nobodys_is_kept_small_and_short(typed: str, kept: str) -> None:
    assert to_keep(typed) == kept


@given(st.text(max_size=150))
def test_nothing_with_four_digits_in_a_row_is_ever_kept(typed: str) -> None:
    assert to_keep(typed + " 1234") == ""
    assert len(to_keep(typed)) <= LONGEST_KEPT
