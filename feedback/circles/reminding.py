"""Reminders of what one promised to do, and of what the circle would look at again. One letter a day at most.

A thing is told of some days before it is due, and then every week until it is done. The row that says a
person was reminded today is written first, so that two workers never write to the same person.
"""

import logging
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from feedback.circles.models import Action, Circle, CircleMember, Decision, Reminder
from feedback.circles.posting import language_of, members_to_tell
from portal.users.models import User

logger = logging.getLogger(__name__)
AGAIN_AFTER = timedelta(days=7)
ACTION_BEFORE = timedelta(days=3)
REVIEW_BEFORE = timedelta(days=14)


@dataclass
class Duties:
    """What one person is reminded of."""

    actions: list[Action] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)


def remind(*, on: date) -> int:
    """Write to each who has something due; return how many letters the mail server took."""
    told = [user for user, duties in by_person(on).items() if tell(user, duties, on)]
    return len(told)


def by_person(on: date) -> dict[User, Duties]:
    found: dict[User, Duties] = defaultdict(Duties)
    for action in actions_due(on):
        if reads_letters(action.circle, action.owner):
            found[action.owner].actions.append(action)
    for decision in decisions_due(on):
        for member in keepers(decision):
            found[member.user].decisions.append(decision)
    return found


def actions_due(on: date) -> QuerySet[Action]:
    due = Action.objects.open().filter(due_on__lte=on + ACTION_BEFORE)
    return due.filter(not_lately(on), owner__is_active=True).select_related("circle", "owner")


def decisions_due(on: date) -> QuerySet[Decision]:
    due = Decision.objects.due(on + REVIEW_BEFORE).filter(not_lately(on))
    return due.select_related("circle").order_by("review_on", "pk")


def not_lately(on: date) -> Q:
    return Q(reminded_on=None) | Q(reminded_on__lte=on - AGAIN_AFTER)


def reads_letters(circle: Circle, user: User | None) -> bool:
    """Say whether the owner of an action still sits in its circle and wants letters from it."""
    return members_to_tell(circle).filter(user=user).exists()


def keepers(decision: Decision) -> QuerySet[CircleMember]:
    """Return those with a role: they bring the decision up again. Where nobody has one, everybody."""
    everybody = members_to_tell(decision.circle)
    leading = everybody.exclude(role=CircleMember.Role.MEMBER)
    return leading if leading.exists() else everybody


def tell(user: User, duties: Duties, on: date) -> bool:
    """Send one letter, unless the person had one today. One that could not be sent is tried again."""
    _row, is_first = Reminder.objects.get_or_create(user=user, sent_on=on)
    if not is_first:
        return False
    try:
        with translation.override(language_of(user)):
            send(user, duties, on)
    except OSError:  # smtplib's errors are OSErrors
        logger.exception("A reminder could not be sent.")
        Reminder.objects.filter(user=user, sent_on=on).delete()
        return False
    note(duties, on)
    return True


@transaction.atomic
def note(duties: Duties, on: date) -> None:
    for model, found in ((Action, duties.actions), (Decision, duties.decisions)):
        model.objects.filter(pk__in=[one.pk for one in found]).update(reminded_on=on)


def send(user: User, duties: Duties, on: date) -> None:
    context = {
        "actions": duties.actions,
        "decisions": duties.decisions,
        "on": on,
        "public_url": settings.PUBLIC_URL,
        "letters_url": f"{settings.PUBLIC_URL}{reverse('circles:index')}#breve",
    }
    text = render_to_string("circles/reminder_letter.txt", context)
    send_mail(_("What you promised in your circle"), text, None, [user.email])
