"""What the operator asks, the page about privacy, and the page where every part of the look stands."""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, InterfaceError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import module_has_submodule
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.privacy.notes import Note

SERVICE_WORKER = Path(__file__).parent / "static" / "portal" / "js" / "sw.js"


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    return HttpResponse("live", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 only when the database does, so that nobody is sent to a server without one."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return HttpResponse("the database does not answer", "text/plain", status=503)
    return HttpResponse("ready", content_type="text/plain")


@require_safe
def admin_login(request: HttpRequest) -> HttpResponse:
    """Send a stranger to the one login, and tell someone who is signed in that this is not for them."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next", reverse("wagtailadmin_home")))


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO_ALLOWED:
        raise Http404
    context = {
        "door": {
            "name": "Søvn",
            "intro": "Rolige aftener og nætter for hele familien.",
            "hue": 270,
            "url": "#emner",
        },
        "next_age": {"limit": "5 år", "name": "5–10 år", "url": "#dele"},
        "diary": {"heading": "Skema over drikke og tis"},
        "days": (1, 2),
        "ages": range(4, 13),
    }
    return render(request, "portal/components.html", context)


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Serve the worker from the root, so that it sees all pages, with what it must never touch in front.

    The list comes from the settings: a new closed room is closed to the worker too.
    """
    closed = json.dumps([*settings.ADMIN_PREFIXES, *settings.LANGUAGE_IN_QUERY_PREFIXES])
    source = SERVICE_WORKER.read_text(encoding="utf-8")
    return HttpResponse(
        f"const CLOSED = {closed};\n{source}",
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Tell what is stored about people, from what each room says of its own models."""
    return render(
        request,
        "portal/privacy.html",
        {
            "notes": list(privacy_notes()),
            "session_cookie": settings.SESSION_COOKIE_NAME,
            "form_cookie": settings.CSRF_COOKIE_NAME,
            "session_hours": settings.SESSION_COOKIE_AGE // 3600,
            "contact": settings.PRIVACY_CONTACT,
            "here": request.path,
        },
    )


def privacy_notes() -> Iterator[Note]:
    """Return the notes of all rooms; citizens' rooms come before the professionals'."""
    found = []
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "privacy_notes"):
            found.append(import_module(f"{config.name}.privacy_notes").NOTES)
    for notes in sorted(found, key=is_about_professionals):
        yield from notes


def is_about_professionals(notes: tuple[Note, ...]) -> bool:
    return any(name.startswith("users.") for note in notes for name in note.stored)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say it kindly, and offer the ages of the platform when the address began with one."""
    page = getattr(request, "platform_page", None)
    shown = page.found_instead(request) if page else {}
    front = reverse("wagtail_serve", args=("",))
    # Where the front page itself is gone, the way on is the portal's.
    home_url = f"{settings.PUBLIC_URL}/" if request.path == front else front
    return render(
        request,
        "404.html",
        {"home_url": home_url, "ages": [], "platform_page": None, **shown},
        status=404,
    )
