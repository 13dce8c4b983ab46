"""A heat table: a number in every cell, five steps, and no step under a mask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.axes import text_width
from feedback.heat import HeatDrawing, Line, Share, Words, draw

AGES = ("1½–2 år", "3–4 år", "5–10 år", "11 år eller ældre", "Alder ikke oplyst", "Alle")
WORDS = Words(masked="for få svar", nobody="ingen svar")
SHARES = st.one_of(
    st.just(Share(None, 9)),
    st.just(Share(5, None)),
    st.just(Share(0, 0)),
    st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda two: Share(min(two), max(two))),
)


def drawn(*shares: Share, text: str = "Vidste I, hvem I kunne spørge?") -> HeatDrawing:
    columns = [f"{at}–{at + 1} år" for at in range(len(shares))]
    return draw(columns, [Line(text, shares)], id="h", title="Titel", words=WORDS)


@pytest.mark.parametrize(
    ("top", "step"), [(0, 1), (19, 1), (20, 2), (39, 2), (59, 3), (79, 4), (80, 5), (100, 5)]
)
def test_there_are_five_steps_of_twenty_per_cent(top: int, step: int) -> None:
    assert Share(top, 100).step == step


@pytest.mark.parametrize(
    ("share", "state"),
    [
        (Share(None, 9), "masked"),
        (Share(5, None), "masked"),
        (Share(None, None), "masked"),
        (Share(0, 0), "nobody"),
        (Share(0, 9), "shown"),
    ],
)
def test_too_few_is_neither_nobody_nor_none_of_them(share: Share, state: str) -> None:
    assert share.state == state
    assert (share.percent is None) == (share.step == 0) == (state != "shown")


def test_a_masked_cell_is_hatched_says_so_and_has_no_step() -> None:
    for picture in drawn(Share(None, 9), Share(5, 9)).pictures:
        masked, shown = picture.cells
        assert masked.hatch
        assert masked.step == 0
        assert " ".join(label.text for label in masked.words) == "for få svar"
        assert shown.hatch == ""
        assert "".join(label.text for label in shown.words).startswith("56")


def test_a_cell_without_room_for_the_words_is_hatched_only() -> None:
    [_, narrow] = drawn(*[Share(None, 9)] * 9).pictures

    assert all(cell.hatch and not cell.words for cell in narrow.cells)


def test_a_cell_without_room_for_the_sign_keeps_the_number() -> None:
    [_, narrow] = drawn(*[Share(9, 9)] * 9).pictures

    assert {cell.words[0].text for cell in narrow.cells} == {"100"}


@given(st.lists(SHARES, min_size=1, max_size=8), st.text("ab æ", min_size=1, max_size=120))
def test_cells_and_words_stay_in_the_picture_and_out_of_one_another(
    shares: list[Share], text: str
) -> None:
    for picture in drawn(*shares, text=text).pictures:
        for cell in picture.cells:
            assert 0 <= cell.x < cell.x + cell.width <= picture.width + 0.2
            assert cell.y + cell.height <= picture.height
            for label in cell.words:
                assert text_width(label.text, 12.5) <= cell.width
                assert cell.y < label.y < cell.y + cell.height
        for left, right in zip(picture.cells, picture.cells[1:], strict=False):
            assert left.x + left.width < right.x


def test_the_ages_of_a_family_stand_above_their_cells_on_a_phone() -> None:
    chart = draw(AGES, [Line("?", (Share(9, 9),) * 6)], id="h", title="t", words=WORDS)

    for picture, font in zip(chart.pictures, (13, 12.5), strict=True):
        assert {word for label in picture.heads for word in label.text.split()} == {
            word for age in AGES for word in age.split()
        }
        for label in picture.heads:
            assert label.y < picture.cells[0].y
            assert text_width(label.text, font) <= picture.cells[0].width


def test_rows_and_columns_keep_their_order_whatever_the_result() -> None:
    lines = [Line("B", (Share(1, 9),)), Line("A", (Share(9, 9),)), Line("C", (Share(5, 9),))]
    chart = draw(["Alle"], lines, id="h", title="t", words=WORDS)

    assert [row.text for row in chart.rows] == ["B", "A", "C"]
    assert [label.text for label in chart.pictures[0].words] == ["B", "A", "C"]


def test_the_key_tells_every_share_once() -> None:
    assert [
        (step, text.replace("\N{NO-BREAK SPACE}", " ")) for step, text in drawn(Share(5, 9)).steps
    ] == [
        (1, "0–19 %"),
        (2, "20–39 %"),
        (3, "40–59 %"),
        (4, "60–79 %"),
        (5, "80–100 %"),
    ]
