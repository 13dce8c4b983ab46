"""The logbook: what holds now, and the minutes in order. And what the circle is and who sits in it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from feedback.circles import electing, membership
from feedback.circles.meeting_forms import RoleForm
from feedback.circles.models import Circle, Meeting
from feedback.circles.views.access import allowed_circle, seen_circle
from feedback.circles.views.meetings import FORM_METHODS, refused
from portal.users.roles import Permission, may

A_PAGE = 10


@never_cache
@require_safe
@login_required
def logbook(request: HttpRequest, slug: str) -> HttpResponse:
    circle, today = seen_circle(request, slug), timezone.localdate()
    held = circle.meetings.filter(status__in=(Meeting.Status.HELD, Meeting.Status.APPROVED))
    pages = Paginator(held.prefetch_related("items", "attendances__user"), A_PAGE)
    page = pages.get_page(request.GET.get("side"))
    context = {
        "circle": circle,
        "platform": circle.platform,
        "policies": [
            {"decision": decision, "is_due": decision.review_on <= today}
            for decision in circle.decisions.policies().order_by("review_on", "pk")
        ],
        "page": page,
        "entries": [entry(meeting) for meeting in page],
    }
    return render(request, "circles/logbook.html", context)


def entry(meeting: Meeting) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "items": [item for item in meeting.items.all() if item.text],
        "here": [str(one.user) for one in meeting.attendances.all() if one.was_there],
    }


@never_cache
@require_safe
@login_required
def about(request: HttpRequest, slug: str) -> HttpResponse:
    circle, today = seen_circle(request, slug), timezone.localdate()
    context = {
        "circle": circle,
        "platform": circle.platform,
        "seats": membership.seats(circle, today),
        "links": membership.links(circle),
        "can_lead": may(request.user, Permission.LEAD_CIRCLE, circle),
    }
    return render(request, "circles/about.html", context)


@never_cache
@require_http_methods(FORM_METHODS)
@login_required
def role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give a member a role that the circle decided on."""
    circle: Circle = allowed_circle(request, slug, Permission.LEAD_CIRCLE)
    member = get_object_or_404(circle.members.select_related("user"), pk=pk)
    initial = {
        "role": member.role,
        "term_ends_on": member.term_ends_on,
        "decision": member.chosen_by_id,
    }
    form = RoleForm(request.POST or None, initial=initial, circle=circle)
    if form.is_valid():
        refusal = refused(
            electing.give_role, member=member, by=request.user, on=timezone.localdate(),
            **form.cleaned_data,
        )  # fmt: skip
        if not refusal:
            return redirect("circles:about", circle.slug)
        form.add_error(None, refusal)
    context = {"circle": circle, "platform": circle.platform, "form": form, "member": member}
    return render(request, "circles/role.html", context)
