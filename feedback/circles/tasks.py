"""Work for Celery. The database knows whom to tell of what."""

from celery import shared_task
from django.utils import timezone

from feedback.circles import letters, monthletters


@shared_task
def tell_circles() -> None:
    letters.write_letters(on=timezone.localdate())
    letters.send_waiting(at=timezone.now())


@shared_task
def tell_of_month() -> None:
    monthletters.write_letters(on=timezone.localdate())
    monthletters.send_waiting(at=timezone.now())
