"""A distribution: bars where counts are shown, gaps where not, and no number worked out from a gap."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.axes import text_width
from feedback.distribution import DistributionDrawing, Stretch, draw, mean_of, middle_of

COUNTS = st.lists(st.none() | st.integers(0, 500), min_size=2, max_size=11)
ENDS = ("Meget svært", "Meget let")


def line(*counts: int | None) -> list[Stretch]:
    """Ten-wide stretches from 0."""
    return [Stretch(Fraction(10 * at), Fraction(10 * at + 10), n) for at, n in enumerate(counts)]


def steps(*counts: int | None) -> list[Stretch]:
    return [Stretch(Fraction(at), Fraction(at), n) for at, n in enumerate(counts)]


def drawn(stretches: list[Stretch], answered: int | None = None) -> DistributionDrawing:
    return draw(stretches, answered, id="d", title="Titel", ends=ENDS)


# --- the middle and the average -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "whole", "middle"),
    [
        pytest.param([5, 5, 5], 15, 1, id="the eighth of fifteen"),
        pytest.param([5, 5], 10, 0, id="of an even number the lower of the two"),
        pytest.param([0, 0, 9], 9, 2, id="all in one"),
        pytest.param([8, 8, None], 20, 1, id="masked only beyond it"),
        pytest.param([None, 8, 8], 20, None, id="masked before it"),
        pytest.param([5, None, 30], 40, None, id="masked just before it"),
        pytest.param([5, 5, None], None, None, id="nobody knows of how many"),
        pytest.param([0, 0], 0, None, id="nobody answered"),
    ],
)
def test_the_middle_is_named_only_where_all_up_to_it_is_shown(
    counts: list, whole: int | None, middle: int | None
) -> None:
    assert middle_of(counts, whole) == middle


@given(st.lists(st.integers(0, 40), min_size=2, max_size=11).filter(sum))
def test_the_middle_is_where_the_middle_answer_is(counts: list[int]) -> None:
    answers = [at for at, count in enumerate(counts) for _ in range(count)]

    assert middle_of(counts, len(answers)) == answers[(len(answers) - 1) // 2]


def test_the_average_is_made_of_the_middles_of_the_stretches() -> None:
    assert mean_of(line(10, 0, 30)) == Fraction(10 * 5 + 30 * 25, 40)
    assert drawn(line(10, 0, 30)).mean == "20"


@given(COUNTS.filter(lambda counts: None in counts), st.integers(1, 900))
def test_a_masked_stretch_takes_the_average_away(counts: list, answered: int) -> None:
    assert drawn(line(*counts), answered).mean == ""


@pytest.mark.parametrize("counts", [(), (0, 0, 0)])
def test_of_no_answers_there_is_no_average(counts: tuple[int, ...]) -> None:
    assert mean_of(line(*counts)) is None


# --- the picture --------------------------------------------------------------------------------


@given(COUNTS.filter(lambda counts: any(counts)), st.booleans())
def test_everything_stays_in_the_picture(counts: list, is_line: bool) -> None:
    for picture in drawn((line if is_line else steps)(*counts), 999).pictures:
        assert len(picture.bars) + len(picture.bands) == len(counts)
        for box in (*picture.bars, *picture.bands):
            assert box.x >= 0
            assert box.x + box.width <= picture.width
            assert 0 <= box.y <= box.y + box.height <= picture.height


def test_a_bar_is_as_high_as_its_count_from_nothing() -> None:
    low, high, none = drawn(steps(10, 20, 0)).pictures[0].bars

    assert high.height == pytest.approx(2 * low.height, abs=0.2)
    assert none.height == 0


def test_a_masked_stretch_is_a_gap_and_no_bar_of_no_height() -> None:
    picture = drawn(steps(9, None, 0), 20).pictures[0]

    assert len(picture.bars) == 2
    assert len(picture.bands) == 1
    assert picture.bands[0].hatch
    assert picture.bars[0].x < picture.bands[0].x < picture.bars[1].x


def test_the_stretch_in_the_middle_has_a_mark_of_its_own() -> None:
    chart = drawn(line(5, 9, 5))

    assert [bar.is_middle for bar in chart.pictures[0].bars] == [False, True, False]
    assert chart.pictures[0].middle.startswith("M")
    assert chart.middle == "10–20"
    assert [row.is_middle for row in chart.rows] == [False, True, False]


def test_a_middle_that_must_not_be_named_is_marked_nowhere() -> None:
    chart = drawn(line(None, 9, 9), 20)

    assert chart.middle == ""
    assert not any(picture.middle for picture in chart.pictures)
    assert not any(row.is_middle for row in chart.rows)


def test_stretches_touch_and_are_named_at_their_ends_and_single_values_below_their_bar() -> None:
    on_a_line, alone = drawn(line(5, 5, 5)).pictures[0], drawn(steps(5, 5, 5)).pictures[0]

    assert [label.text for label in on_a_line.x_labels] == ["0", "10", "20", "30"]
    assert on_a_line.bars[0].x + on_a_line.bars[0].width == pytest.approx(
        on_a_line.bars[1].x, abs=0.2
    )
    assert [label.text for label in alone.x_labels] == ["0", "1", "2"]
    assert alone.bars[0].x + alone.bars[0].width < alone.bars[1].x - 5


def test_the_words_of_the_ends_stand_at_their_ends() -> None:
    first, last = drawn(line(5, 5)).pictures[0].ends

    assert (first.text, first.anchor) == (ENDS[0], "start")
    assert (last.text, last.anchor) == (ENDS[1], "end")
    assert first.x < last.x


def test_long_words_of_the_ends_are_wrapped_and_never_meet() -> None:
    chart = draw(line(5, 5), None, id="d", title="t", ends=("ord " * 20, "ord " * 20))

    for picture, font in zip(chart.pictures, (13, 12.5), strict=True):
        left = max(x.x + text_width(x.text, font) for x in picture.ends if x.anchor == "start")
        right = min(x.x - text_width(x.text, font) for x in picture.ends if x.anchor == "end")
        assert left < right
        assert max(label.y for label in picture.ends) < picture.height


def test_a_line_nobody_answered_or_of_which_nothing_is_shown_has_no_picture() -> None:
    assert drawn(line(0, 0, 0)).pictures == ()
    assert drawn(line(None, None), 9).pictures == ()


def test_shares_are_told_only_where_the_number_of_answers_is_known() -> None:
    assert [row.percent for row in drawn(line(5, None, 10), 20).rows] == [25, None, 50]
    assert [row.percent for row in drawn(line(5, None, 10)).rows] == [None, None, None]
    assert [row.percent for row in drawn(line(5, 5, 10)).rows] == [25, 25, 50]
