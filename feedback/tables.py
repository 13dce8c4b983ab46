"""A published table as people read it: question by age, shares with the counts they are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from feedback import cubes
from feedback.models import Publication
from questionnaires.definition import Item, spoken


@dataclass(frozen=True)
class TableCell:
    """`percent` is None when nobody of that age answered, or when the cell is masked."""

    is_masked: bool
    percent: int | None = None
    top: int | None = None
    count: int | None = None


@dataclass(frozen=True)
class Row:
    text: str
    cells: list[TableCell]


@dataclass(frozen=True)
class Table:
    caption: str
    columns: list[str]
    rows: list[Row]

    @property
    def has_masked(self) -> bool:
        return any(cell.is_masked for row in self.rows for cell in row.cells)


def table_of(publication: Publication, band_names: Mapping[str, str], week: str) -> Table:
    definition, table = publication.version.parsed, publication.table
    names = {**band_names, cubes.NO_AGE: _("Age not given"), cubes.ALL: _("All")}
    # An age can be taken away as long as nobody of that age has answered; its empty column goes too.
    ages = [age for age in table["ages"] if age in names]
    language = get_language() or "da"
    return Table(
        caption=caption(definition.choices[0], week, language),
        columns=[names[age] for age in ages],
        rows=[
            Row(
                spoken(item.text, language),
                [cell(table, item.link_id, age) for age in ages],
            )
            for item in definition.choices
        ],
    )


def caption(item: Item, week: str, language: str) -> str:
    chosen = [
        spoken(option.text, language) for option in item.options if option.code in item.top_box
    ]
    return _("Share answering %(answers)s, %(week)s") % {
        "answers": _(" or ").join(_("“%s”") % text for text in chosen),
        "week": week,
    }


def cell(table: Mapping[str, Any], link_id: str, age: str) -> TableCell:
    people, top = table["people"][age], table["top"][link_id][age]
    if people is None or top is None:
        return TableCell(is_masked=True)
    if people == 0:
        return TableCell(is_masked=False)
    percent = (200 * top + people) // (2 * people)  # halves go up, in whole numbers
    return TableCell(is_masked=False, percent=percent, top=top, count=people)
