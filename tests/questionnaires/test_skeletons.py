"""Instruments of others: shipped as numbers without words, and made whole by a site's own text file."""

import copy
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.definition import VAS, Definition, read
from questionnaires.faults import faults, parse
from questionnaires.faults.fault import places
from questionnaires.skeletons import empty_texts, fill, load, names

NAMES = ["cors", "gad_7", "ors", "phq_9", "srs", "who_5"]
EVERY = pytest.mark.parametrize("name", NAMES)


def texts(name: str, language: str = "da") -> dict[str, str]:
    """Made-up words for every place; the real ones are not ours."""
    return {key: f"{language} {key}" for key in empty_texts(load(name))}


def filled(name: str) -> Definition:
    return parse(fill(load(name), {"da": texts(name)}).document)


def told(name: str, given_texts: object) -> list[str]:
    result = fill(load(name), given_texts)

    assert not (result.faults and result.document)
    return [str(fault) for fault in result.faults]


def without(name: str, key: str) -> dict:
    said = texts(name)
    del said[key]
    return said


def test_the_promised_instruments_are_there() -> None:
    assert names() == NAMES


def test_a_skeleton_is_only_opened_by_its_name() -> None:
    with pytest.raises(KeyError):
        load("../instruments/siden_nyttig")


@EVERY
def test_not_one_word_of_an_item_is_shipped(name: str) -> None:
    for place in places(load(name)["items"]):
        said = [place.item.get(part, {}) for part in ("text", "help", "low", "high")]
        said += [option["text"] for option in place.item.get("options", [])]

        assert not any(said)


@EVERY
def test_a_skeleton_alone_cannot_be_published(name: str) -> None:
    assert list(faults(load(name)))


@EVERY
def test_only_those_who_may_be_copied_freely_need_no_licence(name: str) -> None:
    kind = load(name)["licence"]["kind"]
    free = {"phq_9": "free-with-notice", "gad_7": "free-with-notice", "who_5": "non-commercial"}

    assert kind == free.get(name, "licensed")
    assert (kind == "licensed") or load(name)["licence"]["notice"]


@EVERY
def test_every_border_has_its_source_and_no_change_is_called_reliable(name: str) -> None:
    (scale,) = read(load(name)).scales

    assert scale.source
    assert all(cut_off.source for cut_off in scale.cut_offs)
    assert scale.reference is None
    assert scale.missing.kind == "all"


@EVERY
def test_a_whole_text_file_makes_a_whole_questionnaire(name: str) -> None:
    document = fill(load(name), {"da": texts(name), "en": texts(name, "en")}).document
    definition = parse(document)

    assert definition.languages == ("da", "en")
    assert all(item.text["da"] == f"da {item.link_id}" for item in definition.walk())


def test_filling_leaves_the_skeleton_as_it_was() -> None:
    skeleton = load("phq_9")
    before = copy.deepcopy(skeleton)
    fill(skeleton, {"da": texts("phq_9")})

    assert skeleton == before


@pytest.mark.parametrize(
    ("name", "value", "from_months", "to_months"),
    [("ors", 25, 216, None), ("cors", 32, 72, 156), ("srs", 36, 0, None)],
)
def test_four_lines_make_forty_and_the_border_lies_below(
    name, value, from_months, to_months
) -> None:
    definition = filled(name)
    (scale,), (cut_off,) = definition.scales, definition.scales[0].cut_offs

    assert [item.control for item in definition.questions] == [VAS] * 4
    assert (scale.least, scale.greatest, scale.multiply) == (0, 40, Fraction(1, 10))
    assert (cut_off.value, cut_off.side, cut_off.includes_border) == (value, "below", False)
    assert (cut_off.from_months, cut_off.to_months) == (from_months, to_months)


def test_who_5_is_the_sum_times_four_with_both_borders_included() -> None:
    (scale,) = filled("who_5").scales

    assert (scale.greatest, scale.multiply) == (100, 4)
    assert [(c.value, c.side, c.includes_border) for c in scale.cut_offs] == [
        (Decimal(50), "below", True),
        (Decimal(28), "below", True),
    ]


@pytest.mark.parametrize(
    ("name", "ends"), [("phq_9", [4, 9, 14, 19, 27]), ("gad_7", [4, 9, 14, 21])]
)
def test_bands_follow_each_other_over_the_whole_range(name: str, ends: list[int]) -> None:
    (scale,) = filled(name).scales

    assert [band.greatest for band in scale.bands] == ends
    assert [band.least for band in scale.bands] == [0, *(end + 1 for end in ends[:-1])]
    assert scale.greatest == ends[-1]


def test_the_tenth_question_of_phq_9_does_not_count() -> None:
    definition = filled("phq_9")
    counted = {part.link_id for part in definition.scales[0].items}

    assert "phq10" not in counted
    assert len(counted) == 9
    assert {c.question for c in definition.item("phq10").conditions} == counted


def test_any_answer_but_no_to_the_ninth_shows_where_to_get_help() -> None:
    """CamCOPS issue 382: what is said there is set by each institution."""
    item = filled("phq_9").item("hjaelp")

    assert item.type == "display"
    assert item.behavior == "any"
    assert {(c.question, c.answer) for c in item.conditions} == {
        ("phq9", "1"), ("phq9", "2"), ("phq9", "3"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("phq3", 'item /q3 (linkId "phq3"): the text “phq3” is missing (da).'),
        ("phq3/2", 'item /q3 (linkId "phq3"), option "2": the text “phq3/2” is missing (da).'),
    ],
)
def test_a_missing_text_is_told_with_its_place(key: str, sentence: str) -> None:
    assert told("phq_9", {"da": without("phq_9", key)}) == [sentence]


def test_the_ends_of_a_line_are_needed_too() -> None:
    assert told("ors", {"da": without("ors", "ors1/low")}) == [
        'item /q1 (linkId "ors1"): the text “ors1/low” is missing (da).'
    ]


def test_a_language_that_is_begun_must_be_whole() -> None:
    assert len(told("ors", {"da": texts("ors"), "en": {"ors1": "x"}})) == 11


def test_a_text_for_another_range_is_told() -> None:
    """A file with answers from 1 to 4, where the instrument has 0 to 3."""
    said = without("gad_7", "gad1/0") | {"gad1/4": "x"}

    assert told("gad_7", {"da": said}) == [
        'item /q1 (linkId "gad1"): “gad1/4” is for another range: the answers here are'
        " 0, 1, 2, 3 (da).",
        'item /q1 (linkId "gad1"), option "0": the text “gad1/0” is missing (da).',
    ]


def test_an_option_for_a_line_is_told() -> None:
    (sentence,) = told("ors", {"da": texts("ors") | {"ors1/3": "x"}})

    assert sentence.endswith("“ors1/3” is for another range: the answers here are – (da).")


def test_a_text_of_another_instrument_is_told() -> None:
    assert told("ors", {"da": texts("ors") | {"srs1": "x"}}) == [
        "“srs1” is no text of this instrument (da)."
    ]


@pytest.mark.parametrize("text", ["", "  ", 3, None, {"da": "x"}, "x" * 2001])
def test_a_text_must_be_a_text(text) -> None:
    assert len(told("ors", {"da": texts("ors") | {"ors1": text}})) == 1


@pytest.mark.parametrize(
    ("given_texts", "sentence"),
    [
        ([], "The file must hold one JSON object with an object for each language."),
        ({"da": []}, "The file must hold one JSON object with an object for each language."),
        ({}, "The Danish texts are missing."),
        ({"da": {}, "de": {}}, "“de” is no language here; they are da, en, ar."),
    ],
)
def test_a_file_of_another_shape_is_told(given_texts, sentence: str) -> None:
    assert told("ors", given_texts) == [sentence]


def test_title_help_and_names_of_bands_are_the_sites_to_give() -> None:
    more = {"title": "Humør", "intro": "Svar her.", "phq1/help": "Hjælp", "phq-9/mild": "Let"}
    definition = parse(fill(load("phq_9"), {"da": texts("phq_9") | more}).document)
    bands = {band.code: band.text["da"] for band in definition.scales[0].bands}

    assert (definition.title["da"], definition.intro["da"]) == ("Humør", "Svar her.")
    assert definition.item("phq1").help["da"] == "Hjælp"
    assert (bands["mild"], bands["moderate"]) == ("Let", "10–14")


@given(
    st.sampled_from(NAMES),
    st.dictionaries(st.sampled_from(["da", "en", "x"]), st.dictionaries(st.text(), st.text())),
)
def test_whatever_a_text_file_holds_it_is_judged(name: str, given_texts: dict) -> None:
    assert told(name, given_texts)
