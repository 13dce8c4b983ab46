"""Telling citizens what their answers changed: written by anybody in the circle, published by a role holder.

A published story does not change: its chart is kept as it was that day. What turns out to be wrong is
withdrawn, and told again in a new story.
"""

import re
from datetime import date
from textwrap import shorten
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from cms import actions as pages
from cms.models import GuidancePage, Platform, PlatformPage
from cms.models.audience import STORIES
from cms.readability import lix, longest_sentences
from feedback.circles.guard import Refused, allow
from feedback.circles.models import Circle, Decision, Story
from feedback.models import Publication
from feedback.recording import frozen
from feedback.seriescharts import Chart, chart_of
from portal.users.models import User
from portal.users.roles import Permission

EASY_LIX = 32  # what all of citizens' own pages keep to
LONGEST_SHOWN = 2
LONGEST_NOTE = 300
FEWEST_WORDS = 4  # "Vi har ændret noget" says nothing shorter than this, and little longer


@transaction.atomic
def draft_story(*, circle: Circle, by: User, **words: Any) -> Story:
    allow(by, Permission.WORK_IN_CIRCLE, circle)
    story = Story(circle=circle, **words)
    refuse_what_is_not_ours(story)
    story.save()
    return story


@transaction.atomic
def change_story(*, story: Story, by: User, **words: Any) -> None:
    story = held(story)
    allow(by, Permission.WORK_IN_CIRCLE, story.circle)
    if story.published_on:
        raise Refused(_("It is published and does not change. Withdraw it, and tell it anew."))
    for name, value in words.items():
        setattr(story, name, value)
    refuse_what_is_not_ours(story)
    story.save()


@transaction.atomic
def publish_story(*, story: Story, by: User, on: date) -> None:
    """Let citizens read it, with its chart as it is today; the page that changed says where to read why."""
    story = held(story)
    allow(by, Permission.LEAD_CIRCLE, story.circle)
    if story.published_on:
        return
    refuse_what_is_not_ours(story)
    if not says_something(story.did):
        raise Refused(_("Write what has changed, in a whole sentence, before it is published."))
    if not says_something(story.said):
        raise Refused(
            _("Write what the answers told, in a whole sentence, before it is published.")
        )
    chart = chart_for(story)
    if chart and chart.drawing and chart.shown_count:
        story.chart = frozen(chart.drawing)
        story.is_synthetic = story.is_synthetic or chart.is_synthetic
    story.published_on, story.published_by = on, by
    story.save()
    if story.page:
        note = shorten(story.did, LONGEST_NOTE, placeholder=" …")
        pages.tell_why(page=story.page, note=note, reason=address_of(story), on=on)


@transaction.atomic
def withdraw_story(*, story: Story, by: User, on: date) -> None:
    """Take it away from citizens. The circle keeps it, with both days."""
    story = held(story)
    allow(by, Permission.LEAD_CIRCLE, story.circle)
    if story.published_on and not story.withdrawn_on:
        story.withdrawn_on = on
        story.save()
        pages.forget_why(reason=address_of(story))


def chart_for(story: Story) -> Chart | None:
    """Return the chart of its measure, out of what is published and nothing else."""
    if story.measure is None:
        return None
    published = Publication.objects.filter(platform=story.circle.platform_id)
    with translation.override(settings.LANGUAGE_CODE):
        return chart_of(story.measure, published.select_related("version"))


def says_something(text: str) -> bool:
    return len(re.findall(r"\w+", text)) >= FEWEST_WORDS


def hard_words(story: Story) -> dict[str, Any]:
    """Return the readability number and the longest sentences of a story that is hard to read."""
    text = "\n".join(filter(None, (story.title, story.said, story.did, story.helped)))
    number = lix(text)
    if number is None or number <= EASY_LIX:
        return {}
    sentences = longest_sentences(text, LONGEST_SHOWN)
    return {"lix": number, "limit": EASY_LIX, "sentences": sentences}


def refuse_what_is_not_ours(story: Story) -> None:
    """A story leads to its own circle's decision, and to its own platform's numbers and pages."""
    platform, decision = story.circle.platform, story.decision
    if story.measure and story.measure.platform_id != platform.pk:
        raise Refused(_("That measure is not the platform's."))
    is_made = decision and decision.step == Decision.Step.DECIDED
    if decision and (decision.circle_id != story.circle_id or not is_made):
        raise Refused(_("Choose something that the circle has decided."))
    if story.page and not guides_of(platform).filter(pk=story.page.pk).exists():
        raise Refused(_("That page is not the platform's."))


def guides_of(platform: Platform) -> Any:
    """Return the Danish pages of advice that citizens can read on a platform."""
    fronts = PlatformPage.objects.filter(
        platform=platform, locale__language_code=settings.LANGUAGE_CODE
    )
    below = GuidancePage.objects.none()
    for front in fronts:
        below |= GuidancePage.objects.child_of(front).live().filter(alias_of=None)
    return below.order_by("title")


def address_of(story: Story) -> str:
    """Return where it is read, below the platform's front page."""
    return f"{STORIES}/{story.pk}/"


def held(story: Story) -> Story:
    return Story.objects.select_for_update().get(pk=story.pk)
