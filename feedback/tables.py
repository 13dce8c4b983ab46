"""A published table as people read it: question by age, shares with the counts they are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from feedback import cubes, pagecubes
from feedback.models import PagePublication, Publication
from feedback.shares import whole_percent
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
        caption=caption(next(iter(definition.choices), None), week, language),
        columns=[names[age] for age in ages],
        rows=[
            Row(
                spoken(item.text, language),
                [cell(table, item.link_id, age) for age in ages],
            )
            for item in definition.choices
        ],
    )


def page_table_of(publication: PagePublication, band_names: Mapping[str, str], weeks: str) -> Table:
    """Return page by age: how many said that it helped. All pages come last."""
    table, language = publication.table, get_language() or "da"
    item = publication.version.parsed.choices[0]
    names = {**band_names, cubes.NO_AGE: _("Age not given"), cubes.ALL: _("All")}
    titles = {**table["names"], pagecubes.NO_PAGE: _("Elsewhere"), cubes.ALL: _("All pages")}
    ages = [age for age in table["ages"] if age in names]
    return Table(
        caption=f"{spoken(item.text, language)} {caption(item, weeks, language)}",
        columns=[names[age] for age in ages],
        rows=[
            Row(
                titles.get(page, _("A page that is gone")),
                [share(table["people"][page][age], table["top"][page][age]) for age in ages],
            )
            for page in pagecubes.pages_in(table)
        ],
    )


def helpful_shares() -> dict[int, str]:
    """Return the share of each page in the newest quarter of its platform; what is masked is absent."""
    newest: dict[int, list[PagePublication]] = {}
    for publication in PagePublication.objects.order_by("quarter"):
        mine = newest.setdefault(publication.platform_id, [])
        if mine and mine[0].quarter != publication.quarter:
            mine.clear()
        mine.append(publication)
    return {
        int(page): _("%(percent)s %%") % {"percent": found.percent}
        for publications in newest.values()
        for publication in publications
        for page, found in shares_of_pages(publication).items()
        if found.percent is not None
    }


def shares_of_pages(publication: PagePublication) -> dict[str, TableCell]:
    if publication.status != PagePublication.Status.CLOSED:
        return {}
    people, top = publication.table["people"], publication.table["top"]
    pages = people.keys() - {cubes.ALL, pagecubes.NO_PAGE}
    return {page: share(people[page][cubes.ALL], top[page][cubes.ALL]) for page in pages}


def caption(item: Item | None, week: str, language: str) -> str:
    """Say what the shares are of; a questionnaire of numbers alone has none."""
    if item is None:
        return _("Answers, %(week)s") % {"week": week}
    chosen = [
        spoken(option.text, language) for option in item.options if option.code in item.top_box
    ]
    return _("Share answering %(answers)s, %(week)s") % {
        "answers": _(" or ").join(_("“%s”") % text for text in chosen),
        "week": week,
    }


def cell(table: Mapping[str, Any], link_id: str, age: str) -> TableCell:
    return share(table["people"][age], table["top"][link_id][age])


def share(people: int | None, top: int | None) -> TableCell:
    if people is None or top is None:
        return TableCell(is_masked=True)
    if people == 0:
        return TableCell(is_masked=False)
    return TableCell(is_masked=False, percent=whole_percent(top, people), top=top, count=people)
