"""A spreadsheet with mistakes is answered with every one of them, each with its row and column."""

import csv
import io
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from questionnaires.faults import parse
from questionnaires.sheets import Reading, from_csv, from_xlsx

HEAD = [
    ["name", "value", "da", "en"],
    ["key", "prove"],
    ["version", "1"],
    ["reporter", "relative"],
    ["licence kind", "own"],
    ["licence owner", "Kilden"],
    ["title", "", "Prøve", "Trial"],
]
COLUMNS = ["linkId", "type", "group", "text da", "options da", "enableWhen", "minimum", "weights"]
ITEMS = [
    COLUMNS,
    ["q1", "choice", "", "Går det?", "ja=Ja | nej=Nej", "", "", ""],
    ["g", "group", "", "", "", "", "", ""],
    ["q2", "integer", "g", "Hvor meget?", "", "q1 = ja", "0", ""],
]
SCALES = [
    ["key", "title da", "items", "method", "direction", "least", "greatest"],
]


def as_csv(head=HEAD, items=ITEMS, scales=SCALES, delimiter: str = ";") -> bytes:
    file = io.StringIO(newline="")
    rows = csv.writer(file, delimiter=delimiter)
    for name, table in (("head", head), ("items", items), ("scales", scales)):
        rows.writerows([[f"[{name}]"], *table])
    return file.getvalue().encode()


def as_workbook(**tables: list[list]) -> bytes:
    workbook = Workbook()
    for name, rows in {"head": HEAD, "items": ITEMS, "scales": SCALES, **tables}.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def told(reading: Reading) -> list[str]:
    assert not (reading.faults and reading.document)
    return [str(fault) for fault in reading.faults]


def with_cell(row: int, column: str, value: object, table: list[list] = ITEMS) -> list[list]:
    changed = [list(cells) for cells in table]
    changed[row][changed[0].index(column)] = value
    return changed


def test_a_sheet_written_by_hand_is_a_questionnaire() -> None:
    definition = parse(from_csv(as_csv()).document)

    assert [item.link_id for item in definition.walk()] == ["q1", "g", "q2"]
    assert definition.item("q2").conditions[0].answer == "ja"
    assert definition.title == {"da": "Prøve", "en": "Trial"}


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_commas_and_semicolons_are_both_read(delimiter: str) -> None:
    assert told(from_csv(as_csv(delimiter=delimiter))) == []


def test_what_a_spreadsheet_program_pads_is_read() -> None:
    padded = "\r\n".join(
        line + ";" * (9 - line.count(";")) for line in as_csv().decode().splitlines()
    )

    assert told(from_csv(b"\xef\xbb\xbf" + padded.encode())) == []


def test_the_two_kinds_of_file_say_the_same() -> None:
    assert from_xlsx(as_workbook()).document == from_csv(as_csv()).document


@pytest.mark.parametrize(
    ("row", "column", "value", "sentence"),
    [
        (1, "options da", "ja", "items, row 2, column options da: “ja” cannot be read here."),
        (1, "options da", "ja=Ja | ja=Jo", "items, row 2, column options da: “ja” cannot be read here."),
        (1, "weights", "ja=mange", "items, row 2, column weights: “mange” cannot be read here."),
        (1, "weights", "ved=1", "items, row 2, column weights: “ved” is no option in “options da”."),
        (3, "minimum", "lidt", "items, row 4, column minimum: “lidt” cannot be read here."),
        (3, "group", "h", "items, row 4, column group: “h” stands in no row above."),
        (3, "enableWhen", "q1 ja", "items, row 4, column enableWhen: “q1 ja” cannot be read here."),
        (
            3, "enableWhen", "q9 = ja",
            'items, row 4, column enableWhen, item /group2/q1 (linkId "q2"):'
            ' enableWhen refers to "q9", which does not exist.',
        ),
        (
            3, "enableWhen", "q1 = måske",
            'items, row 4, column enableWhen, item /group2/q1 (linkId "q2"):'
            ' enableWhen: "måske" is no option of "q1".',
        ),
        (
            1, "type", "vælg",
            'items, row 2, column type, item /q1 (linkId "q1"): type must be one of group, display,'
            " boolean, choice, open-choice, integer, decimal, quantity, date, time, string, text.",
        ),
        (
            3, "text da", "",
            'items, row 4, column text da, item /group2/q1 (linkId "q2"): text: is missing in Danish.',
        ),
        (1, "linkId", "", "items, row 2, column linkId, item /q1: linkId is missing."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_row_and_column(row, column, value, sentence: str) -> None:
    items = with_cell(row, column, value)

    assert sentence in told(from_xlsx(as_workbook(items=items)))


def test_rows_of_a_csv_file_are_counted_from_its_top() -> None:
    items = with_cell(3, "minimum", "lidt")

    assert told(from_csv(as_csv(items=items))) == [
        "items, row 13, column minimum: “lidt” cannot be read here."
    ]


def test_all_mistakes_come_at_once() -> None:
    items = with_cell(3, "minimum", "lidt", with_cell(1, "weights", "x"))

    assert len(told(from_xlsx(as_workbook(items=items)))) == 2


def test_a_fault_in_the_head_is_told_with_its_row() -> None:
    head = with_cell(3, "value", "mor", HEAD[:1] + [[*row, "", ""][:4] for row in HEAD[1:]])

    (sentence,) = told(from_xlsx(as_workbook(head=head)))

    assert sentence.startswith("head, row 4: reporter must be one of")


def test_a_fault_in_a_scale_is_told_with_its_row() -> None:
    scales = [*SCALES, ["s", "Skala", "q9", "sum", "higher_is_better", "0", "1"]]

    assert told(from_xlsx(as_workbook(scales=scales))) == [
        'scales, row 2, scale "s": counts "q9", which is no question here.'
    ]


def test_a_weight_of_nothing_is_told() -> None:
    scales = [
        [*SCALES[0], "weights"],
        ["s", "Skala", "q2", "sum", "higher_is_better", "0", "1", "q1=2"],
    ]

    assert told(from_xlsx(as_workbook(scales=scales))) == [
        "scales, row 2, column weights: “q1” is not among the items of the scale."
    ]


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("farve", "items, row 1, column 9: “farve” is no column here."),
        ("type", "items, row 1, column 9: “type” stands twice."),
    ],
)
def test_a_column_we_do_not_know_is_told(header: str, sentence: str) -> None:
    items = [[*ITEMS[0], header], *ITEMS[1:]]

    assert told(from_xlsx(as_workbook(items=items))) == [sentence]


def test_a_column_of_notes_is_the_authors_own() -> None:
    items = [[*ITEMS[0], "notes"], [*ITEMS[1], "spørg lægen"], *ITEMS[2:]]

    assert from_xlsx(as_workbook(items=items)).document == from_csv(as_csv()).document


def test_a_text_pushed_aside_is_told() -> None:
    items = [*ITEMS[:3], [*ITEMS[3], "løs tekst"]]

    assert told(from_xlsx(as_workbook(items=items))) == [
        "items, row 4: something stands where no column has a name."
    ]


def test_an_unknown_line_in_the_head_is_told() -> None:
    assert told(from_xlsx(as_workbook(head=[*HEAD, ["farve", "blå"]]))) == [
        "head, row 8, column name: “farve” is no part of the head."
    ]


def test_a_file_without_questions_says_so() -> None:
    assert "items must be a list of 1 to 200 questions." in told(from_xlsx(as_workbook(items=[])))


def test_min_and_max_are_understood_too() -> None:
    items = [["min" if cell == "minimum" else cell for cell in row] for row in ITEMS]

    assert from_xlsx(as_workbook(items=items)).document == from_csv(as_csv()).document


@pytest.mark.parametrize(
    ("kind", "value", "limit"),
    [
        ("integer", 3, 3),
        ("integer", 3.0, 3),
        ("decimal", 36.5, "36.5"),
        ("decimal", "36,5", "36.5"),
        ("date", date(2026, 11, 24), "2026-11-24"),
        ("time", time(7, 30), "07:30"),
    ],
)
def test_what_a_spreadsheet_program_makes_of_numbers_and_dates_is_read(kind, value, limit) -> None:
    items = with_cell(3, "minimum", value, with_cell(3, "type", kind))

    assert from_xlsx(as_workbook(items=items)).document["items"][1]["items"][0]["minimum"] == limit


@pytest.mark.parametrize("value", ["ja", "Yes", "TRUE", "1", "x", True])
def test_yes_is_understood_in_several_ways(value) -> None:
    items = [[*ITEMS[0], "required"], [*ITEMS[1], value], *ITEMS[2:]]

    assert from_xlsx(as_workbook(items=items)).document["items"][0]["required"] is True


def test_maybe_is_no_yes() -> None:
    items = [[*ITEMS[0], "required"], [*ITEMS[1], "måske"], *ITEMS[2:]]

    assert told(from_xlsx(as_workbook(items=items))) == [
        "items, row 2, column required: “måske” cannot be read here."
    ]


CELL = st.text("qja=|\\[]{}\"',;0123456789.- \n'", max_size=12)


@settings(deadline=None)
@given(st.sampled_from(COLUMNS), st.integers(1, 3), CELL)
def test_whatever_a_cell_says_it_is_judged(column: str, row: int, value: str) -> None:
    reading = from_csv(as_csv(items=with_cell(row, column, value)))

    assert reading.faults or parse(reading.document)


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_whatever_a_file_holds_it_is_judged(content: bytes) -> None:
    assert from_csv(content).faults
    assert from_xlsx(content).faults
    assert from_csv(as_csv() + b"\n" + content) is not None
