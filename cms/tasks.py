"""Work for Celery. The database knows what is due; nothing travels in a message."""

from celery import shared_task
from django.utils import timezone

from cms import actions


@shared_task
def remind_of_reviews() -> None:
    actions.remind_of_reviews(on=timezone.localdate())
