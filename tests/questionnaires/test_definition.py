"""A definition as it is read, and what it knows of itself. What can be wrong: `test_faults`."""

import copy
import json
from decimal import Decimal
from pathlib import Path

import pytest

from questionnaires.definition import DefinitionError, canonical_hash, spoken
from questionnaires.faults import faults, parse
from tests.questionnaires.made import definition, group, question, rating, text, vas

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
    assert definition.item("a").scope == "general"


def test_a_definition_with_faults_is_refused_with_all_of_them() -> None:
    with pytest.raises(DefinitionError) as refusal:
        parse(with_item(top_box=["maybe"], text={}) | {"version": None})

    assert refusal.value.faults == [
        "version: is missing.",
        'item /q2 (linkId "b"): text: is missing in Danish.',
        'item /q2 (linkId "b"): top_box must name some, not all, of the option codes.',
    ]


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
    scopes = [item.scope for item in parse(json.loads(path.read_text())).items]

    assert scopes == ["general"] * 3 + ["place"] * 2


# --- What a definition knows of itself --------------------------------------------------------------

LINE = {"linkId": "c", "type": "string", "maxLength": 200, "text": {"da": "Hvad manglede?"}}


def with_line(**changes) -> dict:
    line = {name: value for name, value in (LINE | changes).items() if value is not None}
    return changed(items=[*copy.deepcopy(GOOD["items"]), line])


@pytest.mark.parametrize(("kind", "longest"), [("string", 200), ("text", 2000)])
def test_a_text_has_a_length_and_is_no_choice(kind: str, longest: int) -> None:
    definition = parse(with_line(type=kind, maxLength=longest))
    line = definition.item("c")

    assert (line.is_text, line.max_length) == (True, longest)
    assert (line.options, line.codes, line.top_box) == ((), (), frozenset())
    assert [item.link_id for item in definition.choices] == ["a", "b"]


def test_an_item_that_names_no_type_is_a_choice() -> None:
    assert [item.type for item in parse(GOOD).items] == ["choice", "choice"]
    assert parse(with_item(type="choice")) == parse(GOOD)


def test_limits_are_numbers_where_answers_are() -> None:
    made = definition(
        question("n", "decimal", minimum="0.10", maximum=5),
        question("d", "date", minimum="2026-01-01"),
        vas("v"),
    )

    assert (made.item("n").minimum, made.item("n").maximum) == (Decimal("0.1"), Decimal(5))
    assert (made.item("d").minimum, made.item("d").maximum) == ("2026-01-01", None)
    assert (made.item("v").control, made.item("v").maximum) == ("vas", 100)


def test_an_option_says_what_it_counts_and_what_it_is() -> None:
    (option,) = definition(
        question(
            "o",
            "open-choice",
            options=[
                {"code": "x", "text": text("X"), "weight": "0.5", "exclusive": True, "face": 5,
                 "system": "urn:x", "not_relevant": True}
            ],
        )
    ).item("o").options  # fmt: skip

    assert (option.weight, option.is_exclusive, option.is_not_relevant) == (
        Decimal("0.5"),
        True,
        True,
    )
    assert (option.face, option.system, option.text) == (5, "urn:x", {"da": "X"})


def test_questions_in_rows_know_the_nearest_group_that_repeats() -> None:
    made = definition(
        rating("out"),
        group("diary", group("box", vas("a")), group("sips", vas("b"), repeats=True), repeats=True),
    )

    assert made.rows_of == {"box": "diary", "a": "diary", "sips": "diary", "b": "sips"}
    assert [item.link_id for item in made.questions] == ["out", "a", "b"]
    assert [item.is_rows for item in made.walk()] == [False, True, False, False, True, False]


def test_several_choices_are_no_share() -> None:
    several = with_item(repeats=True)

    assert [item.link_id for item in parse(several).choices] == ["a"]


def test_what_only_a_licence_holder_may_show_must_be_entered() -> None:
    kinds = ("own", "public-domain", "free-with-notice", "non-commercial", "licensed")
    owners = [parse(changed(licence={"kind": kind, "owner": "X"})).licence for kind in kinds]

    assert [licence.must_be_entered for licence in owners] == [False] * 4 + [True]


def test_each_string_of_a_definition_is_there_to_translate() -> None:
    made = definition(
        question("q", "quantity", unit=text("ml"), help=text("Hjælp"), low=text("Lidt"), high=text("Meget")),
        rating("r", (1, 2)),
        intro=text("Før"),
    )  # fmt: skip

    assert [said["da"] for said in made.texts()] == [
        "Prøve", "Før", "Spørgsmål q?", "Hjælp", "ml", "Lidt", "Meget", "Spørgsmål r?", "Svar 1", "Svar 2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "asked_in"), [("da", "da"), ("en", "da"), ("ar", "da"), ("", "da")]
)
def test_a_definition_is_asked_in_danish_where_a_string_is_missing(
    language: str, asked_in: str
) -> None:
    assert parse(GOOD).language_for(language) == asked_in
