"""A questionnaire as a spreadsheet, for those who write questions in one: CSV or XLSX, out and in.

One row is one item. The head and the scales stand in tables of their own: sheets in a workbook, and in a
CSV file one below the other under `[head]`, `[items]` and `[scales]`. Pure apart from openpyxl.
"""

from collections.abc import Callable

from questionnaires.definition import Definition
from questionnaires.sheets import comma_file, workbook
from questionnaires.sheets.limits import Refused
from questionnaires.sheets.reading import Numbered, Reading, document
from questionnaires.sheets.tables import tables
from questionnaires.sheets.workbook import read_answers, write_answers

__all__ = [
    "Reading",
    "Refused",
    "from_csv",
    "from_xlsx",
    "read_answers",
    "to_csv",
    "to_xlsx",
    "write_answers",
]


def to_csv(definition: Definition) -> bytes:
    return comma_file.write(tables(definition))


def to_xlsx(definition: Definition) -> bytes:
    """Return a workbook; raises Refused where a cell would be longer than Excel can keep."""
    return workbook.write(tables(definition))


def from_csv(content: bytes) -> Reading:
    return _reading(comma_file.read, content)


def from_xlsx(content: bytes) -> Reading:
    return _reading(workbook.read, content)


def _reading(read: Callable[[bytes], dict[str, Numbered]], content: bytes) -> Reading:
    try:
        return document(read(content))
    except Refused as refusal:
        return Reading({}, [refusal.fault])
