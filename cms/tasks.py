"""Work for Celery. The database knows what is due; hardly anything travels in a message."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Site

from cms import actions
from cms.addresses import kept_by_proxies
from cms.models import ZeroHit
from cms.proxy import forget


@shared_task
def remind_of_reviews() -> None:
    actions.remind_of_reviews(on=timezone.localdate())


@shared_task
def tell_proxy(site_id: int, urls: list[str]) -> None:
    """Let a proxy forget these addresses and the rest of the host: lists name each other's pages."""
    site = Site.objects.filter(pk=site_id).first()
    forget([*urls, *(kept_by_proxies(site) if site else [])])


@shared_task
def forget_zero_hits() -> None:
    ZeroHit.objects.forget(today=timezone.localdate())


@shared_task
def publish_scheduled_pages() -> None:
    """Let pages go live, or expire, at the hour their editors chose; Wagtail has only the command."""
    call_command("publish_scheduled")
