"""The arithmetic of scales, checked by figures from outside and at every border."""

from decimal import Decimal
from fractions import Fraction

import pytest

from questionnaires.definition import DECLINED, Definition, read
from questionnaires.scoring import (
    ENGINE_VERSION,
    NoSuchAnswer,
    Score,
    band_of,
    clinical_range,
    rounded,
    score,
    scores,
)
from tests.questionnaires.made import (
    definition,
    document,
    group,
    only_scale,
    question,
    rating,
    scale,
    text,
    vas,
    when,
)  # fmt: skip

FOUR = ("a", "b", "c", "d")


def bands(*ends: tuple[int, int]) -> list[dict]:
    return [
        {"code": f"{least}-{greatest}", "text": text("Bånd"), "least": least, "greatest": greatest}
        for least, greatest in ends
    ]


def ratings(names: tuple[str, ...] = FOUR, weights: tuple = (0, 1, 2, 3), **rules) -> Definition:
    rated = [weight for weight in weights if weight is not None]
    shared = 1 if rules.get("method") == "mean" else len(names)
    ends = [end * shared * rules.get("multiply", 1) for end in (min(rated), max(rated))]
    made = scale(*names, **({"least": ends[0], "greatest": ends[1]} | rules))
    return definition(*(rating(name, weights) for name in names), scales=[made])


def scored(made: Definition, *answers, names=FOUR) -> Score:
    given = zip(names, answers, strict=True)
    (found,) = scores(made, {name: answer for name, answer in given if answer is not None})
    return found


# --- Answers that others have scored --------------------------------------------------------------

NINE = tuple(f"q{number}" for number in range(1, 10))
FIVE = NINE[:5]
DEPRESSION = bands((0, 4), (5, 9), (10, 14), (15, 19), (20, 27))


def test_nine_ratings_of_0_to_3_are_added() -> None:
    nine = ratings(NINE, bands=DEPRESSION)

    found = scored(nine, *"012301230", names=NINE)

    assert (found.value, found.band, found.answered) == (12, "10-14", 9)


def test_four_lines_of_a_hand_are_added_to_the_millimetre() -> None:
    four = definition(
        *map(vas, FOUR),
        scales=[scale(*FOUR, least=0, greatest=40, multiply="0.1", direction="higher_is_better")],
    )

    found = scored(four, 33, 25, 1, 99)

    assert found.value == Fraction("15.8")
    assert found.exact == "79/5"
    assert found.rounded() == Decimal("15.8")


def test_four_lines_in_whole_millimetres_are_a_whole_number() -> None:
    four = definition(*map(vas, FOUR), scales=[scale(*FOUR, least=0, greatest=400)])

    assert scored(four, 33, 25, 1, 99).exact == "158"


@pytest.mark.parametrize(
    ("pattern", "value", "band"), [("41023", 40, "0-50"), ("33333", 60, "51-100")]
)
def test_five_ratings_are_multiplied_by_four_at_last(pattern: str, value: int, band: str) -> None:
    five = ratings(FIVE, (0, 1, 2, 3, 4, 5), multiply=4, bands=bands((0, 50), (51, 100)))

    found = scored(five, *pattern, names=FIVE)

    assert (found.value, found.band) == (value, band)


# --- What is not there ----------------------------------------------------------------------------

RULES = [{"kind": "all"}, {"kind": "prorate", "most": 3}, {"kind": "half"}, {"kind": "zero"}]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["kind"])
@pytest.mark.parametrize("nothing", [None, "", [], DECLINED], ids=repr)
def test_an_empty_form_has_no_score_under_any_rule(rule: dict, nothing) -> None:
    found = scored(ratings(missing=rule), *[nothing] * 4)

    assert (found.value, found.exact, found.rounded(), found.band) == (None, "", None, "")
    assert found.reason == "no_answers"


@pytest.mark.parametrize(
    ("rule", "answers", "value"),
    [
        pytest.param({"kind": "all"}, "3210", 6, id="all: all are there"),
        pytest.param({"kind": "all"}, "321-", None, id="all: one is missing"),
        pytest.param({"kind": "prorate", "most": 1}, "321-", 8, id="prorate 1: one is missing"),
        pytest.param({"kind": "prorate", "most": 1}, "32--", None, id="prorate 1: two are missing"),
        pytest.param({"kind": "prorate", "most": 2}, "32--", 10, id="prorate 2: two are missing"),
        pytest.param({"kind": "prorate", "most": 3}, "2---", 8, id="prorate 3: one is left"),
        pytest.param({"kind": "half"}, "32--", 10, id="half: just half"),
        pytest.param({"kind": "half"}, "3---", None, id="half: less than half"),
        pytest.param({"kind": "zero"}, "3---", 3, id="zero: one is left"),
        pytest.param({"kind": "zero"}, "321-", 6, id="zero: one is missing"),
    ],
)
def test_each_rule_for_missing_answers_at_its_border(rule: dict, answers: str, value) -> None:
    found = scored(ratings(missing=rule), *(None if a == "-" else a for a in answers))

    assert found.value == value
    assert found.reason == ("" if value is not None else "too_many_missing")
    assert (found.rule.kind, found.rule.most) == (rule["kind"], rule.get("most", 0))
    assert (found.answered, found.missing) == (4 - answers.count("-"), answers.count("-"))


def test_half_of_an_odd_number_is_the_greater_half() -> None:
    three = ratings(("a", "b", "c"), missing={"kind": "half"})

    assert scored(three, "3", "1", None, names=("a", "b", "c")).value == 6
    assert scored(three, "3", None, None, names=("a", "b", "c")).value is None


def test_a_prorated_value_is_exact_where_no_decimal_is() -> None:
    found = scored(ratings(missing={"kind": "half"}), "3", "2", "2", None)

    assert found.exact == "28/3"
    assert Fraction(found.exact) == found.value
    assert found.rounded() == Decimal("9.3")


def test_the_mean_of_what_was_answered_does_not_sink_because_one_was_passed_over() -> None:
    prorated = ratings(method="mean", missing={"kind": "prorate", "most": 1})
    as_zero = ratings(method="mean", missing={"kind": "zero"})

    assert scored(prorated, "3", "2", "1", None).value == 2
    assert scored(as_zero, "3", "2", "1", None).value == Fraction(3, 2)


def test_what_was_declined_is_missing_and_counted_apart() -> None:
    found = scored(ratings(missing={"kind": "prorate", "most": 2}), "3", "3", None, DECLINED)

    assert (found.value, found.answered, found.missing, found.declined) == (12, 2, 1, 1)
    assert scored(ratings(), "3", "3", "3", DECLINED).reason == "too_many_missing"


@pytest.mark.parametrize(
    ("not_relevant", "value", "reason"),
    [("missing", None, "too_many_missing"), ("left_out", 6, "")],
)
def test_not_relevant_is_missing_or_left_out_as_the_scale_says(not_relevant, value, reason) -> None:
    made = ratings(weights=(0, 1, 2, 3, None), not_relevant=not_relevant)

    found = scored(made, "3", "2", "1", "na")

    assert (found.value, found.reason) == (value, reason)
    assert (found.answered, found.missing, found.not_relevant) == (3, 0, 1)


def test_where_nothing_was_relevant_there_is_no_score() -> None:
    made = ratings(weights=(0, 1, 2, 3, None), not_relevant="left_out")

    assert scored(made, *["na"] * 4).reason == "no_answers"


def test_not_relevant_has_no_weight_even_where_one_is_written() -> None:
    item = rating("a", (0, 1, None))
    item["options"][2]["weight"] = 9
    made = definition(item, rating("b"), scales=[scale("a", "b", least=0, greatest=4)])

    assert scored(made, "na", "3", names=("a", "b")).value is None


def test_what_was_not_asked_is_never_missing() -> None:
    made = definition(
        rating("a"),
        rating("b", enableWhen=[when("a", "!=", "0")]),
        rating("c"),
        scales=[scale("a", "b", "c", least=0, greatest=9)],
    )
    not_asked = scored(made, "0", None, "2", names=("a", "b", "c"))
    passed_over = scored(made, "1", None, "2", names=("a", "b", "c"))

    assert (not_asked.value, not_asked.not_asked, not_asked.missing) == (2, 1, 0)
    assert (passed_over.value, passed_over.not_asked, passed_over.missing) == (None, 0, 1)


def test_the_answer_left_behind_in_a_question_not_asked_counts_nothing() -> None:
    made = definition(
        rating("a"),
        group("g", rating("b"), enableWhen=[when("a", "=", "3")]),
        scales=[scale("a", "b", least=0, greatest=6)],
    )

    assert scored(made, "1", "3", names=("a", "b")).value == 1
    assert scored(made, "3", "3", names=("a", "b")).value == 6


# --- Weights, and questions that are turned -------------------------------------------------------


def test_a_turned_question_uses_its_own_least_and_greatest() -> None:
    made = definition(
        rating("a", (1, 2, 3, 4, 5)),
        question("b", "integer", minimum=-2, maximum=7),
        scales=[
            scale(
                {"linkId": "a", "reverse": True}, {"linkId": "b", "reverse": True},
                least=-1, greatest=12,
            )
        ],
    )  # fmt: skip

    assert scored(made, "2", 7, names=("a", "b")).value == 4 + -2


def test_a_weighted_sum_and_a_weighted_mean() -> None:
    parts = ({"linkId": "a", "weight": 2}, {"linkId": "b", "weight": "0.5"})
    total = definition(rating("a"), rating("b"), scales=[scale(*parts, least=0, greatest="7.5")])
    mean = definition(
        rating("a"), rating("b"), scales=[scale(*parts, least=0, greatest=3, method="mean")]
    )

    assert scored(total, "3", "1", names=("a", "b")).value == Fraction(13, 2)
    assert scored(mean, "3", "1", names=("a", "b")).value == Fraction(13, 5)


def test_a_missing_answer_is_stood_in_for_by_the_weighted_mean_in_its_own_weight() -> None:
    parts = [
        {"linkId": name, "weight": weight} for name, weight in zip("abc", (1, 3, 2), strict=True)
    ]
    made = definition(
        *map(rating, "abc"), scales=[scale(*parts, least=0, greatest=18, missing={"kind": "half"})]
    )

    # 1·3 + 3·1 = 6 of a weight of 4; all weights are 6.
    assert scored(made, "3", "1", None, names="abc").value == Fraction(6 * 6, 4)


def test_a_difference_is_prorated_without_leaving_its_range() -> None:
    parts = ({"linkId": "a", "weight": 1}, {"linkId": "b", "weight": -1})
    made = definition(
        *map(rating, "ab"), scales=[scale(*parts, least=-3, greatest=3, missing={"kind": "half"})]
    )

    assert scored(made, "3", "1", names="ab").value == 2
    assert scored(made, "3", None, names="ab").value == 0


def test_decimals_and_quantities_are_added_exactly() -> None:
    made = definition(
        question("a", "decimal", minimum=0, maximum=1),
        question("b", "quantity", minimum=0, maximum=1, unit=text("liter")),
        scales=[scale("a", "b", least=0, greatest=2)],
    )

    assert scored(made, "0.1", "0.2", names="ab").exact == "3/10"


@pytest.mark.parametrize(
    "answer", ["4", 4, True, 1.5, {"other": "a"}, ["1"], ["1", "2"], {}], ids=repr
)
def test_what_is_no_answer_to_its_question_is_refused_and_not_repeated(answer) -> None:
    with pytest.raises(NoSuchAnswer, match='^This is no answer to "a".$'):
        scored(ratings(), answer, "1", "1", "1")


@pytest.mark.parametrize(
    "answer", [-1, 101, "1e2", "5e-99999999", "NaN", True, 5.0, "٥", " 5"], ids=repr
)
def test_a_number_out_of_its_limits_or_in_another_spelling_is_refused(answer) -> None:
    made = definition(vas("a"), scales=[scale("a", least=0, greatest=100)])

    with pytest.raises(NoSuchAnswer):
        scored(made, answer, names="a")


def test_an_option_without_a_weight_cannot_be_counted() -> None:
    made = document(rating("a"), scales=[scale("a", least=0, greatest=3)])
    del made["items"][0]["options"][0]["weight"]

    with pytest.raises(NoSuchAnswer):
        scores(read(made), {"a": "0"})


# --- Several scales, and what is kept with a score ------------------------------------------------


def test_there_is_one_score_for_each_scale_in_their_order() -> None:
    made = definition(
        rating("a"),
        rating("b"),
        scales=[
            scale("b", key="second", least=0, greatest=3),
            scale("a", "b", key="both", least=0, greatest=6),
        ],
    )

    found = scores(made, {"a": "1", "b": "2"})

    assert [(each.scale, each.value) for each in found] == [("second", 2), ("both", 3)]
    assert found[1] == score(made.scales[1], made, {"a": "1", "b": "2"})


def test_a_definition_without_scales_has_no_scores() -> None:
    assert scores(definition(rating("a")), {"a": "1"}) == ()


def test_the_version_of_the_engine_is_kept_with_the_score() -> None:
    assert scored(ratings(), *"0000").engine_version == ENGINE_VERSION == 1


# --- Bands ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "band"),
    [
        ("0", "0-4"), ("4", "0-4"), ("9/2", "0-4"), ("4.999", "0-4"), ("5", "5-9"), ("9.5", "5-9"),
        ("14", "10-14"), ("20", "20-27"), ("27", "20-27"), ("27.1", ""), ("-0.1", ""),
    ],
)  # fmt: skip
def test_a_value_between_two_bands_has_not_reached_the_upper_one(value: str, band: str) -> None:
    nine = only_scale(ratings(NINE, bands=DEPRESSION))

    assert band_of(nine, Fraction(value)) == band


def test_a_scale_without_bands_has_none() -> None:
    assert band_of(only_scale(ratings()), Fraction(3)) == ""


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        ("0.05", 1, "0.1"), ("0.04", 1, "0.0"), ("-0.05", 1, "-0.1"), ("5/2", 0, "3"), ("7/2", 0, "4"),
        ("28/3", 2, "9.33"), ("1000", 1, "1000.0"), ("123456789012345678901/2", 0, "61728394506172839451"),
    ],
)  # fmt: skip
def test_halves_are_rounded_away_from_zero(value: str, places: int, shown: str) -> None:
    assert str(rounded(Fraction(value), places)) == shown


# --- Cut-offs -------------------------------------------------------------------------------------


def cut_off(value, source: str, **changes) -> dict:
    return {"value": value, "side": "above", "source": source, **changes}


def with_cut_offs(*cut_offs: dict):
    return only_scale(ratings(NINE, cut_offs=list(cut_offs)))


TEEN_SELF = cut_off(12, "teen, self", from_months=156, to_months=216, reporters=["self"])
TEEN = cut_off(11, "teen", from_months=156, to_months=216)
SELF = cut_off(10, "self", reporters=["self"])
HOME = cut_off(9, "self or relative", reporters=["self", "relative"])
ADULT = cut_off(8, "adult", from_months=216)
ANYBODY = cut_off(7, "anybody")


@pytest.mark.parametrize(
    ("age", "reporter", "source"),
    [
        pytest.param(160, "self", "teen, self", id="both fit"),
        pytest.param(156, "self", "teen, self", id="the first month"),
        pytest.param(155, "self", "self", id="a month too young"),
        pytest.param(216, "self", "self", id="a month too old"),
        pytest.param(215, "staff", "teen", id="another reporter"),
        pytest.param(216, "staff", "adult", id="the later start"),
        pytest.param(160, "relative", "self or relative", id="the reporter goes before the age"),
        pytest.param(100, "staff", "anybody", id="neither"),
        pytest.param((156, 216), "self", "teen, self", id="the very band"),
        pytest.param((150, 216), "self", "self", id="a band that begins before"),
        pytest.param((156, 217), "self", "self", id="a band that ends after"),
        pytest.param((156, None), "self", "self", id="a band without an end"),
        pytest.param((220, None), "staff", "adult", id="a band without an end inside another"),
        pytest.param(None, "self", "self", id="no age"),
        pytest.param(None, "staff", "anybody", id="no age, another reporter"),
    ],
)
def test_the_most_specific_cut_off_applies(age, reporter: str, source: str) -> None:
    made = with_cut_offs(ANYBODY, ADULT, HOME, SELF, TEEN, TEEN_SELF)

    found = clinical_range(made, Fraction(10), age, reporter)

    assert found is not None
    assert found.cut_off.source == source


def test_of_two_alike_the_first_applies() -> None:
    made = with_cut_offs(cut_off(5, "first"), cut_off(6, "second"))

    assert clinical_range(made, Fraction(5), 40, "self").cut_off.source == "first"


def test_no_cut_off_is_borrowed_from_another_age_or_reporter() -> None:
    made = with_cut_offs(TEEN_SELF)

    assert clinical_range(made, Fraction(20), 160, "relative") is None
    assert clinical_range(made, Fraction(20), 100, "self") is None
    assert clinical_range(only_scale(ratings()), Fraction(3), 160, "self") is None


@pytest.mark.parametrize(
    ("direction", "side", "includes_border", "within"),
    [
        ("lower_is_better", "above", True, ["10", "10.1"]),
        ("lower_is_better", "above", False, ["10.1"]),
        ("higher_is_better", "below", True, ["9.9", "10"]),
        ("higher_is_better", "below", False, ["9.9"]),
    ],
)
def test_the_border_belongs_where_the_cut_off_says(
    direction, side, includes_border, within
) -> None:
    border = cut_off(10, "a study", side=side, includes_border=includes_border)
    made = only_scale(ratings(direction=direction, cut_offs=[border]))

    found = [
        value
        for value in ("9.9", "10", "10.1")
        if clinical_range(made, Fraction(value), None, "self").is_within
    ]

    assert found == within
