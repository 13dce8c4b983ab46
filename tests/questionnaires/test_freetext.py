"""One line in people's own words: tidied, refused, or kept without what points at a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.freetext import HoldsCpr, TooLong, fit_lines_to_keep, fit_to_keep, tidy


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        pytest.param("  to   mellemrum \t", "to mellemrum", id="space"),
        pytest.param("to\r\nlinjer\u2028tre", "to linjer tre", id="line breaks"),
        pytest.param("nul\x00 og\x07 klokke", "nul og klokke", id="control characters"),
        pytest.param("skjult\u200b\u202e tekst", "skjult tekst", id="signs nobody sees"),
        pytest.param("a\u030a", "å", id="letters put together"),
        pytest.param("می\u200cخواهم 👩\u200d👧", "می\u200cخواهم 👩\u200d👧", id="joiners stay"),
        pytest.param("<b>", "<b>", id="HTML is text"),
        pytest.param("halv \ud83d", "halv", id="half a sign, which no database takes"),
        pytest.param("\u200b \x00", "", id="nothing"),
    ],
)
def test_a_text_becomes_one_line_of_what_can_be_seen(typed: str, line: str) -> None:
    assert tidy(typed) == line


@pytest.mark.parametrize("text", ["311235-4123", "ring\n311235\n4123", "31\u200b1235-4123"])
def test_a_cpr_number_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(HoldsCpr) as refused:
        fit_to_keep(text, 100)
    assert "4123" not in str(refused.value)


def test_a_text_is_as_long_as_it_may_be_and_no_longer() -> None:
    assert fit_to_keep("æ" * 20, 20) == "æ" * 20
    with pytest.raises(TooLong):
        fit_to_keep("æ" * 21, 20)


def test_space_that_goes_does_not_count() -> None:
    assert fit_to_keep("a" + " " * 50 + "b", 3) == "a b"


def test_what_points_at_a_person_is_taken_out() -> None:
    kept = fit_to_keep("Ring 12345678 eller skriv til a@x.dk", 100)

    assert kept == "Ring [telefon] eller skriv til [e-mail]"


def test_several_lines_stay_several_lines() -> None:
    assert fit_lines_to_keep("  en \r\n\n\n\n to\u2028tre\x00 \n", 20) == "en\n\nto\ntre"
    with pytest.raises(TooLong):
        fit_lines_to_keep("en\nto", 4)


def test_a_number_broken_over_lines_is_found_too() -> None:
    with pytest.raises(HoldsCpr):
        fit_lines_to_keep("311235\n\n\n\n\n4123", 100)
    assert fit_lines_to_keep("ring 1234\n5678", 100) == "ring [telefon]"


@given(st.text(max_size=80))
def test_a_tidy_line_is_tidy(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert "\n" not in tidy(text)
