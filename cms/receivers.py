"""Hears of pages that are published."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published

from cms.blocks import shown_parts
from cms.models import GuidancePage


@receiver(page_published, sender=GuidancePage)
def make_copies(sender: type, instance: GuidancePage, **kwargs: Any) -> None:
    """Draw the small copies of a page's pictures before its first reader would have to wait for them."""
    transaction.on_commit(partial(prepare, instance), robust=True)


def prepare(page: GuidancePage) -> None:
    for part in shown_parts(page.body, None):
        if hasattr(part.block, "prepare"):
            part.block.prepare(part.value)
