"""What a circle saw, decided, did and told in one month, in sentences; a quiet month says so.

No sentence holds a count of citizens: a signal is told as on the board, the rest is the circle's own work.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from feedback import news
from feedback.circles.models import Circle
from feedback.models import Signal

FIRST_MONTHS = (1, 4, 7, 10)  # of a quarter: the members are asked then


@dataclass(frozen=True)
class Part:
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Month:
    """`happened` is empty in a quiet month. `ahead` is what waits on the day it was asked."""

    first: date
    happened: tuple[Part, ...]
    ahead: tuple[Part, ...]
    is_synthetic: bool

    @property
    def name(self) -> str:
        return date_format(self.first, "F Y")

    @property
    def parts(self) -> tuple[Part, ...]:
        return self.happened + self.ahead


def month_before(day: date) -> date:
    """Return the first day of the month before."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def month_of(circle: Circle, first: date, *, on: date) -> Month:
    """Return the month that begins on `first`, and what waits on the day `on`."""
    span = (first, month_after(first) - timedelta(days=1))
    signals = list(signals_in(circle, span))
    return Month(
        first=first,
        happened=full(happened(circle, span, signals)),
        ahead=full(ahead(circle, on)),
        is_synthetic=any(signal.is_synthetic for signal in signals),
    )


def full(parts: Iterable[tuple[str, list[str]]]) -> tuple[Part, ...]:
    return tuple(Part(heading, tuple(lines)) for heading, lines in parts if lines)


def signals_in(circle: Circle, span: tuple[date, date]) -> Iterable[Signal]:
    signals = Signal.objects.filter(measure__platform=circle.platform_id, recorded_on__range=span)
    return signals.select_related("measure").defer("chart", "points")


def happened(
    circle: Circle, span: tuple[date, date], signals: Iterable[Signal]
) -> Iterator[tuple[str, list[str]]]:
    yield _("What the numbers showed"), [f"{one.text} ({one.since})" for one in news.told(signals)]
    decided = circle.decisions.filter(decided_on__range=span)
    yield _("What we decided"), [decision.title for decision in decided]
    done = circle.actions.filter(done_on__range=span)
    yield _("What we did"), [f"{action.text}: {action.outcome}" for action in done]
    yield _("What we tried"), list(tried(circle, span))
    told = circle.stories.published().filter(published_on__range=span)
    yield _("What we told citizens"), [story.title for story in told]


def tried(circle: Circle, span: tuple[date, date]) -> Iterator[str]:
    """Name the tests that began, and those that ended with what came of them."""
    for project in circle.projects.prefetch_related("cycles"):
        for cycle in project.cycles.all():
            about = {"cycle": cycle.title, "project": project.title, "act": cycle.get_act_display()}
            if cycle.acted_on and span[0] <= cycle.acted_on <= span[1]:
                yield _("%(cycle)s (%(project)s): %(act)s") % about
            elif span[0] <= cycle.starts_on <= span[1]:
                yield _("%(cycle)s (%(project)s): begun") % about


def ahead(circle: Circle, on: date) -> Iterator[tuple[str, list[str]]]:
    if circle.sense_id and on.month in FIRST_MONTHS:
        yield (
            _("Once a quarter"),
            [_("Answer for yourself how we work together. The link is on the board.")],
        )
    next_meeting = circle.meetings.filter(starts_at__date__gte=on, status="planned").last()
    if next_meeting:
        begins = date_format(timezone.localtime(next_meeting.starts_at), "DATETIME_FORMAT")
        yield _("Next meeting"), [f"{next_meeting.title}, {begins}"]
    yield _("Decisions to look at again"), [each.title for each in circle.decisions.due(on)]
    late = circle.actions.overdue(on)
    yield (
        _("Actions that are late"),
        [
            _("%(action)s (before %(day)s)")
            % {"action": each.text, "day": date_format(each.due_on)}
            for each in late
        ],
    )
