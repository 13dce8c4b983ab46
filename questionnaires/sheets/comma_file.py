"""Three tables in one CSV file: each begins with a line that holds its name in brackets. Pure.

Semicolons and a byte order mark, because a Danish Excel opens that with one click.
"""

import csv
import io
from collections.abc import Iterable

from questionnaires.faults.fault import Fault, _
from questionnaires.sheets import cells
from questionnaires.sheets.limits import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Refused
from questionnaires.sheets.reading import Numbered
from questionnaires.sheets.tables import HEAD, ITEMS, SCALES, Tables

MARKS = {f"[{name}]": name for name in (HEAD, ITEMS, SCALES)}


def write(tables: Tables) -> bytes:
    file = io.StringIO(newline="")
    rows = csv.writer(file, delimiter=";")
    for mark, name in MARKS.items():
        rows.writerow([mark])
        rows.writerows(tables[name])
    return file.getvalue().encode("utf-8-sig")


def read(content: bytes) -> dict[str, Numbered]:
    """Return the rows of each table, numbered as a spreadsheet program numbers them."""
    if len(content) > MOST_BYTES:
        raise Refused(
            Fault("", _("The file is larger than %(most)s MB."), {"most": MOST_BYTES // 10**6})
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            Fault("", _("The file is not UTF-8. Save it as “CSV UTF-8” and try again."))
        ) from error
    # A spreadsheet program pads the first line, which holds a mark alone; so look at the second too.
    beginning = "".join(text.splitlines(keepends=True)[:2])
    separator = ";" if beginning.count(";") >= beginning.count(",") else ","
    return _by_table(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def _by_table(rows: Iterable[list[str]]) -> dict[str, Numbered]:
    found: dict[str, Numbered] = {}
    table: Numbered | None = None
    number = 0
    try:
        for number, row in enumerate(rows, start=1):
            if number > MOST_ROWS or len(row) > MOST_COLUMNS:
                said = {"rows": MOST_ROWS, "columns": MOST_COLUMNS}
                sentence = _("The file has more than %(rows)s rows or %(columns)s columns.")
                raise Refused(Fault("", sentence, said))
            said_row = [cells.said(cell) for cell in row]
            mark = said_row[0].lower() if said_row else ""
            if mark in MARKS and not any(said_row[1:]):
                table = found.setdefault(MARKS[mark], [])
            elif table is not None:
                table.append((number, said_row))
            elif any(said_row):
                raise Refused(Fault("", _("The file does not begin with a line that says [head].")))
    except csv.Error as error:
        said = {"row": number + 1}
        raise Refused(Fault("", _("Row %(row)s is not written as CSV."), said)) from error
    return found
