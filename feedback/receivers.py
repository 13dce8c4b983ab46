"""Hears of new answers and words from the room to the left, and tells the editors which pages helped."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from cms.signals import helpfulness_wanted
from feedback import coding, tables, tasks, views
from feedback.models import DirtyMark
from questionnaires.signals import (
    answers_changed,
    response_submitted,
    responses_imported,
    words_approved,
    words_looked_at,
    words_taken_away,
)


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


@receiver(words_approved)
def let_it_be_coded(
    sender: type, words: UUID, platform_id: int, version_id: int, week: str, **kwargs: Any
) -> None:
    coding.expect(words=words, platform_id=platform_id, version_id=version_id, week=week)


@receiver(words_taken_away)
def let_go(sender: type, words: UUID, **kwargs: Any) -> None:
    coding.forget(words=words)


@receiver(words_looked_at)
def show_the_themes(sender: type, request: HttpRequest, words: UUID | None, **kwargs: Any) -> str:
    return views.below_a_text(request, words) if words else views.below_the_list(request)
