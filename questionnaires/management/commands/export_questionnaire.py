"""`export_questionnaire KEY`: a version as FHIR R4 or as our own definition, or the answers to it."""

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from questionnaires import outgoing, sheets, uploads
from questionnaires.fhir import write
from questionnaires.leaving import closed_responses, own_questions
from questionnaires.models import QuestionnaireVersion

SHEETS = {"csv": sheets.to_csv, "xlsx": sheets.to_xlsx}


class Command(BaseCommand):
    help = (
        "Writes a questionnaire as a FHIR R4 Questionnaire. With --responses: the answers of closed weeks "
        "as QuestionnaireResponses, in a Bundle, or one to a line where FILE ends in .ndjson."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        # Django's own --version would tell Django's version; here it is the questionnaire's.
        kwargs["conflict_handler"] = "resolve"
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", help="the questionnaire's key, such as kontakten-i-dag")
        parser.add_argument("--version", help="(default: the newest version in use)")
        parser.add_argument("--format", choices=("fhir", "kilden", *SHEETS), default="fhir")
        parser.add_argument(
            "--responses", action="store_true", help="the answers, not the questions"
        )
        parser.add_argument("--out", type=Path, metavar="FILE", help="(default: the screen)")

    def handle(self, *args: Any, **options: Any) -> None:
        version = find_version(options["key"], options["version"])
        out: Path | None = options["out"]
        if options["format"] in SHEETS and not options["responses"]:
            self.write_sheet(version, options["format"], out)
            return
        if not options["responses"]:
            self.write([as_text(version, options["format"])], out)
            return
        if options["format"] != "fhir":
            raise CommandError("Answers are written as FHIR only.")
        self.tell_what_is_left_out(version)
        found = resources(version)
        self.write(found if out and out.suffix == ".ndjson" else outgoing.bundle(found), out)

    def tell_what_is_left_out(self, version: QuestionnaireVersion) -> None:
        through = version.closed_through
        self.stderr.write(
            f"Answers through {through}, the last closed week."
            if through
            else "No week is closed yet."
        )
        self.stderr.write(
            "Left out: what people wrote in their own words, which no person has read, and who, where "
            "and when."
        )

    def write_sheet(self, version: QuestionnaireVersion, kind: str, out: Path | None) -> None:
        if out is None:
            raise CommandError("Say where to write the spreadsheet: --out FILE.")
        try:
            out.write_bytes(SHEETS[kind](version.parsed))
        except sheets.Refused as refusal:
            raise CommandError(str(refusal.fault)) from refusal
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.") from error
        self.stderr.write(f"Written to {out}.")

    def write(self, lines: Iterable[str], out: Path | None) -> None:
        if out is None:
            for line in lines:
                self.stdout.write(line)
            return
        try:
            with out.open("w", encoding="utf-8") as file:
                file.writelines(f"{line}\n" for line in lines)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.") from error
        self.stderr.write(f"Written to {out}.")


def find_version(key: str, number: str | None) -> QuestionnaireVersion:
    versions = QuestionnaireVersion.objects.filter(questionnaire__key=key).order_by("-pk")
    if not versions:
        raise CommandError(f"There is no questionnaire with the key “{key}”.")
    if number is None:
        return versions.filter(status=QuestionnaireVersion.Status.ACTIVE).first() or versions[0]
    version = versions.filter(version=number).first()
    if version is None:
        known = ", ".join(versions.values_list("version", flat=True))
        raise CommandError(f"“{key}” has no version {number}; it has {known}.")
    return version


def as_text(version: QuestionnaireVersion, kind: str) -> str:
    if kind == "kilden":
        return uploads.written(version.definition)
    return uploads.written(write(version.definition, version.status))


def resources(version: QuestionnaireVersion) -> Iterator[str]:
    """Yield the answers without own words: a command does not know who reads what it writes."""
    own = own_questions(version=version)
    for found in closed_responses(version=version):
        is_synthetic = found.access_point.campaign.is_synthetic
        given = outgoing.Given(found.answers, found.language, is_synthetic, own=own.of(found))
        yield outgoing.one_line(outgoing.resource(version.parsed, given))
