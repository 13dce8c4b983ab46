"""Desk views about one row of a platform: an editor finds her own, and the rest is not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from wagtail.permissions import policy_registry

from cms.scoped import own


def of_own(model: type) -> Callable[..., Any]:
    """Give a view the row with its `pk`, and let in only who may change it."""

    def decorated(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapper(request: HttpRequest, pk: int) -> HttpResponse:
            policy = policy_registry.get_by_type(model)
            if not policy.user_has_permission(request.user, "change"):
                raise PermissionDenied
            return view(request, get_object_or_404(own(request, model), pk=pk))

        return wrapper

    return decorated


def screen(
    request: HttpRequest,
    name: str,
    title: str,
    row: Any,
    row_url: str,
    room: str = "questionnaires",
    **context: Any,
) -> HttpResponse:
    """Wagtail's frame leaves variables undefined, so our own part is rendered apart."""
    frame = {
        "page_title": title,
        "page_subtitle": str(row),
        "header_icon": "form",
        "breadcrumbs_items": [{"url": row_url, "label": str(row)}, {"url": "", "label": title}],
        "part": render_to_string(f"{room}/admin/{name}.html", context, request=request),
    }
    return render(request, "desk/screen.html", frame)
