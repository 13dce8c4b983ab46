"""Who gets past the door of a circle's pages."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from feedback.circles.guard import allow
from feedback.circles.models import Circle
from portal.users.roles import Permission


def seen_circle(request: HttpRequest, slug: str) -> Circle:
    """Return the circle where this person may see its numbers."""
    return allowed_circle(request, slug, Permission.VIEW_CIRCLE)


def allowed_circle(request: HttpRequest, slug: str, permission: Permission) -> Circle:
    """Return the circle where this person has the permission; refuse with 403 otherwise."""
    circle = get_object_or_404(
        Circle.objects.select_related("platform", "sense__campaign__version"), slug=slug
    )
    allow(request.user, permission, circle)
    return circle
