"""A spreadsheet of answers: what it says, and exactly where it is wrong."""

import json
from pathlib import Path

import pytest

from questionnaires import rows
from questionnaires.faults import parse
from tests.questionnaires.made import definition, group, question, text

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
    _, found = rows.read(f"{HEADER}\n3,3,3,3,3\n3,7,3,Bo er 7,3\n".encode())

    _, faults = rows.answers(DEFINITION, found[1])

    assert [str(fault) for fault in faults] == [
        "line 3, column hvem-kan-vi-spoerge: “7” is not an answer; the answers are 0, 1, 2, 3, unknown",
        "line 3, column uden-skyld: “…” is not an answer; the answers are 0, 1, 2, 3, unknown",
    ]


@pytest.mark.parametrize(
    ("cell", "months"), [("3", 36), ("0", 0), ("", None), ("NA", None), ("120", 1440)]
)
def test_an_age_in_years_becomes_months(cell: str, months: int | None) -> None:
    assert rows.age_in_months(rows.Row(2, {"age": cell}, 1), "age") == (months, [])


@pytest.mark.parametrize(
    ("cell", "shown"),
    [("-1", "-1"), ("3.5", "3.5"), ("old", "…"), ("121", "121"), ("311235-4123", "…")],
)
def test_what_is_no_age_is_a_fault_and_words_are_not_repeated(cell: str, shown: str) -> None:
    months, faults = rows.age_in_months(rows.Row(2, {"age": cell}, 1), "age")

    assert months is None
    assert str(faults[0]) == f"line 2, column age: “{shown}” is not an age in whole years"


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


# --- What is no plain word or number --------------------------------------------------------------

YES_NO = [{"code": "ja", "text": text("Ja")}, {"code": "a|b", "text": text("Nej")}]
EVERY = definition(
    question("code", "choice", options=YES_NO, may_decline=True),
    question("codes", "choice", options=YES_NO, repeats=True),
    question("open", "open-choice", options=YES_NO, repeats=True),
    question("yes", "boolean"),
    question("whole", "integer", minimum=-9, maximum=9),
    question("exact", "decimal"),
    question("line", "string", maxLength=40, may_decline=True),
    group("rows", question("ml", "integer"), question("note", "string", maxLength=9), repeats=True),
)


@pytest.mark.parametrize(
    ("link_id", "answer", "cell"),
    [
        ("code", "ja", "ja"),
        ("code", {"declined": True}, '{"declined": true}'),
        ("codes", ["ja"], "ja"),
        ("codes", ["ja", "a|b"], '["ja", "a|b"]'),
        ("open", ["ja", {"other": "Ord"}], '["ja", {"other": "Ord"}]'),
        ("yes", True, "true"),
        ("yes", False, "false"),
        ("whole", -7, "'-7"),
        ("exact", "36.60", "36.60"),
        ("line", "=1+1", "'=1+1"),
        ("line", "[CPR] kom", "[CPR] kom"),
        ("line", '{"other": "a"}', '{"other": "a"}'),
        ("line", {"declined": True}, '{"declined": true}'),
        ("rows", [{"ml": 1, "note": "a"}, {"ml": 0}], '[{"ml": 1, "note": "a"}, {"ml": 0}]'),
    ],
)
def test_every_answer_has_a_cell_that_means_it(link_id: str, answer: object, cell: str) -> None:
    item = EVERY.item(link_id)

    assert rows.to_cell(item, answer) == cell
    assert rows.answers(EVERY, rows.Row(2, {link_id: cell}, 1)) == ({link_id: answer}, [])


def test_no_answer_is_an_empty_cell() -> None:
    assert rows.to_cell(EVERY.item("code"), None) == ""


@pytest.mark.parametrize("cell", ["[", "{]", "Mor hedder Bo", '[{"ml": "mange"}]', "[7]"])
def test_rows_that_are_none_are_a_fault_and_are_not_repeated(cell: str) -> None:
    answers, (fault,) = rows.answers(EVERY, rows.Row(2, {"rows": cell}, 1))

    assert (answers, fault.column) == ({}, "rows")
    assert "Bo" not in str(fault)


def test_a_sheet_is_read_as_a_file_is() -> None:
    header, found = rows.read_sheet([(1, ["a", "b "]), (2, ["1"]), (3, []), (4, ["1", "2"])])

    assert header == ["a", "b"]
    assert [(row.line, row.cells) for row in found] == [
        (2, {"a": "1", "b": ""}), (4, {"a": "1", "b": "2"}),
    ]  # fmt: skip


def test_a_file_of_endless_rows_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST_BYTES", 3)

    with pytest.raises(rows.UnreadableFile, match="larger than"):
        rows.read(b"a\n1\n")
