"""Hears of pages that come and go."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from cms.actions import open_to_editors
from cms.models import PlatformPage


@receiver(post_save, sender=PlatformPage)
def let_editors_in(
    sender: type, instance: PlatformPage, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    if created and not raw:
        open_to_editors(page=instance)
