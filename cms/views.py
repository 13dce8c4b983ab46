"""What is answered where there is no page."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from cms.models import PlatformPage
from cms.models.audience import SEARCH

_NAME = re.compile(r"[\w-]+")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say kindly that there is no such page, and let the reader search the platform it may belong to."""
    page = platform_at(request.path_info)
    home = page.get_url(request) if page else "/"
    context = {"platform_page": page, "home_url": home, "search_url": f"{home}{SEARCH}/"}
    return render(request, "404.html", context, status=404)


def platform_at(path: str) -> PlatformPage | None:
    """Return the platform whose name an address begins with, in the language that is spoken now."""
    names = [name for name in path.split("/") if name]
    if names and names[0] in dict(settings.LANGUAGES):
        names = names[1:]
    if not names or not _NAME.fullmatch(names[0]):  # nor can PostgreSQL look for a null byte
        return None
    pages = PlatformPage.objects.live().filter(slug=names[0])
    return pages.filter(locale__language_code=get_language()).select_related("platform").first()
