"""A number scale is cut into few stretches; every value is in one, and none is lost at the ends."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.bins import Bins, bins_of_scale, code_of, counted_questions
from tests.questionnaires.made import definition, group, only_scale, question, rating, scale, vas

VAS = Bins(Fraction(0), Fraction(100))
STEPS = Bins(Fraction(0), Fraction(10))
NUMBERS = st.fractions(min_value=-5, max_value=105)


@pytest.mark.parametrize(
    ("value", "code"), [(0, "0"), (9, "0"), (10, "1"), (50, "5"), (99, "9"), (100, "9")]
)
def test_a_line_of_a_hundred_has_ten_stretches_and_its_last_point_is_in_the_last(
    value: int, code: str
) -> None:
    assert VAS.code(Fraction(value)) == code


def test_a_short_scale_has_a_stretch_for_each_step() -> None:
    assert STEPS.codes == tuple(map(str, range(11)))
    assert STEPS.middle("7") == 7
    assert VAS.middle("0") == Fraction(9, 2)  # of 0 to 9
    assert VAS.middle("9") == 95  # of 90 to 100


@given(value=NUMBERS)
def test_every_value_is_in_a_stretch_that_holds_it_or_is_nearest(value: Fraction) -> None:
    begin, end = VAS.ends(VAS.code(value))

    assert begin <= min(max(value, 0), 100) <= end


def test_a_short_mean_is_cut_into_ten_since_it_falls_between_the_steps() -> None:
    mean = only_scale(
        definition(rating("a"), scales=[scale("a", method="mean", least=0, greatest=3)])
    )

    assert bins_of_scale(mean).count == 10
    assert bins_of_scale(mean).code(Fraction(7, 3)) == "7"


def test_what_becomes_numbers_is_choices_yes_and_no_and_bounded_numbers_beside_the_rows() -> None:
    made = definition(
        question("ja", "boolean"),
        vas("mm"),
        question("fri", "integer"),
        question("ord", "text", maxLength=100),
        group("raekker", question("ml", "integer", minimum=0, maximum=9), repeats=True),
        rating("valg"),
        rating("flere", repeats=True),
    )

    assert list(counted_questions(made)) == ["ja", "mm", "valg"]
    assert code_of(made.item("ja"), False) == "false"
    assert code_of(made.item("mm"), 73) == "7"
    for passed_over in (None, {"declined": True}):
        assert code_of(made.item("mm"), passed_over) == ""
