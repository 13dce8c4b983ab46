"""The migrated SQLite database of the last run, kept and copied: migrating takes ten seconds, copying none.

A new migration, app or lock makes a new copy. PostgreSQL is always migrated from nothing.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import connect
from typing import Any
from unittest import mock

from django.conf import settings
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def kept_migrations() -> Iterator[None]:
    """Let `migrate` be answered by the copy where there is one that fits."""
    with mock.patch("django.core.management.call_command", remembering(call_command)):
        yield


def remembering(command: Callable[..., Any]) -> Callable[..., Any]:
    def run(name: str, *arguments: Any, **options: Any) -> Any:
        if name != "migrate" or connection.vendor != "sqlite":
            return command(name, *arguments, **options)
        copy = settings.DATA_DIR / f"tests-{fingerprint()}.sqlite3"
        if not copy.exists():
            command(name, *arguments, **options)
            keep(copy)
            return None
        connection.ensure_connection()
        with connect(copy) as kept:
            kept.backup(connection.connection)
        kept.close()
        return None

    return run


def keep(copy: Path) -> None:
    """Write beside and rename, so that no run ever reads half a copy."""
    half = copy.with_suffix(f".{hashlib.sha256(str(id(copy)).encode()).hexdigest()[:8]}")
    with connect(half) as kept:
        connection.connection.backup(kept)
    kept.close()
    half.replace(copy)


def fingerprint() -> str:
    told = hashlib.sha256(" ".join(settings.INSTALLED_APPS).encode())
    for path in [ROOT / "requirements/dev.txt", *sorted(ROOT.glob("*/**/migrations/*.py"))]:
        told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()[:16]
