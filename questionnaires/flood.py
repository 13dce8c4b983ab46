"""How many answers may come at once: from one network to one campaign, and to one campaign in all.

No address is stored. A network is its first bits (/24 or /48), hashed with a salt that lives in the
cache for a day and nowhere else; with the salt, what the counters meant is gone. Answers are held back
here, never lost and never blocked from reading: the form comes back with them and says when to send.
"""

import logging
import secrets
import time
from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from portal.periods import Week
from portal.privacy.tokens import keyed_hash
from questionnaires.forms import CaptureForm
from questionnaires.models import AccessPoint
from questionnaires.refusals import added_to, refuse

logger = logging.getLogger(__name__)

WINDOW = 600
DAY = 86_400
MOST_BYTES = 256 * 1024  # the longest diary of ours, in letters that take six bytes each when sent
NETWORK_BITS = {4: 24, 6: 48}  # what a household, a school or an office has
TOO_MANY_REQUESTS, TOO_LARGE = 429, 413


def network_of(request: HttpRequest) -> str:
    """Return the sender's network, or nothing where it cannot be told.

    Of X-Forwarded-For only what our own proxies wrote is believed; the rest anybody can write. This
    machine itself is a proxy that nobody declared: all the world would count as one network.
    """
    try:
        address = ip_address(address_of(request))
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if address.is_loopback:
        return ""
    return str(ip_network((address.packed, NETWORK_BITS[address.version]), strict=False))


def address_of(request: HttpRequest) -> str:
    proxies = settings.TRUSTED_PROXIES
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(told) >= proxies and told[-proxies]:
        return told[-proxies]
    return request.META.get("REMOTE_ADDR", "")


def wait_for(access_point: AccessPoint, form: CaptureForm, network: str) -> int:
    """Return how many seconds a fit form must wait; its answers then come back with the reason."""
    if not form.is_bound or not form.is_valid():
        return 0
    try:
        wait = seconds_to_wait(access_point, network)
    except (RedisError, OSError):  # better one answer too many than one lost
        logger.exception("The cache does not answer, so answers are not counted.")
        return 0
    if wait:
        form.add_error(
            None,
            _(
                "Unusually many answers are coming in just now. Wait a little, then send again: your "
                "answers are still here."
            ),
        )
    return wait


def seconds_to_wait(access_point: AccessPoint, network: str) -> int:
    """Count one answer. The network first: one that is over its limit does not fill the campaign's."""
    campaign = str(access_point.campaign_id)
    limits: list[tuple[int, tuple[str, ...]]] = [(settings.CAPTURE_MOST_FROM_CAMPAIGN, (campaign,))]
    if network:
        limits.insert(0, (settings.CAPTURE_MOST_FROM_NETWORK, (campaign, network)))
    wait = seconds_over(limits)
    if wait:
        refuse(access_point.pk, Week.of(timezone.localdate()))
    return wait


def seconds_over(limits: Iterable[tuple[int, tuple[str, ...]]]) -> int:
    """Count one of each until one is over its limit; return how long that lasts, 0 where none is."""
    now = int(time.time())
    window = now // WINDOW
    if all(counted(str(window), *parts) <= most for most, parts in limits):
        return 0
    return (window + 1) * WINDOW - now


def seconds_to_wait_for(what: str, whose: str) -> int:
    """Count one request of a program; return how many seconds it must wait."""
    return seconds_over([(settings.API_MOST_REQUESTS, (what, whose))])


def counted(*parts: str) -> int:
    return added_to(f"capture.{keyed_hash(salt_of(timezone.localdate()), *parts)}", 2 * WINDOW)


def salt_of(day: date) -> str:
    """Return today's salt. Whoever has the cache emptied has a new one, and starts from nothing."""
    return cache.get_or_set(f"capture.salt.{day}", lambda: secrets.token_hex(32), DAY)


def answer(response: HttpResponse, wait: int) -> HttpResponse:
    """Say in the headers too that the sender is to wait."""
    if wait:
        response.status_code = TOO_MANY_REQUESTS
        response.headers["Retry-After"] = str(wait)
    return response


def small_posts(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse what is far larger than any form of ours, before a byte of it is read."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) <= MOST_BYTES:
            return view(request, *args, **kwargs)
        context = {
            "title": _("That was too much to send"),
            "sentence": _(
                "An answer is much smaller than this. Go back, shorten what you wrote, and send again."
            ),
            "platform": None,
            "again_url": "",
            "home_url": "/",
            "home_name": "Kilden",
        }
        return render(request, "questionnaires/refused.html", context, status=TOO_LARGE)

    return wrapper
