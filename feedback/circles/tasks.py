"""Work for Celery. The database knows whom to tell of what."""

from celery import shared_task
from django.utils import timezone

from feedback.circles import inviting, letters, monthletters, reminding


@shared_task
def tell_circles() -> None:
    letters.write_letters(on=timezone.localdate())
    letters.send_waiting(at=timezone.now())


@shared_task
def tell_of_month() -> None:
    monthletters.write_letters(on=timezone.localdate())
    monthletters.send_waiting(at=timezone.now())


@shared_task(autoretry_for=(OSError,), retry_backoff=60, max_retries=8)
def invite(user_id: int, meeting_ids: list[int]) -> None:
    """One letter to one person, so that a mail server that is down costs no one a second one."""
    inviting.send(user_id=user_id, meeting_ids=meeting_ids)


@shared_task
def remind_of_duties() -> None:
    reminding.remind(on=timezone.localdate())
