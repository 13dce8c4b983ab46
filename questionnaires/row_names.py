"""How the rows of a group are named in a form, and how many a form has. Pure.

A row of a diary is called by its number: `r2q5` is the fifth question in the second row. Without a script
there are eight; a script adds more, and the form that comes in has as many as it names.
"""

import re
from collections.abc import Iterable

from questionnaires.answers import MOST_ROWS
from questionnaires.definition import Definition

ROWS = 8
MOST_FIELDS = 800  # Django refuses a form of more than 1,000 fields
NAME = re.compile(r"r(\d{1,4})q\d", re.ASCII)


def row_of(name: str) -> int:
    """Return the number of the row a field stands in; 0 outside rows."""
    found = NAME.match(name)
    return int(found[1]) if found else 0


def most_rows(definition: Definition) -> int:
    """Return how many rows a group may have, so that all of them fit in one form."""
    fields = sum(definition.rows_of.get(item.link_id) is not None for item in definition.questions)
    # A question may bring two fields: one more for other words, or for declining.
    return max(ROWS, min(MOST_ROWS, MOST_FIELDS // (2 * fields or 1)))


def rows_named(definition: Definition, names: Iterable[str]) -> int:
    """Return how many rows the form has that these fields came from."""
    highest = max((row_of(name) for name in names), default=0)
    return max(ROWS, min(highest, most_rows(definition)))
