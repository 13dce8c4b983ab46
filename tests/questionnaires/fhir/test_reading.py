"""What is taken along from a Questionnaire, what is left out with a warning, what is refused."""

from typing import Any

import pytest

from questionnaires.faults import MOST_ITEMS
from questionnaires.fhir import read
from tests.questionnaires.fhir.files import (
    HL7,
    SDC,
    YES_NO,
    condition,
    control,
    extension,
    faults,
    file,
    item,
    made,
    question,
    reading,
    warnings,
)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ([], "The file must hold one JSON object."),
        ({}, "resourceType is missing."),
        ({"resourceType": "Patient"}, "this is a Patient, not a Questionnaire."),
        (
            {"resourceType": "Bundle", "entry": [{"resource": file()}, {}, {"resource": file()}]},
            "this is a Bundle with 2 Questionnaires; give one Questionnaire at a time.",
        ),
        (
            {"resourceType": "Bundle", "entry": 1},
            "this is a Bundle with 0 Questionnaires; give one Questionnaire at a time.",
        ),
    ],
)
def test_another_thing_than_a_questionnaire_is_refused(given: Any, sentence: str) -> None:
    assert [str(fault) for fault in read(given).faults] == [sentence]


REFUSED = [
    (question(kind="reference"), 'the type "reference" is not supported.'),
    (question(kind="attachment"), 'the type "attachment" is not supported.'),
    (question(kind="url"), 'the type "url" is not supported.'),
    (question(kind="dateTime"), 'the type "dateTime" is not supported.'),
    (question(kind="banana"), 'the type "banana" is not known in FHIR R4.'),
    (question(kind="coding"), 'the type "coding" belongs to FHIR R5; R4 calls it "choice".'),
    (question(answerConstraint="optionsOnly"), '"answerConstraint" belongs to FHIR R5.'),
    ({"linkId": "q", "text": "T"}, "type is missing."),
    (
        question(kind="choice", options={"reference": "#a"}),
        '"options" belongs to FHIR STU3; R4 calls it "answerValueSet".',
    ),
    (
        question(modifierExtension=[{"url": "http://a.example/not"}]),
        'modifierExtension "http://a.example/not" changes the meaning and is not known.',
    ),
    (
        question(
            kind="choice",
            answerOption=[{**YES_NO[0], "modifierExtension": [{"url": "x"}]}, YES_NO[1]],
        ),
        'modifierExtension "x" changes the meaning and is not known.',
    ),
    (question(repeats="true"), "repeats must be true or false."),
    (question(required=1), "required must be true or false."),
    (question(answerOption=YES_NO), "answerOption is supported for choice and open-choice only."),
    (question(kind="string", maxLength="9"), "maxLength must be a whole number."),
    (question(text=7), "text must be text."),
    (question(item={}), "item must be a list."),
    (question(kind="quantity"), "a quantity needs one unit (questionnaire-unit or unitOption)."),
    (
        question(kind="choice", answerOption=YES_NO, answerValueSet="#a"),
        "has both answerOption and answerValueSet.",
    ),
    (
        question(kind="choice", answerOption=[{"valueReference": {}}, *YES_NO]),
        "an answerOption with valueReference is not supported.",
    ),
    (question(kind="choice", answerOption=[{}, *YES_NO]), "an answerOption needs one value."),
    (
        question(kind="choice", answerOption=[{"valueCoding": {}}, *YES_NO]),
        "an answerOption needs a code or a display.",
    ),
    (question(kind="choice", answerOption=[]), "has no answerOption and no answerValueSet."),
    (
        question(kind="integer", extension=[extension(HL7 + "minValue", valueDecimal="1")]),
        "minValue does not fit the type integer.",
    ),
]
REFUSED_EXTENSIONS = (
    "answerExpression",
    "initialExpression",
    "enableWhenExpression",
    "templateExtract",
    "launchContext",
    "candidateExpression",
    "subQuestionnaire",
)


@pytest.mark.parametrize(("given", "sentence"), REFUSED)
def test_what_is_not_supported_is_refused_with_its_place(given: dict, sentence: str) -> None:
    assert faults(question("first"), given) == [f'item /q2 (linkId "q"): {sentence}']


@pytest.mark.parametrize("name", REFUSED_EXTENSIONS)
def test_an_extension_that_changes_what_is_asked_is_refused(name: str) -> None:
    given = question(extension=[extension(SDC + name, valueExpression={})])

    assert faults(given) == [f'item /q1 (linkId "q"): the extension "{name}" is not supported.']


def test_a_query_to_a_server_is_refused_wherever_it_stands() -> None:
    query = {"language": "application/x-fhir-query", "expression": "Patient?name=x"}

    assert faults(question(), extension=[extension(HL7 + "variable", valueExpression=query)]) == [
        '"variable" holds an x-fhir-query, which is not supported.'
    ]


def test_a_modifier_of_the_whole_file_and_implicit_rules_are_refused() -> None:
    told = faults(question(), modifierExtension=[{"url": "u"}], implicitRules="http://r.example")

    assert told == [
        'modifierExtension "u" changes the meaning and is not known.',
        "implicitRules change the meaning and are not known.",
    ]


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    told = faults(
        question("a", "reference"),
        {
            "type": "group",
            "linkId": "g",
            "item": [
                question("b", enableWhen=[condition("q99", "=", answerBoolean=True)]),
                question("a"),
                {"text": "Uden", "type": "boolean"},
            ],
        },
        question("c", "choice", answerValueSet="#nowhere"),
        question("ring1", enableWhen=[condition("ring2", "=", answerBoolean=True)]),
        question("ring2", enableWhen=[condition("ring1", "=", answerBoolean=True)]),
    )

    assert told == [
        'item /q1 (linkId "a"): the type "reference" is not supported.',
        'item /group2/q1 (linkId "b"): enableWhen refers to "q99", which does not exist.',
        'item /group2/q2 (linkId "a"): linkId "a" is used 2 times; it must be used once.',
        "item /group2/q3: linkId is missing.",
        'item /q3 (linkId "c"): answerValueSet "#nowhere" is not in the file, or does not list its codes.',
    ]


def test_a_ring_is_told_beside_other_faults() -> None:
    told = faults(
        question("a", "reference"),
        question("b", enableWhen=[condition("c", "=", answerBoolean=True)]),
        question("c", enableWhen=[condition("b", "=", answerBoolean=True)]),
    )

    assert told == [
        'item /q1 (linkId "a"): the type "reference" is not supported.',
        'item /q2 (linkId "b"): enableWhen runs in a ring: b → c → b.',
    ]


def test_more_items_than_a_person_can_answer_are_refused() -> None:
    many = [question(str(number)) for number in range(MOST_ITEMS + 1)]

    assert faults(*many) == ["items must be a list of 1 to 200 questions."]
    assert len(made(*many[1:])["items"]) == MOST_ITEMS


def test_items_nested_without_end_are_refused() -> None:
    inner: dict = question("deep")
    for number in range(12):
        inner = {"linkId": f"g{number}", "type": "group", "item": [inner]}

    assert faults(inner) == [
        "items must hold at least one question.",
        f'item {"/group1" * 8} (linkId "g4"): items may stand at most 8 deep.',
    ]


def test_what_is_in_both_worlds_comes_along() -> None:
    found = item(
        question(
            "/44250-9 æ",
            "choice",
            required=True,
            repeats=True,
            prefix="1.",
            code=[{"system": "http://loinc.org", "code": "44250-9"}],
            extension=[
                control("check-box"),
                extension(HL7 + "questionnaire-hidden", valueBoolean=True),
            ],
        )
    )

    assert found == {
        "linkId": "/44250-9 æ",
        "type": "choice",
        "text": {"da": "Text /44250-9 æ"},
        "prefix": "1.",
        "code": [{"system": "http://loinc.org", "code": "44250-9"}],
        "required": True,
        "repeats": True,
        "hidden": True,
        "control": "check-box",
        "options": [{"code": "y", "text": {"da": "Ja"}}, {"code": "n", "text": {"da": "Nej"}}],
    }


def slider(kind: str, least: Any, most: Any, step: Any = 1) -> dict:
    name = f"value{kind.capitalize()}"
    parts = [control("slider"), extension(HL7 + "questionnaire-sliderStepValue", valueInteger=step)]
    parts += [
        extension(HL7 + "minValue", **{name: least}),
        extension(HL7 + "maxValue", **{name: most}),
    ]
    return question(kind=kind, extension=parts)


def test_a_slider_from_0_to_100_is_a_visual_analogue_scale_and_to_10_a_numeric_one() -> None:
    assert item(slider("integer", 0, 100))["control"] == "vas"
    assert item(slider("integer", 0, 10))["control"] == "nrs"
    assert warnings(slider("integer", 0, 100)) == []


@pytest.mark.parametrize(
    "given", [slider("integer", 1, 7), slider("decimal", 0, 10), slider("integer", 0, 100, 5)]
)
def test_another_slider_is_a_plain_number_with_a_warning(given: dict) -> None:
    assert "control" not in item(given)
    assert warnings(given) == [
        'item /q1 (linkId "q"): a slider is read as a plain number, unless it has whole steps from 0 to '
        "10 or 100."
    ]


def test_a_scale_begins_without_a_mark() -> None:
    given = slider("integer", 0, 100) | {"initial": [{"valueInteger": 50}]}

    assert "initial" not in item(given)
    assert warnings(given) == ['item /q1 (linkId "q"): initial: a scale begins without a mark.']


def test_a_text_without_a_length_gets_the_longest_and_one_warning_for_all() -> None:
    given = [
        question(name, kind, maxLength=None) for name, kind in (("a", "string"), ("b", "text"))
    ]
    for one in given:
        del one["maxLength"]

    assert [one["maxLength"] for one in made(*given)["items"]] == [200, 2000]
    assert warnings(*given) == [
        'item /q1 (linkId "a"): maxLength is missing; the longest that is allowed here is taken.',
        "maxLength: the same elsewhere (1).",
    ]


def test_a_longer_text_is_cut_to_what_is_allowed() -> None:
    assert item(question(kind="string", maxLength=999))["maxLength"] == 200
    assert warnings(question(kind="string", maxLength=999)) == [
        'item /q1 (linkId "q"): maxLength is more than 200, which is taken.'
    ]


def test_items_under_the_answers_of_a_repeating_choice_are_asked_once_with_a_warning() -> None:
    given = question(kind="choice", repeats=True, item=[question("inner")])

    assert item(given)["items"][0]["linkId"] == "inner"
    assert warnings(given) == [
        'item /q1 (linkId "q"): the items under it are asked once, not once for each answer.'
    ]


def test_an_item_that_only_explains_becomes_the_help_of_its_question() -> None:
    helped = question(item=[question("h", "display", extension=[control("help")]), question("q2")])

    found = item(helped)

    assert found["help"] == {"da": "Text h"}
    assert [one["linkId"] for one in found["items"]] == ["q2"]


def test_a_help_that_is_asked_for_under_a_condition_stays_a_line_of_its_own() -> None:
    waits = [condition("q", "=", answerBoolean=True)]
    line = question("h", "display", extension=[control("help")], enableWhen=waits)

    assert item(question(item=[line]))["items"][0]["type"] == "display"


def unit(code: str, name: str = "unit") -> dict:
    return extension(HL7 + f"questionnaire-{name}", valueCoding={"code": code, "display": code})


def test_a_quantity_has_one_unit() -> None:
    found = item(question(kind="quantity", extension=[unit("mL", "unitOption")]))

    assert (found["unit"], found["unit_code"]) == ({"da": "mL"}, "mL")
    two = question(kind="quantity", extension=[unit("mL", "unitOption"), unit("L", "unitOption")])
    assert faults(two) == ['item /q1 (linkId "q"): offers 2 units; one can be asked for.']


def test_a_number_with_a_unit_is_a_quantity_and_conditions_on_it_still_hold() -> None:
    waits = [condition("q", ">", answerInteger=40)]
    found = made(question(kind="integer", extension=[unit("kg")]), question("b", enableWhen=waits))

    assert found["items"][0]["type"] == "quantity"
    assert found["items"][1]["enableWhen"] == [{"question": "q", "operator": ">", "answer": "40"}]


def test_an_initial_answer_comes_along_if_it_is_one() -> None:
    chosen = question(kind="choice", initial=[{"valueCoding": {"code": "y"}}])

    assert item(chosen)["initial"] == "y"
    assert (
        item(question(kind="date", initial=[{"valueDate": "2026-11-24"}]))["initial"]
        == "2026-11-24"
    )
    wrong = question(kind="choice", initial=[{"valueCoding": {"code": "z"}}])
    assert "initial" not in item(wrong)
    assert warnings(wrong) == [
        'item /q1 (linkId "q"): initial does not fit the question, and is left out.'
    ]


def test_what_nobody_may_change_is_kept_hidden() -> None:
    found = item(question(readOnly=True, required=True, initial=[{"valueBoolean": True}]))

    assert (found["hidden"], found.get("required"), found["initial"]) == (True, None, True)


def test_unknown_extensions_and_keys_are_left_out_each_with_one_warning() -> None:
    period = extension(SDC + "observationLinkPeriod", valueDuration={"value": "1"})
    given = [question(name, extension=[period], definition="http://d.example") for name in "ab"]

    assert warnings(*given, wibble=1) == [
        "wibble is not taken along.",
        'item /q1 (linkId "a"): definition is not taken along.',
        "definition: the same elsewhere (1).",
        'item /q1 (linkId "a"): observationLinkPeriod is not taken along.',
        "observationLinkPeriod: the same elsewhere (1).",
    ]


def test_a_head_without_anything_gets_names_with_a_warning_each() -> None:
    found = read({"resourceType": "Questionnaire", "item": [question()]})

    assert found.document is not None
    head = {name: value for name, value in found.document.items() if name != "items"}
    assert head == {
        "key": "uden-titel",
        "version": "1",
        "title": {"da": "Uden titel"},
        "reporter": "self",
        "licence": {"kind": "own", "owner": "ukendt"},
    }
    assert [str(warning).partition(":")[0] for warning in found.warnings] == [
        "status",
        "title",
        "version",
        "reporter",
        "licence",
        "language",
    ]


def test_a_copyright_text_makes_the_file_licensed_until_somebody_says_otherwise() -> None:
    given = file(question(), copyright="© **Nogen** [her](http://n.example)", publisher="Nogen")

    assert made(question(), copyright="© Nogen")["licence"]["kind"] == "licensed"
    found = read(given, "free-with-notice")
    assert found.document is not None
    assert found.document["licence"] == {
        "kind": "free-with-notice",
        "owner": "Nogen",
        "notice": "© Nogen her",
    }
    assert "licence" not in str(found.warnings)


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"name": "Sådan går det"}, "saadan-gaar-det"),
        ({"name": "", "id": "f201"}, "f201"),
        ({"name": "", "url": "http://a.example/Questionnaire/WHO-5"}, "who-5"),
        ({"name": "", "title": "Æbler & ærter"}, "aebler-aerter"),
        ({"name": "日本", "title": "日本"}, "uden-titel"),
        ({"name": "x" * 99}, "x" * 50),
    ],
)
def test_the_key_is_made_of_the_best_name_there_is(more: dict, key: str) -> None:
    assert made(question(), **more)["key"] == key


def test_a_long_title_is_cut_and_a_long_version_refused() -> None:
    assert len(made(question(), title="a" * 200)["title"]["da"]) == 120
    assert faults(question(), version="1" * 21) == ["version: may be 20 characters long."]


def test_what_is_no_item_at_all_is_told() -> None:
    assert "item must be a list." in faults(item=7)
    assert "item must hold objects only." in faults(7, question())
    assert reading().document is None
