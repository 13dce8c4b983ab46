"""`import_responses <questionnaire> FILE.csv --access-point CODE`: rows go a phone's way."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from cms.targeting import Outside, resolve
from portal.periods import Week
from questionnaires import rows
from questionnaires.actions import hold_open, open_week, submission_id_for_row, submit_response
from questionnaires.models import AccessPoint, Response
from questionnaires.signals import responses_imported

ROWS_A_TRANSACTION = 200
BAR_WIDTH = 30


class Command(BaseCommand):
    help = (
        "Reads a CSV file with one column for each linkId. Bad rows are reported and left out; the "
        "good ones go in. The same file again adds nothing, so a stopped import is simply run again."
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
            help="the ISO week of the answers, such as 2026-W47 (default: the last full week)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.age_column = options["age_column"] or "age"
        self.access_point = find_access_point(options["access_point"], options["questionnaire"])
        self.definition = self.access_point.campaign.version.parsed
        self.bands = list(self.access_point.campaign.platform.bands.all())
        self.week = chosen_week(options["week"])
        self.tell_about_week()
        header, found = read_file(options["file"])
        if options["age_column"] and self.age_column not in header:
            raise CommandError(f"The file has no column {self.age_column}.")
        self.tell_about_columns(header)
        self.import_all(found)

    def tell_about_columns(self, header: list[str]) -> None:
        if missing := rows.missing_columns(self.definition, header):
            raise CommandError(f"The file has no column {', '.join(missing)}.")
        known = {item.link_id for item in self.definition.questions} | {self.age_column}
        if ignored := [name for name in header if name and name not in known]:
            self.stdout.write(f"Columns not used: {', '.join(ignored)}.")

    def tell_about_week(self) -> None:
        self.counted = counted = open_week(self.access_point.campaign.version, self.week)
        if counted != self.week:
            self.stdout.write(
                f"{self.week} is already published, so the answers count in {counted}."
            )

    def import_all(self, found: list[rows.Row]) -> None:
        faults: list[rows.Fault] = []
        self.weeks: Counter[str] = Counter()
        bad_rows = 0
        for done, batch in batches(found):
            with transaction.atomic():
                hold_open(access_point=self.access_point)
                for row in batch:
                    row_faults = self.import_row(row)
                    faults += row_faults
                    bad_rows += bool(row_faults)
            self.show_progress(done, len(found))
        responses_imported.send(Response)
        for fault in faults:
            self.stderr.write(str(fault))
        added = self.weeks.total()
        already = len(found) - added - bad_rows
        self.stdout.write(f"{added} rows added, {already} were there already, {bad_rows} left out.")
        for week, count in sorted(self.weeks.items()):
            if count and week != str(self.counted):
                self.stdout.write(
                    f"{self.counted} was published meanwhile: {count} rows count in {week}."
                )
        if faults:
            raise CommandError("Some rows were left out; they are listed above.", returncode=1)

    def import_row(self, row: rows.Row) -> list[rows.Fault]:
        """Store a good row; return what is wrong with a bad one."""
        answers, faults = rows.answers(self.definition, row)
        months, age_faults = rows.age_in_months(row, self.age_column)
        band = resolve(self.bands, months) if months is not None else None
        if isinstance(band, Outside):
            age_faults = [rows.Fault(row.line, self.age_column, "no age band holds this age")]
        chosen = [item for item in rows.countable(self.definition) if item.link_id in answers]
        if not chosen and not faults:
            first = rows.countable(self.definition)[0].link_id
            faults = [rows.Fault(row.line, first, "the row has no answer")]
        if faults or age_faults:
            return faults + age_faults
        response, is_new = submit_response(
            access_point=self.access_point,
            submission_id=submission_id_for_row(self.access_point, row.cells, row.repeat),
            answers=answers,
            age_band=band,
            week=self.week,
            language="da",
            mode=Response.Mode.IMPORTED,
        )
        self.weeks[response.week] += is_new
        return []

    def show_progress(self, done: int, total: int) -> None:
        if self.stderr.isatty():
            filled = BAR_WIDTH * done // total
            bar = "█" * filled + "·" * (BAR_WIDTH - filled)
            self.stderr.write(f"\r{bar} {done} / {total}", ending="" if done < total else "\n")


def find_access_point(code: str, questionnaire: str) -> AccessPoint:
    access_point = (
        AccessPoint.objects.select_related("campaign__platform", "campaign__version__questionnaire")
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


def read_file(path: Path) -> tuple[list[str], list[rows.Row]]:
    try:
        return rows.read(path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except rows.UnreadableFile as error:
        raise CommandError(f"{path}: {error}") from error


def batches(found: list[rows.Row]) -> Iterator[tuple[int, list[rows.Row]]]:
    """Yield how many rows are done after each batch, and the batch."""
    for start in range(0, len(found), ROWS_A_TRANSACTION):
        batch = found[start : start + ROWS_A_TRANSACTION]
        yield start + len(batch), batch
