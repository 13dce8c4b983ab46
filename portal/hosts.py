"""Host names with Danish letters: kept in the ASCII form that browsers send, shown as people write them.

IDNA 2008 with the mapping of UTS 46, as browsers do it: tætogtør.dk is xn--ttogtr-pua2m.dk on the wire.
"""

import re

import idna

PLAIN_HOST = re.compile(r"(?!.{254})[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
ADDRESS_IN_BRACKETS = re.compile(r"\[[0-9a-f:.]+\]")


class HostError(ValueError):
    """What was written is no host name; the text says what to write."""


def to_ascii(host: str) -> str:
    """Return a host name as it stands in a `Host` header, in small letters and without a last dot."""
    name = host.strip().lower().rstrip(".")
    if ADDRESS_IN_BRACKETS.fullmatch(name):
        return name
    try:
        if "xn--" in name or not name.isascii():  # also a made-up "xn--" is refused here
            name = idna.encode(name, uts46=True).decode()
    except idna.IDNAError:
        raise HostError(sentence(host)) from None
    if not PLAIN_HOST.fullmatch(name):
        raise HostError(sentence(host))
    return name


def to_unicode(host: str) -> str:
    """Return a host name as people write it; what cannot be read that way stays as it is."""
    try:
        return idna.decode(host) if "xn--" in host else host
    except idna.IDNAError:
        return host


def sentence(host: str) -> str:
    return (
        f"“{host}” is no host name. Write the name alone, such as tætogtør.dk, without https:// "
        "and without a slash."
    )
