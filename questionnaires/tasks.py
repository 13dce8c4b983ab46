"""Work for Celery. The database knows what is due; nothing travels in a message."""

from celery import shared_task
from django.utils import timezone

from questionnaires import erasing


@shared_task
def erase_answers() -> None:
    erasing.erase_what_is_over(on=timezone.localdate())
