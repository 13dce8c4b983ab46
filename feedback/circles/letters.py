"""Letters about signals: a digest for each member, at most one in two weeks. No count is ever in one.

A letter is written down before it is sent, so that a signal is in exactly one letter to each member, and a
mail server that is down costs nothing: the letter waits and is tried again. A worker claims a letter before
it sends it, so that two never send the same one. Only a worker that dies in the moment between the mail
server's yes and the note of it can cause a second letter.
"""

import logging
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from feedback import news
from feedback.circles.models import Circle, CircleMember, SignalLetter
from portal.periods import Week
from portal.users.models import User

logger = logging.getLogger(__name__)

COOL_DOWN = timedelta(weeks=2)
CLAIMED_FOR = timedelta(hours=1)  # then the worker that claimed it is taken for dead


def write_letters(*, on: date) -> int:
    """Write to the members of every circle that has something new; return how many letters wait now."""
    return sum(write_to(circle, on) for circle in Circle.objects.select_related("platform"))


@transaction.atomic
def write_to(circle: Circle, on: date) -> int:
    Circle.objects.select_for_update().get(pk=circle.pk)
    if is_cooling_down(circle, on):
        return 0
    new = signals_to_tell(circle, on)
    members = members_to_tell(circle) if new else []
    for member in members:
        add_letter(circle, member.user, new, on)
    return len(members)


def is_cooling_down(circle: Circle, on: date) -> bool:
    """A letter that had to wait for its mail server counts from the day it went out."""
    last = circle.letters.aggregate(made_on=Max("made_on"), sent_at=Max("sent_at"))
    days = [last["made_on"], last["sent_at"] and timezone.localdate(last["sent_at"])]
    return any(day is not None and on - day < COOL_DOWN for day in days)


def signals_to_tell(circle: Circle, on: date) -> set[int]:
    """Return what no letter to this circle holds. Made-up numbers are no news."""
    recent = news.recent(circle.platform, Week.of(on)).filter(is_synthetic=False)
    told = circle.letters.values_list("signals", flat=True)
    return set(recent.values_list("pk", flat=True)) - set(told)


def members_to_tell(circle: Circle) -> QuerySet[CircleMember]:
    members = circle.members.filter(wants_letters=True, user__is_active=True)
    return members.exclude(user__email="").select_related("user")


def add_letter(circle: Circle, user: User, new: set[int], on: date) -> None:
    """What still waits for this member goes along in the new letter."""
    waiting = circle.letters.filter(user=user, sent_at=None, claimed_at=None)
    signals = new | set(waiting.exclude(signals=None).values_list("signals", flat=True))
    waiting.delete()
    letter = SignalLetter.objects.create(circle=circle, user=user, made_on=on)
    letter.signals.set(signals)


def send_waiting(*, at: datetime) -> int:
    """Send what waits; return how many letters the mail server took."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=at - CLAIMED_FOR)
    waiting = SignalLetter.objects.filter(free, sent_at=None)
    letters = waiting.select_related("circle__platform", "user").order_by("pk")
    return sum(deliver(letter, at) for letter in letters)


def deliver(letter: SignalLetter, at: datetime) -> bool:
    if not members_to_tell(letter.circle).filter(user=letter.user).exists():
        letter.delete()  # left the circle, or wants no letters any more
        return False
    if not claim(letter, at):
        return False
    try:
        send(letter)
    except OSError:  # smtplib's errors are OSErrors
        logger.exception("A letter about signals could not be sent.")
        SignalLetter.objects.filter(pk=letter.pk).update(claimed_at=None)
        return False
    SignalLetter.objects.filter(pk=letter.pk).update(sent_at=at)
    return True


def claim(letter: SignalLetter, at: datetime) -> bool:
    """Return whether nobody else has taken it since it was read."""
    mine = SignalLetter.objects.filter(pk=letter.pk, sent_at=None, claimed_at=letter.claimed_at)
    return bool(mine.update(claimed_at=at))


def send(letter: SignalLetter) -> None:
    signals = letter.signals.select_related("measure").order_by("measure", "pk")
    with translation.override(language_of(letter.user)):
        subject = _("New on the board: %(circle)s") % {"circle": letter.circle}
        context = {
            "circle": letter.circle,
            "news": news.told(signals.defer("chart", "points")),
            "board_url": settings.PUBLIC_URL + letter.circle.get_absolute_url(),
            "letters_url": f"{settings.PUBLIC_URL}{reverse('circles:index')}#breve",
        }
        text = render_to_string("circles/signal_letter.txt", context)
    send_mail(" ".join(subject.split()), text, None, [letter.user.email])


def language_of(user: User) -> str:
    """Return the language chosen in the admin, by those who have one; else the portal's."""
    profile = UserProfile.objects.filter(user=user).first()
    chosen = profile.preferred_language if profile else ""
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
