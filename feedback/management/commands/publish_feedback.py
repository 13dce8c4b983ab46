"""`publish_feedback`: protects and publishes the weeks that have closed."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from feedback.quarters import publish_closed_periods
from portal.periods import Week


class Command(BaseCommand):
    help = (
        "Protects and publishes every full week and quarter that is not published yet. "
        "Runs each night by itself."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = publish_closed_periods(this_week=Week.of(timezone.localdate()))
        self.stdout.write(f"{count} weeks published.")
