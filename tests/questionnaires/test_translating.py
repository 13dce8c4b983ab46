"""Every string of a questionnaire beside its translation. Pure."""

import copy
import json
from pathlib import Path

import pytest

from questionnaires.definition import LANGUAGES
from questionnaires.faults import parse
from questionnaires.translating import lines, with_lines
from tests.questionnaires.made import document, group, question, rating, scale, text, vas
from tests.questionnaires.test_definitions_of_any_shape import WHOLE

INSTRUMENTS = sorted(Path("questionnaires/instruments").glob("*.json"))
SMALL = document(
    group("g", question("a", "choice", options="ja-nej", top_box=["ja"], help=text("Hjælp")),
          question("b", "choice", options="ja-nej", top_box=["ja"]), text=text("Gruppe")),
    vas("c", low=text("Lidt"), high={"da": "Meget", "en": "A lot"}),
    question("d", "quantity", unit=text("ml")),
    rating("e", (0, 1)),
    option_sets={"ja-nej": [{"code": "ja", "text": text("Ja")}, {"code": "nej", "text": text("Nej")}]},
    intro=text("Før"),
    scales=[scale("e", least=0, greatest=1,
                  bands=[{"code": "x", "text": text("Bånd"), "least": 0, "greatest": 1}])],
)  # fmt: skip


def test_every_string_is_listed_once_in_order() -> None:
    assert [line.danish for line in lines(SMALL, "en")] == [
        "Prøve", "Før", "Ja", "Nej",
        "Gruppe", "Spørgsmål a?", "Hjælp", "Spørgsmål b?",
        "Spørgsmål c?", "Lidt", "Meget", "Spørgsmål d?", "ml",
        "Spørgsmål e?", "Svar 0", "Svar 1", "Sum", "Bånd",
    ]  # fmt: skip


def test_no_two_strings_share_a_place() -> None:
    paths = [line.path for line in lines(WHOLE, "en")]

    assert len(paths) == len(set(paths))


def test_what_has_no_words_in_the_other_language_is_missing() -> None:
    found = lines(SMALL, "en")

    assert [line.danish for line in found if not line.is_missing] == ["Meget"]
    assert [line.translation for line in found if not line.is_missing] == ["A lot"]


def test_a_space_is_no_translation() -> None:
    spaced = copy.deepcopy(SMALL)
    spaced["title"]["en"] = "  "

    assert lines(spaced, "en")[0].is_missing


def test_translations_are_written_where_they_belong() -> None:
    made = with_lines(
        SMALL, "ar", {"items/0/items/1/text": " سؤال ", "scales/0/bands/0/text": "نطاق"}
    )

    assert made["items"][0]["items"][1]["text"] == {"da": "Spørgsmål b?", "ar": "سؤال"}
    assert made["scales"][0]["bands"][0]["text"]["ar"] == "نطاق"
    assert sum(not line.is_missing for line in lines(made, "ar")) == 2


def test_an_emptied_translation_is_taken_out() -> None:
    made = with_lines(SMALL, "en", {"items/1/high": " "})

    assert made["items"][1]["high"] == {"da": "Meget"}


def test_the_original_is_not_changed() -> None:
    before = copy.deepcopy(SMALL)

    with_lines(SMALL, "en", {line.path: "x" for line in lines(SMALL, "en")})

    assert before == SMALL


@pytest.mark.parametrize(
    "path",
    ["items/99/text", "items", "csrfmiddlewaretoken", "key", "licence/owner", "items/0/linkId", ""],
)
def test_a_place_that_is_no_string_is_passed_over(path: str) -> None:
    assert with_lines(SMALL, "en", {path: "x"}) == SMALL


def test_the_danish_is_never_touched() -> None:
    made = with_lines(SMALL, "en", {line.path: "x" for line in lines(SMALL, "en")})

    assert [line.danish for line in lines(made, "en")] == [
        line.danish for line in lines(SMALL, "en")
    ]


def test_lines_of_a_form_are_kept_with_plain_line_breaks() -> None:
    """A browser sends CR LF, whatever was in the field."""
    made = with_lines(SMALL, "en", {"intro": "One.\r\nTwo."})

    assert made["intro"]["en"] == "One.\nTwo."


@pytest.mark.parametrize("path", INSTRUMENTS, ids=lambda path: path.stem)
def test_a_questionnaire_with_no_line_missing_is_asked_in_that_language(path: Path) -> None:
    whole = json.loads(path.read_text(encoding="utf-8"))
    given = with_lines(whole, "ar", {"title": ""})
    filled = with_lines(given, "ar", {line.path: "نص" for line in lines(given, "ar")})

    assert "ar" not in parse(given).languages
    assert parse(filled).languages == LANGUAGES
    assert not any(line.is_missing for line in lines(filled, "ar"))


def test_half_a_draft_has_lines_too() -> None:
    """What is still without Danish is not there to be translated."""
    half = {"title": {}, "items": [{"linkId": "a", "type": "choice", "options": "ingen"}, {}]}

    assert lines(half, "en") == []
