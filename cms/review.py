"""When is advice looked at again, and when is somebody told?

Health texts are commonly reviewed within three years (HSE in Ireland; NHS England shows both the last
and the next date). We ask for two, and never wait longer than three. Due dates are scattered, so that
pages launched on one day do not fall due on one day: a pile is ignored.
"""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

LONGEST_MONTHS = 36
SCATTER_DAYS = 30
SOON_DAYS = 90
REMINDER_DAYS = (0, 30, 90)
"""Days before the review is due; nearest first. After it, once a week."""

_STRIDE = 37
"""Neighbouring numbers land far apart: 37 and 61 share no factor."""


class State(StrEnum):
    OVERDUE = "overdue"
    NEVER = "never"
    SOON = "soon"
    FINE = "fine"


def due_on(reviewed_on: date, interval_months: int, number: int) -> date:
    """Return the day of the next review, up to 30 days to either side and within three years.

    `number` is any stable number of the page, such as its key: the same page always gets the same day.
    """
    if not 1 <= interval_months <= LONGEST_MONTHS:
        raise ValueError(
            f"A review interval is 1 to {LONGEST_MONTHS} months, not {interval_months}."
        )
    middle = _months_after(reviewed_on, interval_months)
    days = timedelta(days=number * _STRIDE % (2 * SCATTER_DAYS + 1) - SCATTER_DAYS)
    if middle + days > _months_after(reviewed_on, LONGEST_MONTHS):
        days = -days  # mirrored and not cut off: cut off, half of them would share the last day
    return max(middle + days, reviewed_on + timedelta(days=1))


def state(reviewed_on: date | None, due_on: date | None, today: date) -> State:
    if reviewed_on is None or due_on is None:
        return State.NEVER
    if due_on < today:
        return State.OVERDUE
    return State.SOON if (due_on - today).days <= SOON_DAYS else State.FINE


def reminder_due(due_on: date, reminded_on: date | None, today: date) -> bool:
    """Return whether a moment for a reminder has come since the last one was sent.

    Several moments that passed while nothing ran are caught up by one reminder.
    """
    moment = _last_moment(due_on, today)
    return moment is not None and (reminded_on is None or reminded_on < moment)


def _last_moment(due_on: date, today: date) -> date | None:
    late = (today - due_on).days
    if late >= 0:
        return today - timedelta(days=late % 7)
    passed = (due_on - timedelta(days=days) for days in REMINDER_DAYS if -late <= days)
    return next(passed, None)


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
