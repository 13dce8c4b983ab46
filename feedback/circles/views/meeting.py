"""One meeting: its agenda, who is here, its minutes, and the circle's consent to them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from feedback.circles import agenda_items, minutes, minutespaper
from feedback.circles.meeting_forms import ItemForm, ObjectionForm
from feedback.circles.models import Circle, Meeting
from feedback.circles.views.meetings import FORM_METHODS, met, refused
from portal.users.models import User
from portal.users.roles import Permission, may

Status = Meeting.Status


@never_cache
@require_http_methods(FORM_METHODS)
@login_required
def meeting(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a meeting, and do what its buttons say."""
    circle, found = met(request, slug, pk, Permission.VIEW_CIRCLE)
    forms = {"item_form": ItemForm(), "objection_form": ObjectionForm()}
    if request.method != "POST":
        return page(request, circle, found, forms)
    deed = request.POST.get("deed", "")
    if not deed:
        deed = next((name for name in ("here", "away") if name in request.POST), "")
    forms |= filled(deed, request)
    if not all(form.is_valid() for form in forms.values() if form.is_bound):
        return page(request, circle, found, forms, status=422)
    refusal = refused(done, deed=deed, meeting=found, request=request)
    if refusal:
        found.refresh_from_db()
        return page(request, circle, found, forms, refusal, status=409)
    if deed == "begin":
        return redirect("circles:run", circle.slug, found.pk, 1)
    return redirect(found)


def filled(deed: str, request: HttpRequest) -> dict[str, Any]:
    """Return the form that belongs to the button, with what was written in it."""
    if deed == "add":
        return {"item_form": ItemForm(request.POST)}
    if deed == "object":
        return {"objection_form": ObjectionForm(request.POST)}
    return {}


def done(deed: str, meeting: Meeting, request: HttpRequest) -> None:
    """Do what a button says; a button that we do not have does nothing."""
    sent, by, on = request.POST, request.user, timezone.localdate()
    match deed:
        case "up" | "down":
            agenda_items.move(meeting=meeting, name=sent.get("line", ""), way=deed, by=by)
        case "here" | "away":
            attend(meeting, sent.get(deed, ""), deed == "here", by)
        case "add":
            agenda_items.add(meeting=meeting, title=sent.get("title", ""), by=by)
        case "off":
            agenda_items.take_off(meeting=meeting, name=sent.get("line", ""), by=by)
        case "begin":
            minutes.begin(meeting=meeting, by=by, on=on)
        case "end":
            minutes.end(meeting=meeting, by=by)
        case "consent":
            seen = number(sent.get("seen", ""))
            minutes.consent(meeting=meeting, seen=seen, by=by, at=timezone.now())
        case "object":
            seen, reason = number(sent.get("seen", "")), sent.get("reason", "")
            minutes.object_to(meeting=meeting, seen=seen, reason=reason, by=by)
        case "approve":
            minutes.approve(meeting=meeting, by=by, on=on)


def attend(meeting: Meeting, pk: str, is_here: bool, by: User) -> None:
    member = meeting.circle.members.select_related("user").filter(pk=number(pk)).first()
    if member:
        minutes.attend(meeting=meeting, member=member, is_here=is_here, by=by)


def number(words: str) -> int:
    """Return a whole number that a form sent; -1, which nothing has, for all else."""
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 10 else -1


def page(
    request: HttpRequest,
    circle: Circle,
    meeting: Meeting,
    forms: dict[str, Any],
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    lines = agenda_items.agenda_of(meeting)
    standing = minutes.standing(meeting)
    context = {
        "circle": circle,
        "platform": circle.platform,
        "meeting": meeting,
        "refusal": refusal,
        "lines": lines,
        "people": people_of(circle, standing),
        "standing": standing,
        "seen": sum(line.item.revision for line in lines if line.item),
        "can_lead": may(request.user, Permission.LEAD_CIRCLE, circle),
        "can_consent": can_consent(request.user, circle, standing),
        "can_begin": meeting.status == Status.PLANNED
        and timezone.localdate(meeting.starts_at) <= timezone.localdate(),
        "is_written": meeting.status in (Status.HELD, Status.APPROVED),
        **forms,
    }
    return render(request, "circles/meeting.html", context, status=status)


def people_of(circle: Circle, standing: minutes.Standing) -> list[dict[str, Any]]:
    """Return all members with whether they are here."""
    here = {one.user_id for one in standing.here}
    members = circle.members.select_related("user").order_by("user__first_name", "pk")
    return [{"member": member, "is_here": member.user_id in here} for member in members]


def can_consent(user: User, circle: Circle, standing: minutes.Standing) -> bool:
    was_here = any(one.user_id == user.pk for one in standing.here)
    return was_here and may(user, Permission.CONSENT, circle)


@never_cache
@require_safe
@login_required
def paper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give the minutes on paper."""
    _circle, found = met(request, slug, pk, Permission.VIEW_CIRCLE)
    name = f"{slug}-{timezone.localdate(found.starts_at)}-{found.pk}.pdf"
    return HttpResponse(
        minutespaper.pdf(found),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
