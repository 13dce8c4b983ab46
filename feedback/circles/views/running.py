"""A meeting on a screen: one item at a time, with its minutes. Going on is a button that saves first."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from feedback.circles import minutes
from feedback.circles.guard import Refused
from feedback.circles.meeting_forms import MinutesForm
from feedback.circles.merging import merged, tidy
from feedback.circles.models import AgendaItem, Circle, Meeting
from feedback.circles.views.meeting import attend, people_of
from feedback.circles.views.meetings import FORM_METHODS, met
from portal.users.roles import Permission, may

WRITTEN_ON = (Meeting.Status.RUNNING, Meeting.Status.HELD)


@never_cache
@require_http_methods(FORM_METHODS)
@login_required
def run(request: HttpRequest, slug: str, pk: int, place: int) -> HttpResponse:
    """Show item number `place` and write its minutes."""
    circle, meeting = met(request, slug, pk, Permission.WORK_IN_CIRCLE)
    if request.method != "POST" and meeting.status not in WRITTEN_ON:
        return redirect(meeting)  # what was written is never led away from
    items = list(meeting.items.select_related("decision", "cycle__project", "written_by"))
    if not 1 <= place <= len(items):
        raise Http404
    item, context = items[place - 1], base(request, circle, meeting, items, place)
    if request.method != "POST":
        form = MinutesForm(initial={"text": item.text, "revision": item.revision})
        return render(request, "circles/run.html", context | {"form": form})
    return written(request, meeting, item, context)


def base(
    request: HttpRequest, circle: Circle, meeting: Meeting, items: list[AgendaItem], place: int
) -> dict[str, Any]:
    return {
        "circle": circle,
        "platform": circle.platform,
        "meeting": meeting,
        "item": items[place - 1],
        "place": place,
        "count": len(items),
        "next": items[place] if place < len(items) else None,
        "people": people_of(circle, minutes.standing(meeting)),
        "can_lead": may(request.user, Permission.LEAD_CIRCLE, circle),
    }


def written(
    request: HttpRequest, meeting: Meeting, item: AgendaItem, context: dict[str, Any]
) -> HttpResponse:
    """Save, and go where the button says. What two people wrote is shown beside one another."""
    form = MinutesForm(request.POST)
    if not form.is_valid():
        return render(request, "circles/run.html", context | {"form": form}, status=422)
    text, seen = form.cleaned_data["text"], form.cleaned_data["revision"]
    try:
        minutes.write(item=item, seen=seen, text=text, by=request.user)
        for deed in ("here", "away"):  # buttons of the same form, so that no word is lost by one
            attend(meeting, request.POST.get(deed, ""), deed == "here", request.user)
    except minutes.Changed as change:
        return conflict(request, change.item, text, context)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return render(request, "circles/run.html", context | {"form": form}, status=409)
    return go_on(request, meeting, context["place"], context["count"])


def conflict(
    request: HttpRequest, now: AgendaItem, mine: str, context: dict[str, Any]
) -> HttpResponse:
    """Show theirs and mine, and both put together in a field that saves over theirs."""
    both = {"text": merged(now.text, mine), "revision": now.revision}
    shown = {"form": MinutesForm(initial=both), "theirs": now, "mine": tidy(mine)}
    return render(request, "circles/conflict.html", context | shown, status=409)


def go_on(request: HttpRequest, meeting: Meeting, place: int, count: int) -> HttpResponse:
    to = {"next": place + 1, "previous": place - 1}.get(request.POST.get("to", ""), place)
    if to > count:
        return redirect(meeting)
    return redirect("circles:run", meeting.circle.slug, meeting.pk, max(to, 1))
