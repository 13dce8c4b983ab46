"""Rows of a spreadsheet of answers: what they say, and what is wrong with them. Pure.

A file has one column for each choice, and may have one for each text and an age in years. Empty and NA
mean "no answer".
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from questionnaires.definition import Definition, Item
from questionnaires.freetext import HoldsCpr, TooLong, fit_to_keep

NO_ANSWER = {"", "NA"}
MONTHS_A_YEAR = 12
MOST_YEARS = 120


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell. `line` counts as a spreadsheet does: the header is line 1."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.reason}"


@dataclass(frozen=True)
class Row:
    """One person's answers as read; `repeat` counts rows with the very same content.

    `surplus` cells stand to the right of the last column: something has been pushed aside.
    """

    line: int
    cells: Mapping[str, str]
    repeat: int
    surplus: int = 0


class UnreadableFile(ValueError):
    """The file as a whole cannot be taken in."""


def read(content: bytes) -> tuple[list[str], list[Row]]:
    """Return the header and the rows of a CSV file with commas or semicolons."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"The file is not UTF-8 (byte {error.start}). Save it as “CSV UTF-8” and try again."
        ) from error
    first_line = text.partition("\n")[0]
    separator = ";" if first_line.count(";") > first_line.count(",") else ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        header = [name.strip() for name in next(lines, [])]
        found = list(_rows(header, lines))
    except csv.Error as error:
        # Most often a quotation mark that is never closed: all rows after it would be one cell.
        raise UnreadableFile(f"Row {lines.line_num} cannot be read: {error}.") from error
    if not any(header):
        raise UnreadableFile("The file is empty.")
    if twice := [name for name, count in Counter(header).items() if name and count > 1]:
        raise UnreadableFile(f"Two columns are called “{twice[0]}”.")
    return header, found


def _rows(header: Sequence[str], lines: Iterator[list[str]]) -> Iterator[Row]:
    seen: Counter[tuple[str, ...]] = Counter()
    for line, written in enumerate(lines, start=2):
        cells = [cell.strip() for cell in written]
        if not any(cells):
            continue
        named = dict(zip_longest(header, cells[: len(header)], fillvalue=""))
        content = tuple(named.values())
        seen[content] += 1
        yield Row(line, named, seen[content], surplus=sum(map(bool, cells[len(header) :])))


def missing_columns(definition: Definition, header: Sequence[str]) -> list[str]:
    return [item.link_id for item in definition.choices if item.link_id not in header]


def answers(definition: Definition, row: Row) -> tuple[dict[str, str], list[Fault]]:
    """Return the answers of a row and the cells that are no answer to their question."""
    found, faults = {}, []
    if row.surplus:
        faults.append(Fault(row.line, "after the last", "the row has more cells than the header"))
    for item in definition.items:
        cell = row.cells.get(item.link_id, "")
        if cell in NO_ANSWER:
            continue
        if reason := wrong_with(item, cell):
            faults.append(Fault(row.line, item.link_id, reason))
        else:
            found[item.link_id] = cell
    return found, faults


def wrong_with(item: Item, cell: str) -> str:
    """Return why a cell is no answer to its question; a text that is refused is not repeated."""
    if not item.is_text:
        known = ", ".join(item.codes)
        return "" if cell in item.codes else f"“{cell}” is not an answer; the answers are {known}"
    try:
        fit_to_keep(cell, item.max_length)
    except HoldsCpr:
        return "the text holds a CPR number"
    except TooLong:
        return f"the text is longer than {item.max_length} characters"
    return ""


def age_in_months(row: Row, column: str) -> tuple[int | None, list[Fault]]:
    """Return the age of a row, given in whole years, as months."""
    cell = row.cells.get(column, "")
    if cell in NO_ANSWER:
        return None, []
    if not cell.isdecimal() or len(cell) > 3 or int(cell) > MOST_YEARS:
        return None, [Fault(row.line, column, f"“{cell}” is not an age in whole years")]
    return int(cell) * MONTHS_A_YEAR, []
