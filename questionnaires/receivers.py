"""Hears of new pages from the room to the left, and of our own campaigns."""

from typing import Any

from django.apps import AppConfig
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.db.models.signals import post_migrate, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published

from cms.models import GuidancePage
from questionnaires import guard
from questionnaires.actions import open_on_page, open_on_pages
from questionnaires.models import Campaign, QuestionnaireVersion


@receiver(page_published, sender=GuidancePage)
def ask_under_a_new_page(sender: type, instance: GuidancePage, **kwargs: Any) -> None:
    open_on_page(page=instance, on=timezone.localdate())


@receiver(post_save, sender=Campaign)
def ask_under_all_pages(sender: type, instance: Campaign, raw: bool, **kwargs: Any) -> None:
    if instance.under_pages and not raw:
        open_on_pages(campaign=instance)


@receiver(post_migrate)
def guard_published_versions(app_config: AppConfig, using: str, **kwargs: Any) -> None:
    if app_config.name == "questionnaires":
        guard.lay(connections[using])


@receiver(pre_delete, sender=QuestionnaireVersion)
def keep_what_was_published(sender: type, instance: QuestionnaireVersion, **kwargs: Any) -> None:
    """Refuse, also where many are deleted at once: what was asked must be known as long as anybody asks."""
    if not instance.is_draft:
        raise PermissionDenied(f"{instance} was published and is kept.")
