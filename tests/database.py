"""What takes long to make is made once: the migrated SQLite database, and the rows of the town.

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
from django.db import connection, transaction

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
        copy = kept_copy()
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


def kept_copy() -> Path:
    """Return where the migrated database is kept for these migrations; it may not be there yet."""
    return settings.DATA_DIR / f"tests-{fingerprint()}.sqlite3"


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


class KeptRows:
    """The rows of a whole SQLite database after something was made once, put back as they were.

    Making the town sends a thousand signals; copying its rows sends none. Tests roll back, so nothing
    needs to be undone. PostgreSQL makes the town each time: there, rows have sequences beside them.
    """

    def __init__(self) -> None:
        self.tables: dict[str, list[str]] = {}

    def keep(self) -> None:
        self.tables = {table: rows_of(table) for table in plain_tables()}

    def put_back(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for table, rows in self.tables.items():
                if rows == rows_of(table):
                    continue
                cursor.execute(f'DELETE FROM "{table}"')
                if rows:
                    cursor.execute(f'INSERT INTO "{table}" VALUES ' + ", ".join(rows))


def rows_of(table: str) -> list[str]:
    """Return each row as SQL writes it, so that nothing is turned into Python and back."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT name FROM pragma_table_info("{table}")')
        columns = " || ', ' || ".join(f'quote("{name}")' for (name,) in cursor.fetchall())
        cursor.execute(f"SELECT '(' || {columns} || ')' FROM \"{table}\" ORDER BY rowid")
        return [row for (row,) in cursor.fetchall()]


def plain_tables() -> list[str]:
    """Return the tables with rows of their own; the index for searching follows by triggers."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return [name for name in names if "fts" not in name and name != "django_migrations"]
