"""Meetings of a circle: the list, planning one or a row, moving it, calling it off, and its calendar file."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from feedback.circles import ical, inviting, planning
from feedback.circles.guard import Refused
from feedback.circles.meeting_forms import MeetingForm, PlanForm
from feedback.circles.models import Circle, Meeting
from feedback.circles.views.access import allowed_circle, seen_circle
from portal.users.roles import Permission

SHOWN_BEFORE = 20
FORM_METHODS = ["GET", "HEAD", "POST"]
Status = Meeting.Status


@never_cache
@require_safe
@login_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    circle = seen_circle(request, slug)
    coming = circle.meetings.filter(status__in=(Status.PLANNED, Status.RUNNING))
    before = circle.meetings.exclude(status__in=(Status.PLANNED, Status.RUNNING))
    context = {
        "circle": circle,
        "platform": circle.platform,
        "coming": coming.order_by("starts_at", "pk"),
        "before": before[:SHOWN_BEFORE],
    }
    return render(request, "circles/meetings.html", context)


@never_cache
@require_http_methods(FORM_METHODS)
@login_required
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    circle = allowed_circle(request, slug, Permission.WORK_IN_CIRCLE)
    form = PlanForm(request.POST or None)
    if form.is_valid():
        try:
            planning.plan_meetings(circle=circle, by=request.user, at=timezone.now(), **form.values)
            return redirect("circles:meetings", circle.slug)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"circle": circle, "platform": circle.platform, "form": form, "meeting": None}
    return render(request, "circles/plan_meeting.html", context)


@never_cache
@require_http_methods(FORM_METHODS)
@login_required
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    circle, meeting = met(request, slug, pk, Permission.WORK_IN_CIRCLE)
    form = MeetingForm(request.POST or None, initial=MeetingForm.initial_of(meeting))
    if form.is_valid() and changed(form, meeting, request):
        return redirect(meeting)
    context = {"circle": circle, "platform": circle.platform, "form": form, "meeting": meeting}
    return render(request, "circles/plan_meeting.html", context)


def changed(form: MeetingForm, meeting: Meeting, request: HttpRequest) -> bool:
    try:
        planning.change_meeting(meeting=meeting, by=request.user, at=timezone.now(), **form.values)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@never_cache
@require_http_methods(FORM_METHODS)
@login_required
def call_off(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask once more, then call it off."""
    circle, meeting = met(request, slug, pk, Permission.WORK_IN_CIRCLE)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            planning.call_off(meeting=meeting, by=request.user)
            return redirect("circles:meetings", circle.slug)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"circle": circle, "platform": circle.platform, "form": form, "meeting": meeting}
    return render(request, "circles/call_off.html", context)


@never_cache
@require_safe
@login_required
def calendar_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give the meeting to a calendar, as the invitation did."""
    _circle, meeting = met(request, slug, pk, Permission.VIEW_CIRCLE)
    event = inviting.event_of(meeting, request.user)
    name = inviting.file_name(meeting)
    return HttpResponse(
        ical.calendar(event),
        content_type=f"text/calendar; charset=utf-8; method={ical.method(event)}",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def met(request: HttpRequest, slug: str, pk: int, permission: Permission) -> tuple[Circle, Meeting]:
    """Return the circle and one of its meetings, where this person has the permission."""
    circle = allowed_circle(request, slug, permission)
    meeting = get_object_or_404(Meeting, circle=circle, pk=pk)
    meeting.circle = circle  # with its platform, and not asked for again
    return circle, meeting


def refused(deed: Any, /, **given: Any) -> str:
    """Do the deed; return the sentence that says why it could not be done, or nothing."""
    try:
        deed(**given)
    except Refused as refusal:
        return str(refusal)
    return ""
