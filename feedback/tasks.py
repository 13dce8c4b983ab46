"""Work for Celery. No answer ever travels in a message: a task finds its own work in the database.

The actions are imported where they are called: pandas and scipy are for the worker, and would cost
every web process a second at start-up.
"""

from celery import shared_task
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from portal.periods import Week


@shared_task
def refresh_feedback() -> None:
    """Send each bucket that waits as a task of its own, so that all workers on all hosts share them."""
    from feedback import actions

    actions.begin_rebuilds()
    actions.settle_rebuilds(at=timezone.now())
    for work in actions.dirty_buckets():
        refresh_bucket.delay(*work)


@shared_task
def refresh_bucket(version_id: int, week: str) -> None:
    from feedback import actions

    this_week = Week.of(timezone.localdate())
    actions.refresh_if_dirty(work=actions.Work(version_id, week), this_week=this_week)
    actions.settle_rebuilds(at=timezone.now())


@shared_task
def publish_feedback() -> None:
    from feedback import themes

    themes.publish_all_closed(this_week=Week.of(timezone.localdate()))


def queue_refresh() -> None:
    """Queue one refresh for all answers of the next moment.

    The key lives exactly as long as the task waits, so every answer is before a task to come.
    """
    delay = settings.FEEDBACK_REFRESH_DELAY
    if cache.add("feedback.refresh_is_queued", True, timeout=delay):
        refresh_feedback.apply_async(countdown=delay)
