"""Invitations by e-mail, with the meeting as a calendar reads it. Everybody in the circle is invited.

They come to those too who want no letters about what is new: who sits in a circle is asked to its meetings.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from feedback.circles import ical
from feedback.circles.models import Circle, CircleMember, Meeting
from feedback.circles.posting import language_of
from portal.users.models import User


def invited(circle: Circle) -> QuerySet[CircleMember]:
    members = circle.members.filter(user__is_active=True).exclude(user__email="")
    return members.select_related("user").order_by("pk")


def send(*, user_id: int, meeting_ids: list[int]) -> bool:
    """Write one letter about some meetings of one circle, as they are now. Nobody who has left gets it."""
    found = Meeting.objects.filter(pk__in=meeting_ids).select_related("circle__platform")
    meetings = list(found.order_by("starts_at"))
    member = invited(meetings[0].circle).filter(user=user_id).first() if meetings else None
    if member is None:
        return False
    with translation.override(language_of(member.user)):
        letter(member.user, meetings).send()
    return True


def letter(user: User, meetings: list[Meeting]) -> EmailMessage:
    first = meetings[0]
    context = {
        "circle": first.circle,
        "meetings": meetings,
        "is_called_off": is_called_off(first),
        "is_changed": first.sequence > 0,
        "url": settings.PUBLIC_URL + first.get_absolute_url(),
    }
    text = render_to_string("circles/meeting_letter.txt", context)
    mail = EmailMessage(" ".join(subject(first).split()), text, None, [user.email])
    for meeting in meetings:
        event = event_of(meeting, user)
        kind = f"text/calendar; method={ical.method(event)}"
        mail.attach(file_name(meeting), ical.calendar(event).decode(), kind)
    return mail


def subject(meeting: Meeting) -> str:
    words = {
        "circle": meeting.circle.name,
        "title": meeting.title,
        "day": date_format(timezone.localdate(meeting.starts_at)),
    }
    if is_called_off(meeting):
        return _("Called off: %(title)s on %(day)s (%(circle)s)") % words
    if meeting.sequence:
        return _("Changed: %(title)s on %(day)s (%(circle)s)") % words
    return _("Invitation: %(title)s on %(day)s (%(circle)s)") % words


def is_called_off(meeting: Meeting) -> bool:
    return meeting.status == Meeting.Status.CANCELLED


def file_name(meeting: Meeting) -> str:
    return f"{meeting.circle.slug}-{timezone.localdate(meeting.starts_at)}-{meeting.pk}.ics"


def event_of(meeting: Meeting, user: User | None = None) -> ical.Event:
    """Return the meeting for one person's calendar. The UID holds for as long as the portal has its name."""
    url = settings.PUBLIC_URL + meeting.get_absolute_url()
    video = _("Join by video: %(link)s") % {"link": meeting.link} if meeting.link else ""
    return ical.Event(
        uid=f"meeting-{meeting.pk}@{urlsplit(settings.PUBLIC_URL).hostname}",
        sequence=meeting.sequence,
        stamp=timezone.now(),
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        summary=f"{meeting.title} · {meeting.circle.name}",
        organizer=ical.Person("Kilden", sender()),
        invited=ical.Person(str(user), user.email) if user else None,
        place=meeting.place or meeting.link,
        url=url,
        description="\n".join(filter(None, (video, _("Agenda: %(url)s") % {"url": url}))),
        is_called_off=is_called_off(meeting),
    )


def sender() -> str:
    """Return the address our letters come from, without its name."""
    return settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">").strip()
