"""Hears when a page has changed for its readers."""

from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms import tasks
from cms.addresses import addresses_of_page
from cms.models.base import BasePage


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
