"""From the marks of a measure, and the tests that may have moved it, to the lines under its chart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from feedback.chartmarks import Reading, Spot, place_of_day
from feedback.charts import MarkLine
from feedback.models import ChartMark
from portal.periods import Week
from portal.users.models import User


@dataclass(frozen=True)
class Trial:
    """A test of a change, handed down by whoever ran it: feedback draws it and knows no more of it."""

    begun_on: date
    title: str
    outcome: str  # what came of it, in words
    ended_on: date | None = None


def lines_of(
    marks: Iterable[ChartMark],
    reading: Reading,
    labels: Sequence[str],
    trials: Iterable[MarkLine] = (),
) -> list[MarkLine]:
    """Return what has a point in the order of the points, then what has none, then what was taken back."""
    trials = list(trials)
    placed = [(at, line(mark, at, labels[at])) for at, mark in reading.placed]
    placed += [(trial.index, trial) for trial in trials if trial.index is not None]
    lines = [each for _at, each in sorted(placed, key=lambda one: one[0])]
    lines += [line(mark, None, name_of(mark.point)) for mark in reading.lost]
    lines += [trial for trial in trials if trial.index is None]
    taken_back = [mark for mark in marks if not mark.is_active]
    return lines + [line(mark, None, name_of(mark.point)) for mark in taken_back]


def lines_of_trials(trials: Iterable[Trial], spots: Sequence[Spot]) -> list[MarkLine]:
    """Return a line for each test, at the first point that can know of it."""
    return [
        MarkLine(
            kind="cycle",
            index=place_of_day(trial.begun_on, spots),
            label=date_format(trial.begun_on),
            text=trial.title,
            by=trial.outcome,
            on=date_format(trial.ended_on) if trial.ended_on else "",
        )
        for trial in sorted(trials, key=lambda trial: trial.begun_on)
    ]


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
