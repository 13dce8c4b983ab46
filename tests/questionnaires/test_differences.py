"""Two versions of a questionnaire are compared in words, and nothing that differs goes untold."""

import copy
import json
from collections.abc import Callable
from dataclasses import fields, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.definition import Condition, Definition, Item, Licence, Option
from questionnaires.differences import Difference, differences, is_doubtful
from questionnaires.faults import parse
from questionnaires.scales import (
    Band,
    CutOff,
    MissingRule,
    Reference,
    Scale,
    ScaleItem,
)

FOLDER = Path("questionnaires/instruments")
DOCUMENTS = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json")
}
DOCUMENT = DOCUMENTS["sammenhaeng_paa_tvaers"]
OLD = parse(DOCUMENT)
FIRST = 'item /q1 (linkId "haenger-sammen")'


def compared(change: Callable[[dict], object]) -> list[Difference]:
    document = copy.deepcopy(DOCUMENT)
    change(document)
    return differences(OLD, parse(document))


def told(change: Callable[[dict], object]) -> list[str]:
    return [str(difference) for difference in compared(change)]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_version_does_not_differ_from_itself(name: str) -> None:
    assert differences(parse(DOCUMENTS[name]), parse(copy.deepcopy(DOCUMENTS[name]))) == []


def test_the_number_of_the_version_alone_is_no_difference() -> None:
    assert told(lambda document: document.update(version="2.0")) == []


def test_new_words_are_told_beside_the_old() -> None:
    found = compared(lambda document: document["items"][0]["text"].update(da="Passer det sammen?"))

    assert [str(difference) for difference in found] == [
        f"{FIRST}: was reworded (da): “Hænger hjælpen fra de forskellige steder godt sammen?”"
        " → “Passer det sammen?”."
    ]
    assert is_doubtful(found)


def test_a_corrected_comma_leaves_no_doubt() -> None:
    text = "hænger hjælpen, fra de forskellige steder, godt sammen?"
    found = compared(lambda document: document["items"][0]["text"].update(da=text))

    assert len(found) == 1
    assert not is_doubtful(found)


def test_a_new_translation_leaves_no_doubt() -> None:
    found = compared(lambda document: document["items"][0]["text"].update(ar="نص"))

    assert [str(difference) for difference in found] == [f"{FIRST}: has got a text (ar): “نص”."]
    assert not is_doubtful(found)


def test_a_lost_translation_is_told() -> None:
    (sentence,) = told(lambda document: document["items"][0]["text"].pop("en"))

    assert sentence.startswith(f"{FIRST}: has no text any more (en)")


def test_a_new_question_is_told_where_it_stands() -> None:
    new = {"linkId": "ny", "type": "boolean", "text": {"da": "Ny?"}}

    assert told(lambda document: document["items"].insert(2, new)) == [
        'item /q3 (linkId "ny"): is new: “Ny?”.'
    ]


def test_a_question_that_is_gone_is_told_where_it_stood() -> None:
    found = compared(lambda document: document["items"].pop(6))

    assert [str(difference) for difference in found] == [
        'item /q7 (linkId "videre-i-tide"): is gone: “Kom du videre til det næste sted i tide?”.'
    ]
    assert not is_doubtful(found)


def test_one_moved_question_is_one_difference() -> None:
    assert told(lambda document: document["items"].insert(0, document["items"].pop(2))) == [
        'item /q1 (linkId "fast-kontakt"): was moved: it now comes first.'
    ]
    assert told(lambda document: document["items"].insert(3, document["items"].pop(0))) == [
        'item /q4 (linkId "haenger-sammen"): was moved: it now comes after “hvem-har-ansvaret”.'
    ]


def test_a_question_moved_into_a_group_is_told() -> None:
    def change(document: dict) -> None:
        moved = document["items"].pop(6)
        document["items"].append({"linkId": "gruppe", "type": "group", "items": [moved]})

    assert told(change) == [
        'item /group7 (linkId "gruppe"): is new: “”.',
        'item /group7/q1 (linkId "videre-i-tide"): was moved: it now comes first.',
    ]


@pytest.mark.thorough
@given(st.permutations(range(len(DOCUMENT["items"]))))
def test_as_few_moves_are_told_as_there_can_be(order: list[int]) -> None:
    """Against the plain reference: try every set of questions that could have stayed."""

    def change(document: dict) -> None:
        document["items"] = [document["items"][number] for number in order]

    choices = range(2 ** len(order))
    sets = ([n for place, n in enumerate(order) if mask >> place & 1] for mask in choices)
    longest = max(len(stayed) for stayed in sets if stayed == sorted(stayed))

    assert len(told(change)) == len(order) - longest


def test_options_are_compared_by_their_code() -> None:
    def change(document: dict) -> None:
        options = document["option_sets"]["yes-no"]
        options[1]["text"]["da"] = "Nej, ikke nu"
        options[2] = {"code": "maaske", "text": {"da": "Måske"}}

    found = compared(change)
    where = 'item /q3 (linkId "fast-kontakt"), option'

    assert [str(difference) for difference in found][:3] == [
        f'{where} "nej": was reworded (da): “Nej” → “Nej, ikke nu”.',
        f'{where} "maaske": is new: “Måske”.',
        f'{where} "ved-ikke": is gone: “Ved ikke”.',
    ]
    assert is_doubtful(found)


def test_options_in_another_order_leave_doubt() -> None:
    found = compared(lambda document: document["option_sets"]["yes-no"].reverse())

    assert str(found[0]) == (
        'item /q3 (linkId "fast-kontakt"): the options stand in another order.'
    )
    assert is_doubtful(found)


def test_conditions_are_told_in_their_own_signs() -> None:
    def change(document: dict) -> None:
        document["items"][5]["enableWhen"][0]["operator"] = "!="

    assert told(change) == [
        'item /q6 (linkId "planen-bruges"): is asked under other conditions:'
        " faelles-plan = ja → faelles-plan != ja."
    ]


def test_a_scale_that_counts_otherwise_leaves_doubt() -> None:
    def change(document: dict) -> None:
        document["scales"][0]["missing"] = {"kind": "half"}

    found = compared(change)

    assert [str(difference) for difference in found] == [
        'scale "sammenhaeng": the rule for missing answers changed.'
    ]
    assert is_doubtful(found)


def test_scales_come_and_go() -> None:
    other = DOCUMENT["scales"][0] | {"key": "anden", "title": {"da": "Anden"}}

    assert told(lambda document: document.update(scales=[other])) == [
        'scale "anden": is new: “Anden”.',
        'scale "sammenhaeng": is gone: “Oplevet sammenhæng, gennemsnit”.',
    ]


def test_scales_in_another_order_are_told() -> None:
    scale = OLD.scales[0]
    two = replace(OLD, scales=(scale, replace(scale, key="anden")))

    assert [str(each) for each in differences(two, replace(two, scales=two.scales[::-1]))] == [
        "scales: stand in another order."
    ]


# Another value for every field there is: one that is added later, and not here, fails the test.
ITEM_CHANGES = {
    "type": "open-choice",
    "text": {"da": "Andet?"},
    "help": {"da": "Hjælp"},
    "prefix": "1.",
    "control": "drop-down",
    "scope": "place",
    "required": True,
    "repeats": True,
    "may_decline": True,
    "is_hidden": True,
    "options": (),
    "top_box": frozenset({"1"}),
    "max_length": 5,
    "minimum": Decimal(1),
    "maximum": Decimal(2),
    "unit": {"da": "ml"},
    "unit_code": "mL",
    "low": {"da": "Lidt"},
    "high": {"da": "Meget"},
    "initial": "1",
    "codes_elsewhere": ({"code": "1"},),
    "conditions": (Condition("fast-kontakt", "exists", True),),
    "behavior": "any",
    "items": (Item("under", "boolean", {"da": "Under?"}),),
}
OPTION_CHANGES = {
    "code": "9",
    "text": {"da": "Andet"},
    "weight": Decimal(9),
    "system": "urn:x",
    "is_exclusive": True,
    "is_not_relevant": True,
    "face": 1,
    "prefix": "a)",
}
SCALE_CHANGES = {
    "key": "anden",
    "title": {"da": "Anden"},
    "items": (ScaleItem("samme-raad"),),
    "method": "sum",
    "missing": MissingRule("half"),
    "direction": "lower_is_better",
    "least": Decimal(1),
    "greatest": Decimal(2),
    "not_relevant": "left_out",
    "multiply": Fraction(2),
    "bands": (Band("a", {"da": "A"}, Decimal(0), Decimal(1)),),
    "cut_offs": (CutOff(Decimal(1), "below", False, "kilde"),),
    "reference": Reference(Decimal(1), Decimal(0), "kilde"),
    "source": "kilde",
    "is_shown_to_citizen": True,
}
HEAD_CHANGES = {
    "key": "andet",
    "title": {"da": "Andet"},
    "intro": {"da": "Andet"},
    "thanks": {"da": "Andet"},
    "age_question": {"da": "Andet?"},
    "reporter": "staff",
    "licence": Licence("own", "En anden"),
    "items": OLD.items[:1],
    "scales": (),
    "url": "https://example.org/q",
}
CHANGES = [
    (kind, name, change)
    for kind, changes in (
        (Item, ITEM_CHANGES),
        (Option, OPTION_CHANGES),
        (Scale, SCALE_CHANGES),
        (Definition, HEAD_CHANGES),
    )
    for name, change in changes.items()
]
NOT_COMPARED = {"link_id", "version"}  # another linkId is another question


def changed(kind: type, **change: object) -> Definition:
    if kind is Definition:
        return replace(OLD, **change)
    if kind is Scale:
        return replace(OLD, scales=(replace(OLD.scales[0], **change),))
    first = OLD.items[0]
    if kind is Option:
        change = {"options": (replace(first.options[0], **change), *first.options[1:])}
    return replace(OLD, items=(replace(first, **change), *OLD.items[1:]))


@pytest.mark.parametrize(("kind", "name", "change"), CHANGES)
def test_no_field_changes_in_silence(kind: type, name: str, change: object) -> None:
    new = changed(kind, **{name: change})

    assert new != OLD
    assert differences(OLD, new)
    assert all(str(difference) for difference in differences(new, OLD))


@pytest.mark.parametrize("kind", [Item, Option, Scale, Definition])
def test_every_field_is_among_those_tried(kind: type) -> None:
    tried = {name for each, name, _change in CHANGES if each is kind}

    assert {field.name for field in fields(kind)} - NOT_COMPARED == tried


@pytest.mark.parametrize("name", ["type", "options", "repeats", "minimum", "conditions"])
def test_a_question_that_may_be_answered_otherwise_leaves_doubt(name: str) -> None:
    assert is_doubtful(differences(OLD, changed(Item, **{name: ITEM_CHANGES[name]})))


@pytest.mark.parametrize("name", ["required", "prefix", "scope", "max_length"])
def test_a_question_that_only_looks_otherwise_leaves_none(name: str) -> None:
    assert not is_doubtful(differences(OLD, changed(Item, **{name: ITEM_CHANGES[name]})))
