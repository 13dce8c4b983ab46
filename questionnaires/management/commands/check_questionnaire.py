"""`check_questionnaire FILE…`: what is wrong with files that hold questionnaires. Stores nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from questionnaires import documents
from questionnaires.definition import LICENCES
from questionnaires.fhir import Reading


class Command(BaseCommand):
    help = (
        "Reads FHIR R4 Questionnaires, definitions of our own, and spreadsheets (CSV, XLSX). Prints all "
        "faults of each file, and warnings apart from them. Exit 0 if every file can be imported."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
        parser.add_argument("--licence", choices=LICENCES, default="", metavar="KIND")

    def handle(self, *args: Any, **options: Any) -> None:
        bad = sum(not self.tell(path, options["licence"]) for path in options["files"])
        if bad:
            raise CommandError(f"{bad} of {len(options['files'])} files cannot be imported.")

    def tell(self, path: Path, licence: str) -> bool:
        try:
            reading = documents.read(content_of(path), licence, path.name)
        except CommandError as error:
            self.stdout.write(f"{error}")
            return False
        verdict = "can be imported" if reading.document else "cannot be imported"
        self.stdout.write(f"{path}: {verdict}")
        for line in lines(reading):
            self.stdout.write(line)
        return reading.document is not None


def content_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def lines(reading: Reading) -> list[str]:
    """Return the faults, then the warnings, each under its own heading."""
    told = (("Faults", reading.faults), ("Warnings", reading.warnings))
    return [
        line for name, found in told if found for line in (f"  {name}:", *(f"    {one}" for one in found))
    ]  # fmt: skip
