"""JSON from anybody: read exactly, or refused in one sentence."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires import documents, uploads

BAD = [
    (b"\xff", "The file is not UTF-8 (byte 0)."),
    (b"", "The file is not JSON: line 1, column 1."),
    (b'{"a": 1,\n "b"}', "The file is not JSON: line 2, column 5."),
    (b'{"a": 1, "b": {"a": 2, "a": 3}}', 'The key "a" stands twice in one object.'),
    (b"[NaN]", "NaN is no number in JSON."),
    (b"[-Infinity]", "-Infinity is no number in JSON."),
    (b"[1e999999999]", "The number 1e999999999 has an exponent; write it out."),
    (b"[1E5]", "The number 1E5 has an exponent; write it out."),
    (b"[" + b"9" * 16 + b"]", "The number 9999999999999999 has more than 15 digits."),
    (b"[0." + b"1" * 20 + b"]", "The number 0.11111111111111111111 has more than 15 digits."),
    (b"9" * 9000, f"The number {'9' * 40} has more than 15 digits."),
    (b"[" * 65 + b"]" * 65, "The file is nested more than 64 deep."),
    (b"[" * 900_000, "The file is nested more than 64 deep."),
    (b'{"a":' * 100_000, "The file is nested more than 64 deep."),
    (b" " * 1_000_001, "The file is larger than 1000000 bytes."),
    (b"[" + b"1," * 20_000 + b"1]", "The file holds more than 20000 values."),
    (rb'["\ud800"]', "The file holds half a character or a NUL, which no text needs."),
    (rb'{"\u0000": 1}', "The file holds half a character or a NUL, which no text needs."),
    (b'["' + b'\\"' * 400_000, "The file is not JSON: line 1, column 2."),
]


@pytest.mark.parametrize(("content", "sentence"), BAD, ids=range(len(BAD)))
def test_what_cannot_be_taken_in_is_refused_in_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(uploads.Unreadable) as told:
        uploads.read(content)

    assert str(told.value) == str(told.value.fault) == sentence


def test_numbers_are_read_as_they_are_written() -> None:
    found = uploads.read(b'{"a": 0.1, "b": 36.60, "c": 7, "d": -0.5}')

    assert found == {"a": Decimal("0.1"), "b": Decimal("36.60"), "c": 7, "d": Decimal("-0.5")}
    assert uploads.plain(found) == {"a": "0.1", "b": "36.60", "c": 7, "d": "-0.5"}


def test_the_limits_themselves_are_allowed() -> None:
    assert uploads.read(b"[" * 64 + b"]" * 64)
    assert len(uploads.read(b"[" + b"1," * 19_998 + b"1]")) == 19_999
    assert uploads.read(b'"' + b"a" * 999_998 + b'"')
    assert uploads.read(b"999999999999999") == 999999999999999


def test_brackets_in_text_have_no_depth() -> None:
    assert uploads.read(json.dumps(["[" * 200 + '\\"' + "{" * 200]).encode())


def test_a_mark_before_the_first_byte_is_no_harm() -> None:
    assert uploads.read(b"\xef\xbb\xbf{}") == {}


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**13), 10**13)
    | st.decimals(-1000, 1000, places=3) | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abcæ\"\\", max_size=4), inner),
    max_leaves=20,
)  # fmt: skip


@given(JSON)
def test_what_is_written_is_read_as_the_same(value: Any) -> None:
    assert uploads.read(uploads.written(value).encode()) == value


@given(
    st.binary(max_size=200)
    | st.text('[]{}":,0123456789.eE-\\utrfalsn ', max_size=80).map(str.encode)
)
def test_any_bytes_are_judged(content: bytes) -> None:
    assert documents.read(content).faults
