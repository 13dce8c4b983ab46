"""Whatever JSON a file holds, it is judged and never crashes. Pure: no database."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.answers import wrong_answers
from questionnaires.branching import kept, missing
from questionnaires.definition import canonical_hash
from questionnaires.faults import faults, parse
from questionnaires.scoring import scores
from tests.questionnaires.made import document, group, question, rating, scale, text, vas, when

pytestmark = pytest.mark.thorough

YES_NO = [{"code": "yes", "text": text("Ja")}, {"code": "no", "text": text("Nej")}]
WHOLE = document(
    question("choice", "choice", options="yes-no", top_box=["yes"], scope="place", prefix="1."),
    question("boolean", "boolean", initial=True, required=True, help=text("Hjælp")),
    question("open", "open-choice", options=YES_NO, repeats=True, control="check-box", may_decline=True),
    rating("rated", (0, 1, 2, None), control="likert", enableWhen=[when("boolean", "=", True)]),
    rating("again", (0, 1, 2), code=[{"system": "urn:x", "code": "1"}]),
    vas("line", low=text("Lidt"), high=text("Meget"), enableBehavior="any",
        enableWhen=[when("choice", "!=", "no"), when("open", "exists", True)]),
    question("integer", "integer", minimum=-5, maximum=5, hidden=True, initial=-5),
    question("decimal", "decimal", minimum="-0.5", maximum="40.5",
             enableWhen=[when("integer", ">=", 1), when("line", "<", 50)]),
    question("amount", "quantity", unit=text("ml"), unit_code="mL", minimum=0, maximum=1000),
    question("day", "date", minimum="2026-01-01", maximum="2026-12-31"),
    question("clock", "time", minimum="08:00", maximum="16:00", enableWhen=[when("day", ">", "2026-06-01")]),
    question("words", "string", maxLength=20),
    question("lines", "text", maxLength=2000, enableWhen=[when("words", "=", "ja")]),
    group("page", {"linkId": "read", "type": "display", "text": text("Læs dette.")}, control="page"),
    group(
        "rows",
        question("at", "time", required=True),
        question("leak", "boolean", enableWhen=[when("at", "<=", "12:00")]),
        repeats=True,
        required=True,
    ),
    scales=[
        scale(
            {"linkId": "rated", "weight": 2, "reverse": True}, {"linkId": "again", "weight": "0.5"},
            least=0, greatest=10, multiply=2, missing={"kind": "prorate", "most": 1},
            not_relevant="left_out", source="Kilden", shown_to_citizen=True,
            bands=[{"code": "few", "text": text("Få"), "least": 0, "greatest": 4}],
            cut_offs=[{"value": 5, "side": "above", "includes_border": True, "source": "Kilden",
                       "from_months": 60, "to_months": 132, "reporters": ["self", "relative"]}],
            reference={"standard_deviation": "2.5", "reliability": "0.9", "source": "Kilden"},
        ),
        scale("line", "amount", key="mean", method="mean", direction="higher_is_better",
              least=0, greatest=550),
    ],
    option_sets={"yes-no": YES_NO},
    intro=text("Før"), thanks=text("Tak"), age_question=text("Alder?"), url="https://example.org/whole",
    licence={"kind": "free-with-notice", "owner": "Kilden", "citation": "Kilden", "notice": "Frit"},
)  # fmt: skip

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | st.sampled_from(["group", "display", "choice", "integer", "boolean", "rows", "at", "rated", "vas"])
    | st.sampled_from(["1e999999999", "0", "\x00", "\ud800", "all", "any", "place"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)  # fmt: skip


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


def part_of(document: Any, place: tuple) -> Any:
    for key in place:
        document = document[key]
    return document


WHOLE = json.loads(json.dumps(WHOLE))  # each part by itself: no list stands in two places
PLACES = [place for place in places(WHOLE) if place]
OBJECTS = [place for place in places(WHOLE) if isinstance(part_of(WHOLE, place), dict)]


def with_something_else(place: tuple, value: Any, good: dict = WHOLE) -> dict:
    document = copy.deepcopy(good)
    part_of(document, place[:-1])[place[-1]] = value
    return document


def judged(document: Any) -> None:
    """A document is told its faults, each of them in words; or it works, all through to its scores."""
    if found := list(faults(document)):
        for fault in found:
            str(fault).encode()
        return
    definition = parse(document)
    json.dumps(document, allow_nan=False).encode()
    canonical_hash(document)
    assert len(definition.items) == len(document["items"])
    assert not wrong_answers(definition, {})
    assert kept(definition, {}) == {}
    missing(definition, {})
    assert [score.value for score in scores(definition, {})] == [None] * len(definition.scales)


def test_the_good_document_is_good() -> None:
    assert list(map(str, faults(WHOLE))) == []
    assert len(PLACES) > 250
    judged(WHOLE)


@given(JSON)
def test_any_json_is_judged(document: Any) -> None:
    assert list(map(str, faults(document)))


@given(st.sampled_from(PLACES), JSON)
@settings(max_examples=250, deadline=None)
def test_a_good_definition_with_anything_in_one_place_is_judged(place: tuple, value: Any) -> None:
    judged(with_something_else(place, value))


@given(st.sampled_from(PLACES), st.sampled_from(PLACES))
@settings(max_examples=150, deadline=None)
def test_a_good_definition_with_another_part_of_itself_in_one_place_is_judged(here, there) -> None:
    judged(with_something_else(here, copy.deepcopy(part_of(WHOLE, there))))


@pytest.mark.parametrize("place", PLACES, ids=lambda place: "/".join(map(str, place)))
def test_a_good_definition_without_one_part_is_judged(place: tuple) -> None:
    document = copy.deepcopy(WHOLE)
    del part_of(document, place[:-1])[place[-1]]

    judged(document)


NAMES_ARE_FREE = (("option_sets",),)
TEXTS = [place for place in OBJECTS if "da" in part_of(WHOLE, place)]
CODINGS = [place for place in OBJECTS if "code" in place[-2:-1]]


@pytest.mark.parametrize(
    "place",
    [place for place in OBJECTS if place not in (*NAMES_ARE_FREE, *CODINGS)],
    ids=lambda place: "/".join(map(str, place)),
)
def test_a_name_that_nobody_reads_is_a_fault_wherever_it_stands(place: tuple) -> None:
    document = with_something_else((*place, "requierd"), "x")
    found = list(map(str, faults(document)))

    assert len(found) == 1, found


@given(st.permutations(list(WHOLE)), st.randoms())
def test_the_hash_knows_no_order_of_keys(names: list[str], chance: Any) -> None:
    turned = {name: WHOLE[name] for name in names}
    inner = list(WHOLE["licence"])
    chance.shuffle(inner)
    turned["licence"] = {name: WHOLE["licence"][name] for name in inner}

    assert canonical_hash(turned) == canonical_hash(WHOLE)


def test_the_hash_knows_the_order_of_questions() -> None:
    turned = WHOLE | {"items": WHOLE["items"][::-1]}

    assert canonical_hash(turned) != canonical_hash(WHOLE)
