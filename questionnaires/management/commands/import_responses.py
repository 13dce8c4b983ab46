"""`import_responses <questionnaire> FILE --access-point CODE`: what a file holds goes a phone's way."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction
from django.utils import timezone

from cms.targeting import Outside, resolve
from portal.periods import Week
from questionnaires import incoming, rows
from questionnaires.actions import (
    counted_week,
    hold_open,
    submission_id_for_row,
    submit_response,
)
from questionnaires.faults import Fault
from questionnaires.models import AccessPoint, Response
from questionnaires.signals import responses_imported

ROWS_A_TRANSACTION = 200
BAR_WIDTH = 30


class Command(BaseCommand):
    help = (
        "Reads answers from a CSV or XLSX file with one column for each linkId, or from FHIR "
        "QuestionnaireResponses in a Bundle (.json) or one to a line (.ndjson). Bad rows are reported and "
        "left out; the good ones go in. The same file again adds nothing, so a stopped import is simply "
        "run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "questionnaire", help="the questionnaire's key, such as kontakten-i-dag"
        )
        parser.add_argument("file", type=Path)
        parser.add_argument("--access-point", required=True, metavar="CODE")
        parser.add_argument(
            "--age-column", help="age in whole years (default: age, if it is there)"
        )
        parser.add_argument(
            "--week",
            help="the ISO week of the answers, such as 2026-W47 (default: that of “authored” in FHIR, "
            "else the last full week)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.age_column = options["age_column"] or "age"
        self.access_point = find_access_point(options["access_point"], options["questionnaire"])
        self.bands = list(self.access_point.campaign.platform.bands.all())
        self.week = chosen_week(options["week"])
        self.tell_about_week()
        self.wanted = incoming.Wanted(
            self.access_point.campaign.version.parsed,
            self.age_column,
            with_day=not options["week"],
            own=self.access_point.together,
        )
        found = read_file(options["file"], self.wanted)
        if options["age_column"] and self.age_column not in found.header:
            raise CommandError(f"The file has no column {self.age_column}.")
        if found.header:
            self.tell_about_columns(found.header)
        self.name = options["file"].name
        self.import_all(found.entries)

    def tell_about_columns(self, header: list[str]) -> None:
        general, own = self.wanted.definition, self.wanted.columns.values()
        if missing := rows.missing_columns(general, header):
            raise CommandError(f"The file has no column {', '.join(missing)}.")
        known = {item.link_id for item in general.walk()} | {self.age_column, *own}
        if ignored := [name for name in header if name and name not in known]:
            self.stdout.write(f"Columns not used: {', '.join(ignored)}.")

    def tell_about_week(self) -> None:
        self.counted = counted = counted_week(self.access_point, self.week)
        if counted != self.week:
            self.stdout.write(
                f"{self.week} is already published, so the answers count in {counted}."
            )

    def import_all(self, found: list[incoming.Entry]) -> None:
        faults: list[Fault] = []
        self.added: list[incoming.Entry] = []
        self.moved: Counter[tuple[str, str]] = Counter()
        bad_rows = 0
        for done, batch in batches(found):
            with transaction.atomic():
                hold_open(access_point=self.access_point)
                for entry in batch:
                    entry_faults = self.import_entry(entry)
                    faults += entry_faults
                    bad_rows += bool(entry_faults)
            self.show_progress(done, len(found))
        responses_imported.send(Response)
        self.tell_about_faults(faults)
        added = len(self.added)
        already = len(found) - added - bad_rows
        self.stdout.write(f"{added} rows added, {already} were there already, {bad_rows} left out.")
        self.tell_about_rows()
        if faults:
            raise CommandError("Some rows were left out; they are listed above.", returncode=1)

    def import_entry(self, entry: incoming.Entry) -> list[Fault]:
        """Store a good entry; return what is wrong with a bad one."""
        band = resolve(self.bands, entry.months) if entry.months is not None else None
        week = week_of(entry.authored) if entry.authored else self.week
        faults = [*entry.faults]
        if isinstance(band, Outside):
            place = f"{entry.place}, column {self.age_column}"
            faults.append(Fault(place, "no age band holds this age"))
        if week > Week.of(timezone.localdate()):
            faults.append(Fault(f"{entry.place}, authored", "The week has not begun."))
        if faults or isinstance(band, Outside):
            return faults
        try:
            response, is_new = submit_response(
                access_point=self.access_point,
                submission_id=submission_id_for_row(self.access_point, entry.content, entry.repeat),
                answers=entry.answers,
                age_band=band,
                week=week,
                language=entry.language,
                mode=Response.Mode.IMPORTED,
            )
        except DatabaseError as error:
            # PostgreSQL says what the row held. That is no reader's business.
            raise CommandError(f"{entry.place}: {type(error).__name__}. Run it again.") from None
        if is_new:
            self.added.append(entry)
            self.moved[str(week), response.week] += 1
        return []

    def tell_about_faults(self, faults: list[Fault]) -> None:
        if faults:
            self.stderr.write(f"{self.name}:")
        for fault in faults:
            self.stderr.write(str(fault))

    def tell_about_rows(self) -> None:
        for (meant, week), count in sorted(self.moved.items()):
            if week == meant or (meant, week) == (str(self.week), str(self.counted)):
                continue
            when = "was published meanwhile" if meant == str(self.week) else "is published already"
            self.stdout.write(f"{meant} {when}: {count} rows count in {week}.")
        if redacted := incoming.redacted_count(self.added, self.wanted.asked):
            self.stdout.write(
                f"In {redacted} of them a phone number, an address or a link was taken out of the text."
            )

    def show_progress(self, done: int, total: int) -> None:
        if self.stderr.isatty():
            filled = BAR_WIDTH * done // total
            bar = "█" * filled + "·" * (BAR_WIDTH - filled)
            self.stderr.write(f"\r{bar} {done} / {total}", ending="" if done < total else "\n")


def week_of(moment: Any) -> Week:
    """Return the week of a day, or of a moment as the clock stood here."""
    if isinstance(moment, datetime):
        moment = timezone.localdate(moment) if moment.tzinfo else moment.date()
    return Week.of(moment)


def find_access_point(code: str, questionnaire: str) -> AccessPoint:
    access_point = (
        AccessPoint.objects.select_related(
            "campaign__platform", "campaign__version__questionnaire", "local_version"
        )
        .filter(code=code)
        .first()
    )
    if access_point is None:
        raise CommandError(f"There is no access point with the code “{code}”.")
    asked = access_point.campaign.version.questionnaire.key
    if asked != questionnaire:
        raise CommandError(f"Access point “{code}” asks “{asked}”, not “{questionnaire}”.")
    return access_point


def chosen_week(text: str | None) -> Week:
    this_week = Week.of(timezone.localdate())
    if text is None:
        return this_week.plus(-1)
    try:
        week = Week.parse(text)
    except ValueError as error:
        raise CommandError(str(error)) from error
    if week > this_week:
        raise CommandError(f"{week} has not begun.")
    return week


def read_file(path: Path, wanted: incoming.Wanted) -> incoming.File:
    try:
        return incoming.read(path.name, path.read_bytes(), wanted)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except incoming.Refused as error:
        raise CommandError(f"{path}: {error}") from error


def batches(found: list[incoming.Entry]) -> Iterator[tuple[int, list[incoming.Entry]]]:
    """Yield how many rows are done after each batch, and the batch."""
    for start in range(0, len(found), ROWS_A_TRANSACTION):
        batch = found[start : start + ROWS_A_TRANSACTION]
        yield start + len(batch), batch
