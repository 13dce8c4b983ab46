"""`erase_answers [--dry-run]`: what happens every night, by hand, or only told."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from questionnaires import erasing


class Command(BaseCommand):
    help = "Erases the answers whose time is over, as each campaign has it. Published numbers stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only tell what would be erased")
        parser.add_argument(
            "--on", type=date.fromisoformat, help="with --dry-run: as it will be on that day"
        )

    def handle(self, *args: Any, dry_run: bool, on: date | None, **options: Any) -> None:
        day = (on if dry_run else None) or timezone.localdate()
        found = erasing.due(on=day) if dry_run else erasing.erase_what_is_over(on=day)
        done = "would be erased" if dry_run else "erased"
        total = 0
        for campaign, count in found:
            total += count
            self.stdout.write(f"{campaign} ({campaign.keep_months} months): {count} {done}")
        self.stdout.write(f"{total} answers {done}.")
