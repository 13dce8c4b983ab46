"""Work for Celery. No answer travels in a message: a task finds its own work in the database."""

from celery import shared_task
from django.utils import timezone

from questionnaires import alarms, erasing


@shared_task
def erase_answers() -> None:
    erasing.erase_what_is_over(on=timezone.localdate())


@shared_task
def tell_of_floods() -> None:
    alarms.tell_owners(on=timezone.localdate())
