"""How one cohort changed, as a table in which no share stands without what it is a share of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from feedback.models import ChangePublication
from feedback.shares import Count, total, whole_percent
from portal.periods import Week
from questionnaires.change import CAUTIONS


@dataclass(frozen=True)
class ChangeRow:
    """So many of so many; None where it may not be seen."""

    text: str
    count: Count
    of: Count
    is_step: bool = False  # a step on the way to who is judged, not a class of change

    @property
    def percent(self) -> int | None:
        if self.count is None or not self.of:
            return None
        return whole_percent(self.count, self.of)


@dataclass(frozen=True)
class ChangeTable:
    caption: str
    followed: str
    rows: tuple[ChangeRow, ...]
    is_withheld: bool
    is_small: bool  # too few have two scores for any class to be told
    cautions: tuple[str, ...]
    title: str = ""  # where no measure stands over it

    @property
    def has_masked(self) -> bool:
        return any(row.count is None for row in self.rows)


def change_table_of(cohort: ChangePublication, scale: str) -> ChangeTable:
    quarter, last = cohort.period, Week.parse(cohort.through)
    about = {"number": quarter.number, "year": quarter.year}
    table = cohort.table
    return ChangeTable(
        caption=_("Those who began in quarter %(number)s of %(year)s") % about,
        followed=_("Followed to the end of week %(week)s of %(year)s.")
        % {"week": last.number, "year": last.year},
        rows=tuple(rows_of(table, scale)) if table else (),
        is_withheld=cohort.status == ChangePublication.Status.WITHHELD,
        is_small=bool(table) and scale not in table["scales"],
        cautions=tuple(_(words) for words in CAUTIONS.values()),
    )


def rows_of(table: Mapping[str, Any], scale: str) -> list[ChangeRow]:
    started, again = table["started"], table["again"]
    steps = [
        ChangeRow(_("Began"), started, None, is_step=True),
        ChangeRow(_("Did not answer again"), table["once"], started, is_step=True),
        ChangeRow(_("Answered again"), again, started, is_step=True),
    ]
    row = table["scales"].get(scale)
    if row is None:
        return steps
    judged = total((row["better"], row["rest"]))
    return [
        *steps,
        ChangeRow(
            _("Answered again, but without two scores"), row["unjudged"], again, is_step=True
        ),
        ChangeRow(_("Improved, more than chance"), row["better"], judged),
        ChangeRow(_("Not improved"), row["rest"], judged),
        ChangeRow(_("No change beyond chance"), row["same"], judged),
        ChangeRow(_("Worse, more than chance"), row["worse"], judged),
    ]
