"""From an age to the band that speaks to it. Pure: no database."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.targeting import band_for, contains, overlaps


@dataclass(frozen=True)
class Band:
    from_months: int
    to_months: int | None


LIMITS = st.lists(st.integers(0, 1500), min_size=1, max_size=8, unique=True).map(sorted)
MONTHS = st.integers(0, 1600)


@st.composite
def any_band(draw: st.DrawFn) -> Band:
    lower = draw(st.integers(0, 200))
    return Band(lower, draw(st.none() | st.integers(lower + 1, 260)))


def contiguous(limits: list[int]) -> list[Band]:
    """Bands that follow one another without a gap; the last has no upper end."""
    return [Band(*pair) for pair in zip(limits, [*limits[1:], None], strict=True)]


@given(LIMITS, MONTHS)
def test_every_age_from_the_lowest_limit_up_has_exactly_one_band(
    limits: list[int], months: int
) -> None:
    bands = contiguous(limits)

    holding = [band for band in bands if contains(band, months)]

    assert len(holding) == (1 if months >= limits[0] else 0)
    assert band_for(bands, months) == (holding[0] if holding else None)


@given(LIMITS)
def test_bands_that_follow_one_another_do_not_overlap(limits: list[int]) -> None:
    bands = contiguous(limits)

    assert not [
        (one, other) for one in bands for other in bands if one != other and overlaps(one, other)
    ]


@given(any_band(), any_band())
def test_bands_overlap_when_some_month_lies_in_both(one: Band, other: Band) -> None:
    shared = [month for month in range(500) if contains(one, month) and contains(other, month)]

    assert overlaps(one, other) == overlaps(other, one) == bool(shared)


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        pytest.param(0, None, id="newborn"),
        pytest.param(17, None, id="the month before the lowest limit"),
        pytest.param(18, Band(18, 36), id="the lower limit is inside"),
        pytest.param(35, Band(18, 36), id="the last month"),
        pytest.param(36, Band(36, 60), id="the upper limit is outside"),
        pytest.param(60, None, id="above a highest band that ends"),
    ],
)
def test_limits_are_half_open(months: int, expected: Band | None) -> None:
    assert band_for([Band(18, 36), Band(36, 60)], months) == expected


def test_without_bands_there_is_no_band() -> None:
    assert band_for([], 40) is None
