"""The attacker of our own against the slow obvious reference: trying every possible table."""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.audit import Interval, audit, exposed_cells
from feedback.disclosure import primary_cells
from feedback.programs import Deadline
from feedback.relations import Dimension, Relation, relations_for, with_margins

pytestmark = pytest.mark.thorough

T = "Total"


def without(values: Mapping, masked: frozenset) -> dict:
    return {cell: value for cell, value in values.items() if cell not in masked}


@st.composite
def masked_tables(draw: st.DrawFn) -> tuple[dict, tuple[Relation, ...], frozenset]:
    """A small table with any masks but on its zeros and its grand total."""
    shape = draw(st.sampled_from([(2, 2), (2, 3), (3, 2), (2, 2, 2)]))
    dimensions = [Dimension(tuple("abc"[:size])) for size in shape]
    leaves = list(product(*(dimension.codes for dimension in dimensions)))
    counts = draw(st.lists(st.integers(0, 3), min_size=len(leaves), max_size=len(leaves)))
    values = with_margins(dict(zip(leaves, counts, strict=True)), dimensions)
    maskable = [cell for cell, value in values.items() if value and set(cell) != {T}]
    masked = draw(st.sets(st.sampled_from(maskable))) if maskable else set()
    return values, relations_for(dimensions), frozenset(masked)


def compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts <= 1:
        yield from [(total,)] if parts else [()] * (total == 0)
        return
    for first in range(1, total - parts + 2):
        for rest in compositions(total - first, parts - 1):
            yield first, *rest


def every_possible_table(values: Mapping, masked: frozenset) -> Iterator[dict]:
    """All tables that agree with what is shown, by trying them all."""
    leaves = [cell for cell, value in values.items() if value and T not in cell]
    total = next(value for cell, value in values.items() if set(cell) == {T})
    counted = [
        (cell, [all(p in (T, q) for p, q in zip(cell, leaf, strict=True)) for leaf in leaves])
        for cell, value in values.items()
        if value
    ]
    for counts in compositions(total, len(leaves)):
        table = {
            cell: sum(n for n, is_in in zip(counts, flags, strict=True) if is_in)
            for cell, flags in counted
        }
        if all(n == values[cell] for cell, n in table.items() if cell not in masked):
            yield table


@settings(max_examples=40, deadline=None, derandomize=True)
@given(masked_tables())
def test_the_audit_finds_what_trying_every_table_finds(case):
    values, relations, masked = case
    found = audit(without(values, masked), masked, relations).intervals
    seen: dict = {cell: set() for cell in masked}
    for table in every_possible_table(values, masked) if masked else ():
        for cell in masked:
            seen[cell].add(table[cell])
    assert found == {cell: Interval(min(counts), max(counts)) for cell, counts in seen.items()}


@settings(max_examples=40, deadline=None, derandomize=True)
@given(masked_tables(), st.integers(1, 5))
def test_the_quick_verdict_is_that_of_the_full_audit(case, threshold):
    values, relations, masked = case
    shown, primary = without(values, masked), primary_cells(values, threshold)
    full = audit(shown, masked, relations, primary=primary & masked, threshold=threshold)
    quick = exposed_cells(
        shown,
        masked,
        relations,
        primary=primary,
        threshold=threshold,
        deadline=Deadline.after(60),
    )
    assert quick == full.narrowed | full.small_shown
