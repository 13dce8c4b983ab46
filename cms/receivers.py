"""Hears of pages that come, are published and go."""

from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms import tasks
from cms.actions import open_to_editors, tell_readers
from cms.addresses import addresses_of_page
from cms.blocks import shown_parts
from cms.models import GuidancePage, PlatformPage
from cms.models.base import BasePage


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


@receiver(page_published)
@receiver(page_unpublished)
@receiver(post_page_move)
def tell_the_proxy(sender: type, instance: BasePage, **kwargs: Any) -> None:
    """Queue it, if there is a proxy: no editor waits for one that is down."""
    parts = instance.get_url_parts() if settings.PURGE_URL else None
    if parts is None or not isinstance(instance, BasePage):
        return
    queue = partial(tasks.tell_proxy.delay, parts[0], addresses_of_page(instance))
    transaction.on_commit(queue, robust=True)


@receiver(page_published, sender=GuidancePage)
def make_copies(sender: type, instance: GuidancePage, **kwargs: Any) -> None:
    """Draw the small copies of a page's pictures before its first reader would have to wait for them."""
    transaction.on_commit(partial(prepare, instance), robust=True)


def prepare(page: GuidancePage) -> None:
    for part in shown_parts(page.body, None):
        if hasattr(part.block, "prepare"):
            part.block.prepare(part.value)
