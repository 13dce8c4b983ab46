"""From the marks of a measure to the lines that tell of them under its chart."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from feedback.chartmarks import Reading
from feedback.charts import MarkLine
from feedback.models import ChartMark
from portal.periods import Week
from portal.users.models import User


def lines_of(marks: Iterable[ChartMark], reading: Reading, labels: Sequence[str]) -> list[MarkLine]:
    """Return the marks in the order of their points, then those without one, then those taken back."""
    lines = [line(mark, at, labels[at]) for at, mark in reading.placed]
    lines += [line(mark, None, name_of(mark.point)) for mark in reading.lost]
    taken_back = [mark for mark in marks if not mark.is_active]
    return lines + [line(mark, None, name_of(mark.point)) for mark in taken_back]


def line(mark: ChartMark, index: int | None, label: str) -> MarkLine:
    return MarkLine(
        kind=mark.kind,
        index=index,
        label=label,
        text=mark.reason,
        by=who(mark.made_by),
        on=day(mark.made_at),
        taken_back=signed(mark.taken_back_by, mark.taken_back_at) if mark.taken_back_at else "",
        because=mark.taken_back_because,
    )


def signed(person: User | None, at: datetime) -> str:
    return f"{who(person)}, {day(at)}"


def who(person: User | None) -> str:
    return str(person) if person else _("somebody who has no account any more")


def day(at: datetime) -> str:
    return date_format(timezone.localdate(at))


def name_of(point: str) -> str:
    """Return a point's name in the reader's language, with its year: it may be long ago."""
    if "W" not in point:
        return date_format(date.fromisoformat(point))
    week = Week.parse(point)
    return _("week %(number)s, %(year)s") % {"number": week.number, "year": week.year}
