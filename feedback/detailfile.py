"""The numbers behind a chart as a file that a Danish Excel opens with one click. Pure.

One line is one number, and carries what it is: of which questionnaire and period, how it is counted, of
how many. So a line that is copied out of the file still says it. A masked number is an empty cell, and
the column beside it says why; never 0. Cells that a spreadsheet program would take for a formula are
guarded as in `sheets.cells`.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from feedback.shares import Count, whole_percent
from questionnaires.sheets import cells


@dataclass(frozen=True)
class Line:
    """How many of `whole` people in a group gave an answer."""

    group: str
    question: str
    answer: str
    count: Count
    whole: Count
    definition: str

    @property
    def is_masked(self) -> bool:
        return self.count is None or self.whole is None

    @property
    def numbers(self) -> tuple[str, str, str]:
        """Return count, whole and percent as they are written; what is masked is empty."""
        share = ""
        if self.count is not None and self.whole:
            share = str(whole_percent(self.count, self.whole))
        count, whole = (
            "" if number is None else str(number) for number in (self.count, self.whole)
        )
        return count, whole, share


def write(heads: Sequence[str], same: Sequence[str], lines: Iterable[Line], masked: str) -> bytes:
    """Write one line for each number; `same` are the cells that begin all of them."""
    rows = [
        [
            *same,
            line.definition,
            line.group,
            line.question,
            line.answer,
            *line.numbers,
            masked if line.is_masked else "",
        ]
        for line in lines
    ]
    return as_csv(heads, rows)


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerows([as_cell(cell) for cell in row] for row in (heads, *rows))
    return file.getvalue().encode("utf-8-sig")


def as_cell(value: str | float | None) -> str:
    """Guard texts only: a number below 0 is no formula. Numbers have the comma of a Danish Excel."""
    if isinstance(value, str):
        return cells.written(value)
    return "" if value is None else f"{value:.12g}".replace(".", ",")
