"""Tells a cache in front of us (Varnish, nginx) to forget addresses, by the PURGE requests both know.

Wagtail's own frontend cache asks without a time limit while the editor waits, and knows one address a
page; a page here has one for each age.
"""

import logging
from collections.abc import Iterable
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from django.conf import settings

logger = logging.getLogger(__name__)
SECONDS = 2


def forget(urls: Iterable[str]) -> None:
    """Purge each address. A proxy that does not answer is logged once: its copies soon expire."""
    place = urlsplit(settings.PURGE_URL)
    kind = HTTPSConnection if place.scheme == "https" else HTTPConnection
    proxy = kind(place.netloc, timeout=SECONDS)
    try:
        for url in urls:
            parts = urlsplit(url)
            proxy.request("PURGE", parts.path, headers={"Host": parts.netloc})
            answer = proxy.getresponse()
            answer.read()
            if answer.status >= 400 and answer.status != 404:  # 404: it had no copy
                logger.error("The proxy answered %s to PURGE. Does it allow it?", answer.status)
                return
    except (OSError, HTTPException):
        logger.exception("The proxy at PURGE_URL does not answer.")
    finally:
        proxy.close()
