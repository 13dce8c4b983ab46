"""`refresh_feedback [--all] [--workers]`: counts anew what has new answers, or everything."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from feedback import actions, tasks
from portal.periods import Week

EACH = 1.0  # seconds between two looks at what the workers have left


class Command(BaseCommand):
    help = "Counts every version and week anew that has answers not counted yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="count all answers anew")
        parser.add_argument(
            "--workers", action="store_true", help="let the Celery workers share the counting"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["all"]:
            actions.ask_for_rebuild(at=timezone.now())
        actions.begin_rebuilds()
        waiting = actions.dirty_buckets()
        (self.watch if options["workers"] else self.count)(waiting)
        actions.settle_rebuilds(at=timezone.now())
        self.stdout.write(f"{len(waiting)} weeks counted.")

    def count(self, waiting: list[actions.Work]) -> None:
        this_week = Week.of(timezone.localdate())
        for number, work in enumerate(waiting, start=1):
            actions.refresh_if_dirty(work=work, this_week=this_week)
            self.tell(number, len(waiting))

    def watch(self, waiting: list[actions.Work]) -> None:
        """Tell how far the workers are. To stop this stops nobody: they go on."""
        tasks.refresh_feedback.delay()
        while left := len(set(waiting) & set(actions.dirty_buckets())):
            self.tell(len(waiting) - left, len(waiting))
            time.sleep(EACH)

    def tell(self, number: int, total: int) -> None:
        if total > 1:
            self.stdout.write(f"{number} of {total} weeks")
