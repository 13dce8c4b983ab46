"""Whatever JSON a file holds, it is judged and never crashes. Pure: no database."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.definition import canonical_hash
from questionnaires.faults import faults, parse
from tests.questionnaires.test_definition import GOOD, YES_NO, with_item, with_line

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


def places(value: Any, path: tuple = ()) -> list[tuple]:
    """Every place in a document, as the keys that lead to it."""
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [path, *(place for key, each in inside for place in places(each, (*path, key)))]


PLACES = [place for place in places(GOOD) if place]


def with_something_else(place: tuple, value: Any, good: dict = GOOD) -> dict:
    document = copy.deepcopy(good)
    inner: Any = document
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    return document


@given(JSON)
def test_any_json_is_judged(document: Any) -> None:
    assert list(faults(document))


@given(st.sampled_from(PLACES), JSON)
def test_a_good_definition_with_anything_in_one_place_is_judged(place: tuple, value: Any) -> None:
    document = with_something_else(place, value)

    if not list(faults(document)):
        assert len(parse(document).items) == len(document["items"])


@given(st.sampled_from(places(with_line())[1:]), JSON)
def test_a_good_text_with_anything_in_one_place_is_judged(place: tuple, value: Any) -> None:
    document = with_something_else(place, value, good=with_line())

    if not list(faults(document)):
        assert len(parse(document).items) == len(document["items"])


@given(st.permutations(list(GOOD)), st.permutations(["linkId", "text", "options", "top_box"]))
def test_the_hash_knows_no_order_of_keys(names: list[str], inner: list[str]) -> None:
    turned = {name: GOOD[name] for name in names}
    turned["items"] = [{name: item[name] for name in inner} for item in GOOD["items"]]

    assert canonical_hash(turned) == canonical_hash(GOOD)


def test_the_hash_knows_the_order_of_questions() -> None:
    turned = GOOD | {"items": GOOD["items"][::-1]}

    assert canonical_hash(turned) != canonical_hash(GOOD)


def test_what_an_option_says_besides_code_and_text_is_no_obstacle() -> None:
    options = [option | {"score": 1} for option in YES_NO]

    assert parse(with_item(options=options)).item("b").codes == ("yes", "no")


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        pytest.param(with_item(linkId=""), "item 2: linkId is missing.", id="empty linkId"),
        pytest.param(with_item(linkId=["a"]), "item 2: linkId is missing.", id="linkId is a list"),
        pytest.param(
            with_item(top_box=[["yes"]]),
            "item 2 (linkId “b”): top_box must name some, not all, of the option codes.",
            id="top_box holds a list",
        ),
        pytest.param(
            with_item(group=["place"]),
            "item 2 (linkId “b”): group must be general or place.",
            id="group is a list",
        ),
        pytest.param(
            GOOD | {"key": "kontakten i dag"},
            "key may hold the letters a to z, digits, hyphens and underscores only.",
            id="key with spaces",
        ),
        pytest.param(
            GOOD | {"option_sets": None},
            "item 1 (linkId “a”): options must be a list of at least two, or the name of an option set.",
            id="no option sets",
        ),
    ],
)
def test_a_thing_of_the_wrong_kind_is_told_with_its_place(document: dict, sentence: str) -> None:
    assert list(faults(document)) == [sentence]
