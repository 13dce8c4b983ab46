"""The boxes of a driver diagram never lie on one another, and every line ends at a box."""

import re

from hypothesis import given
from hypothesis import strategies as st

from feedback.circles.driverdiagram import LETTERS, Box, Branch, draw, tree

TREE = tree(
    "Ni af ti ved, hvem de kan spørge",
    [(1, None, "Ved, hvem"), (2, 1, "Ét navn"), (3, 2, "Navn på folder"), (4, 2, "Navn på opslag"),
     (5, None, "Samme råd")],
)  # fmt: skip
WORDS = st.text(st.characters(codec="utf-8", categories=("L", "Zs")), max_size=120)
BRANCHES = st.recursive(
    st.builds(Branch, WORDS),
    lambda below: st.builds(Branch, WORDS, st.lists(below, max_size=4).map(tuple)),
    max_leaves=25,
)


def overlap(one: Box, other: Box) -> bool:
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


def test_each_level_has_its_column() -> None:
    boxes = draw(TREE).boxes

    assert [box.level for box in boxes] == [0, 1, 2, 3, 3, 1]
    assert len({(box.level, box.x) for box in boxes}) == 4


def test_a_box_stands_in_the_middle_of_what_hangs_on_it() -> None:
    boxes = {box.text: box for box in draw(TREE).boxes}

    middle = (
        boxes["Navn på folder"].y + boxes["Navn på opslag"].y + boxes["Navn på opslag"].height
    ) / 2
    assert abs(boxes["Ét navn"].middle - middle) <= 1


def test_an_aim_without_drivers_is_one_box() -> None:
    diagram = draw(Branch("Målet"))

    assert len(diagram.boxes) == 1
    assert diagram.edges == ()
    assert diagram.width == diagram.boxes[0].width


def test_a_word_longer_than_a_line_is_broken() -> None:
    (box,) = draw(Branch("Donaudampfschifffahrtsgesellschaftskapitän")).boxes

    assert all(len(words) <= LETTERS for _y, words in box.lines)
    assert "".join(words for _y, words in box.lines) == box.text


@given(BRANCHES)
def test_no_box_lies_on_another_and_none_outside(aim: Branch) -> None:
    diagram = draw(aim)

    for at, box in enumerate(diagram.boxes):
        assert box.x >= 0
        assert box.y >= 0
        assert box.y + box.height <= diagram.height
        assert not any(overlap(box, other) for other in diagram.boxes[at + 1 :])


@given(BRANCHES)
def test_all_words_stand_inside_their_box(aim: Branch) -> None:
    for box in draw(aim).boxes:
        assert all(box.y < y < box.y + box.height for y, _words in box.lines)


@given(BRANCHES)
def test_there_is_one_line_to_every_box_but_the_aim(aim: Branch) -> None:
    diagram = draw(aim)

    ends = sorted(tuple(map(int, re.findall(r"(\d+) (\d+)$", path)[0])) for path in diagram.edges)
    assert ends == sorted((box.x, box.middle) for box in diagram.boxes[1:])
