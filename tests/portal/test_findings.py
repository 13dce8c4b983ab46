"""Where in a text something points at a person: the hard ones first, and what must be left alone."""

import csv
import sys
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.privacy.redaction import MARKS, SHORT_MARK, Finding, findings, redact
from portal.privacy.spelling import plain
from tests.conftest import ORACLES

VECTORS = ORACLES / "oracles" / "redaction" / "vectors.csv"
CPR = "311235-4123"
# What numbers, addresses and links are made of, seen and unseen, and the marks that take their place.
PIECES = st.sampled_from(
    [
        *"0123456789", *" -./@+()[]_,:\n", "\u200b", "\u00ad", "\u200f", "–", "１", "٣", "e\u0301",
        "12", "2024", "12345678", "311235", "4123", CPR, "a", "at", "(at)", " snabel-a ", "www.", "http://",
        "x.dk", ".dk", "..", "a.b", "/", "anna", *MARKS.values(), SHORT_MARK,
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map("".join)


def found(text: str) -> list[tuple[str, str]]:
    return [(each.kind, text[each.start : each.end]) for each in findings(text)]


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("311235\n4123", id="broken over two lines"),
        pytest.param("311235 \r\n\r\n\r\n 4123", id="broken over several"),
        pytest.param("31   12   35   4123", id="spread"),
        pytest.param("３１１２３５－４１２３", id="full width"),
        pytest.param("٣١١٢٣٥-٤١٢٣", id="Arabic-Indic digits"),
        pytest.param("۳۱۱۲۳۵-۴۱۲۳", id="Persian digits"),
        pytest.param("३११२३५-४१२३", id="Devanagari digits"),
        pytest.param("③①①②③⑤④①②③", id="ringed digits"),
        pytest.param("3️⃣1️⃣1️⃣2️⃣3️⃣5️⃣4️⃣1️⃣2️⃣3️⃣", id="digits on keys"),
        pytest.param("311235–4123", id="en dash"),
        pytest.param("311235 — 4123", id="em dash"),
        pytest.param("311235−4123", id="minus"),
        pytest.param("311235﹣4123", id="small hyphen"),
        pytest.param("311235\u00ad4123", id="soft hyphen"),
        pytest.param("311235\u2011-4123", id="two dashes"),
        pytest.param("3\u200b1\u200b1\u200b2\u200b3\u200b54123", id="zero-width spaces"),
        pytest.param("31\u200e1235\u200f-\u202a4123", id="marks of direction"),
        pytest.param("311235\ufeff4123", id="byte order mark"),
        pytest.param("311235\x004123", id="a NUL"),
        pytest.param("31\ud83d12354123", id="half a sign"),
        pytest.param("311235\u2800-\u31644123", id="letters that show nothing"),
        pytest.param("311235_4123", id="underscore"),
        pytest.param("311235(4123", id="half a bracket"),
        pytest.param("311235/4123", id="stroke"),
        pytest.param("31-12-35-41-23", id="pairs with hyphens"),
        pytest.param("311235 41 23", id="the end in pairs"),
        pytest.param("31 1235 4123", id="the date in unequal groups"),
        pytest.param("31.12.1935-4123", id="whole year"),
        pytest.param("290200-1234", id="leap day of 2000"),
        pytest.param("910190-1234", id="administrative, the last day"),
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "mit barn ({}) venter", "[{}]", "cpr{}x", "مرحبا {} شكرا", "\u202b{}\u202c"]
)
def test_a_cpr_number_is_found_where_it_stands(number: str, around: str) -> None:
    assert found(around.format(number)) == [("cpr", number)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ordrenummer 9912345678", id="no such day, and ten digits are no phone number"),
        pytest.param("O1O19O-1234, 31l235-4123", id="letters for digits, as the limits say"),
        pytest.param("311335-1234", id="no such month"),
        pytest.param("310435-1234", id="no such day of the month"),
        pytest.param("Journal 12345678901234", id="too many digits"),
        pytest.param("Jeg ventede 8 timer den 01.02.2024", id="a date"),
        pytest.param("01-02-2024, 01/02/2024, 1/2-24, 2024-02-01", id="dates in other ways"),
        pytest.param("Den 01.02.2024 1030 og 2024-02-01 10:30", id="a date and a time"),
        pytest.param("12.03.24-15.03.24 fra 10.15-11.15", id="from and to"),
        pytest.param("skoleåret 2023/2024 2024/2025, 2019-2024", id="years"),
        pytest.param("10.000.000 kr. og 12.500.000", id="amounts"),
        pytest.param("Ring 112, 1813 eller 1-1-2", id="public numbers"),
        pytest.param("Stue 12 seng 3 på afdeling 1061, 9000 Aalborg", id="rooms and towns"),
        pytest.param("skriv @ hvis I kan, prisen er 5@kr", id="the sign alone"),
        pytest.param("Det var godt.Se her.De er søde.Nu går det.Is smager", id="no space"),
        pytest.param("Kl.10.30 hos dr.Hansen, ca. .dk", id="an ending alone"),
        pytest.param("", id="nothing"),
    ],
)  # fmt: skip
def test_what_points_at_nobody_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "link",
    [
        "http://x.dk", "https://www.sundhed.dk/borger?id=3#top", "HTTPS://X.DK", "www.facebook.com/anna",
        "sundhed.dk", "min-side.rn.dk/a/b_(c", "Anna-Jensen.COM", "instagram.com:443/anna", "x.se/anna",
        "http://intranet/anna", "https://børn.dk/æble", "ｗｗｗ．x．dk",
    ],
)  # fmt: skip
def test_a_link_is_found_without_what_ends_the_sentence(link: str) -> None:
    assert found(f"Se ({link}), tak. {link}.") == [("url", link)] * 2


@pytest.mark.parametrize(
    "address",
    [
        "anna.jensen@example.dk", "a+b@x.co.uk", "ANNA(at)example.dk", "anna snabel-a x.dk",
        "anna [at] x.dk", "a\u200bnna@ex\u00adample.dk", "anna＠example.dk", "ann\u0301a@example.dk",
        "ø@å.dk", "anna@x.museum",
    ],
)  # fmt: skip
def test_an_email_address_is_found_and_is_no_link(address: str) -> None:
    assert found(f"Skriv til {address}. Tak") == [("email", address)]


def test_what_stands_in_a_link_gives_its_kind_to_the_whole() -> None:
    assert found(f"se https://x.dk/{CPR}/anna nu") == [("cpr", f"https://x.dk/{CPR}/anna")]
    assert found("https://anna@x.dk/a www.x.dk/12345678") == [
        ("email", "https://anna@x.dk/a"),
        ("url", "www.x.dk/12345678"),
    ]


def test_one_stands_right_beside_the_other() -> None:
    text = f"{CPR}/12345678/87654321,a@x.dk..y.dk"

    assert redact(text).text == "[CPR]/[telefon]/[telefon],[e-mail]..[link]"


def test_a_finding_tells_its_kind_and_its_place_in_the_text_as_given() -> None:
    assert findings("a\u200b\u200b  311235\u00ad4123 b") == [Finding("cpr", 5, 16)]


# --- Whatever is written ----------------------------------------------------------------------------


@pytest.mark.thorough
@given(TEXTS)
@example("12345678-12345678")
@example("x.dk..y.dk")
@example("0@a.b+@a.b")
@example("www.[CPR]")
@example("x.dkwww.0")
@example("0@a.b12345678")
@example("x.dk12345678")
@example("12345678http://a")
@example("@12345678.x.dk")
@settings(max_examples=300)
def test_what_is_left_has_nothing_more_to_find(text: str) -> None:
    once = redact(text)

    assert findings(once.text) == []
    assert redact(once.text).text == once.text


@given(TEXTS)
def test_findings_stand_in_order_and_have_nothing_in_common(text: str) -> None:
    places = [place for each in findings(text) for place in (each.start, each.end)]

    assert places == sorted(places)
    assert all(each.start < each.end <= len(text) for each in findings(text))


@given(TEXTS)
def test_each_is_what_its_kind_says_when_it_stands_alone(text: str) -> None:
    for kind, words in found(text):
        assert redact(f"se {words} her").kinds == {kind}


@given(TEXTS, st.sampled_from(["\u200b", "\u00ad", "\u200f"]))
def test_signs_nobody_sees_hide_nothing(text: str, unseen: str) -> None:
    hidden = unseen.join(text)

    assert [each.kind for each in findings(hidden)] == [each.kind for each in findings(text)]


def is_ordinary(sign: str) -> bool:
    return not any(each.isdigit() or each in "@.:" for each in unicodedata.normalize("NFKC", sign))


@given(st.text(st.characters().filter(is_ordinary)))
def test_a_text_without_digits_dots_and_signs_of_addresses_is_untouched(text: str) -> None:
    assert (redact(text).text, findings(text)) == (text, [])


@given(TEXTS)
def test_short_marks_never_make_a_text_longer(text: str) -> None:
    short = redact(text, longest=len(text))

    assert len(short.text) <= len(text)
    assert findings(short.text) == []


def test_marks_are_short_only_where_there_is_no_room() -> None:
    assert redact("a@x.dk", longest=8).text == "[e-mail]"
    assert redact("a@x.dk", longest=7).text == "[…]"


def steps(work: Callable[[], object]) -> int:
    """Count the calls and lines that Python goes through; what a pattern does, its bounds say."""
    count = 0

    def trace(*_event: object) -> Callable:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.thorough
@pytest.mark.parametrize(
    "piece", ["1", "1-", "12345678-", "311235-4123 ", "a@", "a.", "@.", "x.dk..", "+1"]
)
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    once, twice = (steps(lambda size=size: findings(piece * size)) for size in (400, 800))

    assert twice < 2.2 * once


@pytest.mark.thorough
@pytest.mark.parametrize(
    "piece",
    ["1", "-", "1-", "1 ", "a", "a.", "a.-", "@", "a@", "www.", "http://", "x.dk.", " snabel-a ", ".", "+"],
)  # fmt: skip
def test_a_hundred_thousand_signs_are_read(piece: str) -> None:
    """A pattern that tried every beginning against every end would not come back from this."""
    text = piece * (100_000 // len(piece))

    assert all(each.end <= len(text) for each in findings(text))
    assert plain(text).places[-1] <= len(text) - 1


@pytest.mark.oracle
def test_the_reference_finds_the_same_kinds() -> None:
    with VECTORS.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    # A name is left for the person who reads the text before others do.
    expected = {row["id"]: set(row["kinds"].split()) - {"name"} for row in rows}
    assert {row["id"]: {kind for kind, _ in found(row["text"])} for row in rows} == expected
