"""A circle that meets: a meeting that is planned, under way, or over, through the product's own deeds."""

from datetime import timedelta

from feedback.circles import minutes, planning
from feedback.circles.models import AgendaItem, CircleMember, Meeting
from portal.users.models import User
from tests.cast import Town
from tests.circles.working import HOME, TODAY
from tests.conftest import TUESDAY

PAGE = f"{HOME}moeder/"
SOON = TUESDAY + timedelta(hours=2)


def planned(town: Town, **changes: object) -> Meeting:
    given = {"title": "Driftsmøde", "starts_at": SOON, "minutes": 60, "by": town.people.sofie}
    [meeting, *_rest] = planning.plan_meetings(circle=town.circle, at=TUESDAY, **given | changes)
    return meeting


def running(town: Town, **changes: object) -> Meeting:
    meeting = planned(town, **changes)
    minutes.begin(meeting=meeting, by=town.people.sofie, on=TODAY)
    meeting.refresh_from_db()
    return meeting


def over(town: Town, *here: User) -> Meeting:
    """Return a meeting whose minutes wait for those who were here."""
    meeting = running(town)
    for user in here:
        come(town, meeting, user)
    minutes.end(meeting=meeting, by=town.people.sofie)
    meeting.refresh_from_db()
    return meeting


def come(town: Town, meeting: Meeting, user: User, is_here: bool = True) -> None:
    member = CircleMember.objects.get(circle=town.circle, user=user)
    minutes.attend(meeting=meeting, member=member, is_here=is_here, by=town.people.sofie)


def write(item: AgendaItem, text: str, by: User, seen: int = 0) -> None:
    minutes.write(item=item, seen=seen, text=text, by=by)
