"""A page that was given an hour goes live by itself, and readers of a kept page see a new review at once."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from cms.actions import mark_reviewed
from cms.models import GuidancePage
from cms.tasks import publish_scheduled_pages
from tests.cast import Town

pytestmark = pytest.mark.django_db
ADVICE = "/taet-og-toer/3-4-aar/naar-barnet-holder-sig/"


def test_a_scheduled_page_is_published_when_its_hour_has_come(town: Town, client: Client) -> None:
    town.guide.unpublish()
    guide = GuidancePage.objects.get(pk=town.guide.pk)
    guide.go_live_at = timezone.now() + timedelta(hours=2)
    guide.save_revision().publish()

    publish_scheduled_pages()
    before = client.get(ADVICE).status_code
    with time_machine.travel(timezone.now() + timedelta(hours=3), tick=False):
        publish_scheduled_pages()
        after = client.get(ADVICE).status_code

    assert (before, after) == (404, 200)


def test_a_review_is_seen_at_once_though_the_page_was_kept(
    town: Town, client: Client, settings, django_capture_on_commit_callbacks
) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    cache.clear()
    assert "Lise Lund" not in client.get(ADVICE).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        guide = GuidancePage.objects.get(pk=town.guide.pk)
        on = timezone.localdate()
        mark_reviewed(
            page=guide, by=town.people.ida, reviewer="Lise Lund", reviewer_role="læge", on=on
        )

    assert "Lise Lund" in client.get(ADVICE).content.decode()
