"""From an age to the band that speaks to it. Pure: no database."""

from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.targeting import Outside, contains, following, gaps, overlaps, resolve


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
    assert resolve(bands, months) == (holding[0] if holding else Outside.BELOW)


@given(LIMITS, st.randoms())
def test_the_order_in_which_bands_are_told_makes_no_difference(
    limits: list[int], random: Random
) -> None:
    bands = contiguous(limits)
    shuffled = random.sample(bands, len(bands))

    assert all(resolve(shuffled, month) == resolve(bands, month) for month in range(0, 1500, 7))


@pytest.mark.parametrize("lowest", [0, 18, 216])
def test_no_month_of_a_long_life_falls_out(lowest: int) -> None:
    bands = contiguous([lowest, lowest + 18, lowest + 42, lowest + 114])

    for month in range(lowest, 1201):
        assert [band for band in bands if contains(band, month)] == [resolve(bands, month)]


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


TODDLER, PRESCHOOL, SCHOOL, TEEN = contiguous([18, 36, 60, 132])


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        pytest.param(-1, Outside.BELOW, id="not born"),
        pytest.param(0, Outside.BELOW, id="newborn"),
        pytest.param(17, Outside.BELOW, id="the month before the lowest limit"),
        pytest.param(18, TODDLER, id="the lower limit is inside"),
        pytest.param(35, TODDLER, id="the last month before 3 years"),
        pytest.param(36, PRESCHOOL, id="3 years"),
        pytest.param(59, PRESCHOOL, id="the last month before 5 years"),
        pytest.param(60, SCHOOL, id="5 years"),
        pytest.param(131, SCHOOL, id="the last month before 11 years"),
        pytest.param(132, TEEN, id="11 years"),
        pytest.param(215, TEEN, id="the last month before 18 years"),
        pytest.param(400, TEEN, id="far above the last limit"),
    ],
)
def test_the_months_of_taet_og_toer(months: int, expected: Band | Outside) -> None:
    assert resolve([TODDLER, PRESCHOOL, SCHOOL, TEEN], months) == expected


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (17, Outside.BELOW),
        (36, Outside.GAP),
        (47, Outside.GAP),
        (48, Band(48, 60)),
        (60, Outside.ABOVE),
    ],
)
def test_bands_with_a_hole_and_an_end_say_on_which_side_an_age_falls(
    months: int, expected: Band | Outside
) -> None:
    assert resolve([Band(48, 60), Band(18, 36)], months) == expected


@pytest.mark.parametrize("months", [-1, 0, 40])
def test_without_bands_every_age_falls_in_the_gap(months: int) -> None:
    assert resolve([], months) is Outside.GAP


@st.composite
def bands_apart(draw: st.DrawFn) -> list[Band]:
    """Bands that share no month; between some of them there are months that nobody holds."""
    limits = sorted(draw(st.sets(st.integers(0, 300), min_size=2, max_size=12)))
    bands = [Band(lower, upper) for lower, upper in zip(limits[::2], limits[1::2], strict=False)]
    return [*bands, Band(limits[-1], None)] if len(limits) % 2 else bands


@given(bands_apart())
def test_gaps_are_the_months_between_bands_that_none_of_them_holds(bands: list[Band]) -> None:
    missing = {month for first, end in gaps(bands) for month in range(first, end)}

    assert missing == {month for month in range(400) if resolve(bands, month) is Outside.GAP}


@given(LIMITS)
def test_each_band_is_followed_by_the_one_that_begins_where_it_ends(limits: list[int]) -> None:
    bands = contiguous(limits)

    assert [following(bands, band) for band in bands] == [*bands[1:], None]


def test_a_band_before_a_gap_is_followed_by_none() -> None:
    assert following([Band(18, 36), Band(48, 60)], Band(18, 36)) is None
