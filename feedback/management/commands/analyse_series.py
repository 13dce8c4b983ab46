"""`analyse_series FILE.csv --numerator y [--denominator n] --chart p --rules anhoej --json`: read a chart."""

import csv
import io
import json
from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from feedback.management.commands.protect_table import read
from feedback.runcharts import RULES, Analysis, analyse
from feedback.series import CHARTS

MISSING = ("", "NA")


class Command(BaseCommand):
    help = "Analyses a series as the charts do, with exact arithmetic."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, help="one line for each point; an empty cell is missing"
        )
        parser.add_argument("--numerator", required=True)
        parser.add_argument("--denominator")
        parser.add_argument("--chart", choices=CHARTS, default="run")
        parser.add_argument("--rules", choices=RULES, default="anhoej")
        parser.add_argument(
            "--freeze", type=int, help="the line comes from the first so many points"
        )
        parser.add_argument(
            "--part", type=int, action="append", default=[], help="a new part begins after it"
        )
        parser.add_argument(
            "--exclude", type=int, action="append", default=[], help="counted from 1"
        )
        parser.add_argument("--multiply", type=Decimal, default=Decimal(1))
        parser.add_argument(
            "--improvement", choices=("increase", "decrease", "neutral"), default="neutral"
        )
        parser.add_argument("--target", type=Decimal)
        parser.add_argument(
            "--not-screened", action="store_true", help="keep outlying moving ranges"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = csv.DictReader(io.StringIO(read(options["file"])))
        names = [name for name in (options["numerator"], options["denominator"]) if name]
        columns = columns_of(rows, names)
        try:
            found = analyse(
                columns[options["numerator"]],
                columns.get(options["denominator"]),
                chart=options["chart"],
                rules=options["rules"],
                freeze=options["freeze"],
                parts=options["part"],
                exclude=options["exclude"],
                screened=not options["not_screened"],
                multiply=options["multiply"],
                target=options["target"],
                improvement=options["improvement"],
            )
        except ValueError as error:
            raise CommandError(f"{options['file']}: {error}") from error
        self.stdout.write(json.dumps(asdict(found)) if options["json"] else "\n".join(said(found)))


def columns_of(rows: "csv.DictReader[str]", names: list[str]) -> dict[str, list[Decimal | None]]:
    missing = [name for name in names if name not in (rows.fieldnames or [])]
    if missing:
        there = ", ".join(rows.fieldnames or []) or "none"
        raise CommandError(f"There is no column “{missing[0]}”. The columns are: {there}.")
    columns: dict[str, list[Decimal | None]] = {name: [] for name in names}
    for row in rows:
        for name in names:
            columns[name].append(number(row[name] or "", name, rows.line_num))
    return columns


def number(text: str, name: str, line: int) -> Decimal | None:
    if text.strip() in MISSING:
        return None
    try:
        value = Decimal(text.strip())
    except InvalidOperation as error:
        raise CommandError(f"line {line}, column {name}: “{text}” is no number.") from error
    if not value.is_finite():
        raise CommandError(f"line {line}, column {name}: “{text}” is no number.")
    return value


def said(found: Analysis) -> Iterable[str]:
    """Say of each part what a person looks for first."""
    yield f"{found.chart} chart, rules {found.rules}"
    for part in found.summary:
        yield (
            f"part {part.part}: {part.n_obs} points, {part.n_useful} useful, centre line {part.center_line}, "
            f"longest run {part.longest_run} (at most {part.longest_run_max}), crossings {part.crossings} "
            f"(at least {part.crossings_min}), points outside the limits {part.sigma_signals}"
        )
