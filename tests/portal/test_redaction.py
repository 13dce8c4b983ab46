"""What points at a person is taken out of what people write; what does not is left as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.privacy.redaction import MARKS, holds_cpr, redact


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("311235-4123", id="hyphen"),
        pytest.param("3112354123", id="nothing between"),
        pytest.param("311235 4123", id="space"),
        pytest.param("311235\u00a04123", id="hard space"),
        pytest.param("311235 – 4123", id="dash with spaces"),
        pytest.param("311235\u200b-4123", id="a space nobody sees"),
        pytest.param("31.12.35-4123", id="dots in the date"),
        pytest.param("31 12 35 4123", id="date in groups"),
        pytest.param("31 12 35 41 23", id="all in pairs"),
        pytest.param("31121935-4123", id="with the century"),
        pytest.param("٣١١٢٣٥-٤١٢٣", id="Arabic digits"),
        pytest.param("290200-1234", id="a leap day of 2000"),
        pytest.param("710190-1234", id="administrative, 60 added to the day"),
        pytest.param("010165-1234", id="fails modulus 11, as real ones may"),
    ],
)
def test_a_cpr_number_is_found_however_it_is_written(number: str) -> None:
    assert holds_cpr(f"Mit barn ({number}) venter")
    assert redact(f"Mit barn ({number}) venter").text == "Mit barn ([CPR]) venter"


@pytest.mark.parametrize(
    "text",
    [
        "Ordrenummer 9912345678",
        "300235-1234 har ingen dag",
        "311335-1234 har ingen måned",
        "290201-1234 er intet skudår",
        "Jeg ventede 8 timer den 01.02.2024",
        "Den 01.02.2024 1030 kom vi ind",
        "Fra 10.15-11.15, og igen 01.02.24 12.30",
        "Journal 12345678901234",
        "Vi ringede til 1813 og 112",
        "I årene 2019-2024, og 2019 2024",
        "Stue 12 seng 3 på afdeling 1061",
        "skriv @ hvis I kan, prisen er 5@kr",
    ],
)
def test_other_numbers_and_signs_are_left_alone(text: str) -> None:
    assert not holds_cpr(text)
    assert (redact(text).text, redact(text).kinds) == (text, frozenset())


@pytest.mark.parametrize(
    "number",
    [
        "12345678", "12 34 56 78", "1234 5678", "12-34-56-78", "123 45 678", "12 345 678", "123 456 78",
        "+45 12345678", "+45 12 34 56 78", "0045 12345678", "+46 70 123 45 67",
    ],
)  # fmt: skip
def test_a_phone_number_gives_way_to_a_mark(number: str) -> None:
    found = redact(f"Ring {number} i aften")

    assert found.text == "Ring [telefon] i aften"
    assert found.kinds == {"phone"}


@pytest.mark.parametrize(
    "address", ["anna.jensen@example.dk", "a+b@x.co.uk", "ANNA(at)example.dk", "anna snabel-a x.dk"]
)
def test_an_email_address_gives_way_to_a_mark(address: str) -> None:
    found = redact(f"Skriv til {address}, tak")

    assert found.text == "Skriv til [e-mail], tak"
    assert found.kinds == {"email"}


def test_everything_in_one_text_is_found() -> None:
    found = redact("311235-4123, 12 34 56 78 og 3112354123@x.dk eller 87654321@x.dk")

    assert found.text == "[CPR], [telefon] og [CPR]@[link] eller [e-mail]"
    assert found.kinds == {"cpr", "phone", "email", "url"}


def test_names_are_not_found_and_nobody_is_told_that_they_are() -> None:
    assert redact("Sygeplejersken Mette var sød").text == "Sygeplejersken Mette var sød"


@given(st.text(alphabet="0123456789 -.@+a\u200b", max_size=60))
def test_what_is_left_has_nothing_more_to_find(text: str) -> None:
    once = redact(text)

    assert not holds_cpr(once.text)
    assert bool(once.kinds) == any(mark in once.text for mark in MARKS.values())


@given(st.dates(), st.integers(0, 9999), st.sampled_from(["", " ", "-", " - ", "–"]))
def test_every_day_of_the_calendar_makes_a_cpr_number(day, number: int, between: str) -> None:
    assert holds_cpr(f"{day:%d%m%y}{between}{number:04}")
