"""Hears of new answers from the room to the left, and tells the editors which pages helped."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver

from cms.signals import helpfulness_wanted
from feedback import tables, tasks
from feedback.models import DirtyMark
from questionnaires.signals import answers_changed, response_submitted, responses_imported


@receiver([response_submitted, answers_changed])
def mark_bucket(sender: type, version_id: int, week: str, **kwargs: Any) -> None:
    """Mark in the answer's own transaction; queue when it has been committed."""
    DirtyMark.objects.create(version_id=version_id, week=week)
    transaction.on_commit(tasks.queue_refresh, robust=True)


@receiver(responses_imported)
def publish_imported(sender: type, **kwargs: Any) -> None:
    """Show a file's answers at once when their week is over; without this they wait for the night."""
    tasks.publish_feedback()


@receiver(helpfulness_wanted)
def tell_which_pages_helped(sender: Any, **kwargs: Any) -> dict[int, str]:
    return tables.helpful_shares()
