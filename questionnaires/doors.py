"""What is asked at an access point, kept ready in the process for some seconds.

Everybody who scans one poster meets the same campaign, questions, ages and words. What must be right at
once is read each time, as one row of marks: whether answers are taken, which version is asked, and which
weeks are closed. Where any of them is another than before, all of it is read anew.
"""

from copy import copy
from dataclasses import dataclass
from functools import cache
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
)
AROUND = (
    "local_version",
    "campaign__platform",
    "campaign__notice",
    "campaign__version__questionnaire",
)
LISTS = ("campaign__afterwords", "campaign__platform__bands")
MOST_KEPT = 256


@dataclass(frozen=True)
class Door:
    point: AccessPoint
    marks: tuple[Any, ...]
    until: float


KEPT: dict[str, Door] = {}  # by code


def find(code: str) -> AccessPoint | None:
    """Return an access point with all that an answer needs.

    It is the caller's own; what it leads to belongs to all threads, and is read only.
    """
    code = code.lower()
    marks = marks_of(code)
    if marks is None:
        return None
    door = KEPT.get(code)
    if door is None or door.marks != marks or door.until <= monotonic():
        # The marks were read first: what changed meanwhile differs from them the next time.
        door = opened(code, marks)
    return door and copy(door.point)


def marks_of(code: str) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(marks_statement(), (code,))
        return cursor.fetchone()


@cache
def marks_statement() -> str:
    """Return the SQL as the models have it; to build it takes longer than to run it."""
    query = AccessPoint.objects.order_by().values_list(*MARKS).filter(code="").query
    return query.sql_with_params()[0]


def opened(code: str, marks: tuple[Any, ...]) -> Door | None:
    """Read all of it, and keep it for the next who comes through the same door."""
    points = AccessPoint.objects.select_related(*AROUND).prefetch_related(*LISTS)
    point = points.filter(code=code).first()
    if point is None:
        return None
    _ = point.asked  # put together once, for all
    door = Door(point, marks, monotonic() + settings.CAPTURE_DOOR_SECONDS)
    if settings.CAPTURE_DOOR_SECONDS:
        if len(KEPT) >= MOST_KEPT:
            KEPT.clear()
        KEPT[code] = door
    return door
