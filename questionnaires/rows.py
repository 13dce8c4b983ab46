"""Rows of a spreadsheet of answers: what they say, and what is wrong with them. Pure.

A file has one column for each choice, and may have one for each text, for each group of rows, and an age
in years. Empty and NA mean "no answer". What is no plain word or number stands as JSON: own words beside a
choice, rows, and what somebody would rather not answer.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from types import MappingProxyType
from typing import Any

from questionnaires.answers import wrong_with
from questionnaires.definition import DECLINED, TEXTS, Definition, Item
from questionnaires.faults.fault import _
from questionnaires.ownwords import beside
from questionnaires.sheets import cells

NO_ANSWER = {"", "NA"}
MONTHS_A_YEAR = 12
TRUTHS = {"true": True, "false": False, "ja": True, "nej": False}
MOST_BYTES = 20_000_000
SHOWN = re.compile(r"-?\d{1,3}([.,]\d)?", re.ASCII)  # what is repeated of a cell: never words
MOST_YEARS = 120


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell. `line` counts as a spreadsheet does: the header is line 1."""

    line: int
    column: str
    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        return self.sentence % self.values

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
    if len(content) > MOST_BYTES:
        raise UnreadableFile(f"The file is larger than {MOST_BYTES // 10**6} MB. Divide it.")
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
        header = [cells.said(name) for name in next(lines, [])]
        found = list(_rows(header, lines))
    except csv.Error as error:
        # Most often a quotation mark that is never closed: all rows after it would be one cell.
        raise UnreadableFile(f"Row {lines.line_num} cannot be read: {error}.") from error
    return _table(header, found)


def read_sheet(numbered: Sequence[tuple[int, Sequence[str]]]) -> tuple[list[str], list[Row]]:
    """Return the same of a sheet: rows of cells, each with its number."""
    (_first, header), *rest = numbered or [(1, ())]
    names = [cells.said(name) for name in header]
    return _table(names, list(_rows(names, (row for _number, row in rest))))


def _table(header: list[str], found: list[Row]) -> tuple[list[str], list[Row]]:
    if not any(header):
        raise UnreadableFile("The file is empty.")
    if twice := [name for name, count in Counter(header).items() if name and count > 1]:
        raise UnreadableFile(f"Two columns are called “{twice[0]}”.")
    return header, found


def _rows(header: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[Row]:
    seen: Counter[tuple[str, ...]] = Counter()
    for line, written in enumerate(lines, start=2):
        said = [cell.strip() for cell in written]
        if not any(said):
            continue
        named = dict(zip_longest(header, said[: len(header)], fillvalue=""))
        content = tuple(named.values())
        seen[content] += 1
        yield Row(line, named, seen[content], surplus=sum(map(bool, said[len(header) :])))


def countable(definition: Definition) -> list[Item]:
    """Return the questions that have a column of their own, leaving out what people may write."""
    return [
        item
        for item in definition.questions
        if not item.is_text and item.link_id not in definition.rows_of
    ]


def missing_columns(definition: Definition, header: Sequence[str]) -> list[str]:
    return [item.link_id for item in countable(definition) if item.link_id not in header]


def answers(
    definition: Definition, row: Row, columns: Mapping[str, str] = MappingProxyType({})
) -> tuple[dict[str, Any], list[Fault]]:
    """Return the answers of a row and the cells that are no answer to their question.

    `columns` are the names of those columns that are not called by their linkId.
    """
    found, faults = {}, []
    if row.surplus:
        faults.append(
            Fault(row.line, "after the last", _("the row has more cells than the header"))
        )
    for item in beside(definition.items):
        column = columns.get(item.link_id, item.link_id)
        cell = cells.said(row.cells.get(column, ""))
        if cell in NO_ANSWER:
            continue
        answer = from_cell(item, cell)
        if fault := wrong_in_cell(item, cell, answer):
            faults.append(Fault(row.line, column, *fault))
        else:
            found[item.link_id] = answer
    return found, faults


def from_cell(item: Item, cell: str) -> Any:
    """Return what a cell means: several choices stand beside each other with a bar between them."""
    if told := from_json(item, cell):
        return told
    if item.type == "integer" and re.fullmatch(r"-?\d{1,15}", cell, re.ASCII):
        return int(cell)
    if item.type == "boolean" and cell in TRUTHS:
        return TRUTHS[cell]
    return cell.split("|") if item.repeats else cell


def from_json(item: Item, cell: str) -> Any:
    """Return what stands as JSON. In a text brackets are brackets, and only declining is told so."""
    if cell[:1] not in ("{", "["):
        return None
    try:
        told = cells.from_json(cell)
    except cells.Unreadable:
        return None
    return told if item.type not in TEXTS or told == DECLINED else None


def to_cell(item: Item, answer: Any) -> str:
    """Return the cell that means this answer; the opposite of `from_cell`."""
    if answer is None:
        return ""
    if isinstance(answer, bool):
        return "true" if answer else "false"
    is_plain = not isinstance(answer, Mapping | list)
    if isinstance(answer, list) and all(isinstance(code, str) for code in answer):
        is_plain = not any("|" in code for code in answer)
        answer = "|".join(answer) if is_plain else answer
    cell = str(answer) if is_plain else cells.to_json(answer)
    return cells.written(cell)


def wrong_in_cell(item: Item, cell: str, answer: Any) -> tuple[str, Mapping[str, Any]] | None:
    """Return why a cell is no answer to its question. What may be words is not repeated."""
    fault = wrong_with(item, answer)
    if fault is None:
        return None
    if item.codes and item.type == "choice":
        said = {"cell": shown(cell), "codes": ", ".join(item.codes)}
        return _("“%(cell)s” is not an answer; the answers are %(codes)s"), said
    return fault.sentence, fault.values


def shown(cell: str) -> str:
    return cell if SHOWN.fullmatch(cell) else "…"


def age_in_months(row: Row, column: str) -> tuple[int | None, list[Fault]]:
    """Return the age of a row, given in whole years, as months."""
    cell = row.cells.get(column, "")
    if cell in NO_ANSWER:
        return None, []
    if not cell.isdecimal() or len(cell) > 3 or int(cell) > MOST_YEARS:
        return None, [
            Fault(
                row.line,
                column,
                _("“%(cell)s” is not an age in whole years"),
                {"cell": shown(cell)},
            )
        ]
    return int(cell) * MONTHS_A_YEAR, []
