"""What takes long to make is made once, kept as a whole database, and copied from there.

The migrated database is kept between runs; a new migration, app or lock makes a new copy. The town is
kept for one process. Tests roll back, so a copy is only taken when the next test wants other rows.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection, connect
from typing import Any, Protocol
from unittest import mock

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction

from tests.locks import only_one

ROOT = Path(__file__).resolve().parents[1]


class Copies(Protocol):
    def has(self, name: str) -> bool: ...
    def keep(self, name: str) -> None: ...
    def put_back(self, name: str) -> None: ...
    def forget(self, name: str) -> None: ...


class SqliteCopies:
    """Copies of the database in memory: files, or in memory too."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.in_memory: dict[str, Connection] = {}

    def has(self, name: str) -> bool:
        return self.file(name).exists() if self.folder else name in self.in_memory

    def keep(self, name: str) -> None:
        """Write a file beside and rename it, so that no run ever reads half a copy."""
        half = self.file(f"half-{name}") if self.folder else None
        kept = connect(half or ":memory:", check_same_thread=False)
        connection.ensure_connection()
        connection.connection.backup(kept)
        if half:
            kept.close()
            half.replace(self.file(name))
        else:
            self.in_memory[name] = kept

    def put_back(self, name: str) -> None:
        connection.ensure_connection()
        kept = connect(self.file(name)) if self.folder else self.in_memory[name]
        kept.backup(connection.connection)
        if self.folder:
            kept.close()

    def forget(self, name: str) -> None:
        self.in_memory.pop(name).close()

    def file(self, name: str) -> Path:
        assert self.folder
        return self.folder / f"{name}.sqlite3"


class PostgresCopies:
    """Databases on the same server. One is copied as a template while nobody is connected to it."""

    def has(self, name: str) -> bool:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return cursor.fetchone() is not None

    def keep(self, name: str) -> None:
        self.copy(self.in_use, name)

    def put_back(self, name: str) -> None:
        self.copy(name, self.in_use)

    def forget(self, name: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def copy(self, old: str, new: str) -> None:
        connection.close()
        self.forget(new)
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{new}" TEMPLATE "{old}"')

    @property
    def in_use(self) -> str:
        return connection.settings_dict["NAME"]


def copies_in(folder: Path | None = None) -> Copies:
    return SqliteCopies(folder) if connection.vendor == "sqlite" else PostgresCopies()


@contextmanager
def kept_migrations() -> Iterator[None]:
    """Let `migrate` be answered by the copy where there is one that fits."""
    with mock.patch("django.core.management.call_command", remembering(call_command)):
        yield


def remembering(command: Callable[..., Any]) -> Callable[..., Any]:
    def run(name: str, *arguments: Any, **options: Any) -> Any:
        if name != "migrate":
            return command(name, *arguments, **options)
        copies = copies_in(settings.DATA_DIR)
        with only_one(settings.DATA_DIR / "tests.lock"):  # the other processes wait and copy
            if copies.has(kept_name()):
                copies.put_back(kept_name())
                return None
            command(name, *arguments, **options)
            copies.keep(kept_name())
        return None

    return run


def kept_copy() -> Path:
    """Return where the migrated SQLite database is kept; it may not be there yet."""
    return settings.DATA_DIR / f"{kept_name()}.sqlite3"


def kept_name() -> str:
    """Name the copy after everything that decides what `migrate` makes."""
    told = hashlib.sha256(" ".join(settings.INSTALLED_APPS).encode())
    for path in [ROOT / "requirements/dev.txt", *sorted(ROOT.glob("*/**/migrations/*.py"))]:
        told.update(path.name.encode() + path.read_bytes())
    return f"tests-{told.hexdigest()[:16]}"


class Rows:
    """What is in the database when a test begins: nothing but the migrations, or what was made once.

    Making the town sends a thousand signals; copying it sends none.
    """

    def __init__(self, makers: dict[str, Callable[[], Any]]) -> None:
        self.makers = makers
        self.copies = copies_in()
        self.now = ""
        self.copies.keep(self.named("bare"))

    def begin_with(self, what: str) -> None:
        if what == self.now:
            return
        if self.copies.has(self.named(what)):
            self.copies.put_back(self.named(what))
        else:
            self.make(what)
        ContentType.objects.clear_cache()
        self.now = what

    def make(self, what: str) -> None:
        self.copies.put_back(self.named("bare"))
        with transaction.atomic():
            self.makers[what]()
            connection.run_on_commit.clear()  # as in a test, which never commits
        self.copies.keep(self.named(what))

    def are_spoilt(self) -> None:
        """A test that commits has emptied the tables behind itself."""
        self.now = ""

    def forget(self) -> None:
        for what in ("bare", *self.makers):
            if self.copies.has(self.named(what)):
                self.copies.forget(self.named(what))

    def named(self, what: str) -> str:
        return f"{connection.settings_dict['NAME']}_{what}"
