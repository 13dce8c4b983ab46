"""What the operator asks, and the page where every part of the look stands."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    return HttpResponse("live", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Answer only when the database does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ready", content_type="text/plain")


@require_safe
def admin_login(request: HttpRequest) -> HttpResponse:
    """Send a stranger to the one login, and tell someone who is signed in that this is not for them."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next", reverse("wagtailadmin_home")))


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    context = {
        "next_age": {"limit": "5 år", "name": "5–10 år", "url": "#dele"},
        "diary": {"heading": "Skema over drikke og tis"},
        "days": (1, 2),
        "ages": range(4, 13),
    }
    return render(request, "portal/components.html", context)
