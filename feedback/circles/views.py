"""The circle's own pages."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.models import Platform
from feedback import dashboards, details
from feedback.circles.models import Circle, OwnedMeasure
from portal.periods import Week
from portal.users.roles import Permission, may


@never_cache
@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    circles = [
        {"name": circle.name, "aim": circle.aim, "url": circle.get_absolute_url()}
        for circle in Circle.objects.of(request.user)
    ]
    context = {
        "circles": circles,
        "can_edit": request.user.has_perm("wagtailadmin.access_admin"),
        "has_places": request.user.places.exists(),
        "reads_words": Platform.objects.filter(moderators__user=request.user).exists(),
    }
    return render(request, "circles/index.html", context)


@never_cache
@require_safe
@login_required
def board(request: HttpRequest, slug: str) -> HttpResponse:
    circle = seen_circle(request, slug)
    owned = OwnedMeasure.objects.filter(measure__platform=circle.platform)
    content = dashboards.board(
        circle.platform,
        this_week=Week.of(timezone.localdate()),
        owners=dict(owned.values_list("measure_id", "circle__name")),
    )
    return render(
        request,
        "circles/board.html",
        {"circle": circle, "platform": circle.platform, **content},
    )


@never_cache
@require_safe
@login_required
def numbers(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how one quarter's answers are spread."""
    circle = seen_circle(request, slug)
    content = details.page(circle.platform, request.GET)
    return render(
        request,
        "circles/numbers.html",
        {"circle": circle, "platform": circle.platform, **content},
    )


@never_cache
@require_safe
@login_required
def numbers_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the numbers behind one chart."""
    circle = seen_circle(request, slug)
    content = details.file(circle.platform, request.GET)
    if content is None:
        raise Http404
    return csv_response(content, f"{circle.slug}-{request.GET[details.CHART]}.csv")


@never_cache
@require_safe
@login_required
def points_file(request: HttpRequest, slug: str, measure: str) -> HttpResponse:
    """Give the points of one chart over time."""
    circle = seen_circle(request, slug)
    content = dashboards.points_file(circle.platform, measure)
    if content is None:
        raise Http404
    return csv_response(content, f"{measure}.csv")


def seen_circle(request: HttpRequest, slug: str) -> Circle:
    """Return the circle where this person may see its numbers."""
    circle = get_object_or_404(Circle.objects.select_related("platform"), slug=slug)
    if not may(request.user, Permission.VIEW_CIRCLE, circle):
        raise PermissionDenied
    return circle


def csv_response(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
