"""Answers are erased when their time is over; what remains are the numbers shown, and a count.

The counts already made stay: they are about nobody, and a published week may not change. So no bucket
is marked, unlike when a person takes back what she said.
"""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from questionnaires.actions import note_erasure
from questionnaires.models import Campaign, Erasure, Response
from questionnaires.retention import last_week_over
from questionnaires.signals import answers_erased

ROWS_A_TRANSACTION = 1000


def over(campaign: Campaign, on: date) -> QuerySet[Response]:
    """Return the answers whose time is over on a day."""
    last = str(last_week_over(on, campaign.keep_months))
    return Response.objects.filter(access_point__campaign=campaign, week__lte=last)


def due(*, on: date) -> Iterator[tuple[Campaign, int]]:
    """Yield how many answers of each campaign are to be erased on a day; those with none are left out."""
    for campaign in Campaign.objects.order_by("pk"):
        if count := over(campaign, on).count():
            yield campaign, count


def erase_what_is_over(*, on: date) -> list[tuple[Campaign, int]]:
    """Erase all answers whose time is over; return how many of each campaign. May be run again."""
    erased = list(due(on=on))
    for campaign, _ in erased:
        while erase_some(campaign, on):
            pass
    if erased:
        answers_erased.send(Response)
    return erased


@transaction.atomic
def erase_some(campaign: Campaign, on: date) -> int:
    some = list(over(campaign, on).values_list("pk", flat=True)[:ROWS_A_TRANSACTION])
    if some:
        Response.objects.filter(pk__in=some).delete()
        note_erasure(campaign, Erasure.Reason.RETENTION, len(some), on)
    return len(some)
