"""When an answer's time is over. Pure.

An answer knows its week and nothing finer, so its time is counted from the week's last day.
"""

from calendar import monthrange
from datetime import date

from portal.periods import Week


def months_before(day: date, months: int) -> date:
    """Return the same day some months earlier, or the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_week_over(on: date, months: int) -> Week:
    """Return the last week whose every day lies at least so many months back."""
    return Week.of(months_before(on, months)).plus(-1)
