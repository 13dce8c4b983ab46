"""Work for Celery: what nobody waits for."""

from celery import shared_task
from django.utils import timezone

from cms.models import ZeroHit


@shared_task
def forget_zero_hits() -> None:
    ZeroHit.objects.forget(today=timezone.localdate())
