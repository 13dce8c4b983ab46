"""Without a script each conditional question says in plain Danish when it is asked."""

from typing import Any

import pytest
from django.utils import translation

from questionnaires.only_if import APART, TOGETHER, sentence
from tests.questionnaires.made import definition, question, rating, text, when

YES_NO = [{"code": "ja", "text": text("Ja tak")}, {"code": "nej", "text": text("Nej tak")}]


def said(*conditions: dict, language: str = "da", **changes: Any) -> str:
    made = definition(
        question("yes", "boolean"), question("number", "decimal"), question("day", "date"),
        question("choice", "choice", options=YES_NO), question("open", "open-choice", options=YES_NO),
        rating("then", enableWhen=list(conditions), **changes),
    )  # fmt: skip
    with translation.override(language):
        found = sentence(made, made.item("then"), language)
    return found.replace(APART, "").replace(TOGETHER, "")


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (when("yes", "=", True), "svarede “Ja”"),
        (when("yes", "!=", False), "ikke svarede “Nej”"),
        (when("choice", "=", "nej"), "svarede “Nej tak”"),
        (when("open", "=", "Måske"), "svarede “Måske”"),
        (when("number", ">", "36.5"), "svarede mere end “36,5”"),
        (when("number", "<", 3), "svarede mindre end “3”"),
        (when("number", ">=", 3), "svarede “3” eller mere"),
        (when("number", "<=", 3), "svarede “3” eller mindre"),
        (when("day", ">", "2026-11-24"), "svarede senere end “24. november 2026”"),
        (when("day", "<", "2026-11-24"), "svarede tidligere end “24. november 2026”"),
        (when("day", ">=", "2026-11-24"), "svarede “24. november 2026” eller senere"),
        (when("day", "<=", "2026-11-24"), "svarede “24. november 2026” eller tidligere"),
    ],
)  # fmt: skip
def test_each_operator_has_its_sentence(condition: dict, words: str) -> None:
    assert said(condition) == f"Kun hvis I {words} til “Spørgsmål {condition['question']}?”."


@pytest.mark.parametrize(("answer", "words"), [(True, "svarede"), (False, "ikke svarede")])
def test_any_answer_or_none_has_its_sentence(answer: bool, words: str) -> None:
    assert said(when("yes", "exists", answer)) == f"Kun hvis I {words} på “Spørgsmål yes?”."


@pytest.mark.parametrize(("behavior", "word"), [("all", "og"), ("any", "eller")])
def test_several_conditions_are_one_sentence(behavior: str, word: str) -> None:
    both = (when("yes", "=", True), when("number", ">", 3))

    assert said(*both, enableBehavior=behavior) == (
        f"Kun hvis I svarede “Ja” til “Spørgsmål yes?”, {word} "
        "I svarede mere end “3” til “Spørgsmål number?”."
    )


def test_a_question_that_is_always_asked_says_nothing() -> None:
    assert said() == ""


def test_danish_words_keep_their_direction_inside_an_arabic_sentence() -> None:
    made = definition(
        question("yes", "boolean"), rating("then", enableWhen=[when("yes", "exists", True)])
    )

    with translation.override("ar"):
        found = sentence(made, made.item("then"), "da")

    assert f"{APART}Spørgsmål yes?{TOGETHER}" in found
    assert found.startswith("فقط إذا")
