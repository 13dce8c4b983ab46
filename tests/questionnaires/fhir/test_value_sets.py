"""The options of a choice, wherever the file keeps them."""

from typing import Any

import pytest

from tests.questionnaires.fhir.files import HL7, extension, faults, item, question, warnings

CODES = [{"code": "a", "display": "A"}, {"code": "b", "display": "B"}]


def value_set(**more: Any) -> dict:
    return {"resourceType": "ValueSet", "id": "v", "url": "http://v.example/v"} | more


def composed(*concepts: dict, **more: Any) -> dict:
    return value_set(
        compose={"include": [{"system": "http://s.example", "concept": list(concepts)}], **more}
    )


def asked(name: str = "#v") -> dict:
    return question(kind="choice", answerValueSet=name)


@pytest.mark.parametrize("name", ["#v", "http://v.example/v", "http://v.example/v|1.0"])
def test_a_value_set_in_the_file_is_found_by_id_and_by_address(name: str) -> None:
    found = item(asked(name), contained=[composed(*CODES)])

    assert found["options"] == [
        {"code": "a", "text": {"da": "A"}, "system": "http://s.example"},
        {"code": "b", "text": {"da": "B"}, "system": "http://s.example"},
    ]


def test_an_expansion_is_read_with_what_stands_inside() -> None:
    inside = {"abstract": True, "code": "x", "contains": CODES}

    found = item(asked(), contained=[value_set(expansion={"contains": [inside], "total": 2})])

    assert [option["code"] for option in found["options"]] == ["a", "b"]


@pytest.mark.parametrize(
    "given",
    [
        value_set(compose={"include": [{"system": "http://s.example"}]}),
        value_set(compose={"include": [{"system": "s", "concept": CODES}, {"valueSet": ["u"]}]}),
        composed(*CODES, exclude=[{"system": "s", "concept": CODES[:1]}]),
        value_set(expansion={"contains": CODES, "total": 40}),
        value_set(),
        {"resourceType": "CodeSystem", "id": "v", "concept": CODES},
    ],
    ids=[
        "a whole system",
        "another set",
        "exclude",
        "half an expansion",
        "nothing",
        "no value set",
    ],
)
def test_a_value_set_that_does_not_list_its_codes_is_refused(given: dict) -> None:
    assert faults(asked(), contained=[given]) == [
        'item /q1 (linkId "q"): answerValueSet "#v" is not in the file, or does not list its codes.'
    ]


@pytest.mark.parametrize(
    "contained", [7, [7], [{"resourceType": "ValueSet", "compose": 7}], [composed(7)]]
)
def test_what_is_no_value_set_is_no_crash(contained: Any) -> None:
    assert len(faults(asked(), contained=contained)) == 1


def test_what_a_concept_is_called_in_other_languages_comes_along() -> None:
    named = [{"language": "en", "value": "Never"}, {"language": "de", "value": "Nie"}]

    found = item(
        asked(),
        contained=[composed({"code": "a", "display": "Aldrig", "designation": named}, CODES[1])],
    )

    assert found["options"][0]["text"] == {"da": "Aldrig", "en": "Never"}


@pytest.mark.parametrize("name", ["ordinalValue", "itemWeight"])
def test_a_weight_may_stand_on_the_option_the_coding_or_the_concept(name: str) -> None:
    two = extension(HL7 + name, valueDecimal=2)
    on_option = {"valueCoding": CODES[0], "extension": [two]}
    on_coding = {"valueCoding": CODES[1] | {"extension": [two]}}

    found = item(question(kind="choice", answerOption=[on_option, on_coding]))
    assert [option["weight"] for option in found["options"]] == [2, 2]
    concept = CODES[0] | {"extension": [two]}
    assert item(asked(), contained=[composed(concept, CODES[1])])["options"][0]["weight"] == 2


def test_a_weight_that_is_no_number_is_refused() -> None:
    bad = {
        "valueCoding": CODES[0],
        "extension": [extension(HL7 + "ordinalValue", valueDecimal="2")],
    }

    assert faults(question(kind="choice", answerOption=[bad, {"valueCoding": CODES[1]}])) == [
        'item /q1 (linkId "q"): ordinalValue must be a number.'
    ]


def test_prefix_and_exclusive_and_start_come_along() -> None:
    first = {
        "valueCoding": CODES[0],
        "initialSelected": True,
        "extension": [
            extension(HL7 + "questionnaire-optionPrefix", valueString="1)"),
            extension(HL7 + "questionnaire-optionExclusive", valueBoolean=True),
            extension("http://x.example/colour", valueString="red"),
        ],
    }
    given = question(kind="choice", repeats=True, answerOption=[first, {"valueCoding": CODES[1]}])

    found = item(given)

    assert found["options"][0] == {
        "code": "a",
        "text": {"da": "A"},
        "prefix": "1)",
        "exclusive": True,
    }
    assert found["initial"] == ["a"]
    assert warnings(given) == ['item /q1 (linkId "q"): http://x.example/colour is not taken along.']


def test_options_may_be_words_or_numbers() -> None:
    given = question(kind="choice", answerOption=[{"valueString": "Ja"}, {"valueInteger": 2}])

    assert item(given)["options"] == [
        {"code": "Ja", "text": {"da": "Ja"}},
        {"code": "2", "text": {"da": "2"}},
    ]


def test_two_options_of_one_code_are_refused() -> None:
    given = question(kind="choice", answerOption=[{"valueString": "Ja"}, {"valueString": "Ja"}])

    assert faults(given) == ['item /q1 (linkId "q"): each option needs a code of its own.']
