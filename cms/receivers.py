"""What happens when a page has been published."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published

from cms.actions import tell_readers
from cms.models import GuidancePage


@receiver(page_published, sender=GuidancePage)
def tell_readers_of_a_change(instance: GuidancePage, **kwargs: Any) -> None:
    if instance.live:  # Wagtail says "published" of a page that is only scheduled, too
        tell_readers(page=instance, on=timezone.localdate())
