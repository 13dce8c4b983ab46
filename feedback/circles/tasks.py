"""Work for Celery. The database knows whom to tell of what."""

from celery import shared_task
from django.utils import timezone

from feedback.circles import letters


@shared_task
def tell_circles() -> None:
    letters.write_letters(on=timezone.localdate())
    letters.send_waiting(at=timezone.now())
