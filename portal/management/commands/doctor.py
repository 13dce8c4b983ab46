"""`doctor`: what is configured, what is missing, and what to do about it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.mail import get_connection
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.http.request import validate_host
from kombu import Connection
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError
from wagtail.models import Site

from portal.hosts import to_unicode
from portal.settings.env import env_text, production_faults

HTTPS = 443
MARKS = {"ok": "✓", "note": "–", "fault": "✗"}


class Finding(NamedTuple):
    level: str  # "ok", "note" (fine on one machine) or "fault" (unsafe or broken for citizens)
    subject: str
    sentence: str


class Command(BaseCommand):
    help = "Says in plain words what is configured and what is missing. Exit 1 if production would be unsafe."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        findings = list(examine())
        for finding in findings:
            self.stdout.write(f"{MARKS[finding.level]} {finding.subject}: {finding.sentence}")
        faults = sum(finding.level == "fault" for finding in findings)
        if faults:
            things = "1 thing" if faults == 1 else f"{faults} things"
            raise CommandError(f"{things} must be put right before citizens use this.")
        self.stdout.write("Ready for citizens.")


def examine() -> Iterator[Finding]:
    yield from secret_hosts_and_address()
    yield database()
    yield from hosts_of_platforms()
    yield broker()
    yield cache_()
    yield mail()
    yield media()


def secret_hosts_and_address() -> Iterator[Finding]:
    faults = production_faults()
    for sentence in faults:
        yield Finding("fault", sentence.partition(" ")[0], sentence)
    if not faults:
        hosts = ", ".join(settings.ALLOWED_HOSTS)
        yield Finding("ok", "Secret and hosts", f"a long secret is set; the hosts are {hosts}.")


def database() -> Finding:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        return Finding("fault", "Database", f"no answer ({error}). Check DATABASE_URL.")
    if connection.vendor == "sqlite":
        return Finding(
            "note",
            "Database",
            f"SQLite in {settings.DATABASES['default']['NAME']}. Good for one machine; set "
            "DATABASE_URL to a PostgreSQL address for more.",
        )
    return Finding("ok", "Database", f"{connection.vendor} answers.")


def hosts_of_platforms() -> Iterator[Finding]:
    """Each platform's own host is written twice: in the admin, and where the servers are run."""
    try:
        sites = list(Site.objects.filter(is_default_site=False))
    except DatabaseError:  # told by database(), or nothing has been migrated yet
        return
    for site in sites:
        name = to_unicode(site.hostname)
        if not validate_host(site.hostname, settings.ALLOWED_HOSTS):
            yield Finding("fault", name, "is a site, but refused. Add it to ALLOWED_HOSTS.")
        elif settings.PUBLIC_URL.startswith("https://") and site.port != HTTPS:
            sentence = f"has port {site.port}, so links to it lack https. Choose port {HTTPS}."
            yield Finding("fault", name, sentence)
        else:
            yield Finding("ok", name, "answers for a platform of its own.")


def broker() -> Finding:
    address = settings.CELERY_BROKER_URL
    if address.startswith("filesystem"):
        return Finding(
            "note",
            "Broker",
            "messages lie in a folder. Good for one machine; set BROKER_URL to a Redis address for more.",
        )
    host = urlsplit(address).hostname
    try:
        with Connection(address, connect_timeout=2) as broker_connection:
            broker_connection.ensure_connection(max_retries=1, timeout=2)
    except OperationalError:
        return Finding("fault", "Broker", f"no answer from {host}. Check BROKER_URL.")
    return Finding("ok", "Broker", f"{host} answers.")


def cache_() -> Finding:
    if "locmem" in settings.CACHES["default"]["BACKEND"]:
        return Finding(
            "note",
            "Cache",
            "in the memory of each process. Good for one process; set CACHE_URL to a Redis address for more.",
        )
    try:
        cache.set("doctor", "well", 5)
    except (OSError, RedisError) as error:
        return Finding("fault", "Cache", f"no answer ({type(error).__name__}). Check CACHE_URL.")
    return Finding("ok", "Cache", "answers.")


def mail() -> Finding:
    if "smtp" not in settings.EMAIL_BACKEND:
        return Finding(
            "fault",
            "Mail",
            "letters are written to the console, so nobody can reset a password. Set EMAIL_URL to an "
            "SMTP address such as smtp+tls://user:password@mail.example:587.",
        )
    try:
        with get_connection(timeout=3):
            pass
    except OSError as error:
        return Finding("fault", "Mail", f"no answer ({type(error).__name__}). Check EMAIL_URL.")
    sender = env_text("DEFAULT_FROM_EMAIL")
    if not sender:
        return Finding("fault", "Mail", "the sender is not set. Set DEFAULT_FROM_EMAIL.")
    return Finding("ok", "Mail", f"the server answers; letters come from {sender}.")


def media() -> Finding:
    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".doctor"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return Finding(
            "fault", "Media", f"{folder} cannot be written: {error.strerror}. Check DATA_DIR."
        )
    return Finding("ok", "Media", f"pictures and documents are kept in {folder}.")
