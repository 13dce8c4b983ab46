"""The circle's own pages."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.models import Platform
from feedback import dashboards
from feedback.circles.models import Circle
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
    circle = get_object_or_404(Circle.objects.select_related("platform"), slug=slug)
    if not may(request.user, Permission.VIEW_CIRCLE, circle):
        raise PermissionDenied
    content = dashboards.board(circle.platform, this_week=Week.of(timezone.localdate()))
    return render(
        request,
        "circles/board.html",
        {"circle": circle, "platform": circle.platform, **content},
    )
