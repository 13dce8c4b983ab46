"""Disclosure control: what is masked, what an attacker can still work out, and failing closed."""

from collections.abc import Mapping
from itertools import product
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import OptimizeResult

from feedback import disclosure
from feedback.audit import Interval
from feedback.disclosure import (
    Dimension,
    NotProtected,
    Protected,
    Relation,
    audit,
    primary_cells,
    protect,
    publish,
    relations_for,
    with_margins,
)

T = "Total"


def two_way(*rows: tuple[int, ...]) -> tuple[dict, tuple[Relation, ...]]:
    """A table with margins; the cell in row 0 and column 1 is ("r0", "c1")."""
    dimensions = (
        Dimension(tuple(f"r{i}" for i in range(len(rows)))),
        Dimension(tuple(f"c{j}" for j in range(len(rows[0])))),
    )
    counts = {(f"r{i}", f"c{j}"): n for i, row in enumerate(rows) for j, n in enumerate(row)}
    return with_margins(counts, dimensions), relations_for(dimensions)


def linked_items(items: list[dict[str, int]], people: dict[str, int]) -> tuple[dict, list]:
    """Several questions answered by the same people, each as top box and rest per age band."""
    values = {("people", band): count for band, count in people.items()}
    values["people", T] = sum(people.values())
    relations = [Relation(("people", T), tuple(("people", band) for band in people))]
    for name, top in enumerate(items):
        for band, count in people.items():
            parts = ("top", name, band), ("rest", name, band)
            values |= dict(zip(parts, (top[band], count - top[band]), strict=True))
            relations.append(Relation(("people", band), parts))
        for side in ("top", "rest"):
            children = tuple((side, name, band) for band in people)
            values[side, name, T] = sum(values[child] for child in children)
            relations.append(Relation((side, name, T), children))
    return values, relations


def without(values: Mapping, masked: object) -> dict:
    return {cell: value for cell, value in values.items() if cell not in masked}


SMALL = two_way((12, 9, 15), (3, 22, 18), (10, 11, 40))


# What is masked


def test_a_table_without_small_counts_is_shown_whole():
    values, relations = two_way((10, 20), (30, 40))
    assert publish(values, relations) == Protected(values, frozenset())


def test_an_empty_table_is_shown_whole():
    assert publish({}, []).shown == {}


def test_zeros_are_shown():
    values, relations = two_way((0, 20, 7), (3, 0, 9), (8, 12, 30))
    shown = publish(values, relations).shown
    assert shown["r0", "c0"] == 0
    assert shown["r1", "c1"] == 0


@pytest.mark.parametrize(("count", "is_masked"), [(0, False), (1, True), (4, True), (5, False)])
def test_counts_from_one_to_four_are_masked(count, is_masked):
    protected = publish({"only": count}, [])
    assert ("only" in protected.masked) is is_masked


def test_a_single_small_count_gets_complements_so_that_no_margin_gives_it_away():
    values, relations = SMALL
    protected = publish(values, relations)
    assert ("r1", "c0") in protected.masked
    assert len(protected.masked) == 4
    assert all(T not in cell for cell in protected.masked)


def test_small_margins_are_masked_too():
    values, relations = two_way((1, 0, 2), (20, 30, 40), (9, 8, 7))
    protected = publish(values, relations)
    assert ("r0", T) in protected.masked


def test_a_masked_total_over_two_cells_known_not_to_be_zero_is_known_to_be_two_or_more():
    values, relations = two_way((1, 0, 2), (20, 30, 40), (9, 8, 7))
    protected = publish(values, relations)
    found = audit(
        protected.shown, protected.masked, relations, primary=primary_cells(values)
    ).intervals
    assert found["r0", T].low == 2
    assert found["r0", T].covers(2, 4)
    assert found["r0", "c0"].covers(1, 4)


def test_what_a_zero_gives_away_on_its_own_does_not_stop_publication():
    """All of band a chose the top box of item 0, so that cell is all of band a: two at least."""
    items = [{"a": 3, "b": 20}, {"a": 2, "b": 15}]
    values, relations = linked_items(items, {"a": 3, "b": 30})
    protected = publish(values, relations)
    found = audit(protected.shown, protected.masked, relations).intervals
    assert found["top", 0, "a"].low == 2


def test_grand_totals_survive():
    values, relations = two_way((2, 50, 60), (70, 3, 80), (90, 95, 1))
    assert publish(values, relations).shown[T, T] == sum((2, 50, 60, 70, 3, 80, 90, 95, 1))


def test_the_threshold_can_be_raised():
    values, relations = SMALL
    masked = publish(values, relations, threshold=9).masked
    assert {("r1", "c0"), ("r0", "c1")} <= masked


def test_the_published_form_has_none_for_every_mask_and_one_mark_only():
    values, relations = SMALL
    published = publish(values, relations).published
    assert published.keys() == values.keys()
    assert all(published[cell] in (None, values[cell]) for cell in values)


def test_protecting_twice_gives_the_same_masks_whatever_the_order():
    values, relations = two_way((2, 50, 1), (7, 3, 8), (9, 5, 1))
    backwards = dict(reversed(values.items()))
    assert publish(values, relations) == publish(values, relations)
    assert publish(values, relations).masked == publish(backwards, relations[::-1]).masked


def test_protecting_what_was_published_changes_nothing():
    values, relations = two_way((2, 50, 1), (7, 3, 8), (9, 5, 1))
    first = publish(values, relations)
    assert publish(values, relations, frozen=first.published) == first


def test_hierarchies_are_protected_together():
    ages = Dimension(("18-39", "40-59", "60+"), groups={"40+": ("40-59", "60+")})
    places = Dimension(("nord", "syd"))
    counts = dict(zip(product(ages.codes, places.codes), (3, 21, 17, 25, 30, 34), strict=True))
    values = with_margins(counts, (ages, places))
    relations = relations_for((ages, places))
    protected = publish(values, relations)
    assert values["40+", "nord"] == values[T, "nord"] - values["18-39", "nord"] == 47
    assert {("40+", "nord"), (T, "nord")} & protected.masked
    found = audit(protected.shown, protected.masked, relations, primary=primary_cells(values))
    assert found.intervals["18-39", "nord"].covers(1, 4)


def test_groups_may_hold_groups():
    ages = Dimension(("a", "b", "c"), groups={"bc": ("b", "c"), "abc": ("a", "bc")})
    values = with_margins({("a",): 1, ("b",): 2, ("c",): 4}, (ages,))
    assert (values["abc",], values["bc",], values["Total",]) == (7, 6, 7)


# The attacker


def test_the_audit_catches_masking_of_small_counts_alone():
    values, relations = SMALL
    masked = {("r1", "c0")}
    found = audit(without(values, masked), masked, relations)
    assert found.intervals == {("r1", "c0"): Interval(3, 3)}
    assert found.narrowed == masked
    assert not found.is_safe


def test_the_audit_catches_a_small_count_that_is_shown():
    values, relations = SMALL
    found = audit(values, (), relations)
    assert found.small_shown == {("r1", "c0")}
    assert not found.is_safe


def test_the_audit_knows_that_a_masked_cell_is_not_zero():
    """With zero allowed the 2 could be 1..6; the 1 in the far corner may not sink, so it cannot."""
    values, relations = two_way((2, 5, 30), (5, 1, 30), (30, 30, 30))
    masked = {("r0", "c0"), ("r0", "c1"), ("r1", "c0"), ("r1", "c1")}
    found = audit(without(values, masked), masked, relations, primary=primary_cells(values))
    assert found.intervals["r0", "c0"] == Interval(2, 6)
    assert ("r0", "c0") in found.narrowed


def test_a_count_that_nothing_limits_has_no_upper_end():
    found = audit({}, ["a", "b", "c"], [Relation("a", ("b", "c"))])
    assert found.intervals == {
        "a": Interval(2, None),
        "b": Interval(1, None),
        "c": Interval(1, None),
    }
    assert found.is_safe


def test_a_bound_reached_only_by_halves_is_rounded_to_what_people_can_make():
    """a = b = c = 3.5 would bring e down to 1; with whole people 3 is the most, and e is 2."""
    relations = [
        Relation("t1", ("a", "b", "e")),
        Relation("t2", ("b", "c", "e")),
        Relation("t3", ("a", "c", "e")),
    ]
    shown = {"t1": 8, "t2": 8, "t3": 8}
    found = audit(shown, ["a", "b", "c", "e"], relations).intervals
    assert found["e"] == Interval(2, 6)


def test_linked_items_cannot_be_subtracted_from_one_another():
    values, relations = linked_items([{"a": 2, "b": 20}, {"a": 6, "b": 25}], {"a": 12, "b": 50})
    masked = {("top", 0, "a"), ("top", 0, "b"), ("people", "a"), ("people", "b")}
    alone = [
        relation for relation in relations if not any(1 in cell[1:2] for cell in relation.cells)
    ]
    without_other = {cell: n for cell, n in values.items() if cell[1] != 1}
    primary = primary_cells(values)
    assert audit(without(without_other, masked), masked, alone, primary=primary).is_safe
    together = audit(without(values, masked), masked, relations, primary=primary)
    assert together.narrowed == {("top", 0, "a")}
    protected = publish(values, relations)
    assert audit(protected.shown, protected.masked, relations, primary=primary).is_safe


def test_twenty_five_linked_items_keep_their_margins():
    people = {"a": 60, "b": 45, "c": 80, "d": 30, "e": 20}
    items = [{band: n * (i + 30) // 80 for band, n in people.items()} for i in range(25)]
    items[3] |= {"e": 2}
    items[17] |= {"a": 57, "d": 29}
    values, relations = linked_items(items, people)
    protected = publish(values, relations)
    assert {("people", band) for band in (*people, T)} <= protected.shown.keys()
    assert {cell[1] for cell in protected.masked} == {3, 17}


@pytest.mark.parametrize("bad", [{"a": 5, "b": 1, "c": 1}, {"a": 1, "b": 5}])
def test_the_audit_refuses_tables_that_cannot_be(bad):
    masked = {"a", "b", "c"} - bad.keys()
    with pytest.raises(ValueError, match="does not add up|No table agrees"):
        audit(bad, masked, [Relation("a", ("b", "c"))])


def test_the_audit_refuses_a_cell_both_shown_and_masked():
    with pytest.raises(ValueError, match="both shown and masked"):
        audit({"a": 5}, ["a"], [])


# Earlier releases


def growing(months: int) -> tuple[dict, list[Relation]]:
    """January as released, what February adds, and both together as the next release."""
    january, february = {"a": 12, "b": 30, "c": 25}, {"a": 3, "b": 11, "c": 16}
    slices = {"jan": january}
    if months == 2:
        slices |= {"feb": february, "sum": {band: january[band] + february[band] for band in "abc"}}
    values = {(name, band): n for name, counts in slices.items() for band, n in counts.items()}
    values |= {(name, T): sum(counts.values()) for name, counts in slices.items()}
    relations = [Relation((name, T), tuple((name, band) for band in "abc")) for name in slices]
    if months == 2:
        relations += [
            Relation(("sum", band), (("jan", band), ("feb", band))) for band in (*"abc", T)
        ]
    return values, relations


def test_frozen_cells_stay_so_that_the_difference_of_two_releases_is_hidden():
    january = publish(*growing(1))
    assert not january.masked
    values, relations = growing(2)
    protected = publish(values, relations, frozen=january.published)
    assert january.shown.items() <= protected.shown.items()
    assert {("feb", "a"), ("sum", "a")} <= protected.masked


def test_a_mask_once_published_is_never_lifted():
    values, relations = SMALL
    protected = publish(values, relations, frozen={("r2", "c2"): None})
    assert ("r2", "c2") in protected.masked


def test_a_small_count_that_earlier_releases_give_away_stops_publication():
    with pytest.raises(NotProtected, match="cannot be hidden"):
        publish({"a": 40, "b": 3, "c": 37}, [Relation("a", ("b", "c"))], frozen={"a": 40, "c": 37})


@pytest.mark.parametrize(
    ("frozen", "sentence"),
    [
        ({"z": 9}, "not in the table"),
        ({"a": 39}, "was released as 39"),
        ({"d": None}, "cannot be zero"),
    ],
)
def test_an_earlier_release_that_does_not_fit_is_refused(frozen, sentence):
    values = {"a": 40, "b": 3, "c": 37, "d": 0}
    with pytest.raises(ValueError, match=sentence):
        publish(values, [Relation("a", ("b", "c"))], frozen=frozen)


def test_an_earlier_release_that_showed_a_small_count_stops_publication():
    with pytest.raises(NotProtected, match="shows a small count"):
        publish({"a": 3}, [], frozen={"a": 3})


# Failing closed


def answer(status: int, point: object = None) -> OptimizeResult:
    return OptimizeResult(status=status, x=point, fun=0.0, message="simulated")


@pytest.mark.parametrize("status", [1, 3, 4])
@pytest.mark.parametrize("point", [None, np.zeros(30)])
def test_a_solver_that_gives_up_stops_publication(monkeypatch, status, point):
    monkeypatch.setattr("feedback.programs.milp", lambda *_, **__: answer(status, point))
    with pytest.raises(NotProtected, match="no answer: simulated"):
        publish(*SMALL)


def test_a_solver_that_answers_falsely_stops_publication(monkeypatch):
    def nonsense(cost: np.ndarray, **_: object) -> OptimizeResult:
        return answer(0, np.arange(len(cost), dtype=float))

    monkeypatch.setattr("feedback.programs.milp", nonsense)
    with pytest.raises(NotProtected, match="does not add up"):
        publish(*SMALL)


def test_a_solver_that_wrongly_finds_nothing_stops_publication(monkeypatch):
    monkeypatch.setattr("feedback.programs.milp", lambda *_, **__: answer(2))
    with pytest.raises(NotProtected):
        publish(*SMALL)


def test_running_out_of_time_stops_publication():
    with pytest.raises(NotProtected, match="ran out"):
        publish(*SMALL, seconds=0)


def test_masks_that_do_not_withstand_the_audit_are_not_published(monkeypatch):
    monkeypatch.setattr(disclosure, "_certificates", lambda problem: [problem.truth])
    with pytest.raises(NotProtected, match="could narrow down 1 of the small counts"):
        publish(*SMALL)


# Bad input


def test_a_relation_that_does_not_add_up_is_named():
    with pytest.raises(ValueError, match=r"The relation a = b \+ c does not add up"):
        publish({"a": 7, "b": 3, "c": 5}, [Relation("a", ("b", "c"))])


@pytest.mark.parametrize("count", [-1, 2.0, True, None])
def test_a_count_is_a_whole_number_from_zero_up(count):
    with pytest.raises(ValueError, match="The count of a is"):
        publish({"a": count}, [])


@pytest.mark.parametrize("children", [(), ("a",), ("b", "b"), ("b", "z")])
def test_a_relation_needs_distinct_known_cells(children):
    with pytest.raises(ValueError, match="The relation a = "):
        publish({"a": 10, "b": 10}, [Relation("a", children)])


def test_a_threshold_below_one_is_refused():
    with pytest.raises(ValueError, match="hides nothing"):
        publish({"a": 1}, [], threshold=0)


# Properties


@st.composite
def tables(draw: st.DrawFn, largest: int = 30) -> tuple[dict, tuple[Relation, ...]]:
    shape = draw(st.sampled_from([(2, 2), (3, 4), (5, 3), (2, 2, 2), (3, 2, 3), (2, 2, 2, 2)]))
    dimensions = [
        Dimension(tuple(f"{axis}{code}" for code in range(size))) for axis, size in enumerate(shape)
    ]
    leaves = list(product(*(dimension.codes for dimension in dimensions)))
    count = st.one_of(st.integers(0, 6), st.integers(0, largest))
    counts = draw(st.lists(count, min_size=len(leaves), max_size=len(leaves)))
    return with_margins(dict(zip(leaves, counts, strict=True)), dimensions), relations_for(
        dimensions
    )


def non_zero_leaves(values: Mapping, cell: tuple[str, ...]) -> int:
    return sum(
        1
        for leaf, value in values.items()
        if value
        and T not in leaf
        and all(part in (T, code) for part, code in zip(cell, leaf, strict=True))
    )


@settings(max_examples=25, deadline=None, derandomize=True)
@given(tables())
def test_whatever_is_protected_is_true_and_withstands_the_audit(table):
    values, relations = table
    protected = publish(values, relations)
    primary = primary_cells(values)
    assert primary <= protected.masked
    assert all(values[cell] for cell in protected.masked)
    assert protected.shown == without(values, protected.masked)
    found = audit(protected.shown, protected.masked, relations, primary=primary)
    assert found.is_safe
    assert all(
        interval.low <= values[cell] <= (interval.high or inf)
        for cell, interval in found.intervals.items()
    )


@settings(max_examples=25, deadline=None, derandomize=True)
@given(tables())
def test_the_certificates_prove_it_by_adding_up_alone(table):
    values, relations = table
    protected = protect(values, relations)
    for certificate in protected.certificates:
        assert protected.shown.items() <= certificate.items()
        assert all(relation.holds(certificate) for relation in relations)
        assert all(certificate[cell] >= 1 for cell in protected.masked)
    for cell in primary_cells(values):
        found = {certificate[cell] for certificate in protected.certificates}
        assert min(found) <= max(1, non_zero_leaves(values, cell))
        assert max(found) >= disclosure.THRESHOLD
