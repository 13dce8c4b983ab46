"""How far the counting of answers is, at Wagtail's desk, and a button that counts everything anew.

The page knows weeks, never answers: how many wait is told by the week, so that nobody can see from it
that a single answer has come.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from feedback import actions, tasks
from feedback.models import Rebuild

RIGHT = "feedback.add_rebuild"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied
    if request.method == "POST":
        return start(request)
    title = _("Counting of answers")
    frame = {
        "page_title": title,
        "header_icon": "rotate",
        "breadcrumbs_items": [{"url": "", "label": title}],
        "part": render_to_string("feedback/admin/rebuild.html", how_far(), request=request),
    }
    return render(request, "desk/screen.html", frame)


def how_far() -> dict[str, Any]:
    newest = Rebuild.objects.select_related("by").order_by("-pk").first()
    is_over = newest is None or newest.finished_at is not None
    return {"waiting": len(actions.dirty_buckets()), "rebuild": newest, "is_over": is_over}


def start(request: HttpRequest) -> HttpResponse:
    """Ask in the database and tell the workers; if they cannot be told now, beat finds it."""
    with transaction.atomic():
        actions.ask_for_rebuild(at=timezone.now(), by=request.user)
        transaction.on_commit(tasks.queue_refresh, robust=True)
    messages.success(request, _("Everything is counted anew. You can leave this page."))
    return redirect("feedback_rebuild")


class RebuildMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(RIGHT)


def menu_item() -> MenuItem:
    return RebuildMenuItem(
        gettext_lazy("Counting of answers"),
        reverse("feedback_rebuild"),
        name="rebuild",
        icon_name="rotate",
        order=900,
    )


urls = [path("reports/optaelling/", show, name="feedback_rebuild")]
