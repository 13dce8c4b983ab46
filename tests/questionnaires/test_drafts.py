"""Between the document and the editor nothing is lost, and codes and conditions are made of words."""

import copy
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.authoring import as_json, with_ranges
from questionnaires.blocks import PartsBlock
from questionnaires.definition import read
from questionnaires.drafts import LONGEST_CODE, TooDeep, bare, code_of, from_parts, plain, to_parts
from questionnaires.faults import faults
from questionnaires.scale_blocks import ScalesBlock
from questionnaires.scale_drafts import from_parts as scales_from_parts
from questionnaires.scale_drafts import to_parts as scales_to_parts
from tests.questionnaires.made import document, group, question, rating, scale, text, vas, when
from tests.questionnaires.test_definitions_of_any_shape import PLACES, WHOLE, with_something_else

FILES = {
    folder: sorted(Path(f"questionnaires/{folder}").glob("*.json"))
    for folder in ("instruments", "skeletons")
}
SHIPPED, SKELETONS = (
    {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}
    for paths in FILES.values()
)
ALL = SHIPPED | {"whole": WHOLE}
EVERY = pytest.mark.parametrize("before", ALL.values(), ids=ALL)


def edited(before: dict, *, through_blocks: bool = True) -> dict:
    """The document after somebody opened it in the editor, changed nothing and saved."""
    parts, scales = to_parts(before), scales_to_parts(before)
    if through_blocks:
        parts = bare(PartsBlock().get_prep_value(PartsBlock().to_python(parts)))
        scales = bare(ScalesBlock().get_prep_value(ScalesBlock().to_python(scales)))
    made = {
        **before,
        "items": from_parts(parts, before),
        "scales": scales_from_parts(scales, before),
    }
    made.pop("option_sets", None)
    return with_ranges(as_json(made))


def item_of(*parts: dict, before: Any = None) -> dict:
    return from_parts(list(parts), before or {})[0]


def part(name: str, words: str, code: str = "", **value: Any) -> dict:
    return {"type": name, "value": {"text": words, "code": code, **value}}


def options(*words: str) -> list[dict]:
    return [{"text": each, "code": "", "counts": False} for each in words]


# --- There and back ---------------------------------------------------------------------------------


@EVERY
@pytest.mark.parametrize("through_blocks", [False, True], ids=["plain", "through the editor"])
def test_opening_and_saving_changes_nothing(before: dict, through_blocks: bool) -> None:
    made = edited(before, through_blocks=through_blocks)

    assert list(map(str, faults(made))) == []
    assert read(made) == read(before)


@pytest.mark.parametrize("before", SKELETONS.values(), ids=SKELETONS)
def test_a_skeleton_whose_words_are_not_there_yet_can_be_opened(before: dict) -> None:
    assert [item["linkId"] for item in edited(before)["items"]] == [
        item["linkId"] for item in before["items"]
    ]


@EVERY
def test_it_can_be_stored_and_opened_again(before: dict) -> None:
    once = edited(before)

    assert json.loads(json.dumps(once)) == once
    assert edited(once) == once


def test_opening_does_not_change_what_was_opened() -> None:
    before = copy.deepcopy(WHOLE)

    edited(WHOLE)

    assert before == WHOLE


# A band may be without a code in a file; the editor gives it one.
@pytest.mark.thorough
@given(
    st.sampled_from([place for place in PLACES if place[-3::2] != ("bands", "code")]),
    st.text(min_size=1, max_size=5) | st.integers(1, 300) | st.just(True),
)
@settings(max_examples=200, deadline=None)
def test_any_definition_without_faults_is_kept(place: tuple, value: Any) -> None:
    changed = with_something_else(place, value)
    if list(faults(changed)):
        return

    assert read(edited(changed, through_blocks=False)) == read(changed)


@pytest.mark.parametrize(
    "item",
    [
        group("a", group("b", question("c", "boolean"))),
        group("a", group("b", question("c", "boolean")), repeats=True),
        question("a", "boolean", items=[question("b", "boolean")]),
        group("a", question("b", "boolean", items=[question("c", "boolean")])),
    ],
    ids=["a group in a group", "a group in rows", "below a question", "below one in a group"],
)
def test_what_the_editor_has_no_room_for_is_not_opened(item: dict) -> None:
    given = document(item)
    assert list(faults(given)) == []

    with pytest.raises(TooDeep):
        to_parts(given)


def test_what_the_editor_does_not_show_is_kept() -> None:
    told = {
        "prefix": "3.", "code": [{"system": "urn:x", "code": "1"}], "hidden": True, "initial": "ja",
        "text": {"da": "Spørgsmål?", "ar": "سؤال؟"}, "help": {"da": "Hjælp", "en": "Help"},
    }  # fmt: skip
    ja = {"code": "ja", "text": {"da": "Ja", "en": "Yes"}, "system": "urn:y", "prefix": "a)"}
    before = document(
        question("a", "choice", options=[ja, {"code": "nej", "text": text("Nej")}]) | told
    )

    made = edited(before)

    assert made["items"][0] == before["items"][0]


def test_the_own_words_of_danish_are_changed_and_the_translation_stays_beside() -> None:
    before = document(question("a", "boolean") | {"text": {"da": "Før?", "en": "Before?"}})
    parts = to_parts(before)
    parts[0]["value"]["text"] = "Efter?"

    assert item_of(*parts, before=before)["text"] == {"da": "Efter?", "en": "Before?"}


def test_help_that_was_taken_out_is_gone_in_all_languages() -> None:
    before = document(question("a", "boolean", help={"da": "Hjælp", "en": "Help"}))
    parts = to_parts(before)
    parts[0]["value"]["help"] = ""

    assert "help" not in item_of(*parts, before=before)


def test_a_question_of_another_kind_does_not_keep_what_fits_it_no_more() -> None:
    before = document(
        question("a", "date", initial="2026-01-01", minimum="2026-01-01", prefix="1.")
    )

    made = item_of(part("yes_no", "Spørgsmål a?", "a"), before=before)

    assert made == {"linkId": "a", "type": "boolean", "prefix": "1.", "text": text("Spørgsmål a?")}


def test_a_line_that_became_a_choice_is_no_line_any_more() -> None:
    before = document(vas("a"))

    made = item_of(part("several", "Spørgsmål a?", "a", options=options("Ja")), before=before)

    assert "control" not in made
    assert "minimum" not in made


def test_parts_are_turned_round_with_their_translations() -> None:
    before = document(
        *(question(each, "boolean", text={"da": each, "en": each * 2}) for each in "ab")
    )

    made = from_parts(to_parts(before)[::-1], before)

    assert [item["text"]["en"] for item in made] == ["bb", "aa"]


# --- Codes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Gør det ondt at tisse?", "goer-det-ondt-at-tisse"),
        ("Ærø & Århus", "aeroe-aarhus"),
        ("Café", "cafe"),
        ("سؤال", "x"),
        ("  ", "x"),
        ("a" * 39 + " bcd", "a" * 39),
    ],
)
def test_a_code_is_made_of_the_words(words: str, code: str) -> None:
    assert code_of(words) == code


@given(st.lists(st.text(max_size=60), max_size=12))
def test_codes_made_of_any_words_are_short_plain_and_unique(words: list[str]) -> None:
    made = [item["linkId"] for item in from_parts([part("yes_no", each) for each in words], {})]

    assert len(set(made)) == len(words)
    assert all(code.isascii() and code == code.lower() for code in made)
    assert all(len(code) <= LONGEST_CODE + len("-99") for code in made)


def test_a_made_code_gives_way_to_one_that_was_written_further_down() -> None:
    made = from_parts(
        [part("yes_no", "Alder"), part("group", "", items=[part("yes_no", "?", "alder")])], {}
    )

    assert [made[0]["linkId"], made[1]["items"][0]["linkId"]] == ["alder-2", "alder"]


def test_options_get_codes_of_their_own() -> None:
    written = [{"text": "Andet", "code": "ja", "counts": True}]

    made = item_of(part("choice", "?", options=[*options("Ja", "Ja"), *written]))

    assert [option["code"] for option in made["options"]] == ["ja-2", "ja-3", "ja"]
    assert made["top_box"] == ["ja"]


def test_equal_words_for_two_bands_get_two_codes() -> None:
    band = {"text": "Lidt", "least": 0, "greatest": 1}
    value = scales_to_parts(document(rating("a"), scales=[scale("a", least=0, greatest=3)]))[0][
        "value"
    ]

    (made,) = scales_from_parts([{"value": value | {"bands": [band, band | {"least": 2}]}}], {})

    assert [band["code"] for band in made["bands"]] == ["lidt", "lidt-2"]


# --- Conditions typed as words ----------------------------------------------------------------------

YES_NO = part("yes_no", "Ja eller nej", "q")
ONE = part("choice", "En", "q", options=[
    {"text": "Aldrig", "code": "0", "counts": False}, {"text": "2", "code": "1", "counts": False},
    {"text": "Tit", "code": "2", "counts": False},
])  # fmt: skip
WHOLE_NUMBER = part("number", "Tal", "q", kind="integer", minimum=None, maximum=None)
DECIMAL = part("number", "Tal", "q", kind="decimal", minimum=None, maximum=None)


@pytest.mark.parametrize(
    ("asked", "operator", "words", "answer"),
    [
        pytest.param(YES_NO, "=", "Ja", True, id="yes"),
        pytest.param(YES_NO, "=", " nej ", False, id="no"),
        pytest.param(YES_NO, "=", "måske", "måske", id="neither, which is told as a fault"),
        pytest.param(YES_NO, "=", "", "", id="nothing, which is told as a fault"),
        pytest.param(ONE, "exists", "", True, id="exists, and nothing more"),
        pytest.param(ONE, "exists", "nej", False, id="does not exist"),
        pytest.param(ONE, "=", "0", "0", id="the code of an option"),
        pytest.param(ONE, "=", "aldrig", "0", id="the words of an option"),
        pytest.param(ONE, "=", "2", "2", id="a code before the words of another option"),
        pytest.param(WHOLE_NUMBER, ">", "7", 7, id="a whole number"),
        pytest.param(WHOLE_NUMBER, ">", "-7", -7, id="a whole number below zero"),
        pytest.param(DECIMAL, "<=", "36,6", "36.6", id="a decimal with a comma"),
        pytest.param(part("time", "Tid", "q"), "<", "10:00", "10:00", id="a time"),
    ],
)  # fmt: skip
def test_a_condition_typed_as_words_becomes_an_answer_of_its_question(
    asked: dict, operator: str, words: str, answer: Any
) -> None:
    condition = {"question": "q", "operator": operator, "answer": words}

    made = from_parts([part("yes_no", "Så?", "b", conditions=[condition]), asked], {})

    found = made[0]["enableWhen"][0]["answer"]
    assert (found, type(found)) == (answer, type(answer))


def test_a_condition_on_nothing_is_kept_and_told_as_a_fault() -> None:
    condition = {"question": "findes-ikke", "operator": "=", "answer": "1"}

    made = item_of(part("yes_no", "Så?", "b", conditions=[condition]))

    assert made["enableWhen"] == [condition]
    assert any("findes-ikke" in str(fault) for fault in faults(document(made)))


# --- Scores -----------------------------------------------------------------------------------------


def test_what_the_editor_does_not_show_of_a_score_is_kept() -> None:
    before = WHOLE["scales"][0]
    parts = scales_to_parts(WHOLE)
    parts[0]["value"] |= {"text": "Andet navn", "missing": "half", "most": 4}

    made = scales_from_parts(parts, WHOLE)[0]

    for name in ("multiply", "not_relevant", "cut_offs", "reference", "source", "shown_to_citizen"):
        assert made[name] == before[name]
    assert made["title"] == {"da": "Andet navn"}
    assert made["missing"] == {"kind": "half"}


def test_a_band_keeps_its_translation_where_its_border_or_its_name_is_changed() -> None:
    band = {"code": "lidt", "text": {"da": "Lidt", "en": "A little"}, "least": 0, "greatest": 1}
    before = document(rating("a"), scales=[scale("a", least=0, greatest=3, bands=[band])])
    for change in ({"least": Decimal(1)}, {"text": "En smule"}):
        parts = scales_to_parts(before)
        parts[0]["value"]["bands"][0] |= change

        (made,) = scales_from_parts(parts, before)[0]["bands"]

        assert (made["code"], made["text"]["en"]) == ("lidt", "A little")


def test_the_range_of_a_score_is_worked_out() -> None:
    made = with_ranges(document(
        rating("a", (0, 3)), vas("b"),
        scales=[
            scale("a", {"linkId": "b", "weight": "0.5"}, least=0, greatest=0),
            scale("a", "b", key="middel", method="mean", multiply=4, least=0, greatest=0),
        ],
    ))  # fmt: skip

    assert [(each["least"], each["greatest"]) for each in made["scales"]] == [(0, 53), (0, 206)]
    assert list(faults(made)) == []


def test_a_third_has_six_decimals_as_the_faults_want_it() -> None:
    made = with_ranges(document(
        rating("a", (0, 1)), rating("b", (0, 1)), rating("c", (0, 2)),
        scales=[scale("a", "b", "c", method="mean", least=0, greatest=0)],
    ))  # fmt: skip

    assert made["scales"][0]["greatest"] == "1.333333"
    assert list(faults(made)) == []


@pytest.mark.parametrize(
    "items",
    [
        pytest.param([rating("a"), question("b", "date")], id="a date counts nothing"),
        pytest.param([rating("a"), question("b", "text", maxLength=5)], id="nor do own words"),
        pytest.param([rating("a")], id="a question that is not there"),
        pytest.param([rating("a"), {"linkId": "b", "type": "choice"}], id="half a question"),
    ],
)
def test_where_no_range_can_be_worked_out_there_is_a_fault_and_no_crash(items: list[dict]) -> None:
    made = with_ranges(document(*items, scales=[scale("a", "b", least=0, greatest=0)]))

    assert list(faults(made))


@pytest.mark.parametrize("conditions", [[when("a", "=", True)], [when("b", "=", True)]])
def test_questions_that_wait_for_themselves_or_nobody_have_no_range(conditions: list) -> None:
    made = document(
        question("a", "boolean", enableWhen=conditions), scales=[scale("a", least=0, greatest=0)]
    )

    assert with_ranges(copy.deepcopy(made)) == made


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (None, None),
        ("", None),
        (Decimal("4.00"), 4),
        ("0.50", "0.5"),
        (-3, -3),
        (Decimal("100"), 100),
    ],
)
def test_a_number_is_written_whole_or_exactly(number: Any, written: Any) -> None:
    assert plain(number) == written
