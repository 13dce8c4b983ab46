"""`import_questionnaire FILE`: stores the questionnaire in a file as a version."""

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from questionnaires import documents, skeletons, uploads
from questionnaires.definition import LICENCES, DefinitionError
from questionnaires.fhir import Reading
from questionnaires.management.commands.check_questionnaire import content_of, lines
from questionnaires.models import QuestionnaireVersion
from questionnaires.publishing import (
    LicenceMissing,
    VersionChanged,
    publish_version,
    save_draft,
)


class Command(BaseCommand):
    help = (
        "Reads a FHIR R4 Questionnaire, a definition of our own or a spreadsheet and stores it as a "
        "version. The same file again is the same version. A file with faults is not stored; all faults "
        "are listed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--licence",
            choices=LICENCES,
            default="",
            metavar="KIND",
            help=f"what the text may be used for: {', '.join(LICENCES)} (default: as the file says)",
        )
        parser.add_argument(
            "--draft", action="store_true", help="store it as a draft, to be looked through first"
        )
        parser.add_argument(
            "--skeleton",
            choices=skeletons.names(),
            help="FILE holds the site's own licensed text for this instrument, which is shipped without",
        )
        parser.add_argument("--key", help="a short name (default: made of the file's own)")

    def handle(self, *args: Any, **options: Any) -> None:
        reading = read(options["file"], options["licence"], options["skeleton"])
        for line in lines(reading):
            self.stderr.write(line)
        if reading.document is None:
            raise CommandError(f"{options['file']} was not imported.")
        key = {"key": options["key"]} if options["key"] else {}
        version = stored(reading.document | key, options["draft"])
        named = f"{version} ({version.questionnaire.key})"
        self.stdout.write(f"{named} is stored{said_of(reading)}.")


def said_of(reading: Reading) -> str:
    count = len(reading.warnings)
    return f"; read the {count} warnings above" if count else ""


def read(path: Path, licence: str, skeleton: str | None) -> Reading:
    """Return the questionnaire in a file, or a skeleton with the text that is in it."""
    if skeleton is None:
        return documents.read(content_of(path), licence, path.name)
    try:
        filled = skeletons.fill(
            skeletons.load(skeleton), uploads.plain(uploads.read(content_of(path)))
        )
    except uploads.Unreadable as error:
        return Reading(None, [error.fault])
    return Reading(None if filled.faults else filled.document, list(filled.faults))


def stored(document: Mapping[str, Any], is_draft: bool) -> QuestionnaireVersion:
    try:
        if is_draft:
            return save_draft(document=document)
        return publish_version(document=document, on=timezone.localdate())
    except (DefinitionError, LicenceMissing, VersionChanged) as error:
        raise CommandError(str(error)) from error
