"""Lines of a file with a dated series: what they say, and what is wrong with them. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from questionnaires import rows
from questionnaires.rows import Fault, Row, UnreadableFile

WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}")
MOST_DIGITS = 15  # a database keeps 18


@dataclass(frozen=True)
class Columns:
    date: str
    numerator: str
    denominator: str | None = None


Points = dict[date, tuple[int, int | None]]


def read_points(content: bytes, columns: Columns) -> tuple[Points, list[Fault]]:
    """Return (numerator, denominator) by date, and the cells that could not be read."""
    header, found = rows.read(content)
    refuse_missing_columns(header, columns)
    points: Points = {}
    faults: list[Fault] = []
    for row in found:
        try:
            day, point = read_point(row, columns)
            if day in points:
                raise CellFault(
                    row.line, columns.date, f"{day} stands twice; the first one is kept"
                )
        except CellFault as error:
            faults.append(error.fault)
        else:
            points[day] = point
    return points, faults


class CellFault(ValueError):
    def __init__(self, line: int, column: str, reason: str) -> None:
        self.fault = Fault(line, column, reason)
        super().__init__(str(self.fault))


def refuse_missing_columns(header: Sequence[str], columns: Columns) -> None:
    for name in (columns.date, columns.numerator, columns.denominator):
        if name is not None and name not in header:
            raise UnreadableFile(f"there is no column “{name}”; there are {', '.join(header)}.")


def read_point(row: Row, columns: Columns) -> tuple[date, tuple[int, int | None]]:
    if row.surplus:
        raise CellFault(row.line, "after the last", "the row has more cells than the header")
    day = read_date(row.line, columns.date, row.cells[columns.date])
    numerator = read_count(row.line, columns.numerator, row.cells[columns.numerator])
    if columns.denominator is None:
        return day, (numerator, None)
    denominator = read_count(row.line, columns.denominator, row.cells[columns.denominator])
    if denominator == 0 or numerator > denominator:
        raise CellFault(
            row.line, columns.denominator, f"{numerator} of {denominator} is not a share"
        )
    return day, (numerator, denominator)


def read_date(line: int, column: str, cell: str) -> date:
    """Only 2026-11-01: Python also reads 20261101 and 2026-W48-1, where a typing error hides easily."""
    try:
        if not WRITTEN.fullmatch(cell):
            raise ValueError
        return date.fromisoformat(cell)
    except ValueError:
        raise CellFault(line, column, f"“{cell}” is not a date like 2026-11-01") from None


def read_count(line: int, column: str, cell: str) -> int:
    if not cell.isdecimal():
        raise CellFault(line, column, f"“{cell}” is not a whole number")
    if len(cell) > MOST_DIGITS:
        raise CellFault(line, column, f"“{cell}” has more than {MOST_DIGITS} digits")
    return int(cell)
