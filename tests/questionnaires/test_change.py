"""Change is judged at its stated borders, and every percentage has its own denominator."""

import csv
import random
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import isclose, sqrt
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.change import (
    CAUTIONS,
    CLASSES,
    Course,
    Share,
    Yardstick,
    class_of,
    cut_off_c,
    effect_size,
    reliable_change_index,
    summary,
    variance_of,
    yardstick_for,
)
from tests.conftest import ORACLES
from tests.questionnaires.made import definition, only_scale, rating, scale

# S_diff² = 2 · 25 · (1 − 0.5) = 25, so that the smallest reliable change is 9.8 without any root left.
UP = Yardstick(True, Fraction(5), Fraction(1, 2), cut_off=Fraction(25))
DOWN = Yardstick(False, Fraction(5), Fraction(1, 2), cut_off=Fraction(25))


def course(*values, **changes) -> Course:
    scores = [None if value is None else Fraction(value) for value in values]
    return Course(tuple(enumerate(scores)), **changes)


# --- The figures ----------------------------------------------------------------------------------


def test_the_smallest_reliable_change_comes_from_sd_and_reliability() -> None:
    assert UP.standard_error == Decimal("3.535533905932737622004221811")
    assert UP.difference_error == 5
    assert UP.smallest_reliable_change == Decimal("9.8")


@pytest.mark.parametrize(("reliability", "points"), [("0.93", "5.9"), ("0.85", "8.6")])
def test_published_figures_for_a_deviation_of_8_are_met(reliability: str, points: str) -> None:
    made = Yardstick(True, Fraction(8), Fraction(reliability))

    assert round(made.smallest_reliable_change, 1) == Decimal(points)


def test_the_index_has_the_sign_of_the_raw_scores() -> None:
    assert reliable_change_index(UP, Fraction(10), Fraction(20)) == 2
    assert reliable_change_index(DOWN, Fraction(20), Fraction(10)) == -2


def test_a_root_has_28_digits() -> None:
    third = Yardstick(True, Fraction(1), Fraction(5, 6))

    assert third.difference_error == Decimal("0.5773502691896257645091487805")


def test_the_cut_off_lies_nearer_to_the_group_with_less_spread() -> None:
    between = cut_off_c(Fraction(16), Fraction(8), Fraction(28), Fraction(4))

    assert between == 24
    assert cut_off_c(Fraction(0), Fraction(1), Fraction(1), Fraction(2)) == Fraction(1, 3)


# --- One person, at every border ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param("20", "10.2", "deteriorated", id="worse by just so much"),
        pytest.param("20", "10.21", "unchanged", id="worse by a little less"),
        pytest.param("20", "20", "unchanged", id="the same"),
        pytest.param("15", "24.79", "unchanged", id="better by a little less"),
        pytest.param("15", "24.8", "improved", id="better by just so much, below the cut-off"),
        pytest.param("15.2", "25", "recovered", id="to the very cut-off"),
        pytest.param("24.99", "40", "recovered", id="from just below the cut-off"),
        pytest.param("25", "40", "improved", id="from the very cut-off"),
        pytest.param("24", "26", "unchanged", id="over the cut-off by a step"),
        pytest.param("40", "24", "deteriorated", id="down through the cut-off"),
    ],
)
def test_each_class_has_its_border_where_it_is_stated(first: str, last: str, expected: str) -> None:
    assert class_of(UP, Fraction(first), Fraction(last)) == expected
    # A scale of complaints is the same scale seen in a mirror at the cut-off.
    assert class_of(DOWN, 50 - Fraction(first), 50 - Fraction(last)) == expected


@pytest.mark.parametrize(
    ("higher_is_better", "border_is_clinical", "onto", "away_from"),
    [
        (True, False, "recovered", "improved"),
        (True, True, "improved", "recovered"),
        (False, False, "recovered", "improved"),
        (False, True, "improved", "recovered"),
    ],
)
def test_the_cut_off_itself_belongs_where_it_is_said(
    higher_is_better, border_is_clinical, onto, away_from
) -> None:
    made = Yardstick(
        higher_is_better, Fraction(5), Fraction(1, 2), Fraction(25), border_is_clinical
    )
    sign = 1 if higher_is_better else -1

    assert class_of(made, Fraction(25 - 20 * sign), Fraction(25)) == onto
    assert class_of(made, Fraction(25), Fraction(25 + 20 * sign)) == away_from


def test_without_a_cut_off_nobody_is_called_recovered() -> None:
    assert (
        class_of(Yardstick(True, Fraction(5), Fraction(1, 2)), Fraction(0), Fraction(40))
        == "improved"
    )


@given(
    st.booleans(),
    st.integers(1, 300),
    st.integers(0, 99),
    st.integers(0, 100),
    st.integers(0, 100),
    st.integers(0, 100),
)
def test_a_class_is_what_the_formulas_say_in_that_order(up, sd, r, cut, first, last) -> None:
    made = Yardstick(up, Fraction(sd, 10), Fraction(r, 100), Fraction(cut))
    smallest = 1.96 * sqrt(2) * sd / 10 * sqrt(1 - r / 100)
    change = last - first if up else first - last
    below, above = (first < cut, last >= cut) if up else (first > cut, last <= cut)

    if isclose(abs(change), smallest):  # decided exactly, where a float cannot
        return
    if change <= -smallest:
        expected = "deteriorated"
    elif change >= smallest and below and above:
        expected = "recovered"
    else:
        expected = "improved" if change >= smallest else "unchanged"
    assert class_of(made, Fraction(first), Fraction(last)) == expected


# --- The figures of a scale -----------------------------------------------------------------------

REFERENCE = {"standard_deviation": "2.5", "reliability": "0.9", "source": "A study"}


def test_a_scale_says_by_what_its_change_is_judged() -> None:
    border = {"value": 2, "side": "above", "includes_border": True, "source": "B", "to_months": 60}
    made = only_scale(
        definition(
            rating("a"),
            scales=[scale("a", least=0, greatest=3, reference=REFERENCE, cut_offs=[border])],
        )
    )

    young, older = yardstick_for(made, 48, "self"), yardstick_for(made, 60, "self")

    assert young == Yardstick(False, Fraction(5, 2), Fraction(9, 10), Fraction(2), True, "A study")
    assert older is not None
    assert older.cut_off is None


def test_a_scale_without_reference_gives_nothing_to_judge_by() -> None:
    made = only_scale(definition(rating("a"), scales=[scale("a", least=0, greatest=3)]))

    assert yardstick_for(made, 48, "self") is None


# --- First and last -------------------------------------------------------------------------------


def test_measures_count_by_their_time_and_only_with_a_score() -> None:
    days = [date(2026, 3, day) for day in (9, 2, 30, 16)]
    made = Course(tuple(zip(days, [Fraction(2), None, Fraction(4), Fraction(3)], strict=True)))

    assert made.scored() == [2, 3, 4]


def test_after_a_case_is_closed_no_measure_counts() -> None:
    assert course(1, 2, 3, 4, closed_on=2).scored() == [1, 2, 3]
    assert course(1, 2, 3, 4).scored() == [1, 2, 3, 4]


# --- Many people ----------------------------------------------------------------------------------

PEOPLE = [
    course(15, 20, 30),  # recovered
    course(10, 20),  # improved, still in the clinical range
    course(25, 40),  # improved, never in it
    course(30, 20),  # deteriorated
    course(20, 22),  # unchanged, in it
    course(None, 12, None),  # one measure
    course(None, None),  # none
]


def test_each_share_has_its_own_denominator() -> None:
    found = summary(PEOPLE, UP)

    assert {name: (share.count, share.of) for name, share in found.classes.items()} == {
        "deteriorated": (1, 5), "recovered": (1, 5), "improved": (2, 5), "unchanged": (1, 5),
    }  # fmt: skip
    assert list(found.classes) == list(CLASSES)
    assert found.recovered_of_clinical == Share(1, 3)
    assert found.recovered_of_clinical.percent == Fraction(100, 3)
    assert found.measured_once == 1


def test_where_there_is_no_cut_off_there_is_no_share_of_clinical() -> None:
    assert (
        summary(PEOPLE, Yardstick(True, Fraction(5), Fraction(1, 2))).recovered_of_clinical is None
    )


def test_nobody_is_no_percentage() -> None:
    found = summary([], UP)

    assert {share.percent for share in found.classes.values()} == {None}
    assert found.effect_size.reason == "too_few"


def test_a_summary_carries_its_two_cautions() -> None:
    found = summary(PEOPLE, UP)

    assert found.cautions == ("regression_to_the_mean", "drop_out") == tuple(CAUTIONS)
    assert all(CAUTIONS[name].endswith(".") for name in found.cautions)


# --- Effect size ----------------------------------------------------------------------------------


def pairs(*values: tuple[int, int]) -> list[tuple[Fraction, Fraction]]:
    return [(Fraction(first), Fraction(last)) for first, last in values]


def test_an_effect_size_says_which_deviation_and_how_many_people() -> None:
    found = effect_size(pairs((10, 15), (20, 25)), UP, least=2)

    assert (found.value, found.sd, found.sd_of, found.n, found.sd_n) == (1, 5, "reference", 2, None)
    assert effect_size(pairs((15, 10), (25, 20)), DOWN, least=2).value == 1


def test_the_deviation_at_intake_is_of_everybody_who_began() -> None:
    found = effect_size(
        pairs((10, 12), (14, 16)), UP, intake=[*map(Fraction, (10, 14, 12))], least=2
    )

    assert (found.value, found.sd, found.sd_of, found.n, found.sd_n) == (1, 2, "intake", 2, 3)
    taken = summary([course(10, 12), course(14, 16), course(12)], UP, sd_of="intake", least=2)
    assert taken.effect_size == found


def test_too_few_people_have_no_effect_size() -> None:
    nineteen, twenty = (summary([course(10, 15)] * n, UP).effect_size for n in (19, 20))

    assert (nineteen.value, nineteen.reason, nineteen.n) == (None, "too_few", 19)
    assert (twenty.value, twenty.reason, twenty.n) == (1, "", 20)


def test_where_all_began_alike_there_is_no_deviation_to_divide_by() -> None:
    found = effect_size(pairs((10, 15), (10, 20)), UP, intake=[Fraction(10)] * 2, least=2)

    assert (found.value, found.reason) == (None, "no_spread")
    assert effect_size(pairs((1, 2)), UP, intake=[Fraction(1)], least=0).reason == "too_few"


@given(st.lists(st.integers(0, 100), min_size=2, max_size=12))
def test_a_variance_is_the_one_with_n_minus_1(values: list[int]) -> None:
    found = variance_of([Fraction(value) for value in values])

    assert found == Fraction(
        sum((a - b) ** 2 for a in values for b in values), 2 * len(values) * (len(values) - 1)
    )


# --- A hundred people in treatment ----------------------------------------------------------------

MEASURES = ("bdi.pre", "bdi.2m", "bdi.3m", "bdi.5m", "bdi.8m")
RELIABILITY, CUT_OFF = "0.86", 14  # to have some; they are no advice


def hundred_people() -> list[list[int | None]]:
    with (ORACLES / "data/beat_the_blues.csv").open(newline="") as lines:
        return [
            [None if row[name] == "NA" else int(row[name]) for name in MEASURES]
            for row in csv.DictReader(lines)
        ]


@pytest.mark.oracle
def test_a_hundred_people_in_treatment_change_as_a_slow_count_says() -> None:
    people = hundred_people()
    sd, r = stdev([person[0] for person in people]), float(RELIABILITY)
    smallest = 1.96 * sd * sqrt(1 - r) * sqrt(2)
    counts, clinical, recovered, changes = dict.fromkeys(CLASSES, 0), 0, 0, []
    for person in people:
        there = [value for value in person if value is not None]
        if len(there) < 2:
            continue
        fall = there[0] - there[-1]
        changes.append(fall)
        began_in = there[0] >= CUT_OFF
        clinical += began_in
        if fall <= -smallest:
            counts["deteriorated"] += 1
        elif fall >= smallest and began_in and there[-1] < CUT_OFF:
            counts["recovered"] += 1
            recovered += 1
        elif fall >= smallest:
            counts["improved"] += 1
        else:
            counts["unchanged"] += 1

    intake_variance = variance_of([Fraction(person[0]) for person in people])
    # The deviation goes in with nine digits: as whole points go, no border is that near.
    made = Yardstick(
        False,
        Fraction(f"{sqrt(intake_variance):.9f}"),
        Fraction(RELIABILITY),
        Fraction(CUT_OFF),
        True,
    )
    shuffled = [list(enumerate(person)) for person in people]
    for measures in shuffled:
        random.Random(7).shuffle(measures)
    found = summary(
        [
            Course(tuple((at, None if v is None else Fraction(v)) for at, v in measures))
            for measures in shuffled
        ],
        made,
        sd_of="intake",
    )

    assert len(people) == 100
    assert {name: share.count for name, share in found.classes.items()} == counts
    assert {share.of for share in found.classes.values()} == {len(changes)}
    assert found.recovered_of_clinical == Share(recovered, clinical)
    assert found.measured_once == 100 - len(changes)
    assert found.effect_size.n == len(changes)
    assert found.effect_size.sd_n == 100
    assert isclose(float(found.effect_size.value), mean(changes) / sd, rel_tol=1e-12)
    assert isclose(float(found.effect_size.sd), sd, rel_tol=1e-12)
    # Counted a third time, from the file with awk, so that both counts above cannot be wrong alike.
    assert (counts["deteriorated"], counts["improved"], counts["unchanged"]) == (1, 10, 62)
    assert (recovered, clinical, len(changes)) == (24, 77, 97)
    assert round(found.effect_size.value, 3) == Decimal("0.784")
