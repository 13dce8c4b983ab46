"""The meeting as it is held: begun, who is here, what is written, and the circle's consent to it.

Consent is given to words: whoever changes the minutes afterwards asks everybody again.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.circles.agenda_items import fill
from feedback.circles.guard import Refused, allow
from feedback.circles.merging import tidy
from feedback.circles.models import AgendaItem, Attendance, CircleMember, Meeting
from portal.users.models import User
from portal.users.roles import Permission

Status = Meeting.Status
WRITABLE = (Status.RUNNING, Status.HELD)


class Changed(Exception):
    """Somebody else has written since. Nothing of either text is lost: `item` holds theirs."""

    def __init__(self, item: AgendaItem) -> None:
        super().__init__(item.pk)
        self.item = item


@dataclass(frozen=True)
class Standing:
    """Who has consented to the minutes as they read now."""

    here: list[Attendance]
    waits_for: list[Attendance]
    objecting: list[Attendance]
    someone_votes: bool

    @property
    def can_approve(self) -> bool:
        return self.someone_votes and not self.waits_for and not self.objecting


@transaction.atomic
def begin(*, meeting: Meeting, by: User, on: date) -> None:
    """Begin on the day, or later. The agenda is written down; who clicks second begins nothing anew."""
    meeting = held(meeting, by, Permission.WORK_IN_CIRCLE)
    if meeting.status == Status.RUNNING:
        return
    if meeting.status != Status.PLANNED:
        raise Refused(_("The meeting is over or called off."))
    if timezone.localdate(meeting.starts_at) > on:
        raise Refused(_("The meeting is not today. Move it first."))
    fill(meeting)
    set_status(meeting, Status.RUNNING)


@transaction.atomic
def attend(*, meeting: Meeting, member: CircleMember, is_here: bool, by: User) -> None:
    """Write down whether one member is here. Each is a row of its own, so that nobody is lost."""
    meeting = held(meeting, by, Permission.WORK_IN_CIRCLE, *WRITABLE)
    if member.circle_id != meeting.circle_id:
        raise Refused(_("That person is not in the circle."))
    Attendance.objects.update_or_create(
        meeting=meeting, user=member.user, defaults={"was_there": is_here}
    )


@transaction.atomic
def write(*, item: AgendaItem, seen: int, text: str, by: User) -> None:
    """Write the minutes of one item over what was seen; raise Changed where that is not the newest."""
    meeting = held(item.meeting, by, Permission.WORK_IN_CIRCLE, *WRITABLE)
    now = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if tidy(text) == tidy(now.text):
        return
    if now.revision != seen:
        raise Changed(now)
    mine = AgendaItem.objects.filter(pk=item.pk, revision=seen)
    if not mine.update(text=tidy(text), revision=F("revision") + 1, written_by=by):
        raise Changed(AgendaItem.objects.get(pk=item.pk))
    meeting.attendances.update(consented_at=None)


@transaction.atomic
def end(*, meeting: Meeting, by: User) -> None:
    """End the meeting. From now on its minutes wait for consent."""
    meeting = held(meeting, by, Permission.LEAD_CIRCLE)
    if meeting.status == Status.HELD:
        return
    if meeting.status != Status.RUNNING:
        raise Refused(_("The meeting has not begun."))
    if not meeting.attendances.filter(was_there=True).exists():
        raise Refused(_("Say who was here first."))
    set_status(meeting, Status.HELD)


@transaction.atomic
def consent(*, meeting: Meeting, seen: int, by: User, at: datetime) -> None:
    """Consent to the words that were seen. An objection of the same person is met by it, and kept."""
    answer(meeting, by, seen, consented_at=at)


@transaction.atomic
def object_to(*, meeting: Meeting, seen: int, reason: str, by: User) -> None:
    if not reason.strip():
        raise Refused(_("Say what must be changed, and why."))
    answer(meeting, by, seen, consented_at=None, objection=tidy(reason))


def answer(meeting: Meeting, by: User, seen: int, **given: datetime | str | None) -> None:
    meeting = held(meeting, by, Permission.CONSENT, Status.HELD)
    if words_of(meeting) != seen:
        raise Refused(_("The minutes were changed a moment ago. Read them again."))
    if not meeting.attendances.filter(user=by, was_there=True).update(**given):
        raise Refused(_("Only those who were there consent to the minutes."))


@transaction.atomic
def approve(*, meeting: Meeting, by: User, on: date) -> None:
    """Close the minutes for good, when all who were there and take part in consent have consented."""
    meeting = held(meeting, by, Permission.LEAD_CIRCLE)
    if meeting.status == Status.APPROVED:
        return
    if meeting.status != Status.HELD:
        raise Refused(_("The meeting is not over yet."))
    if not standing(meeting).can_approve:
        raise Refused(_("Not everybody who was there has consented yet."))
    meeting.approved_on = on
    meeting.save(update_fields=["approved_on"])
    set_status(meeting, Status.APPROVED)


def standing(meeting: Meeting) -> Standing:
    here = list(meeting.attendances.filter(was_there=True).select_related("user").order_by("pk"))
    voters = meeting.circle.members.filter(is_voting=True, user__is_active=True)
    voting = set(voters.values_list("user", flat=True))
    asked = [one for one in here if one.user_id in voting]
    return Standing(
        here=here,
        waits_for=[one for one in asked if one.consented_at is None and not one.objection],
        objecting=[one for one in asked if one.consented_at is None and one.objection],
        someone_votes=bool(asked),
    )


def words_of(meeting: Meeting) -> int:
    """Return a number that grows with every change of the minutes."""
    return meeting.items.aggregate(all=Sum("revision"))["all"] or 0


def set_status(meeting: Meeting, status: Status) -> None:
    meeting.status = status
    meeting.save(update_fields=["status"])


def held(meeting: Meeting, by: User, permission: Permission, *among: Status) -> Meeting:
    """Return the meeting, its row held until the deed is done."""
    allow(by, permission, meeting.circle)
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("circle__platform")
    found = rows.get(pk=meeting.pk)
    if among and found.status not in among:
        raise Refused(_("The minutes cannot be changed now."))
    return found
