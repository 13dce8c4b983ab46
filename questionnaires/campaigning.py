"""What those who meet people do with campaigns: start one from a template, see it run, stop it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from portal.periods import Week
from portal.users.models import Place, User
from questionnaires.actions import open_week
from questionnaires.models import AccessPoint, Campaign, Quarantine, Response

FEWEST = 5  # counts of 1 to 4 are masked, as in the national health statistics
WEEKS_BACK = 8


@transaction.atomic
def start_campaign(
    *,
    template: Campaign,
    places: Collection[Place],
    closes_on: date,
    name: str,
    by: User,
    on: date,
) -> Campaign:
    """Copy a template for some of a person's own places, with a poster for each.

    The template is locked, so that a button pressed twice finds what the first press has started.
    """
    template = Campaign.objects.select_for_update(of=("self",)).get(pk=template.pk)
    refuse_other_places(places, by)
    own = {"name": name, "owner": by, "opens_on": on, "closes_on": closes_on, "is_template": False}
    twin = Campaign.objects.filter(**own, version=template.version_id, stopped_on=None).first()
    if twin and set(twin.places.all()) == set(places):
        return twin
    campaign, _children = template.copy_cluster()
    for field, value in {**own, "stopped_on": None, "under_pages": False}.items():
        setattr(campaign, field, value)
    campaign.full_clean()
    campaign.save()
    campaign.places.set(places)
    open_at_places(campaign=campaign)
    log(campaign, "questionnaires.start", user=by)
    return campaign


@transaction.atomic
def open_at_places(*, campaign: Campaign) -> list[Place]:
    """Give each of a campaign's places a poster where it has no access point yet; return those places.

    Nothing is taken away: what hangs on a wall leads to the questions, also where a place is no longer
    ticked. The campaign is locked, so two editors who save at once hang up one poster.
    """
    if campaign.is_template:
        return []
    Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    has_one = campaign.access_points.exclude(place=None).values("place")
    missing = list(campaign.places.exclude(pk__in=has_one).select_related("organisation"))
    AccessPoint.objects.bulk_create(
        AccessPoint(campaign=campaign, kind=AccessPoint.Kind.POSTER, place=place)
        for place in missing
    )
    return missing


def refuse_other_places(places: Collection[Place], by: User) -> None:
    if not places:
        raise ValidationError(_("Choose one place at least."))
    if {place.pk for place in places} - set(by.places.values_list("pk", flat=True)):
        raise PermissionDenied("A campaign is started at one's own places.")


def stop_campaign(*, campaign: Campaign, by: User, on: date) -> None:
    """Take no more answers from now on. Stopped twice, it was stopped the first time."""
    if campaign.stopped_on is None:
        campaign.stopped_on = on
        campaign.save(update_fields=["stopped_on"])
        log(campaign, "questionnaires.stop", user=by)


def start_again(*, campaign: Campaign, closes_on: date, by: User) -> None:
    """Take answers once more, until another day: what is printed leads to the questions as before."""
    campaign.stopped_on, campaign.closes_on = None, closes_on
    campaign.full_clean()
    campaign.save(update_fields=["stopped_on", "closes_on"])
    log(campaign, "questionnaires.start_again", user=by)


@dataclass(frozen=True)
class WeekSoFar:
    """What may be told of a week that runs: never a number below five, and no two to subtract."""

    at_least: int
    """Rounded down to a whole five; 0: fewer than five."""
    busy: frozenset[int]
    """The access points that have five answers themselves."""


def week_so_far(*, campaign: Campaign, week: Week) -> WeekSoFar:
    at_this = {"access_point": OuterRef("access_point"), "week": OuterRef("week")}
    counted = Response.objects.filter(
        ~Exists(Quarantine.objects.filter(**at_this)),
        version=campaign.version_id,
        week=str(week),
        access_point__campaign=campaign,
    )
    by_point = dict(counted.order_by().values_list("access_point").annotate(Count("pk")))
    return WeekSoFar(
        at_least=rounded_down(sum(by_point.values())),
        busy=frozenset(point for point, count in by_point.items() if count >= FEWEST),
    )


def rounded_down(count: int) -> int:
    return count - count % FEWEST


def weeks_to_type_in(*, campaign: Campaign, today: date) -> list[Week]:
    """Return the weeks a sheet of paper can be from, the latest first.

    A published week takes no more; when all of the campaign's weeks are published, a late sheet counts in
    the first that is open.
    """
    latest = Week.of(min(today, campaign.closes_on or today))
    first = Week.of(campaign.opens_on)
    back = [latest.plus(-number) for number in range(WEEKS_BACK)]
    version = campaign.version
    found = [week for week in back if week >= first and open_week(version, week) == week]
    return found or [open_week(version, latest)]
