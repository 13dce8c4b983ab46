"""Diverging bars: the middle on one line, nothing drawn that is masked, no two options alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.axes import text_width
from feedback.diverging import Asked, DivergingDrawing, Words, draw
from feedback.frames import NARROW, WIDE
from feedback.ratings import ends_of, steps_of

FOUR = ("Nej, slet ikke", "I mindre grad", "I nogen grad", "I høj grad")
FIVE = ("Meget uenig", "Uenig", "Hverken eller", "Enig", "Meget enig")
WORDS = Words(masked="for få svar", nobody="ingen svar")
MASKED = Asked("Skjult?", (10, None, 12, 8), (0,))


def drawn(*asked: Asked, options: tuple[str, ...] = FOUR) -> DivergingDrawing:
    return draw(options, ("Ved ikke",), asked, id="d", title="Titel", words=WORDS)


def counts(length: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, 900), min_size=length, max_size=length).filter(sum)


# --- the middle line ----------------------------------------------------------------------------


def test_with_an_even_number_of_options_the_line_is_between_two() -> None:
    assert ends_of([10, 20, 30, 40]) == pytest.approx([-0.3, -0.2, 0, 0.3, 0.7])


def test_with_an_odd_number_the_middle_option_is_halved() -> None:
    assert ends_of([10, 20, 20, 30, 20]) == pytest.approx([-0.4, -0.3, -0.1, 0.1, 0.4, 0.6])


@given(st.integers(2, 7).flatmap(counts))
def test_a_bar_is_as_long_as_everybody_and_its_parts_as_their_shares(numbers: list[int]) -> None:
    ends = ends_of(numbers)
    shares = [end - begin for begin, end in zip(ends, ends[1:], strict=False)]

    assert ends[-1] - ends[0] == pytest.approx(1)
    assert shares == pytest.approx([number / sum(numbers) for number in numbers])


@given(st.lists(counts(5), min_size=1, max_size=5))
def test_every_bar_has_its_middle_on_the_line_and_stays_in_the_picture(many: list) -> None:
    chart = drawn(*(Asked("Spørgsmål", tuple(each), (3,)) for each in many), options=FIVE)

    for picture in chart.pictures:
        for bar in picture.bars:
            middle = bar.center.x1
            for segment in bar.segments:
                end = segment.x + segment.width
                assert segment.x >= 0
                assert end <= picture.width
                if segment.step.side == "low":
                    assert end <= middle + 0.3
                elif segment.step.side == "high":
                    assert segment.x >= middle - 0.3
                else:
                    assert (segment.x + end) / 2 == pytest.approx(middle, abs=0.2)


def test_the_line_is_named_none_and_both_sides_count_upwards_from_it() -> None:
    picture = drawn(Asked("?", (50, 0, 0, 50), ())).pictures[0]

    assert [label.text for label in picture.ticks] == [
        f"{share}\N{NO-BREAK SPACE}%" for share in (50, 25, 0, 25, 50)
    ]


def test_the_words_of_the_axis_never_collide() -> None:
    for picture in drawn(Asked("?", (100, 0, 0, 0), (9,)), Asked("?", (0, 0, 0, 9), ())).pictures:
        ends = [(label.x, text_width(label.text, 12.5) / 2) for label in picture.ticks]
        for (x, half), (next_x, next_half) in zip(ends, ends[1:], strict=False):
            assert x + half <= next_x - next_half


# --- telling options apart ----------------------------------------------------------------------


@pytest.mark.parametrize("count", range(2, 8))
def test_no_two_options_look_alike(count: int) -> None:
    steps = steps_of([str(at) for at in range(count)])

    assert len({(step.side, step.depth) for step in steps}) == count
    assert sum(step.side == "middle" for step in steps) == count % 2


def test_what_is_left_of_the_line_is_hatched_and_closer_the_further_out() -> None:
    low, _, _, high = steps_of(FOUR)
    inner = steps_of(FOUR)[1]

    assert low.swatch.count("M") > inner.swatch.count("M") > 0
    assert high.swatch == ""


def test_a_share_stands_in_its_segment_with_its_words_where_they_fit() -> None:
    wide, narrow = drawn(Asked("?", (1, 9, 20, 70), ())).pictures
    labels = [segment.label and segment.label.text for segment in wide.bars[0].segments]

    assert labels[3] == "I høj grad 70\N{NO-BREAK SPACE}%"
    assert labels[0] is None
    assert narrow.bars[0].segments[2].label.text == "20\N{NO-BREAK SPACE}%"


@given(st.lists(counts(4), min_size=1, max_size=3))
def test_words_never_stick_out_of_their_segment(many: list[list[int]]) -> None:
    chart = drawn(*(Asked("?", tuple(each), ()) for each in many))

    for picture, layout in zip(chart.pictures, (WIDE, NARROW), strict=True):
        for segment in (one for bar in picture.bars for one in bar.segments if one.label):
            assert text_width(segment.label.text, layout.font) <= segment.width


# --- what is masked, and what rates nothing -----------------------------------------------------


def test_a_bar_with_a_masked_count_is_not_drawn_and_says_why() -> None:
    for picture in drawn(MASKED, Asked("Vist?", (10, 10, 10, 10), ())).pictures:
        hidden, shown = picture.bars
        assert hidden.segments == ()
        assert hidden.center is None
        assert hidden.apart is None
        assert hidden.note.text == "for få svar"
        assert shown.note is None


def test_a_masked_count_gives_no_share_of_the_others_in_the_table() -> None:
    [row] = drawn(MASKED).rows

    assert row.answered is None
    assert [cell.percent for cell in row.cells] == [None] * 4
    assert [cell.count for cell in row.cells] == [10, None, 12, 8]


def test_without_one_bar_there_is_no_picture() -> None:
    assert drawn(MASKED).pictures == ()


def test_a_question_nobody_answered_says_so_and_hides_nothing() -> None:
    chart = drawn(Asked("Ingen?", (0, 0, 0, 0), (7,)), Asked("Alle?", (9, 9, 9, 9), (0,)))

    assert chart.pictures[0].bars[0].note.text == "ingen svar"
    assert not chart.has_masked


def test_what_rates_nothing_is_outside_the_bar_as_a_share_of_everybody() -> None:
    chart = drawn(Asked("?", (10, 10, 10, 10), (8, 2)))
    [bar] = chart.pictures[0].bars

    assert bar.apart.x > max(one.x + one.width for one in bar.segments)
    assert bar.apart.label.text == "20\N{NO-BREAK SPACE}%"
    assert [cell.percent for cell in chart.rows[0].beside] == [16, 4]
    assert [cell.percent for cell in chart.rows[0].cells] == [25] * 4


def test_where_everybody_rated_no_room_is_kept_for_what_is_apart() -> None:
    with_, without = (drawn(Asked("?", (9, 9, 9, 9), (n,))).pictures[0] for n in (9, 0))

    assert with_.bars[0].segments[0].width < without.bars[0].segments[0].width
    assert without.bars[0].apart is None


def test_a_masked_count_apart_leaves_the_bar_and_is_not_drawn() -> None:
    chart = drawn(Asked("?", (9, 9, 9, 9), (None,)))

    assert chart.pictures[0].bars[0].apart is None
    assert len(chart.pictures[0].bars[0].segments) == 4
    assert chart.has_masked


def test_the_same_answers_are_drawn_the_same_way_twice() -> None:
    assert drawn(MASKED, Asked("?", (9, 9, 9, 9), (5,))) == drawn(
        MASKED, Asked("?", (9, 9, 9, 9), (5,))
    )
