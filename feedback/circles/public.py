"""What citizens read of the circle's work: published stories, and nothing else of it."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.text import Truncator

from cms.models import Platform, PlatformPage
from cms.models.audience import STORIES
from cms.models.languages import IN_DANISH
from cms.signals import Below
from feedback.circles.models import Decision, Story
from feedback.circles.models.stories import StoryQuerySet
from feedback.circles.telling import address_of
from questionnaires.signals import News

SHORT_WORDS = 40


def stories_of(platform: Platform) -> StoryQuerySet:
    return Story.objects.published().filter(circle__platform=platform)


def news(platform: Platform) -> list[News]:
    """Return the newest story in short."""
    newest = stories_of(platform).defer("chart")[:1]
    return [
        News(story.title, Truncator(story.did).words(SHORT_WORDS), address_of(story))
        for story in newest
    ]


def below(page: PlatformPage, request: HttpRequest, path: list[str]) -> Below | None:
    """Return all stories, or one of them, where the address asks for it."""
    match path:
        case [first] if first == STORIES:
            return Below(STORIES, "circles/told/stories.html", listed(page, request))
        case [first, pk] if first == STORIES and pk.isdecimal() and pk.isascii():
            return Below(f"{STORIES}/{pk}", "circles/told/story.html", one(page, request, pk))
    return None


def listed(page: PlatformPage, request: HttpRequest) -> dict[str, Any]:
    home = page.get_url(request)
    stories = list(stories_of(page.platform).defer("chart"))
    return {
        "stories": [{"story": story, "url": f"{home}{address_of(story)}"} for story in stories],
        "stories_in": words_in(request),
        "is_synthetic": any(story.is_synthetic for story in stories),
    }


def one(page: PlatformPage, request: HttpRequest, pk: str) -> dict[str, Any]:
    linked = stories_of(page.platform).select_related("decision", "page")
    story = linked.filter(pk=int(pk)).first() if len(pk) < 10 else None
    if story is None:
        raise Http404
    return {
        **told(story, request),
        "chart": story.chart,
        "stories_url": f"{page.get_url(request)}{STORIES}/",
        "stories_in": words_in(request),
    }


def told(story: Story, request: HttpRequest) -> dict[str, Any]:
    """Return the parts of a story as citizens and, before them, the circle read it."""
    changed = story.page if story.page and story.page.live else None
    is_made = story.decision and story.decision.step == Decision.Step.DECIDED
    return {
        "story": story,
        "decision": story.decision if is_made else None,
        "changed": {"title": changed.title, "url": changed.get_url(request)} if changed else None,
    }


def words_in(request: HttpRequest) -> str:
    """Return attributes for what is told: stories are in Danish, the page may not be."""
    return "" if request.LANGUAGE_CODE == settings.LANGUAGE_CODE else IN_DANISH
