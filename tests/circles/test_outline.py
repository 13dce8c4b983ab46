"""A driver diagram is written as an outline; what is wrong is said with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.circles.outline import MOST, is_reworded, is_same, parse, written


def sentences(text: str) -> list[str]:
    return [fault.sentence % fault.values for fault in parse(text).faults]


def test_each_two_spaces_in_hang_on_the_line_above() -> None:
    outline = parse("Ved, hvem\n  Ét navn\n    Navn på folder\n    Navn på opslag\nSamme råd")

    assert [(node.level, node.parent) for node in outline.nodes] == [
        (1, None), (2, 0), (3, 1), (3, 1), (1, None),
    ]  # fmt: skip
    assert outline.path(3) == ("Ved, hvem", "Ét navn", "Navn på opslag")
    assert not outline.faults


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", ""])
def test_bullets_and_tabs_and_empty_lines_are_understood(bullet: str) -> None:
    outline = parse(f"{bullet}A\n\n\t{bullet}B\n   \n\t\t{bullet}C")

    assert [(node.level, node.text) for node in outline.nodes] == [(1, "A"), (2, "B"), (3, "C")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("    A", "Line 1 hangs on nothing"),
        ("A\n    B", "Line 2 hangs on nothing"),
        ("A\n  B\n    C\n      D", "Line 4 is too far in"),
        ("A\n\nA", "Line 3 stands there already: “A”"),
        ("A" * 121, "Line 1 is too long"),
        ("\n".join(str(number) for number in range(MOST + 1)), f"{MOST} lines at most"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, said: str) -> None:
    assert any(said in sentence for sentence in sentences(text))


def test_the_good_lines_are_kept_beside_a_faulty_one() -> None:
    assert [node.text for node in parse("A\n    B\n  C").nodes] == ["A", "C"]


def test_the_same_words_may_stand_under_two_drivers() -> None:
    assert not parse("A\n  X\nB\n  X").faults


def test_nothing_is_an_empty_outline() -> None:
    assert parse(" \n\n").nodes == ()


@given(st.text(max_size=300))
def test_every_line_reaches_the_aim_whatever_is_written(text: str) -> None:
    nodes = parse(text).nodes

    for node in nodes:
        assert (node.level == 1) == (node.parent is None)
        if node.parent is not None:
            assert nodes[node.parent].level == node.level - 1


@given(st.text(max_size=300))
def test_an_outline_that_is_written_out_reads_the_same(text: str) -> None:
    nodes = parse(text).nodes

    again = parse(written((node.level, node.text) for node in nodes)).nodes

    assert [(node.level, node.text, node.parent) for node in again] == [
        (node.level, node.text, node.parent) for node in nodes
    ]


def test_a_line_that_was_moved_in_is_not_the_same_outline() -> None:
    assert not is_same("A\nB", "A\n  B")
    assert not is_same("A\nB", "B\nA")
    assert is_same("A\r\n  B\r\n", "A\n  B")


@pytest.mark.parametrize(
    ("before", "after", "is_one_thing"),
    [
        ("Navn på folder", "Navn på alle foldere", True),
        ("Navn på folder", "navn på folder", True),
        ("Navn på folder", "Ring til forældrene", False),
        ("A", "", False),
    ],
)
def test_other_words_for_a_thing_are_told_from_another_thing(
    before: str, after: str, is_one_thing: bool
) -> None:
    assert is_reworded(before, after) is is_one_thing
