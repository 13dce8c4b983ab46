"""Planning meetings: one or a row of them, moved, called off. Each change is told to all who are invited."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.circles.guard import Refused, allow
from feedback.circles.models import Circle, Meeting, MeetingSeries
from feedback.circles.signals import meetings_announced
from portal.users.models import User
from portal.users.roles import Permission

MOST = 26
LENGTHS = (5, 480)
CHANGEABLE = ("title", "starts_at", "minutes", "place", "link")


@transaction.atomic
def plan_meetings(
    *,
    circle: Circle,
    title: str,
    starts_at: datetime,
    minutes: int,
    by: User,
    at: datetime,
    place: str = "",
    link: str = "",
    count: int = 1,
    weeks_between: int = 4,
) -> list[Meeting]:
    """Plan `count` meetings at the same hour. Sent twice it is one row, and one letter."""
    allow(by, Permission.WORK_IN_CIRCLE, circle)
    check(title, starts_at, minutes, at)
    if not 1 <= count <= MOST or not 1 <= weeks_between <= 52:
        raise Refused(_("Plan from 1 to %(most)s meetings at a time.") % {"most": MOST})
    Circle.objects.select_for_update().get(pk=circle.pk)
    days = [same_hour(starts_at, weeks_between * number) for number in range(count)]
    planned = circle.meetings.filter(title=title.strip(), status=Meeting.Status.PLANNED)
    if planned.filter(starts_at__in=days).exists():
        raise Refused(_("There is a meeting of that name at that hour already."))
    series = None
    if count > 1:
        given = {"title": title.strip(), "weeks_between": weeks_between}
        series = MeetingSeries.objects.create(circle=circle, **given)
    meetings = [
        Meeting.objects.create(
            circle=circle, series=series, title=title.strip(), starts_at=day, minutes=minutes,
            place=place.strip(), link=link,
        )
        for day in days
    ]  # fmt: skip
    meetings_announced.send(Meeting, meetings=meetings)
    return meetings


def same_hour(starts_at: datetime, weeks: int) -> datetime:
    """Return the hour on the wall so many weeks later, whether it is summer time then or not."""
    wall = timezone.make_naive(starts_at) + timedelta(weeks=weeks)
    return timezone.make_aware(wall)


@transaction.atomic
def change_meeting(*, meeting: Meeting, by: User, at: datetime, **changes: str | int) -> bool:
    """Change a planned meeting; return whether anything was another than before."""
    meeting = planned(meeting, by)
    values = {name: getattr(meeting, name) for name in CHANGEABLE} | changes
    check(values["title"], values["starts_at"], values["minutes"], at)
    changed = [name for name in CHANGEABLE if values[name] != getattr(meeting, name)]
    if not changed:
        return False
    for name in changed:
        setattr(meeting, name, values[name])
    announce_anew(meeting, *changed)
    return True


@transaction.atomic
def call_off(*, meeting: Meeting, by: User) -> None:
    """Call a planned meeting off. It stays, and what was on its agenda waits for the next one."""
    meeting = planned(meeting, by)
    meeting.status = Meeting.Status.CANCELLED
    announce_anew(meeting, "status")


def announce_anew(meeting: Meeting, *changed: str) -> None:
    meeting.sequence += 1
    meeting.save(update_fields=[*changed, "sequence"])
    meetings_announced.send(Meeting, meetings=[meeting])


def planned(meeting: Meeting, by: User) -> Meeting:
    """Return the meeting, its row held, where it may still be moved."""
    allow(by, Permission.WORK_IN_CIRCLE, meeting.circle)
    held = Meeting.objects.select_for_update().select_related("circle").get(pk=meeting.pk)
    if held.status != Meeting.Status.PLANNED:
        raise Refused(_("The meeting has begun or is called off, and cannot be moved."))
    return held


def check(title: str, starts_at: datetime, minutes: int, at: datetime) -> None:
    if not title.strip():
        raise Refused(_("Give the meeting a name."))
    if starts_at <= at:
        raise Refused(_("That hour is over. Choose a later one."))
    if not LENGTHS[0] <= minutes <= LENGTHS[1]:
        raise Refused(_("A meeting lasts from 5 minutes to 8 hours."))
