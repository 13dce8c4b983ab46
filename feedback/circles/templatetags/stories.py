"""What a circle has told, on the front page of its platform."""

from typing import Any

from django import template

from cms.models import Platform
from feedback.circles import public

register = template.Library()


@register.inclusion_tag("circles/told/newest.html")
def newest_story(platform: Platform, home_url: str) -> dict[str, Any]:
    """Return the newest story, with the way to all of them. One query; no trace where there is none."""
    return {"news": public.news(platform), "stories_url": f"{home_url}{public.STORIES}/"}
