"""A moderator cuts words out of a text, and can do nothing else to it. Pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.wordcuts import cut, parts, words

TEXTS = st.text(alphabet=st.sampled_from("ab \nÆ.,é"), max_size=40)


@pytest.mark.parametrize(
    ("text", "numbers", "left"),
    [
        pytest.param("Det var Maja fra Vejle", {2}, "Det var […] fra Vejle", id="a word"),
        pytest.param("Det var Maja fra Vejle", {2, 3, 4}, "Det var […]", id="neighbours, one mark"),
        pytest.param("Maja og Ole kom", {0, 2}, "[…] og […] kom", id="two marks"),
        pytest.param("Maja\n\nkom  her", {0}, "[…]\n\nkom  her", id="lines stay"),
        pytest.param("Maja kom", {7}, "Maja kom", id="a number that is not there"),
        pytest.param("Maja kom", {0, 1}, "", id="nothing left"),
        pytest.param("", set(), "", id="nothing there"),
    ],
)
def test_what_is_cut_leaves_a_mark(text: str, numbers: set, left: str) -> None:
    assert cut(text, numbers) == left


def test_the_mark_is_short_where_the_text_may_not_grow() -> None:
    assert cut("I og vi", {0}, longest=7) == "… og vi"


def test_what_the_rule_finds_is_marked_where_it_stands() -> None:
    text = "Ring 98 76 54 32 i dag"

    assert [(part.text, part.is_found) for part in parts(text)] == [
        ("Ring ", False),
        ("98 76 54 32", True),
        (" i dag", False),
    ]
    assert [word.number for word in words(text) if word.is_found] == [1, 2, 3, 4]


@given(TEXTS)
def test_the_parts_are_the_whole_text_and_so_are_its_words(text: str) -> None:
    assert "".join(part.text for part in parts(text)) == text
    assert [word.text for word in words(text)] == text.split()


@given(TEXTS, st.sets(st.integers(min_value=0, max_value=12)))
def test_nothing_is_left_that_was_not_there(text: str, numbers: set) -> None:
    kept = [word.text for word in words(text) if word.number not in numbers]

    left = cut(text, numbers).split()

    assert [word for word in left if word != "[…]"] == kept
