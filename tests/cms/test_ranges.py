"""Which bytes a player asks for. Pure; examples from RFC 9110, section 14.1.2."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.ranges import asked_bytes


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param("", None, id="nothing"),
        pytest.param("bytes=-", None, id="no end at all"),
        pytest.param("bytes=a-b", None, id="no numbers"),
        pytest.param("lines=0-5", None, id="another unit"),
        pytest.param("bytes=0-4,10-20", None, id="two spans"),
        pytest.param("bytes=9-3", None, id="upside down"),
        pytest.param("bytes=" + "9" * 5000 + "-", None, id="a number without end"),
        pytest.param("bytes=10000-", range(10000, 10000), id="beyond the file"),
        pytest.param("bytes=20000-30000", range(0), id="far beyond the file"),
        pytest.param("bytes=-0", range(0), id="the last none"),
        pytest.param("bytes=0-499", range(500), id="the first 500"),
        pytest.param("bytes=500-999", range(500, 1000), id="the second 500"),
        pytest.param("bytes=-500", range(9500, 10000), id="the last 500"),
        pytest.param("bytes=9500-", range(9500, 10000), id="from 9500 on"),
        pytest.param("bytes=0-0", range(1), id="the first byte"),
        pytest.param("bytes=0-99999", range(10000), id="more than there is"),
        pytest.param("bytes=-99999", range(10000), id="more of the end than there is"),
    ],
)
def test_a_span_of_a_file_of_ten_thousand_bytes(header: str, expected: range | None) -> None:
    assert asked_bytes(header, 10000) == expected


@given(st.text(max_size=40), st.integers(0, 10**6))
def test_nonsense_is_never_answered_with_bytes_outside_the_file(header: str, size: int) -> None:
    asked = asked_bytes("bytes=" + header, size)

    assert asked is None or not asked or 0 <= asked[0] <= asked[-1] < size
