"""Tablets in waiting rooms: let in by a token, let out by a PIN, and stopped from afar."""

import secrets
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from wagtail.log_actions import log

from portal.privacy.tokens import keyed_hash, random_code
from portal.users.models import User
from questionnaires.models import AccessPoint, Device

TOKEN_LENGTH = 28  # 133 bits of the alphabet of 27
PIN_DIGITS = 6
TRIES, PAUSE = 5, 300


class NoTablet(ValueError):
    """Only an access point of that kind takes tablets."""


class TooManyTries(ValueError):
    """So many wrong PINs in a row that the next is not looked at for some minutes."""


class Enrolment(NamedTuple):
    """What is shown once, to whoever sets up the tablet, and is known to nobody afterwards."""

    device: Device
    url: str
    pin: str


@transaction.atomic
def enrol(*, access_point: AccessPoint, name: str, by: User) -> Enrolment:
    if access_point.kind != AccessPoint.Kind.TABLET:
        raise NoTablet(f"{access_point} is no tablet.")
    token = random_code(TOKEN_LENGTH)
    pin = f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"
    device = Device.objects.create(
        access_point=access_point,
        name=name,
        token_hash=hash_of(token),
        pin_hash=make_password(pin),
    )
    log(access_point, "questionnaires.enrol_device", user=by, data={"tablet": name})
    path = reverse("questionnaires:kiosk", args=(access_point.code,))
    return Enrolment(device, f"{settings.PUBLIC_URL}{path}?enhed={token}", pin)


@transaction.atomic
def stop(*, device: Device, by: User, on: date) -> None:
    """Shut the tablet out from its next page; the answers it gave stay."""
    if device.stopped_on is None:
        device.stopped_on = on
        device.save(update_fields=["stopped_on"])
        data = {"tablet": device.name}
        log(device.access_point, "questionnaires.stop_device", user=by, data=data)


def hash_of(token: str) -> str:
    return keyed_hash(settings.SECRET_KEY, "tablet", token)


def device_with(access_point: AccessPoint, token: str) -> Device | None:
    """Return the tablet that this token lets in here, if it still may come in."""
    return Device.objects.filter(
        access_point=access_point, token_hash=hash_of(token), stopped_on=None
    ).first()


def opens(*, device: Device, pin: str) -> bool:
    """Say whether this is the PIN. Raises TooManyTries: six digits are soon tried through."""
    key = f"kiosk.tries.{device.pk}"
    if cache.get(key, 0) >= TRIES:
        raise TooManyTries
    if check_password(pin, device.pin_hash):
        cache.delete(key)
        return True
    # Each wrong one begins the pause anew, so a row of them ends only when somebody stops.
    cache.set(key, cache.get(key, 0) + 1, PAUSE)
    return False
