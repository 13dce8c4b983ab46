"""Sending letters that are written down already, each once.

A worker claims a letter before it sends it, so that two never send the same one. Only a worker that dies in
the moment between the mail server's yes and the note of it can cause a second letter.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from wagtail.users.models import UserProfile

from feedback.circles.models import Circle, CircleMember, Letter
from portal.users.models import User

logger = logging.getLogger(__name__)
AnyLetter = TypeVar("AnyLetter", bound=Letter)


def members_to_tell(circle: Circle) -> QuerySet[CircleMember]:
    members = circle.members.filter(wants_letters=True, user__is_active=True)
    return members.exclude(user__email="").select_related("user")


def send_all(
    letters: Iterable[AnyLetter], send: Callable[[AnyLetter], None], *, at: datetime
) -> int:
    """Send what waits, each in the language of its reader; return how many the mail server took."""
    return sum(deliver(letter, send, at) for letter in letters)


def deliver(letter: AnyLetter, send: Callable[[AnyLetter], None], at: datetime) -> bool:
    rows = type(letter)._default_manager.filter(pk=letter.pk)
    if not members_to_tell(letter.circle).filter(user=letter.user).exists():
        rows.delete()  # left the circle, or wants no letters any more
        return False
    if not rows.filter(sent_at=None, claimed_at=letter.claimed_at).update(claimed_at=at):
        return False  # another worker has taken it since it was read
    try:
        with translation.override(language_of(letter.user)):
            send(letter)
    except OSError:  # smtplib's errors are OSErrors
        logger.exception("A letter to a member of a circle could not be sent.")
        rows.update(claimed_at=None)
        return False
    rows.update(sent_at=at)
    return True


def language_of(user: User) -> str:
    """Return the language chosen in the admin, by those who have one; else the portal's."""
    profile = UserProfile.objects.filter(user=user).first()
    chosen = profile.preferred_language if profile else ""
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
