"""`messages`: keeps the Danish catalogue in step with the source, without gettext on the machine."""

from argparse import ArgumentParser
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import template as translation_template

PACKAGES = ("portal", "cms", "questionnaires", "feedback")
TEMPLATES = {".html", ".txt"}  # pages and letters
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}

# Written by hand: a date or a name in it would change the file each time.
HEADER = """# Kilden in Danish.
msgid ""
msgstr ""
"Language: da\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


class Command(BaseCommand):
    help = "Adds new strings to locale/da and drops those no longer used. --compile writes the .mo files."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="exit 1 if a string has no Danish")
        parser.add_argument("--compile", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.LOCALE_PATHS[0]) / "da" / "LC_MESSAGES" / "django.po"
        if options["compile"]:
            compile_all()
        elif options["check"]:
            if missing := untranslated(path):
                raise CommandError("No Danish for:\n" + "\n".join(f"  {text}" for text in missing))
        else:
            update(path)


def source_messages() -> Catalog:
    """Return every message in our Python files and templates."""
    catalog = Catalog()
    for path in sorted(source_files()):
        source = path.read_text(encoding="utf-8")
        if path.suffix in TEMPLATES:
            source = translation_template.templatize(source, origin=str(path))
        found = extract("python", BytesIO(source.encode()), KEYWORDS, options={"encoding": "utf-8"})
        for _line, message, _comments, context in found:
            place = str(path.relative_to(settings.BASE_DIR))
            catalog.add(message, locations=[(place, 0)], context=context)
    return catalog


def source_files() -> Iterator[Path]:
    for package in PACKAGES:
        folder = Path(settings.BASE_DIR) / package
        yield from (path for path in folder.rglob("*.py") if "migrations" not in path.parts)
        yield from (path for path in folder.rglob("*") if path.suffix in TEMPLATES)


def danish(path: Path) -> Catalog:
    if not path.exists():
        return Catalog("da", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale="da")


def update(path: Path) -> None:
    catalog = danish(path)
    catalog.update(source_messages(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(HEADER.encode())
        write_po(file, catalog, width=100, omit_header=True, include_lineno=False, sort_output=True)


def untranslated(path: Path) -> list[str]:
    """Return the messages of the source that have no complete Danish."""
    catalog = danish(path)
    return [
        str(message.id)
        for message in source_messages()
        if message.id and not is_whole(catalog.get(lookup(message), message.context))
    ]


def lookup(message: Any) -> str:
    return message.id[0] if isinstance(message.id, tuple) else message.id


def is_whole(message: Any) -> bool:
    if message is None or message.fuzzy:  # what is fuzzy is left out of the .mo file
        return False
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(strings)


def compile_all() -> None:
    """Write a .mo file beside each .po file that is newer."""
    for path in Path(settings.BASE_DIR, "locale").rglob("*.po"):
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        with path.open("rb") as source:
            catalog = read_po(source)
        with target.open("wb") as compiled:
            write_mo(compiled, catalog)
