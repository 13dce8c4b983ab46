"""What we ask under a platform's advice: whether the page helped, and how the contact went.

The page is the same for everyone who reads it, so any cache may keep it: the buttons are plain links to
the form, and only the form itself carries an id of its own.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django import template
from django.db.models import Q
from django.utils import timezone

from cms.models import GuidancePage, Platform
from questionnaires.definition import spoken
from questionnaires.models import AccessPoint

register = template.Library()
Kind = AccessPoint.Kind


@register.inclusion_tag("questionnaires/under_advice.html", takes_context=True)
def questions_under(
    context: template.Context, page: GuidancePage, platform: Platform, band: Any
) -> dict[str, Any]:
    """Return the buttons of this page, and the open questionnaires that all of the pages lead to."""
    language = context["request"].LANGUAGE_CODE
    points = list(open_points(page, platform))
    useful = [buttons(point, band, language) for point in points if point.kind == Kind.USEFUL]
    return {
        "language": language,
        "useful": next(iter(useful), None),
        "invitations": [
            invitation(point, band, language) for point in points if point.kind == Kind.PAGE
        ],
    }


def open_points(page: GuidancePage, platform: Platform) -> Iterator[AccessPoint]:
    """Yield both kinds with one query; a translation has the access point of its Danish page."""
    mine = Q(kind=Kind.USEFUL, page__translation_key=page.translation_key)
    points = AccessPoint.objects.filter(
        mine | Q(kind=Kind.PAGE), campaign__platform=platform
    ).select_related("campaign__version")
    today = timezone.localdate()
    return (point for point in points if point.campaign.is_open(today))


def buttons(point: AccessPoint, band: Any, language: str) -> dict[str, Any]:
    """Return the first question with a link for each answer; the form opens with it chosen."""
    definition = point.campaign.version.parsed
    first, asked_in = definition.questions[0], definition.language_for(language)
    return {
        "question": spoken(first.text, asked_in),
        "language": asked_in,
        "answers": [
            {
                "text": spoken(option.text, asked_in),
                "url": address(point, band, language, {"q1": option.code}),
            }
            for option in first.options
        ],
    }


def invitation(point: AccessPoint, band: Any, language: str) -> dict[str, str]:
    title = spoken(point.campaign.version.parsed.title, language)
    return {"question": title, "url": address(point, band, language, {})}


def address(point: AccessPoint, band: Any, language: str, chosen: dict[str, str]) -> str:
    query = {"alder": band["slug"]} | chosen | ({} if language == "da" else {"sprog": language})
    return f"{point.get_absolute_url()}?{urlencode(query)}"
