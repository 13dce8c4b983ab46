"""Letters about reviews. They name pages, days and addresses at the desk, and nothing else."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from cms.models import GuidancePage, PlatformPage
from cms.review import State
from portal.users.models import User

logger = logging.getLogger(__name__)


def by_person(pages: Iterable[GuidancePage], today: date) -> dict[User, list[GuidancePage]]:
    """Return whom to tell of which pages, those that have waited longest first."""
    platforms, letters = PlatformPage.platforms_by_path(), defaultdict(list)
    for page in sorted(pages, key=lambda page: (page.due_on, page.title)):
        platform = platforms.get(page.parent_path)
        for person in readers(page, platform.lead if platform else None, today):
            letters[person].append(page)
    return letters


def readers(page: GuidancePage, lead: User | None, today: date) -> set[User]:
    """Return the owner; the lead where there is none, and also when the review is overdue."""
    owner = page.owner if can_be_told(page.owner) else None
    people = {owner or lead}
    if page.review_state(today) is State.OVERDUE:
        people.add(lead)
    return {person for person in people if can_be_told(person)}


def can_be_told(person: User | None) -> bool:
    return person is not None and person.is_active and bool(person.email)


def send(person: User, pages: Sequence[GuidancePage], today: date) -> bool:
    """Return whether the letter was taken by the mail server. One that is down is tried tomorrow."""
    with translation.override(settings.LANGUAGE_CODE):
        subject = ngettext(
            "%(count)s page is to be reviewed", "%(count)s pages are to be reviewed", len(pages)
        ) % {"count": len(pages)}
        text = render_to_string("cms/admin/reviews_due.txt", {"lines": lines(pages, today)})
    try:
        send_mail(subject, text, None, [person.email])
    except OSError:  # smtplib's errors are OSErrors
        logger.exception("A letter about reviews could not be sent.")
        return False
    return True


def lines(pages: Sequence[GuidancePage], today: date) -> list[dict[str, object]]:
    return [
        {
            "title": page.title,
            "due_on": page.due_on,
            "is_overdue": page.review_state(today) is State.OVERDUE,
            "url": settings.WAGTAILADMIN_BASE_URL
            + reverse("wagtailadmin_pages:edit", args=[page.pk]),
        }
        for page in pages
    ]
