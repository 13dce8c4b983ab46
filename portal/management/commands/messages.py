"""`messages`: keeps the catalogues in step with the source, without gettext on the machine.

Danish has every string. Arabic has what citizens meet; its admin does not exist.
"""

from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
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
FOR_CITIZENS = (
    "cms/ages.py",
    "cms/templates/cms/",
    "feedback/circles/templates/circles/told/",
    "portal/templates/404.html",
    "portal/templates/base.html",
    "portal/templates/components/",
    "questionnaires/episodes/templates/",
    "questionnaires/fields.py",
    "questionnaires/flood.py",
    "questionnaires/forms.py",
    "questionnaires/only_if.py",
    "questionnaires/papers.py",
    "questionnaires/questions.py",
    "questionnaires/signs.py",
    "questionnaires/templates/questionnaires/capture.html",
    "questionnaires/templates/questionnaires/closed.html",
    "questionnaires/templates/questionnaires/invitation.html",
    "questionnaires/templates/questionnaires/parts/",
    "questionnaires/templates/questionnaires/kiosk/",
    "questionnaires/templates/questionnaires/refused.html",
    "questionnaires/templates/questionnaires/thanks.html",
    "questionnaires/views/capture.py",
    "questionnaires/views/kiosk.py",
)


@dataclass(frozen=True)
class Language:
    code: str
    name: str
    places: tuple[str, ...]
    """Files and folders whose strings it has; an empty text stands for all."""

    @property
    def path(self) -> Path:
        return Path(settings.LOCALE_PATHS[0]) / self.code / "LC_MESSAGES" / "django.po"

    @property
    def header(self) -> str:
        own_plurals = Catalog(self.code).plural_forms
        header = HEADER.replace(Catalog("da").plural_forms, own_plurals)
        return header.replace("Danish", self.name).replace(" da\\n", f" {self.code}\\n")


DANISH = Language("da", "Danish", ("",))
LANGUAGES = (DANISH, Language("ar", "Arabic", FOR_CITIZENS))


class Command(BaseCommand):
    help = "Adds new strings to locale/ and drops those no longer used. --compile writes the .mo files."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="exit 1 if a string is not translated"
        )
        parser.add_argument("--compile", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["compile"]:
            compile_all()
            return
        for language in LANGUAGES:
            if not options["check"]:
                update(language)
            elif missing := untranslated(language):
                listed = "\n".join(f"  {text}" for text in missing)
                raise CommandError(f"No {language.name} for:\n{listed}")


def source_messages(places: tuple[str, ...] = ("",)) -> Catalog:
    """Return every message in our Python files and templates, or in some places of them."""
    catalog = Catalog()
    for path in sorted(source_files()):
        if not belongs(str(path.relative_to(settings.BASE_DIR)), places):
            continue
        source = path.read_text(encoding="utf-8")
        if path.suffix in TEMPLATES:
            source = translation_template.templatize(source, origin=str(path))
        found = extract("python", BytesIO(source.encode()), KEYWORDS, options={"encoding": "utf-8"})
        for _line, message, _comments, context in found:
            place = str(path.relative_to(settings.BASE_DIR))
            catalog.add(message, locations=[(place, 0)], context=context)
    return catalog


def belongs(path: str, places: tuple[str, ...]) -> bool:
    return path.startswith(places) and ("" in places or "/admin/" not in path)


def source_files() -> Iterator[Path]:
    for package in PACKAGES:
        folder = Path(settings.BASE_DIR) / package
        yield from (path for path in folder.rglob("*.py") if "migrations" not in path.parts)
        yield from (path for path in folder.rglob("*") if path.suffix in TEMPLATES)


def stored(language: Language) -> Catalog:
    if not language.path.exists():
        return Catalog(language.code, charset="utf-8")
    with language.path.open("rb") as file:
        return read_po(file, locale=language.code)


def update(language: Language) -> None:
    catalog = stored(language)
    catalog.update(source_messages(language.places), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    language.path.parent.mkdir(parents=True, exist_ok=True)
    with language.path.open("wb") as file:
        file.write(language.header.encode())
        write_po(file, catalog, width=100, omit_header=True, include_lineno=False, sort_output=True)


def untranslated(language: Language) -> list[str]:
    """Return the messages of the source that a language should have and has not completely."""
    catalog = stored(language)
    return [
        str(message.id)
        for message in source_messages(language.places)
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
