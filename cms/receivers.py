"""Hears of pages that come and are published."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published

from cms.actions import open_to_editors, tell_readers
from cms.models import GuidancePage, PlatformPage


@receiver(post_save, sender=PlatformPage)
def let_editors_in(
    sender: type, instance: PlatformPage, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    if created and not raw:
        open_to_editors(page=instance)


@receiver(page_published, sender=GuidancePage)
def tell_readers_of_a_change(instance: GuidancePage, **kwargs: Any) -> None:
    if instance.live:  # Wagtail says "published" of a page that is only scheduled, too
        tell_readers(page=instance, on=timezone.localdate())
