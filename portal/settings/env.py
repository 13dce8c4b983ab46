"""Settings come from the environment only; what is not understood is refused, not guessed."""

import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from portal.hosts import HostError, to_ascii

DEVELOPMENT_SECRET = "only-for-development-never-in-production"  # noqa: S105
SECRET_LENGTH = 50


def env_text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def env_bool(name: str, default: bool) -> bool:
    given = env_text(name)
    if given not in {"", "true", "false"}:
        raise ImproperlyConfigured(f"{name} is “{given}”: write true or false.")
    return given == "true" if given else default


def env_int(name: str, default: int) -> int:
    given = env_text(name)
    if given and not given.isdecimal():
        raise ImproperlyConfigured(f"{name} is “{given}”: write a whole number.")
    return int(given) if given else default


def env_choice(name: str, default: str, choices: Sequence[str]) -> str:
    given = env_text(name) or default
    if given not in choices:
        raise ImproperlyConfigured(f"{name} is “{given}”: write one of {', '.join(choices)}.")
    return given


def env_list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in env_text(name, default).split(",") if part.strip()]


def env_hosts(name: str) -> list[str]:
    """Return host names in ASCII; “*” and a leading dot mean to Django what they always do."""
    return [host if host == "*" else ascii_host(name, host) for host in env_list(name)]


def ascii_host(name: str, host: str) -> str:
    dot = "." if host.startswith(".") else ""
    try:
        return dot + to_ascii(host.removeprefix(dot))
    except HostError as error:
        raise ImproperlyConfigured(f"{name}: {error}") from None


def env_origin(name: str, default: str) -> str:
    """Return an address people visit, with its host in ASCII and without a last slash."""
    given = env_url(name, default, {"http", "https"}).rstrip("/")
    host = urlsplit(given).netloc.rpartition(":")[0] or urlsplit(given).netloc
    return given.replace(f"//{host}", f"//{ascii_host(name, host)}", 1)


def env_secret(name: str, default: str = "") -> str:
    """Return NAME, or what the file NAME_FILE holds, so that a secret need not stand in a process list."""
    path = env_text(f"{name}_FILE")
    if not path:
        return env_text(name, default)
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        reason = error.strerror
    except UnicodeDecodeError:
        reason = "it is not UTF-8 text"  # the error itself would repeat what the file holds
    raise ImproperlyConfigured(f"{name}_FILE names {path}, which cannot be read: {reason}.")


def env_url(name: str, default: str, schemes: set[str]) -> str:
    """Return an address whose scheme is one of `schemes`.

    The address may hold a password, so no more than its scheme is ever repeated.
    """
    given = env_text(name, default)
    try:
        parts = urlsplit(given)
        scheme, _port = parts.scheme, parts.port
    except ValueError:  # its text repeats what was taken for the port: the end of a password
        raise ImproperlyConfigured(
            f"{name} cannot be read as an address. In a password, write / as %2F, # as %23, "
            "[ as %5B and ] as %5D."
        ) from None
    if scheme not in schemes:
        allowed = ", ".join(f"{known}://" for known in sorted(schemes))
        raise ImproperlyConfigured(f"{name} begins with “{scheme}:”: Kilden understands {allowed}.")
    return given


def production_faults() -> list[str]:
    """Return one sentence for each thing that makes this environment unsafe for citizens."""
    secret, hosts = env_secret("SECRET_KEY"), env_hosts("ALLOWED_HOSTS")
    checks = {
        f"SECRET_KEY is missing or shorter than {SECRET_LENGTH} characters. Set it to a long random "
        "text, or SECRET_KEY_FILE to a file that holds one.": len(secret) >= SECRET_LENGTH
        and secret != DEVELOPMENT_SECRET,
        "ALLOWED_HOSTS is missing or holds “*”. Name the hosts that citizens use, with commas "
        "between.": bool(hosts) and "*" not in hosts,
        "PUBLIC_URL is not an https address. Set it to the address on the posters, such as "
        "https://kilden.example.": env_text("PUBLIC_URL").startswith("https://"),
    }
    return [sentence for sentence, is_safe in checks.items() if not is_safe]
