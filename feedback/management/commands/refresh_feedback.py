"""`refresh_feedback`: counts anew what has new answers."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from feedback.actions import refresh_dirty_buckets
from portal.periods import Week


class Command(BaseCommand):
    help = "Counts every version and week anew that has answers not counted yet."

    def handle(self, *args: Any, **options: Any) -> None:
        count = refresh_dirty_buckets(this_week=Week.of(timezone.localdate()))
        self.stdout.write(f"{count} weeks counted.")
