"""The project: the ground floor (users, privacy) and the place where all rooms are put together."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
