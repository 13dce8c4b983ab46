"""Three tables as the sheets of an XLSX workbook, or answers as one. The only meeting with openpyxl.

Nothing is evaluated: a cell with a formula is refused and named. A workbook is a zip file of XML, so what
it unpacks to is measured before it is read, and XML that defines entities is refused unread.
"""

import io
import warnings
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any, TypeVar

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from questionnaires.faults.fault import Fault, _
from questionnaires.sheets import cells
from questionnaires.sheets.limits import (
    ANSWERS,
    MOST_BESIDE_CELLS,
    MOST_FILES,
    MOST_IN_A_CELL,
    QUESTIONS,
    Limits,
    Refused,
)
from questionnaires.sheets.reading import Numbered
from questionnaires.sheets.tables import HEAD, ITEMS, SCALES, Tables

SHEETS = (HEAD, ITEMS, SCALES)
WIDTHS = {True: 40, False: 16}  # in letters: a column of texts, and any other
WRAPPED = Alignment(wrap_text=True, vertical="top")
Taken = TypeVar("Taken")
CELLS = ("xl/worksheets/", "xl/sharedStrings")
UNREADABLE = _("The file is not a workbook that can be read. Save it as XLSX and try again.")


def write(tables: Tables) -> bytes:
    return _workbook({name: tables[name] for name in SHEETS})


def write_answers(rows: list[list[str]]) -> bytes:
    return _workbook({"answers": rows})


def _workbook(sheets: dict[str, list[list[str]]]) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row, start=1):
                _put(sheet.cell(number, column), text, f"{name}, row {number}")
        _dress(sheet, rows[0])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _put(cell: Any, text: str, where: str) -> None:
    if len(text) > MOST_IN_A_CELL:
        said = {"most": MOST_IN_A_CELL}
        raise Refused(Fault(where, _("holds more than %(most)s characters. Use CSV."), said))
    if text:
        cell.value, cell.data_type = text, "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _dress(sheet: Any, header: list[str]) -> None:
    sheet.freeze_panes = "B2"
    for column, name in enumerate(header, start=1):
        sheet.cell(1, column).font = Font(bold=True)
        is_text = name.endswith((" da", " en", " ar")) or name in ("da", "en", "ar", "enableWhen")
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS[is_text]


def write_numbers(sheets: dict[str, list[list[Any]]]) -> bytes:
    """Write sheets of texts and numbers, each with its heads in the first row, to be read and added up.

    A text is written as text whatever it begins with, and guarded besides: the sheet may be saved as CSV.
    """
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                _put_value(sheet.cell(number, column), value)
        _fit(sheet)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _put_value(cell: Any, value: Any) -> None:
    if not isinstance(value, str):
        cell.value = value
    elif value:
        cell.value, cell.data_type = cells.written(value)[:MOST_IN_A_CELL], "s"
        if len(value) > WIDTHS[True]:
            cell.alignment = WRAPPED


def _fit(sheet: Any) -> None:
    """Let the first row stay in sight, and give each column the width of its longest text, within reason."""
    sheet.freeze_panes = "A2"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column in sheet.columns:
        longest = max(len(str(cell.value or "")) for cell in column)
        width = min(max(longest + 2, 8), WIDTHS[True])
        sheet.column_dimensions[column[0].column_letter].width = width


def read(content: bytes) -> dict[str, Numbered]:
    """Return the rows of each sheet that has one of our names; other sheets are the author's own."""
    return _opened(
        content,
        QUESTIONS,
        lambda workbook: {
            name: list(_rows(workbook[name], name, QUESTIONS))
            for name in SHEETS
            if name in workbook.sheetnames
        },
    )


def read_answers(content: bytes) -> Numbered:
    """Return the rows of the first sheet, where people keep what they want read."""
    return _opened(
        content,
        ANSWERS,
        lambda workbook: list(_rows(workbook.worksheets[0], workbook.worksheets[0].title, ANSWERS)),
    )


def _opened(content: bytes, limits: Limits, take: Callable[[Any], Taken]) -> Taken:
    _refuse_bombs(content, limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and validations, which we do not read
            workbook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            try:
                return take(workbook)
            finally:
                workbook.close()
    except Refused:
        raise
    except Exception as error:  # a broken workbook fails in many ways inside openpyxl
        raise Refused(Fault("", UNREADABLE)) from error


def _refuse_bombs(content: bytes, limits: Limits) -> None:
    if len(content) > limits.bytes:
        raise Refused(
            Fault("", _("The file is larger than %(most)s MB."), {"most": limits.bytes // 10**6})
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            files = packed.infolist()
            if is_too_large(files, limits):
                raise Refused(
                    Fault("", _("The workbook unpacks to more than a questionnaire can be."))
                )
            is_clean = all(_is_harmless(packed.read(file)) for file in files)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
    ) as e:
        raise Refused(Fault("", UNREADABLE)) from e
    if not is_clean:
        raise Refused(Fault("", _("The workbook defines entities of its own, which is refused.")))


def is_too_large(files: list[zipfile.ZipInfo], limits: Limits) -> bool:
    """Judge by what the files say of themselves; zipfile unpacks no more than that."""
    beside = [
        file.file_size
        for file in files
        if file.filename.endswith(".xml") and not file.filename.startswith(CELLS)
    ]
    return (
        len(files) > MOST_FILES
        or sum(file.file_size for file in files) > limits.unpacked
        or max(beside, default=0) > MOST_BESIDE_CELLS
    )


def _is_harmless(part: bytes) -> bool:
    """XML in UTF-16 could hide a definition from the search; no spreadsheet program writes it."""
    is_wide = part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in part[:4]
    is_xml = part.lstrip()[:1] == b"<" or is_wide
    return not is_xml or not (is_wide or b"<!DOCTYPE" in part or b"<!ENTITY" in part)


def _rows(sheet: Any, name: str, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()  # they may lie, and openpyxl would believe them
    rows = sheet.iter_rows(max_col=limits.columns + 1)
    for number, row in enumerate(islice(rows, limits.rows + 1), start=1):
        texts = [_text(cell, f"{name}, row {number}") for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        if number > limits.rows or len(texts) > limits.columns:
            said = {"rows": limits.rows, "columns": limits.columns}
            sentence = _(
                "has more than %(rows)s rows or %(columns)s columns. Delete the empty ones."
            )
            raise Refused(Fault(name, sentence, said))
        yield number, texts


def _text(cell: Any, where: str) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        place = f"{where}, column {cell.column_letter}"
        raise Refused(Fault(place, _("holds a formula. Write the text or the number itself.")))
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return cells.said(str(value))
