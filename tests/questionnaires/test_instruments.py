"""The shipped instruments: whole, short, plain, in two languages, and without anybody else's borders."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from cms.readability import lix
from questionnaires.definition import VAS, Definition, Item
from questionnaires.faults import parse

FOLDER = Path("questionnaires/instruments")
NOT_TO_ASK = {"bfi_25"}  # 25 open statements without wording, to try the system on real answers
DIARY = "vaeske_vandladningsskema"
FIT = ["saadan_gaar_det", "samtalen_i_dag"]
HARDEST = 32
LONGEST = 8
NAMES = sorted(path.stem for path in FOLDER.glob("*.json") if path.stem not in NOT_TO_ASK)
EVERY = pytest.mark.parametrize("name", NAMES)


def instrument(name: str) -> Definition:
    return parse(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def whole(item: Item) -> str:
    """Return what somebody reads to answer: a line for the question, the help and each option."""
    texts = (item.text, item.help, item.low, item.high, *(option.text for option in item.options))
    return "\n".join(text["da"] for text in texts if text)


def test_each_promised_instrument_is_there() -> None:
    titles = {instrument(name).title["da"].split(" (")[0] for name in NAMES}

    assert titles == {
        "Kontakten i dag",
        "Hverdagen med tis og bæ",
        "Barnets egen stemme",
        "Sådan går det",
        "Samtalen i dag",
        "Sammenhæng på tværs",
        "Samarbejdet mellem os",
        "Væske-vandladningsskema",
        "Jeres mening om siden",
    }


@EVERY
def test_it_is_our_own_and_whole_in_danish_and_english(name: str) -> None:
    definition = instrument(name)

    assert (definition.licence.kind, definition.licence.owner) == ("own", "Kilden, MPL-2.0")
    assert {"da", "en"} <= set(definition.languages)
    assert definition.intro
    assert definition.thanks


@EVERY
def test_every_text_is_easy_to_read(name: str) -> None:
    definition = instrument(name)
    read = [text["da"] for text in definition.texts()] + [whole(i) for i in definition.walk()]

    assert [text for text in read if (lix(text) or 0) > HARDEST] == []


@EVERY
def test_it_is_short(name: str) -> None:
    definition = instrument(name)
    outside_rows = [q for q in definition.questions if q.link_id not in definition.rows_of]

    assert len(outside_rows) <= LONGEST
    assert bool(definition.rows_of) == (name == DIARY)


@EVERY
def test_nobody_has_to_answer_anything(name: str) -> None:
    assert [item.link_id for item in instrument(name).walk() if item.required] == []


@EVERY
def test_an_own_scale_has_no_border_before_there_are_own_data(name: str) -> None:
    for scale in instrument(name).scales:
        assert scale.source == "egen skala; ingen grænser, før der er egne data"
        assert (scale.bands, scale.cut_offs, scale.reference) == ((), (), None)


@pytest.mark.parametrize("name", FIT)
def test_a_form_for_feedback_has_four_lines_and_a_score_of_its_own(name: str) -> None:
    definition = instrument(name)
    (scale,) = definition.scales

    assert [item.control for item in definition.items] == [VAS] * 4
    assert all(item.low and item.high for item in definition.items)
    assert [part.link_id for part in scale.items] == [item.link_id for item in definition.items]
    assert (scale.least, scale.greatest) == (0, 100)  # not 0 to 40: no foreign cut-off fits


def test_our_four_lines_are_not_the_licensed_ones() -> None:
    """ORS: individually, interpersonally, socially, overall. SRS: relationship, goals, approach, overall."""
    theirs = (
        "generelt",
        "alt i alt",
        "familie",
        "nære",
        "arbejde",
        "venner",
        "hørt",
        "respekt",
        "mål",
    )
    ours = [item.text["da"].lower() for name in FIT for item in instrument(name).items]

    assert [(word, text) for word in theirs for text in ours if word in text] == []


def test_the_same_link_id_means_the_same_from_form_to_form() -> None:
    """Within what parents are asked, so that one question can be followed from age to age."""
    meanings = defaultdict(set)
    for name in NAMES:
        definition = instrument(name)
        for item in definition.questions:
            key = (definition.reporter, item.link_id)
            codes = [code for code in item.codes if code not in ("unknown", "ved-ikke")]
            meanings[key].add((item.type, item.text["da"], *codes))

    assert {key: found for key, found in meanings.items() if len(found) > 1} == {}


def test_the_parents_report_goes_through_all_four_ages() -> None:
    bands = [set(instrument(name).by_link_id) for name in NAMES if name.startswith("hverdagen")]

    assert len(bands) == 4
    assert {"ondt-ved-bae", "fylder", "hvem-kan-vi-spoerge"} <= set.intersection(*bands)


def test_the_child_answers_with_faces_in_a_series_of_its_own() -> None:
    child = instrument("barnets_egen_stemme")
    faces = [item for item in child.items if item.control == "faces"]
    parents = [instrument(name) for name in NAMES if name.startswith("hverdagen")]

    assert child.reporter == "self"
    assert {parent.reporter for parent in parents} == {"relative"}
    assert all([option.face for option in item.options] == [1, 2, 3, 4, 5, 0] for item in faces)
    assert not {scale.key for scale in child.scales} & {
        scale.key for parent in parents for scale in parent.scales
    }


def test_coherence_asks_for_the_four_things_a_citizen_notices() -> None:
    definition = instrument("sammenhaeng_paa_tvaers")
    (condition,) = definition.item("planen-bruges").conditions

    assert {"haenger-sammen", "fast-kontakt", "hvem-har-ansvaret"} <= set(definition.by_link_id)
    assert (condition.question, condition.answer) == ("faelles-plan", "ja")


def test_the_diary_has_a_row_for_each_drink_and_each_pee() -> None:
    (rows,) = (item for item in instrument(DIARY).items if item.is_rows)

    assert [item.type for item in rows.items] == [
        "choice", "time", "quantity", "quantity", "boolean", "choice",
    ]  # fmt: skip
    assert [item.unit_code for item in rows.items if item.type == "quantity"] == ["mL", "mL"]


def test_colleagues_answer_for_themselves() -> None:
    definition = instrument("samarbejdet_mellem_os")

    assert definition.reporter == "staff"
    assert definition.age_question == {}
