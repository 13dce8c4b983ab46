"""A spreadsheet is a stranger's file: nothing in it runs, and nothing in it fills the machine."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from questionnaires.faults import parse
from questionnaires.sheets import Refused, from_csv, from_xlsx, to_csv, to_xlsx
from questionnaires.sheets.limits import MOST_BYTES, MOST_COLUMNS, MOST_ROWS
from tests.questionnaires.sheets.test_faults_in_a_sheet import (
    ITEMS,
    as_csv,
    as_workbook,
    told,
    with_cell,
)

pytestmark = pytest.mark.thorough

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "\r=1", "'=1", "''=1"]


def definition_saying(text: str):
    document = from_csv(as_csv()).document
    document["items"][0]["text"]["da"] = text
    return parse(document)


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_goes_out_as_a_formula(text: str) -> None:
    definition = definition_saying(text)
    workbook = load_workbook(io.BytesIO(to_xlsx(definition)))
    cells = [cell for sheet in workbook for row in sheet for cell in row if cell.value]

    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell.value for cell in cells if cell.value[0] in "=+-@"]
    assert f";{text.strip()}" not in to_csv(definition).decode()


@pytest.mark.parametrize("text", DANGEROUS)
def test_such_words_come_back_as_they_were(text: str) -> None:
    definition = definition_saying(text)

    for reading in (from_csv(to_csv(definition)), from_xlsx(to_xlsx(definition))):
        assert parse(reading.document).item("q1").text["da"] == text.strip()


def test_a_formula_is_refused_and_never_worked_out() -> None:
    items = with_cell(1, "text da", "=1+1")

    assert told(from_xlsx(as_workbook(items=items))) == [
        "items, row 2, column D: holds a formula. Write the text or the number itself."
    ]


def test_in_csv_it_is_words_and_goes_out_guarded() -> None:
    reading = from_csv(as_csv(items=with_cell(1, "text da", "=1+1")))

    assert reading.document["items"][0]["text"]["da"] == "=1+1"
    assert b";'=1+1;" in to_csv(parse(reading.document))


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    assert told(from_csv(b"x" * (MOST_BYTES + 1))) == ["The file is larger than 2 MB."]
    assert told(from_xlsx(b"x" * (MOST_BYTES + 1))) == ["The file is larger than 2 MB."]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no workbook", b"\xd0\xcf\x11\xe0" * 99])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    assert told(from_xlsx(content)) == [
        "The file is not a workbook that can be read. Save it as XLSX and try again."
    ]


def test_a_csv_file_in_another_spelling_is_refused() -> None:
    assert told(from_csv(as_csv().decode().encode("cp1252"))) == [
        "The file is not UTF-8. Save it as “CSV UTF-8” and try again."
    ]


def test_a_csv_file_that_begins_with_something_else_is_refused() -> None:
    assert told(from_csv(b"linkId;type\nq1;choice\n")) == [
        "The file does not begin with a line that says [head]."
    ]


def test_a_csv_file_that_breaks_off_is_refused() -> None:
    assert told(from_csv(b'[head]\nname;value\n"key;prove')) == ["Row 3 is not written as CSV."]


def packed(**files: bytes) -> bytes:
    """A good workbook with other files put in, or in place of its own."""
    file = io.BytesIO()
    good = zipfile.ZipFile(io.BytesIO(as_workbook()))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in good.namelist():
            if name not in files:
                archive.writestr(name, good.read(name))
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = packed(**{"xl/media/zeros.bin": b"\0" * 30_000_000})

    assert len(bomb) < 100_000
    assert told(from_xlsx(bomb)) == ["The workbook unpacks to more than a questionnaire can be."]


def test_more_styles_than_anybody_needs_are_refused() -> None:
    """openpyxl is slow with them: two million took forty seconds."""
    styles = b"<styleSheet><cellXfs>" + b"<xf/>" * 100_000 + b"</cellXfs></styleSheet>"

    assert told(from_xlsx(packed(**{"xl/styles.xml": styles}))) == [
        "The workbook unpacks to more than a questionnaire can be."
    ]


def test_a_workbook_of_many_files_is_refused() -> None:
    assert told(from_xlsx(packed(**{f"x/{number}": b"" for number in range(300)}))) == [
        "The workbook unpacks to more than a questionnaire can be."
    ]


@pytest.mark.parametrize(
    "xml",
    [
        b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst>&b;</sst>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE s [<!ENTITY a "a">]><sst/>'.encode(
            "utf-16"
        ),
    ],
)
def test_entities_are_refused_unread(xml: bytes) -> None:
    assert told(from_xlsx(packed(**{"xl/sharedStrings.xml": xml}))) == [
        "The workbook defines entities of its own, which is refused."
    ]


def test_a_workbook_that_lies_about_its_size_is_refused() -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    sheet += b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    sheet += b"</sheetData></worksheet>"
    names = zipfile.ZipFile(io.BytesIO(as_workbook())).namelist()
    (items,) = [name for name in names if name.endswith("sheet3.xml")]

    assert told(from_xlsx(packed(**{items: sheet}))) == [
        "items: has more than 2000 rows or 100 columns. Delete the empty ones."
    ]


@pytest.mark.parametrize(
    "items",
    [ITEMS + [["x"]] * MOST_ROWS, [[*ITEMS[0], *(["notes"] * MOST_COLUMNS)]]],
    ids=["rows", "columns"],
)
def test_a_huge_table_is_refused(items: list[list[str]]) -> None:
    assert "has more than" in told(from_csv(as_csv(items=items)))[0]
    assert "has more than" in told(from_xlsx(as_workbook(items=items)))[0]


def test_other_sheets_are_not_looked_at() -> None:
    workbook = load_workbook(io.BytesIO(as_workbook()))
    workbook.create_sheet("vores noter").append(["=1+1"])
    file = io.BytesIO()
    workbook.save(file)

    assert told(from_xlsx(file.getvalue())) == []


def test_a_workbook_with_none_of_our_sheets_says_what_is_missing() -> None:
    file = io.BytesIO()
    Workbook().save(file)

    assert "key: is missing." in told(from_xlsx(file.getvalue()))


def test_a_cell_longer_than_excel_keeps_is_refused_and_csv_takes_it() -> None:
    definition = definition_saying("x" * 40_000)

    with pytest.raises(Refused, match="Use CSV"):
        to_xlsx(definition)
    assert parse(from_csv(to_csv(definition)).document) == definition


def test_signs_no_file_can_keep_are_left_out() -> None:
    definition = definition_saying("Går\x01 det godt?\x1f")

    for reading in (from_csv(to_csv(definition)), from_xlsx(to_xlsx(definition))):
        assert parse(reading.document).item("q1").text["da"] == "Går det godt?"
