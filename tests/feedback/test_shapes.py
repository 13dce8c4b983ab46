"""Shapes and shares: what is drawn stays in its box, and what is told adds up."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.axes import text_width, wrapped
from feedback.shapes import diamond, dot, hatch, triangle
from feedback.shares import total, whole_percent

SIZES = st.floats(1, 400).map(lambda size: round(size, 1))


def points(path: str) -> list[tuple[float, float]]:
    found = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]
    return list(zip(found[::2], found[1::2], strict=True))


@given(SIZES, SIZES, SIZES, SIZES, st.floats(3, 12))
def test_a_hatch_stays_in_its_box(
    x: float, y: float, width: float, height: float, gap: float
) -> None:
    for across, down in points(hatch(x, y, width, height, gap)):
        assert x - 0.1 <= across <= x + width + 0.1
        assert y - 0.1 <= down <= y + height + 0.1


def test_a_closer_hatch_has_more_lines() -> None:
    wide, close = (hatch(0, 0, 60, 28, gap).count("M") for gap in (9, 4.5))

    assert 0 < wide < close


def test_no_two_marks_have_the_same_shape() -> None:
    shapes = {
        dot(10, 10, 4),
        diamond(10, 10, 4),
        triangle(10, 10, 4, is_up=True),
        triangle(10, 10, 4, is_up=False),
    }

    assert len(shapes) == 4


def test_a_triangle_points_where_it_should() -> None:
    assert points(triangle(10, 10, 5, is_up=True))[0] == (10, 2)
    assert points(triangle(10, 10, 5, is_up=False))[0] == (10, 18)


@pytest.mark.parametrize(
    ("counts", "whole"), [((), 0), ((0, 0), 0), ((5, 7), 12), ((5, None), None), ((None,), None)]
)
def test_a_sum_with_a_masked_part_is_not_known(counts: tuple, whole: int | None) -> None:
    assert total(counts) == whole


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(0, 7, 0), (1, 8, 13), (23, 40, 58), (7, 7, 100), (999, 1000, 100)],
)
def test_a_half_goes_up(part: int, whole: int, percent: int) -> None:
    assert whole_percent(part, whole) == percent


@given(st.text("abc dæ", max_size=80), st.integers(30, 300))
def test_a_wrapped_text_fits_and_loses_no_letter(text: str, width: int) -> None:
    lines = wrapped(text, width, 13)

    assert all(text_width(line, 13) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
