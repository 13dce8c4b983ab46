"""A definition says everything that is wrong with it at once."""

import copy
import json
from pathlib import Path

import pytest

from questionnaires.definition import DefinitionError, canonical_hash, spoken
from questionnaires.faults import faults, parse

INSTRUMENTS = sorted(Path("questionnaires/instruments").glob("*.json"))
YES_NO = [
    {"code": "yes", "text": {"da": "Ja", "en": "Yes"}},
    {"code": "no", "text": {"da": "Nej", "en": "No"}},
]
GOOD = {
    "key": "kort",
    "version": "1.0",
    "licence": {"kind": "own", "owner": "Kilden"},
    "reporter": "relative",
    "title": {"da": "Kort"},
    "intro": {"da": "Svar kort."},
    "thanks": {"da": "Tak."},
    "age_question": {"da": "Alder?"},
    "option_sets": {"yes-no": YES_NO},
    "items": [
        {"linkId": "a", "text": {"da": "A?"}, "options": "yes-no", "top_box": ["yes"]},
        {"linkId": "b", "text": {"da": "B?"}, "options": YES_NO, "top_box": ["yes"]},
    ],
}


def changed(**changes) -> dict:
    document = copy.deepcopy(GOOD)
    document.update(changes)
    return document


def with_item(**changes) -> dict:
    document = copy.deepcopy(GOOD)
    document["items"][1].update(changes)
    return document


def test_a_good_definition_has_no_fault() -> None:
    definition = parse(GOOD)

    assert not list(faults(GOOD))
    assert definition.item("a").codes == ("yes", "no")
    assert definition.item("a").group == "general"


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        pytest.param([], "The file must hold one JSON object.", id="a list"),
        pytest.param(changed(key=""), "key is missing.", id="no key"),
        pytest.param(changed(title={"en": "x"}), "title is missing in Danish.", id="no Danish"),
        pytest.param(
            changed(intro={"da": "x", "de": "y"}),
            "intro may be given in da, en and ar only.",
            id="German",
        ),
        pytest.param(
            changed(reporter="mother"),
            "reporter must be one of self, self_with_relative, self_with_staff, relative, staff.",
            id="unknown reporter",
        ),
        pytest.param(
            changed(items=[]), "items must be a list of 1 to 200 questions.", id="no question"
        ),
        pytest.param(
            with_item(linkId="a"), "linkId “a” is used 2 times; it must be used once.", id="twice"
        ),
        pytest.param(with_item(linkId=None), "item 2: linkId is missing.", id="no linkId"),
        pytest.param(
            with_item(options="no-such-set"),
            "item 2 (linkId “b”): options must be a list of at least two, or the name of an option set.",
            id="unknown option set",
        ),
        pytest.param(
            with_item(options=[YES_NO[0], YES_NO[0]]),
            "item 2 (linkId “b”): each option needs a code of its own.",
            id="same code",
        ),
        pytest.param(
            with_item(top_box=["yes", "no"]),
            "item 2 (linkId “b”): top_box must name some, not all, of the option codes.",
            id="everything is top",
        ),
        pytest.param(
            with_item(group="ward"),
            "item 2 (linkId “b”): group must be general or place.",
            id="unknown group",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(document, sentence: str) -> None:
    assert list(faults(document)) == [sentence]


def test_all_faults_come_at_once() -> None:
    document = with_item(top_box=[], text={}) | {"version": None}

    with pytest.raises(DefinitionError) as refusal:
        parse(document)

    assert len(refusal.value.faults) == 3


def test_the_hash_does_not_depend_on_the_order_of_keys() -> None:
    turned = dict(reversed(GOOD.items()))

    assert canonical_hash(turned) == canonical_hash(GOOD)
    assert canonical_hash(changed(version="1.1")) != canonical_hash(GOOD)


def test_a_language_counts_only_when_every_string_has_it() -> None:
    assert parse(GOOD).languages == ("da",)


def test_danish_is_spoken_where_a_translation_is_missing() -> None:
    assert spoken({"da": "Ja", "en": "Yes"}, "en") == "Yes"
    assert spoken({"da": "Ja"}, "en") == "Ja"


@pytest.mark.parametrize("path", INSTRUMENTS, ids=lambda path: path.stem)
def test_a_shipped_instrument_is_whole_in_danish_and_english(path: Path) -> None:
    assert parse(json.loads(path.read_text(encoding="utf-8"))).languages[:2] == ("da", "en")


def test_kontakten_i_dag_asks_three_general_questions_and_two_for_the_place() -> None:
    path = Path("questionnaires/instruments/kontakten_i_dag.json")
    groups = [item.group for item in parse(json.loads(path.read_text())).items]

    assert groups == ["general"] * 3 + ["place"] * 2


# --- Text in people's own words -------------------------------------------------------------------

LINE = {"linkId": "c", "type": "text", "maxLength": 200, "text": {"da": "Hvad manglede?"}}


def with_line(**changes) -> dict:
    line = {name: value for name, value in (LINE | changes).items() if value is not None}
    return changed(items=[*copy.deepcopy(GOOD["items"]), line])


def test_a_text_has_a_length_and_is_no_choice() -> None:
    definition = parse(with_line())
    line = definition.item("c")

    assert (line.is_text, line.max_length) == (True, 200)
    assert (line.options, line.codes, line.top_box) == ((), (), frozenset())
    assert [item.link_id for item in definition.choices] == ["a", "b"]


def test_an_item_that_names_no_type_is_a_choice() -> None:
    assert [item.type for item in parse(GOOD).items] == ["choice", "choice"]
    assert parse(with_item(type="choice")) == parse(GOOD)


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        pytest.param(with_line(type="essay"), "type must be choice or text.", id="other type"),
        pytest.param(with_line(type=["text"]), "type must be choice or text.", id="a list"),
        pytest.param(with_line(maxLength=None), "maxLength must be a whole number", id="no length"),
        pytest.param(with_line(maxLength=0), "from 1 to 200.", id="no room"),
        pytest.param(with_line(maxLength=201), "from 1 to 200.", id="too much room"),
        pytest.param(with_line(maxLength=True), "from 1 to 200.", id="a truth value"),
        pytest.param(with_line(maxLength="20"), "from 1 to 200.", id="a text"),
        pytest.param(with_line(options="yes-no"), "a text has no options.", id="options"),
        pytest.param(with_line(top_box=["yes"]), "a text has no top_box.", id="top box"),
        pytest.param(with_item(maxLength=20), "only a text has a maxLength.", id="a choice"),
        pytest.param(changed(items=[LINE]), "at least one choice", id="nothing to count"),
    ],
)
def test_what_is_wrong_with_a_text_is_said(document: dict, sentence: str) -> None:
    found = list(faults(document))

    assert len(found) == 1
    assert sentence in found[0]


@pytest.mark.parametrize(
    ("language", "asked_in"), [("da", "da"), ("en", "da"), ("ar", "da"), ("", "da")]
)
def test_a_definition_is_asked_in_danish_where_a_string_is_missing(
    language: str, asked_in: str
) -> None:
    assert parse(GOOD).language_for(language) == asked_in
