"""Setting answers aside: they stay, and are not counted, until somebody takes them back."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from portal.periods import Week
from portal.users.models import User
from questionnaires.models import AccessPoint, Campaign, Quarantine, Response
from questionnaires.signals import answers_changed


class AlreadyAside(ValueError):
    """This week at this access point is set aside."""


@transaction.atomic
def set_aside(
    *, access_point: AccessPoint, week: Week, because: str, by: User, on: date
) -> Quarantine:
    """Leave one week at one access point out of every count and export from now on.

    What is published already stays as it was. Answers that still come in that week are set aside too.
    """
    quarantine, is_new = Quarantine.objects.get_or_create(
        access_point=access_point,
        week=str(week),
        defaults={"because": because, "by": by, "set_on": on},
    )
    if not is_new:
        raise AlreadyAside(str(quarantine))
    log_on(access_point.campaign, "set_aside", quarantine, by)
    tell_those_who_count(quarantine)
    return quarantine


@transaction.atomic
def take_back(*, quarantine: Quarantine, by: User) -> None:
    """Count the answers again."""
    log_on(quarantine.access_point.campaign, "take_back", quarantine, by)
    quarantine.delete()
    tell_those_who_count(quarantine)


def log_on(campaign: Campaign, deed: str, quarantine: Quarantine, by: User) -> None:
    data = {
        "place": str(quarantine.access_point),
        "week": quarantine.week,
        "because": quarantine.because,
    }
    log(campaign, f"questionnaires.{deed}", user=by, data=data)


def tell_those_who_count(quarantine: Quarantine) -> None:
    """Name every version answered there that week: a campaign may have changed its own meanwhile."""
    there = Response.objects.filter(
        access_point=quarantine.access_point_id, week=quarantine.week
    ).order_by()
    general = there.values_list("version", flat=True).distinct()
    local = there.exclude(local_version=None).values_list("local_version", flat=True).distinct()
    for version_id in {*general, *local}:
        answers_changed.send(Response, version_id=version_id, week=quarantine.week)


def was_published(quarantine: Quarantine) -> bool:
    """Say whether numbers of that week are out; they are never changed."""
    return quarantine.week <= quarantine.access_point.campaign.version.closed_through


def in_words(access_point: AccessPoint) -> str:
    """Name an access point among those of one campaign: two posters at one place have two codes."""
    where = access_point.page or access_point.place or _("no place")
    return f"{access_point.get_kind_display()} · {where} · {access_point.code}"
