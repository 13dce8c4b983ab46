"""The Celery app and the one timetable of the product."""

import os

from celery import Celery
from celery.schedules import crontab
from kombu.transport import TRANSPORT_ALIASES

TRANSPORT_ALIASES["filesystem"] = "portal.broker:Transport"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")

app = Celery("kilden")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    # A worker that died leaves its buckets marked; they are taken up again here.
    "refresh-feedback": {"task": "feedback.tasks.refresh_feedback", "schedule": 300},
    # A week closes on Sunday night. Daily, so that a missed night is caught the next.
    "publish-feedback": {
        "task": "feedback.tasks.publish_feedback",
        "schedule": crontab(hour=4, minute=10),
    },
    # After the numbers of the night have been published.
    "erase-answers": {
        "task": "questionnaires.tasks.erase_answers",
        "schedule": crontab(hour=4, minute=40),
    },
    "publish-scheduled-pages": {"task": "cms.tasks.publish_scheduled_pages", "schedule": 300},
    # In the morning, when the one who gets the letter is at work.
    "remind-of-reviews": {
        "task": "cms.tasks.remind_of_reviews",
        "schedule": crontab(hour=7, minute=0),
    },
    "tell-of-floods": {
        "task": "questionnaires.tasks.tell_of_floods",
        "schedule": crontab(hour=7, minute=10),
    },
    # At most one letter to a circle in two weeks. Daily, so that one that could not be sent is tried again.
    "tell-circles": {
        "task": "feedback.circles.tasks.tell_circles",
        "schedule": crontab(hour=7, minute=20),
    },
    # Written in the first week of a month. Daily, so that one that could not be sent is tried again.
    "tell-circles-of-the-month": {
        "task": "feedback.circles.tasks.tell_of_month",
        "schedule": crontab(hour=7, minute=30),
    },
    # At most one letter to a person in a day.
    "remind-of-duties": {
        "task": "feedback.circles.tasks.remind_of_duties",
        "schedule": crontab(hour=7, minute=40),
    },
    "forget-zero-hits": {
        "task": "cms.tasks.forget_zero_hits",
        "schedule": crontab(hour=3, minute=40),
    },
}
