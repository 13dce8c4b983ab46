"""What stands on paper under the code: an address a person can read aloud and type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.printing.addresses import readable


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        pytest.param("https://kilden.dk/p/potte/", "kilden.dk/p/potte", id="plain"),
        pytest.param("http://127.0.0.1:8000/p/potte/", "127.0.0.1:8000/p/potte", id="with a port"),
        pytest.param("https://xn--brn-0na.dk/p/x/", "børn.dk/p/x", id="Danish letters"),
        pytest.param("https://xn--brn-0na.dk:8443/p/x/", "børn.dk:8443/p/x", id="and a port"),
        pytest.param("https://børn.dk/p/x/", "børn.dk/p/x", id="letters already"),
        pytest.param("https://xn--&&&.dk/p/x/", "xn--&&&.dk/p/x", id="only looks like letters"),
        pytest.param("https://kilden.dk", "kilden.dk", id="no path"),
    ],
)
def test_an_address_is_shown_as_people_know_it(url: str, shown: str) -> None:
    assert readable(url) == shown


@given(st.text("abcdefghijklmnopqrstuvwxyzæøå", min_size=1, max_size=20))
def test_a_danish_name_comes_back_from_its_ascii(name: str) -> None:
    host = name.encode("idna").decode()

    assert readable(f"https://{host}.dk/p/x/") == f"{name}.dk/p/x"
