"""The invitation to answer, shown under a platform's advice."""

from typing import Any

from django import template
from django.utils import timezone

from cms.models import Platform
from questionnaires.definition import spoken
from questionnaires.models import AccessPoint

register = template.Library()


@register.inclusion_tag("questionnaires/invitation.html", takes_context=True)
def invitation(context: template.Context, platform: Platform, band: Any) -> dict[str, Any]:
    """Return the open questionnaires that the platform's own pages lead to."""
    today, language = timezone.localdate(), context["request"].LANGUAGE_CODE
    spoken_here = "" if language == "da" else f"&sprog={language}"
    points = AccessPoint.objects.filter(
        campaign__platform=platform, kind=AccessPoint.Kind.PAGE
    ).select_related("campaign__version")
    return {
        "access_points": [
            {
                "question": spoken(point.campaign.version.parsed.title, language),
                "url": f"{point.get_absolute_url()}?alder={band['slug']}{spoken_here}",
            }
            for point in points
            if point.campaign.is_open(today)
        ]
    }
