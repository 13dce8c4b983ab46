"""The thin writers: published numbers as CSV and as a workbook. Pure.

Text that a spreadsheet program would take for a formula is guarded as in `sheets.cells`; a number is a
number, so that it can be added up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from feedback.detailfile import as_csv
from feedback.exports.numbers import COLUMNS, Number, Value, row

About = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Words:
    """The heads of the columns, and what people read instead of a code."""

    heads: tuple[str, ...]
    codes: Mapping[str, Mapping[Any, str]]
    nothing: str
    about: str
    numbers: str


def told(number: Number, words: Words) -> list[Value]:
    """Return the cells of a number in people's words; a code that has no word stands as it is."""
    return [
        words.codes[column.name].get(value, value) if column.name in words.codes else value
        for column, value in zip(COLUMNS, row(number), strict=True)
    ]


def csv_file(numbers: Iterable[Number], words: Words) -> bytes:
    rows = [told(number, words) for number in numbers]
    return as_csv(words.heads, rows or [[words.nothing]])


def xlsx_file(numbers: Iterable[Number], words: Words, about: About) -> bytes:
    """Return a workbook: the numbers, and after them a sheet that says whose they are and what is hidden."""
    from questionnaires.sheets import workbook  # only for those who ask for one

    rows = [told(number, words) for number in numbers]
    return workbook.write_numbers(
        {
            words.numbers: [list(words.heads), *rows],
            words.about: [[words.about], *(list(pair) for pair in about)],
        }
    )
