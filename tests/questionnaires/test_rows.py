"""A spreadsheet of answers: what it says, and exactly where it is wrong."""

import json
from pathlib import Path

import pytest

from questionnaires import rows
from questionnaires.faults import parse

DEFINITION = parse(json.loads(Path("questionnaires/instruments/kontakten_i_dag.json").read_text()))
HEADER = ",".join(item.link_id for item in DEFINITION.items)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("a,b\n1,2\n", id="commas"),
        pytest.param("a;b\n1;2\n", id="semicolons, as Danish Excel writes"),
        pytest.param("\ufeffa,b\r\n1,2\r\n", id="with a byte order mark"),
        pytest.param("a,b\n 1 ,2\n\n", id="with spaces and an empty line"),
    ],
)
def test_the_usual_kinds_of_csv_are_read(content: str) -> None:
    header, found = rows.read(content.encode())

    assert header == ["a", "b"]
    assert [row.cells for row in found] == [{"a": "1", "b": "2"}]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "The file is empty.", id="empty"),
        pytest.param("å,b\n".encode("latin-1"), "Save it as “CSV UTF-8”", id="latin-1"),
        pytest.param(b"a,a\n", "Two columns are called “a”.", id="columns with one name"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, sentence: str) -> None:
    with pytest.raises(rows.UnreadableFile, match=sentence):
        rows.read(content)


def test_people_who_answer_alike_are_told_apart() -> None:
    _, found = rows.read(b"a\n1\n2\n1\n")

    assert [(row.line, row.repeat) for row in found] == [(2, 1), (3, 1), (4, 2)]


def test_a_short_row_has_no_answer_in_the_rest() -> None:
    _, found = rows.read(f"{HEADER}\n3\n".encode())

    assert rows.answers(DEFINITION, found[0]) == ({"sammenhaeng": "3"}, [])


def test_empty_and_na_are_no_answer_and_no_fault() -> None:
    _, found = rows.read(f"{HEADER}\n3,NA,,unknown,0\n".encode())

    answers, faults = rows.answers(DEFINITION, found[0])

    assert answers == {"sammenhaeng": "3", "uden-skyld": "unknown", "enige-om-naeste-skridt": "0"}
    assert not faults


def test_a_code_that_is_no_answer_is_named_with_line_column_and_what_is_allowed() -> None:
    _, found = rows.read(f"{HEADER}\n3,3,3,3,3\n3,7,3,x,3\n".encode())

    _, faults = rows.answers(DEFINITION, found[1])

    assert [str(fault) for fault in faults] == [
        "line 3, column hvem-kan-vi-spoerge: “7” is not an answer; the answers are 0, 1, 2, 3, unknown",
        "line 3, column uden-skyld: “x” is not an answer; the answers are 0, 1, 2, 3, unknown",
    ]


@pytest.mark.parametrize(
    ("cell", "months"), [("3", 36), ("0", 0), ("", None), ("NA", None), ("120", 1440)]
)
def test_an_age_in_years_becomes_months(cell: str, months: int | None) -> None:
    assert rows.age_in_months(rows.Row(2, {"age": cell}, 1), "age") == (months, [])


@pytest.mark.parametrize("cell", ["-1", "3.5", "old", "121"])
def test_what_is_no_age_is_a_fault(cell: str) -> None:
    months, faults = rows.age_in_months(rows.Row(2, {"age": cell}, 1), "age")

    assert months is None
    assert str(faults[0]) == f"line 2, column age: “{cell}” is not an age in whole years"


def test_missing_columns_are_named() -> None:
    assert rows.missing_columns(DEFINITION, ["sammenhaeng", "uden-skyld"]) == [
        "hvem-kan-vi-spoerge",
        "mening-i-hverdagen",
        "enige-om-naeste-skridt",
    ]


# --- Text in people's own words -------------------------------------------------------------------

USEFUL = parse(json.loads(Path("questionnaires/instruments/siden_nyttig.json").read_text()))


def read_one(text: str) -> tuple[dict, list[str]]:
    _, (row,) = rows.read(f'hjalp-siden,hvad-manglede\nja,"{text}"\n'.encode())
    answers, faults = rows.answers(USEFUL, row)
    return answers, [str(fault) for fault in faults]


def test_a_column_of_text_is_read() -> None:
    assert read_one("Godt nok") == ({"hjalp-siden": "ja", "hvad-manglede": "Godt nok"}, [])


def test_a_column_of_text_may_be_missing_and_a_choice_may_not() -> None:
    assert not rows.missing_columns(USEFUL, ["hjalp-siden"])
    assert rows.missing_columns(USEFUL, ["hvad-manglede"]) == ["hjalp-siden"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(
            "barn 311235-4123",
            "There is a CPR number in the text. Take it out, then send again.",
            id="CPR",
        ),
        pytest.param("x" * 201, "Write 200 characters at the most.", id="too long"),
    ],
)
def test_a_text_that_is_refused_is_not_repeated(text: str, reason: str) -> None:
    answers, faults = read_one(text)

    (fault,) = faults
    assert fault.startswith(f"line 2, column hvad-manglede: {reason}")
    assert "hvad-manglede" not in answers
