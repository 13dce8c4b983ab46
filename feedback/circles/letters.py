"""Letters about signals: a digest for each member, at most one in two weeks. No count is ever in one.

A letter is written down before it is sent, so that a signal is in exactly one letter to each member, and a
mail server that is down costs nothing: the letter waits and is tried again.
"""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback import news
from feedback.circles.models import Circle, SignalLetter
from feedback.circles.posting import members_to_tell, send_all
from portal.periods import Week
from portal.users.models import User

COOL_DOWN = timedelta(weeks=2)


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
    last = circle.signalletters.aggregate(made_on=Max("made_on"), sent_at=Max("sent_at"))
    days = [last["made_on"], last["sent_at"] and timezone.localdate(last["sent_at"])]
    return any(day is not None and on - day < COOL_DOWN for day in days)


def signals_to_tell(circle: Circle, on: date) -> set[int]:
    """Return what no letter to this circle holds. Made-up numbers are no news."""
    recent = news.recent(circle.platform, Week.of(on)).filter(is_synthetic=False)
    told = circle.signalletters.values_list("signals", flat=True)
    return set(recent.values_list("pk", flat=True)) - set(told)


def add_letter(circle: Circle, user: User, new: set[int], on: date) -> None:
    """What still waits for this member goes along in the new letter."""
    waiting = circle.signalletters.filter(user=user, sent_at=None, claimed_at=None)
    signals = new | set(waiting.exclude(signals=None).values_list("signals", flat=True))
    waiting.delete()
    letter = SignalLetter.objects.create(circle=circle, user=user, made_on=on)
    letter.signals.set(signals)


def send_waiting(*, at: datetime) -> int:
    """Send what waits; return how many letters the mail server took."""
    return send_all(SignalLetter.objects.waiting(at), send, at=at)


def send(letter: SignalLetter) -> None:
    signals = letter.signals.select_related("measure").order_by("measure", "pk")
    subject = _("New on the board: %(circle)s") % {"circle": letter.circle}
    context = {
        "circle": letter.circle,
        "news": news.told(signals.defer("chart", "points")),
        "board_url": settings.PUBLIC_URL + letter.circle.get_absolute_url(),
        "letters_url": f"{settings.PUBLIC_URL}{reverse('circles:index')}#breve",
    }
    text = render_to_string("circles/signal_letter.txt", context)
    send_mail(" ".join(subject.split()), text, None, [letter.user.email])
