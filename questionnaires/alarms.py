"""Telling a campaign's owner that one of its access points is being filled."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Count
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from portal.periods import Week
from questionnaires.models import AccessPoint, Campaign, Quarantine, Response
from questionnaires.refusals import refusals
from questionnaires.unusual import about, is_unusual, usual

logger = logging.getLogger(__name__)

WEEKS_BACK = 12
LOOKED_AT = 2  # this week and the last: what came on Sunday night is seen on Monday
TOLD = "questionnaires.tell_of_flood"


class Alarm(NamedTuple):
    """One week at one access point, in numbers that tell nothing of a single person."""

    access_point: AccessPoint
    week: str
    count: int
    usual: int
    was_held_back: bool


def alarms(*, campaign: Campaign, this_week: Week) -> list[Alarm]:
    """Return the weeks that need a look and have not been set aside."""
    counts = counts_of(campaign, this_week)
    aside = set(
        Quarantine.objects.filter(access_point__campaign=campaign).values_list(
            "access_point_id", "week"
        )
    )
    points = campaign.access_points.select_related("place", "page", "campaign")
    return [
        alarm
        for point in points
        for alarm in alarms_at(point, counts[point.pk], this_week)
        if (point.pk, alarm.week) not in aside
    ]


def counts_of(campaign: Campaign, this_week: Week) -> dict[int, dict[str, int]]:
    """Return {access point: {week: how many}} of the last weeks. Counts only; no answer is read."""
    first = str(this_week.plus(-WEEKS_BACK))
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Response.objects.filter(access_point__campaign=campaign, week__gte=first)
    for point, week, count in (
        rows.order_by().values_list("access_point", "week").annotate(count=Count("pk"))
    ):
        found[point][week] = count
    return found


def alarms_at(point: AccessPoint, counts: dict[str, int], this_week: Week) -> Iterator[Alarm]:
    for back in range(LOOKED_AT):
        week = this_week.plus(-back)
        count, earlier = counts.get(str(week), 0), before(week, counts)
        held_back = refusals(point.pk, week)
        if is_unusual(count, earlier, held_back):
            yield Alarm(point, str(week), about(count), about(usual(earlier)), held_back > 0)


def before(week: Week, counts: dict[str, int]) -> list[int]:
    """Return the counts of the weeks before, from the first that had any; an empty week counts as 0."""
    past = [week.plus(-back) for back in range(WEEKS_BACK, 0, -1)]
    known = [counts.get(str(each), 0) for each in past]
    while known and not known[0]:
        known.pop(0)
    return known


def tell_owners(*, on: date) -> int:
    """Write to each owner of a campaign that needs a look, at most once a week; return how many."""
    week = Week.of(on)
    campaigns = Campaign.objects.filter(owner__is_active=True).select_related("owner")
    return sum(tell(campaign, week) for campaign in campaigns)


def tell(campaign: Campaign, week: Week) -> bool:
    """The campaign's own history remembers that a letter went out."""
    told = ModelLogEntry.objects.for_instance(campaign).filter(action=TOLD)
    if any(entry.data.get("week") == str(week) for entry in told):
        return False
    found = alarms(campaign=campaign, this_week=week)
    if not found or not campaign.owner.email or not sent(campaign, found):
        return False
    log(campaign, TOLD, data={"week": str(week)})
    return True


def sent(campaign: Campaign, found: Iterable[Alarm]) -> bool:
    """Return whether the letter was taken by the mail server. One that is down is tried tomorrow."""
    address = reverse("questionnaires_quarantines", args=[campaign.pk])
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Unusually many answers: %(campaign)s") % {"campaign": campaign}
        context = {"alarms": found, "url": settings.WAGTAILADMIN_BASE_URL + address}
        text = render_to_string("questionnaires/admin/flood_letter.txt", context)
    try:
        send_mail(" ".join(subject.split()), text, None, [campaign.owner.email])
    except OSError:  # smtplib's errors are OSErrors
        logger.exception("A letter about unusually many answers could not be sent.")
        return False
    return True
