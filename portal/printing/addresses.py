"""An address as it is put on paper: short, and in letters people know."""

from urllib.parse import urlsplit


def readable(url: str) -> str:
    """Return the address without what a phone adds itself: https://xn--brn-0na.dk/p/x/ is børn.dk/p/x."""
    parts = urlsplit(url)
    host, colon, port = parts.netloc.partition(":")
    return in_letters(host) + colon + port + parts.path.rstrip("/")


def in_letters(host: str) -> str:
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:  # it only looks like one, or is in letters already
        return host
