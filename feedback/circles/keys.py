"""Keys that let a program read a circle's published numbers: made, found, used and stopped.

A key has 155 random bits and is stored as a keyed hash. It is looked up by that hash: how long the database
takes to compare hashes tells nothing that anybody could steer, for without our secret no hash can be aimed.
"""

from datetime import date, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from feedback.circles.guard import allow
from feedback.circles.models import Circle, CircleKey
from portal.privacy.tokens import keyed_hash, random_code
from portal.users.models import User
from portal.users.roles import Permission

PREFIX = "kreds_"  # so that who finds one in a file can tell what it is
LENGTH = 33
LONGEST = timedelta(days=365)
MOST = 20


class NameTaken(ValueError):
    """A key of that name works already."""


class TooMany(ValueError):
    """The circle has as many keys as it may."""


class Made(NamedTuple):
    """A new key, and the secret that is shown this once."""

    key: CircleKey
    secret: str


@transaction.atomic
def make_key(*, circle: Circle, name: str, expires_on: date, by: User, on: date) -> Made:
    allow(by, Permission.KEEP_KEYS, circle)
    if not on <= expires_on <= on + LONGEST:
        raise ValueError(f"{expires_on} is not within a year from {on}.")
    stop_those_that_ended(circle, on)
    if circle.keys.filter(stopped_on=None).count() >= MOST:
        raise TooMany
    secret = PREFIX + random_code(LENGTH)
    try:
        with transaction.atomic():
            key = CircleKey.objects.create(
                circle=circle,
                name=name,
                digest=digest_of(secret),
                made_on=on,
                made_by=by,
                expires_on=expires_on,
            )
    except IntegrityError as error:
        raise NameTaken(name) from error
    return Made(key, secret)


def stop_those_that_ended(circle: Circle, on: date) -> None:
    """Let a key that no longer works give its name and place to another."""
    working = CircleKey.objects.working(on)
    over = circle.keys.filter(~Q(pk__in=working.values("pk")), stopped_on=None)
    over.update(stopped_on=on)


@transaction.atomic
def stop_key(*, key: CircleKey, by: User, on: date) -> None:
    """Shut out whoever uses it, from the next request on. Anybody who keeps the keys may."""
    allow(by, Permission.KEEP_KEYS, key.circle)
    CircleKey.objects.filter(pk=key.pk, stopped_on=None).update(stopped_on=on)


def digest_of(secret: str) -> str:
    return keyed_hash(settings.SECRET_KEY, "circle key", secret)


def key_with(*, slug: str, secret: str, on: date) -> CircleKey | None:
    """Return the key that opens this circle on this day. One question, whatever is wrong with the key."""
    return (
        CircleKey.objects.working(on)
        .select_related("circle__platform")
        .filter(digest=digest_of(secret), circle__slug=slug)
        .first()
    )


def use(*, key: CircleKey, on: date) -> None:
    """Remember the day. Written once a day: a program that asks every minute changes nothing."""
    if key.last_used_on != on:
        CircleKey.objects.filter(pk=key.pk).update(last_used_on=on)
