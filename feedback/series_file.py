"""Lines of a file with a dated series: what they say, and what is wrong with them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from questionnaires.rows import Fault


class UnreadableSeries(ValueError):
    """The file as a whole cannot be taken in."""


@dataclass(frozen=True)
class Columns:
    date: str
    numerator: str
    denominator: str | None = None


Points = dict[date, tuple[int, int | None]]


def read_points(lines: Iterable[dict[str, str]], columns: Columns) -> tuple[Points, list[Fault]]:
    """Return (numerator, denominator) by date, and the cells that could not be read."""
    points: Points = {}
    faults: list[Fault] = []
    for number, cells in enumerate(lines, start=2):
        refuse_missing_columns(cells, columns)
        try:
            day, point = read_point(number, cells, columns)
            if day in points:
                raise CellFault(number, columns.date, f"{day} stands twice; the first one is kept")
        except CellFault as error:
            faults.append(error.fault)
        else:
            points[day] = point
    return points, faults


class CellFault(ValueError):
    def __init__(self, line: int, column: str, reason: str) -> None:
        self.fault = Fault(line, column, reason)
        super().__init__(str(self.fault))


def refuse_missing_columns(cells: dict[str, str], columns: Columns) -> None:
    for name in (columns.date, columns.numerator, columns.denominator):
        if name is not None and name not in cells:
            raise UnreadableSeries(f"there is no column “{name}”; there are {', '.join(cells)}.")


def read_point(
    line: int, cells: dict[str, str], columns: Columns
) -> tuple[date, tuple[int, int | None]]:
    day = read_date(line, columns.date, cells[columns.date])
    numerator = read_count(line, columns.numerator, cells[columns.numerator])
    if columns.denominator is None:
        return day, (numerator, None)
    denominator = read_count(line, columns.denominator, cells[columns.denominator])
    if denominator == 0 or numerator > denominator:
        raise CellFault(line, columns.denominator, f"{numerator} of {denominator} is not a share")
    return day, (numerator, denominator)


def read_date(line: int, column: str, cell: str) -> date:
    try:
        return date.fromisoformat((cell or "").strip())
    except ValueError:
        raise CellFault(line, column, f"“{cell}” is not a date like 2026-11-01") from None


def read_count(line: int, column: str, cell: str) -> int:
    text = (cell or "").strip()
    if not text.isdecimal():
        raise CellFault(line, column, f"“{cell}” is not a whole number")
    return int(text)
