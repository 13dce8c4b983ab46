"""What a group scored in all is a sum of counts of people, so it is protected like any count. Pure."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.bins import Bins, bands_in_bins, bins_of_scale
from feedback.ladders import ladder, mean, within
from feedback.relations import Relation
from questionnaires.scoring import band_of
from tests.questionnaires.made import definition, only_scale, rating, scale, text

STEPS, LINE = Bins(Fraction(0), Fraction(4)), Bins(Fraction(0), Fraction(100))
COUNTS = st.lists(st.integers(0, 30), min_size=2, max_size=11)


def rungs(counts: list[int]) -> list[tuple[tuple[str, str], int]]:
    return [(("at", str(number)), count) for number, count in enumerate(counts)]


@given(counts=COUNTS)
def test_the_total_is_what_a_slow_count_says_and_every_relation_holds(counts: list[int]) -> None:
    found = ladder("s", "total", "people", rungs(counts))
    values = dict(found.values) | dict(rungs(counts)) | {"people": sum(counts)}

    assert values["total"] == sum(number * count for number, count in enumerate(counts, start=1))
    assert all(relation.holds(values) for relation in found.relations)


@given(counts=COUNTS, moved=st.integers(0, 9))
def test_no_table_with_another_total_keeps_every_relation(counts: list[int], moved: int) -> None:
    """Somebody a rung higher makes another total: so the relations say as much as the total itself."""
    at = moved % (len(counts) - 1)
    higher = [n + (at + 1 == i) - (at == i) for i, n in enumerate(counts)]
    found, other = (ladder("s", "total", "people", rungs(each)) for each in (counts, higher))
    values = dict(other.values) | dict(rungs(higher)) | {"people": sum(counts)}

    assert not all(r.holds(values | {"total": found.values["total"]}) for r in found.relations)


def test_where_each_value_has_a_rung_the_mean_is_exact() -> None:
    assert mean(STEPS, total=1 + 2 + 2 + 5, people=4) == Fraction(0 + 1 + 1 + 4, 4)


def test_on_a_long_line_each_stretch_counts_as_the_mean_of_the_numbers_in_it() -> None:
    assert mean(LINE, total=1 + 10, people=2) == (Fraction(9, 2) + 95) / 2


@given(values=st.lists(st.integers(0, 100), min_size=20, max_size=60))
def test_a_mean_of_stretches_is_never_further_off_than_half_a_stretch(values: list[int]) -> None:
    total = sum(int(LINE.code(Fraction(value))) + 1 for value in values)

    assert abs(mean(LINE, total, len(values)) - Fraction(sum(values), len(values))) <= 6


# --- Bands on the rungs ---------------------------------------------------------------------------


def banded(*ends: tuple[float, float], rule: str = "all", greatest: int = 10) -> dict:
    bands = [
        {"code": str(at), "text": text("Bånd"), "least": least, "greatest": most}
        for at, (least, most) in enumerate(ends)
    ]
    items = [rating(link_id, range(greatest // 2 + 1)) for link_id in "ab"]
    made = scale("a", "b", bands=bands, least=0, greatest=greatest, missing={"kind": rule})
    return only_scale(definition(*items, scales=[made]))


@pytest.mark.parametrize("rule", ["all", "half"])
@pytest.mark.parametrize("greatest", [10, 30])
@pytest.mark.parametrize("chosen", ["0", "1", "01", "2", "02"])
def test_every_score_is_where_its_band_is_said_to_be(rule: str, greatest: int, chosen: str) -> None:
    step = greatest // 5
    edges = [0, step, 3 * step, greatest + 1]
    made = banded(*((a, b - 1) for a, b in pairwise(edges)), rule=rule, greatest=greatest)
    inside, partly = bands_in_bins(made, frozenset(chosen))
    bins = bins_of_scale(made)
    scores = [Fraction(n, 1 if rule == "all" else 4) for n in range(4 * greatest + 1)]

    for value in (score for score in scores if score <= greatest):
        is_in, code = band_of(made, value) in chosen, bins.code(value)
        assert code not in inside or is_in, value
        assert code in {*inside, *partly} or not is_in, value


def test_a_count_that_holds_all_of_some_parts_and_of_others_some() -> None:
    counts = {"a": 3, "b": 4, "c": 6}
    found = within("x", ("in", 9), {"a": 3}, {"b": 4, "c": 6})

    values = counts | {"in": 9} | dict(found.values)
    assert values["some", "x"] == 6
    assert values["others", "x"] == 4
    assert all(relation.holds(values) for relation in found.relations)
    assert within("x", ("in", 3), {"a": 3}, {}).relations == (Relation("in", ("a",)),)
