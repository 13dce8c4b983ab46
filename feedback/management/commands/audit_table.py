"""`audit_table PUBLISHED.csv [MORE.csv] [--hier H.json] [--truth TRUE.csv] [--json OUT]`: an attack."""

import json
from argparse import ArgumentParser
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from feedback import countfiles
from feedback.audit import Audit, Interval, audit
from feedback.countfiles import TOTAL, CountTable, Groups, UnreadableTable
from feedback.disclosure import primary_cells
from feedback.management.commands.protect_table import read
from feedback.relations import Cell, relations_for, with_margins

DISCLOSED, INCONSISTENT = 1, 2


class Command(BaseCommand):
    help = "Says what can be worked out from published tables. Exit 0 safe, 1 disclosed, 2 inconsistent."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("tables", nargs="+", type=Path, help="-1 is a masked count")
        parser.add_argument("--hier", type=Path, help='JSON: {"age": {"40+": ["40-59", "60+"]}}')
        parser.add_argument(
            "--truth", type=Path, help="the true counts, to judge the small ones only"
        )
        parser.add_argument("--json", type=Path, dest="report", help="write the whole report here")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            groups = countfiles.read_groups(read(options["hier"])) if options["hier"] else {}
            table = together([countfiles.read_table(read(path)) for path in options["tables"]])
            primary = small(options["truth"], groups) if options["truth"] else None
            found = attacked(table, groups, primary)
        except (UnreadableTable, ValueError) as error:
            raise CommandError(str(error), returncode=INCONSISTENT) from error
        report = list(rows(table, found, primary))
        if options["report"]:
            content = {"safe": found.is_safe, "masked": len(found.intervals), "report": report}
            options["report"].write_text(json.dumps(content, indent=1, ensure_ascii=False))
        for row in report:
            if row["verdict"] != "ok":
                where = ", ".join(row["cell"].values())
                self.stdout.write(f"{row['verdict']}: {where} is {row['lo']} to {row['hi']}")
        for cell in sorted(found.small_shown):
            self.stdout.write(f"shown: {', '.join(cell)} is a small count")
        self.stdout.write(
            f"{len(found.intervals)} masked cells. {'Safe' if found.is_safe else 'Not safe'}."
        )
        if not found.is_safe:
            raise CommandError("The tables give small counts away.", returncode=DISCLOSED)


def together(tables: list[CountTable]) -> CountTable:
    """Lay tables of the same people over one another; one without a column counts all of its codes."""
    names = tuple(dict.fromkeys(name for table in tables for name in table.names))
    counts: dict[Cell, int | None] = {}
    for table in tables:
        for cell, count in table.counts.items():
            by_name = dict(zip(table.names, cell, strict=True))
            whole = tuple(by_name.get(name, TOTAL) for name in names)
            known = counts.get(whole)
            if known is not None and count is not None and known != count:
                raise UnreadableTable(f"{', '.join(whole)} is both {known} and {count}.")
            counts[whole] = known if count is None else count
    return CountTable(names, counts)


def attacked(table: CountTable, groups: Groups, primary: Collection[Cell] | None) -> Audit:
    """Attack; a cell of the whole table that is nowhere published is as unknown as a masked one."""
    relations = relations_for(countfiles.dimensions_of(table, groups))
    cells = {cell for each in relations for cell in (each.parent, *each.children)} | set(
        table.counts
    )
    shown = {cell: count for cell, count in table.counts.items() if count is not None}
    return audit(shown, cells - set(shown), relations, primary=primary)


def small(path: Path, groups: Groups) -> frozenset[Cell]:
    truth = countfiles.read_table(read(path))
    dimensions = countfiles.dimensions_of(truth, groups)
    return primary_cells(with_margins(countfiles.leaves_of(truth, dimensions), dimensions))


def rows(
    table: CountTable, found: Audit, primary: Collection[Cell] | None
) -> Iterator[dict[str, Any]]:
    for cell, interval in found.intervals.items():
        yield {
            "cell": dict(zip(table.names, cell, strict=True)),
            "lo": interval.low,
            "hi": interval.high,
            "verdict": verdict(cell, interval, found),
            "primary": None if primary is None else cell in primary,
        }


def verdict(cell: Cell, interval: Interval, found: Audit) -> str:
    if cell not in found.narrowed:
        return "ok"
    return "exact" if interval.low == interval.high else "narrowed"
