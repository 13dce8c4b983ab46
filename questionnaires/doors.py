"""What is asked at an access point, kept ready in the process for some seconds.

Everybody who scans one poster meets the same campaign, questions, ages and words. What must be right at
once is read each time, as one row of marks: whether answers are taken, which version is asked, and which
weeks are closed. Where any of them is another than before, all of it is read anew. Words are not among
the marks: a changed one is met when the seconds are over (`portal/decisions`, 27).
"""

from copy import copy
from dataclasses import dataclass
from functools import cache, reduce
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import connection

from questionnaires.models import AccessPoint

MARKS = (
    "campaign_id",
    "local_version_id",
    "local_version__closed_through",
    "campaign__version_id",
    "campaign__version__status",
    "campaign__version__closed_through",
    "campaign__is_template",
    "campaign__stopped_on",
    "campaign__opens_on",
    "campaign__closes_on",
    "campaign__mode",
    "campaign__notice_id",
    "campaign__asks_reporter",
    "campaign__may_skip_reporter",
    "campaign__may_skip_age",
)
AROUND = ("local_version", "campaign__platform", "campaign__notice", "campaign__version")
LISTS = ("campaign__afterwords", "campaign__platform__bands")
MOST_KEPT = 256


@dataclass(frozen=True)
class Door:
    point: AccessPoint
    marks: tuple[str, ...]
    opened_at: float

    @property
    def is_young(self) -> bool:
        return monotonic() - self.opened_at < settings.CAPTURE_DOOR_SECONDS


KEPT: dict[str, Door] = {}  # by code


def find(code: str) -> AccessPoint | None:
    """Return an access point with all that an answer needs.

    It is the caller's own; what it leads to belongs to all threads, and is read only.
    """
    code = code.lower()
    door = KEPT.get(code)
    if door is None or not door.is_young or door.marks != marks_now(code):
        door = opened(code)
    return door and copy(door.point)


def opened(code: str) -> Door | None:
    """Read all of it, and keep it for the next who comes through the same door."""
    points = AccessPoint.objects.select_related(*AROUND).prefetch_related(*LISTS)
    point = points.filter(code=code).first()
    if point is None:
        KEPT.pop(code, None)
        return None
    _ = point.asked  # put together once, for all
    if len(KEPT) >= MOST_KEPT:
        KEPT.clear()
    door = KEPT[code] = Door(point, marks_of(point), monotonic())
    return door


def marks_of(point: AccessPoint) -> tuple[str, ...]:
    """Return the marks as text, for a database may tell a day as text."""
    return tuple(str(reduce(below, path.split("__"), point)) for path in MARKS)


def below(above: Any, name: str) -> Any:
    return None if above is None else getattr(above, name)


def marks_now(code: str) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(marks_statement(), (code,))
        return tuple(map(str, cursor.fetchone() or ()))


@cache
def marks_statement() -> str:
    """Return the SQL as the models have it; to build it takes longer than to run it."""
    query = AccessPoint.objects.order_by().values_list(*MARKS).filter(code="").query
    return query.sql_with_params()[0]
