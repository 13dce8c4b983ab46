"""Answers what rooms to the left ask: what earlier answers changed, and where citizens read of it.

And hears what the circle's own deeds tell: whom to invite.
"""

from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from cms import tasks
from cms.models import Platform, PlatformPage
from cms.models.audience import STORIES
from cms.signals import Below, asked_below
from feedback.circles import inviting, public
from feedback.circles.models import Meeting, Story
from feedback.circles.signals import meetings_announced
from feedback.circles.tasks import invite
from feedback.circles.telling import address_of
from questionnaires.signals import News, changes_wanted


@receiver(asked_below)
def show_stories(
    sender: type, page: PlatformPage, request: HttpRequest, path: list[str], **kwargs: Any
) -> Below | None:
    return public.below(page, request, path)


@receiver(changes_wanted)
def tell_what_changed(sender: type, platform: Platform, **kwargs: Any) -> list[News]:
    return public.news(platform)


@receiver(post_save, sender=Story)
def tell_the_proxy(sender: type, instance: Story, **kwargs: Any) -> None:
    """Let a proxy forget what it keeps, when a story is told or withdrawn."""
    if not settings.PURGE_URL or instance.published_on is None:
        return
    for page in PlatformPage.objects.live().filter(platform=instance.circle.platform_id):
        site_id, root_url, path = page.get_url_parts()
        home = f"{root_url}{path}"
        urls = [f"{home}{STORIES}/", f"{home}{address_of(instance)}"]
        transaction.on_commit(partial(tasks.tell_proxy.delay, site_id, urls), robust=True)


@receiver(meetings_announced)
def invite_all(sender: type, meetings: list[Meeting], **kwargs: Any) -> None:
    """Queue a letter to each who is invited, when the plan has been committed."""
    keys = [meeting.pk for meeting in meetings]
    for member in inviting.invited(meetings[0].circle):
        transaction.on_commit(partial(invite.delay, member.user_id, keys), robust=True)
