"""`publish_feedback`: protects and publishes the weeks that have closed."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from feedback.themes import publish_all_closed
from portal.periods import Week


class Command(BaseCommand):
    help = (
        "Protects and publishes every full week and quarter that is not published yet. "
        "Runs each night by itself."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = publish_all_closed(this_week=Week.of(timezone.localdate()))
        self.stdout.write(f"{count} weeks published.")
