"""`import_series <measure> FILE.csv --date D --numerator N`: numbers from another system."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from feedback.actions import MixedSeries, import_series
from feedback.models import Measure
from feedback.recording import record_of_series
from feedback.series_file import Columns, Points, read_points
from questionnaires.rows import Fault, UnreadableFile


class Command(BaseCommand):
    help = "Reads dated numbers. Bad lines are reported and left out; the good ones go in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("measure", help="the measure's name in commands")
        parser.add_argument("file", type=Path)
        parser.add_argument("--date", required=True, help="the column with dates like 2026-11-01")
        parser.add_argument("--numerator", required=True)
        parser.add_argument("--denominator")

    def handle(self, *args: Any, **options: Any) -> None:
        measure = Measure.objects.filter(slug=options["measure"]).first()
        if measure is None or measure.questionnaire_id:
            known = ", ".join(
                Measure.objects.filter(questionnaire=None).values_list("slug", flat=True)
            )
            raise CommandError(
                f"“{options['measure']}” is no measure that takes a series. Those that do: {known}."
            )
        columns = Columns(options["date"], options["numerator"], options["denominator"])
        points, faults = self.read(options["file"], columns)
        try:
            change = import_series(measure=measure, points=points)
        except MixedSeries as error:
            raise CommandError(f"{options['file']}: {error}") from error
        self.tell(change, len(points))
        record_of_series(measure=measure, on=timezone.localdate())
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            raise CommandError("Some lines were left out; they are listed above.")

    def read(self, path: Path, columns: Columns) -> tuple[Points, list[Fault]]:
        try:
            return read_points(path.read_bytes(), columns)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except UnreadableFile as error:
            raise CommandError(f"{path}: {error}") from error

    def tell(self, change: Any, count: int) -> None:
        self.stdout.write(
            f"{count} points read: {change.added} new, {change.changed} changed, "
            f"{count - change.added - change.changed} as before."
        )
        if change.masked:
            self.stdout.write(f"{change.masked} points are too small to be shown and were masked.")
        if change.synthetic_removed:
            self.stdout.write(f"{change.synthetic_removed} synthetic points were removed.")
