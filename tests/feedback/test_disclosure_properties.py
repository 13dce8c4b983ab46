"""What must hold of any table: protecting twice changes nothing, and nothing can be subtracted."""

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.disclosure import (
    Dimension,
    NotProtected,
    Relation,
    audit,
    primary_cells,
    publish,
    relations_for,
    with_margins,
)
from tests.feedback.test_disclosure import tables

pytestmark = pytest.mark.thorough

T = "Total"
COUNTS = st.lists(st.one_of(st.integers(0, 6), st.integers(0, 40)), min_size=12, max_size=12)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(tables())
def test_protecting_what_was_published_changes_nothing(table) -> None:
    values, relations = table
    once = publish(values, relations)

    twice = publish(values, relations, frozen=once.published)

    assert twice.published == once.published


@settings(max_examples=20, deadline=None, derandomize=True)
@given(tables())
def test_masking_small_counts_alone_is_caught_wherever_it_can_be_undone(table) -> None:
    """Where the audit says that small counts alone are enough, every true value is one of several."""
    values, relations = table
    small = primary_cells(values)
    naive = {cell: count for cell, count in values.items() if cell not in small}

    found = audit(naive, small, relations, primary=small)

    exact = [cell for cell in small if found.intervals[cell].low == found.intervals[cell].high]
    assert not (exact and found.is_safe)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(counts=COUNTS)
def test_all_ages_and_a_group_of_them_cannot_be_subtracted(counts: list[int]) -> None:
    ages = Dimension(("18-39", "40-59", "60+"), groups={"40+": ("40-59", "60+")})
    dimensions = [Dimension(("a", "b", "c", "d")), ages]
    leaves = [(answer, age) for answer in "abcd" for age in ages.codes]
    values = with_margins(dict(zip(leaves, counts, strict=True)), dimensions)
    relations = relations_for(dimensions)

    found = publish(values, relations)

    seen = {cell: n for cell, n in found.shown.items() if cell[1] in ("40+", T)}
    for answer in (*"abcd", T):
        young = values[answer, "18-39"]
        if 1 <= young <= 4:
            assert not {(answer, T), (answer, "40+")} <= seen.keys()


@settings(max_examples=20, deadline=None, derandomize=True)
@given(first=COUNTS, second=COUNTS)
def test_two_cumulated_releases_cannot_be_subtracted(first: list[int], second: list[int]) -> None:
    dimensions = [Dimension(("a", "b", "c", "d")), Dimension(("x", "y", "z"))]
    leaves = [(answer, age) for answer in "abcd" for age in "xyz"]
    january, february = (
        with_margins(dict(zip(leaves, counts, strict=True)), dimensions)
        for counts in (first, second)
    )
    slices = {"jan": january, "feb": february}
    slices["sum"] = {cell: january[cell] + february[cell] for cell in january}
    values = {(name, *cell): n for name, counts in slices.items() for cell, n in counts.items()}
    relations = [
        Relation((name, *one.parent), tuple((name, *cell) for cell in one.children))
        for name in slices
        for one in relations_for(dimensions)
    ]
    relations += [Relation(("sum", *c), (("jan", *c), ("feb", *c))) for c in january]
    alone = publish(january, relations_for(dimensions))
    frozen = {("jan", *cell): n for cell, n in alone.published.items()}
    try:
        both = publish(values, relations, frozen=frozen)
    except NotProtected:
        return  # nothing is shown

    assert frozen.items() <= both.published.items()
    small = primary_cells(values)
    found = audit(both.shown, both.masked, relations, primary=small)
    assert found.is_safe
    for cell in january:
        if 1 <= february[cell] <= 4:
            assert not {("jan", *cell), ("sum", *cell)} <= both.shown.keys()
            assert found.intervals["feb", *cell].high in (None, inf) or (
                found.intervals["feb", *cell].high >= 4
            )
