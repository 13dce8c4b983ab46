"""Answers as a file: harmless cells, no word that may not be seen, and back in as they were. Pure."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from openpyxl import load_workbook

from questionnaires import incoming
from questionnaires.outgoing import WRITERS, Given
from tests.questionnaires.made import definition, group, question, text

YES_NO = [{"code": "ja", "text": text("Ja")}, {"code": "nej", "text": text("Nej")}]
MADE = definition(
    question("-code", "choice", options=YES_NO, may_decline=True),
    question("open", "open-choice", options=YES_NO, repeats=True),
    question("ml", "integer", minimum=-9, maximum=9),
    question("words", "text", maxLength=200),
    group("rows", question("at", "time"), question("note", "string", maxLength=20), repeats=True),
)
DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("a";"b")']
ANSWERS = {
    "-code": {"declined": True},
    "open": ["ja", {"other": "Ord"}],
    "ml": -7,
    "words": "Kvik",
    "rows": [{"at": "08:00", "note": "Ord"}, {"at": "09:00"}],
}
ALL = frozenset({"open", "words", "note"})


def written(kind: str, *given: Given) -> bytes:
    return b"".join(WRITERS[kind](MADE, given))


def shown(answers: dict, *words: str) -> Given:
    return Given(answers, "da", shown=frozenset(words))


def cells(kind: str, content: bytes) -> Iterator[Any]:
    if kind == "csv":
        rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
        return (cell for row in rows for cell in row)
    return (cell.value for row in load_workbook(io.BytesIO(content)).active for cell in row)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("words", DANGEROUS)
def test_no_cell_goes_out_as_a_formula(kind: str, words: str) -> None:
    content = written(kind, shown({"-code": "ja", "words": words, "ml": -7}, "words"))

    found = [cell for cell in cells(kind, content) if cell]
    assert f"'{words}" in found
    assert not [cell for cell in found if cell[0] in "=+-@"]


@pytest.mark.parametrize("kind", WRITERS)
def test_words_that_are_not_approved_stay_here(kind: str) -> None:
    content = written(kind, Given(ANSWERS, "da"))
    told = "|".join(map(str, cells(kind, content))) if kind == "xlsx" else content.decode()

    assert "Kvik" not in told
    assert "Ord" not in told
    assert "08:00" in told


@pytest.mark.parametrize("kind", WRITERS)
def test_what_went_out_comes_in_equal(kind: str) -> None:
    given = [Given(ANSWERS, "da", shown=ALL), shown({"-code": "nej"}), shown({"ml": 0})]

    file = incoming.read(f"svar.{kind}", written(kind, *given), incoming.Wanted(MADE))

    assert [str(fault) for entry in file.entries for fault in entry.faults] == []
    assert [entry.answers for entry in file.entries] == [ANSWERS, {"-code": "nej"}, {"ml": 0}]


@pytest.mark.parametrize("kind", WRITERS)
def test_nothing_but_the_answers_is_there_to_be_written(kind: str) -> None:
    given = [Given({"-code": "ja"}, "da")]
    if kind in ("csv", "xlsx"):
        assert list(cells(kind, written(kind, *given)))[:5] == [
            "'-code",
            "open",
            "ml",
            "words",
            "rows",
        ]
        return
    document = json.loads(written(kind, *given))
    if kind == "json":
        Bundle.model_validate(document)
        document = document["entry"][0]["resource"]
    assert set(document) == {"resourceType", "language", "questionnaire", "status", "item"}


@pytest.mark.parametrize("kind", ["json", "ndjson"])
def test_made_up_answers_say_so(kind: str) -> None:
    assert b'"HTEST"' in written(kind, Given({"ml": 1}, "da", is_synthetic=True))
    assert b'"HTEST"' not in written(kind, Given({"ml": 1}, "da"))


@pytest.mark.parametrize("kind", WRITERS)
def test_no_answers_are_a_file_too(kind: str) -> None:
    assert incoming.read(f"svar.{kind}", written(kind), incoming.Wanted(MADE)).entries == []
