"""A circle's improvement projects: what they want, how they think it comes about, how far they are."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from feedback.circles import driverdiagram, improving, projectpaper
from feedback.circles import outline as lines
from feedback.circles.guard import Refused
from feedback.circles.models import Circle, ImprovementProject, WorkPackage
from feedback.circles.packages import PACKAGES
from feedback.circles.project_forms import (
    CloseForm,
    HandoverForm,
    OutlineForm,
    ProjectForm,
    SpreadForm,
)
from feedback.circles.views.access import allowed_circle, seen_circle
from portal.users.roles import Permission

Deed = Callable[[HttpRequest, ImprovementProject, Any], None]


@never_cache
@require_safe
@login_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    circle = seen_circle(request, slug)
    context = {"circle": circle, "platform": circle.platform, "projects": circle.projects.all()}
    return render(request, "circles/projects.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def start(request: HttpRequest, slug: str) -> HttpResponse:
    circle = allowed_circle(request, slug, Permission.WORK_IN_CIRCLE)
    blank = ImprovementProject(circle=circle, started_on=timezone.localdate())
    return written(
        request, circle, ProjectForm(request.POST or None, circle=circle, instance=blank)
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    circle = allowed_circle(request, slug, Permission.WORK_IN_CIRCLE)
    found = open_project(circle, pk)
    return written(
        request, circle, ProjectForm(request.POST or None, circle=circle, instance=found)
    )


def written(request: HttpRequest, circle: Circle, form: ProjectForm) -> HttpResponse:
    if form.is_valid():
        return redirect(form.save())
    context = {"circle": circle, "platform": circle.platform, "form": form}
    return render(request, "circles/write_project.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def project(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a project, and take what is ticked, spread, handed over or closed."""
    circle = seen_circle(request, slug)
    found = open_project(circle, pk) if request.method == "POST" else project_of(circle, pk)
    asked = forms_of(request, found)
    name = request.POST.get("deed", "")
    if request.method == "POST" and done(request, found, name, asked):
        return redirect(found)
    return render(request, "circles/project.html", context_of(circle, found) | asked)


def project_of(circle: Circle, pk: int) -> ImprovementProject:
    found = get_object_or_404(circle.projects.select_related("decision"), pk=pk)
    found.circle = circle
    return found


def open_project(circle: Circle, pk: int) -> ImprovementProject:
    found = project_of(circle, pk)
    if found.status == ImprovementProject.Status.CLOSED:
        raise PermissionDenied
    return found


def forms_of(request: HttpRequest, found: ImprovementProject) -> dict[str, forms.BaseForm]:
    def data(name: str) -> Any:
        return request.POST if request.POST.get("deed") == name else None

    return {
        "spread": SpreadForm(data("spread"), prefix="spread"),
        "handover": HandoverForm(data("handover"), prefix="handover", project=found),
        "closing": CloseForm(data("closing"), prefix="closing"),
    }


def done(
    request: HttpRequest, found: ImprovementProject, name: str, asked: dict[str, forms.BaseForm]
) -> bool:
    """Do what was asked; where it is refused, the form says why."""
    if name == "tick":
        tick(request, found)
        return True
    if name not in DEEDS:
        raise PermissionDenied
    form = asked[name]
    if not form.is_valid():
        return False
    try:
        DEEDS[name](request, found, form)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def tick(request: HttpRequest, found: ImprovementProject) -> None:
    number = request.POST.get("number", "")
    if number not in {str(package.number) for package in PACKAGES}:
        raise PermissionDenied
    improving.tick(
        project=found,
        number=int(number),
        note=request.POST.get("note", "")[:300],
        is_done="is_done" in request.POST,
        by=request.user,
        on=timezone.localdate(),
    )


def spread(request: HttpRequest, found: ImprovementProject, form: SpreadForm) -> None:
    improving.spread(project=found, by=request.user, on=timezone.localdate(), **form.cleaned_data)


def handover(request: HttpRequest, found: ImprovementProject, form: HandoverForm) -> None:
    improving.hand_over(project=found, answers=form.answers, by=request.user)


def closing(request: HttpRequest, found: ImprovementProject, form: CloseForm) -> None:
    improving.close(
        project=found,
        learned=form.cleaned_data["learned"],
        by=request.user,
        on=timezone.localdate(),
    )


DEEDS: dict[str, Deed] = {"spread": spread, "handover": handover, "closing": closing}


def context_of(circle: Circle, found: ImprovementProject) -> dict[str, Any]:
    drivers = list(found.drivers.all())
    tree = projectpaper.tree_of(found, drivers)
    measures = list(found.measures.all())
    kinds = {measure.kind for measure in measures}
    return {
        "circle": circle,
        "platform": circle.platform,
        "project": found,
        "tree": tree,
        "diagram": driverdiagram.draw(tree),
        "has_drivers": bool(drivers),
        "measures": measures,
        "lacks": [label for kind, label in projectpaper.KINDS.items() if kind not in kinds],
        "cycles": found.cycles.select_related("idea", "follows"),
        "packages": packages_of(found),
        "spreads": found.spreads.select_related("place__organisation"),
        "lines": found.handover.select_related("owner"),
        "is_open": found.status != ImprovementProject.Status.CLOSED,
    }


def packages_of(found: ImprovementProject) -> list[dict[str, Any]]:
    there = {row.number: row for row in found.packages.all()}
    return [{"package": package, **told(there.get(package.number))} for package in PACKAGES]


def told(row: WorkPackage | None) -> dict[str, Any]:
    return {"note": row.note if row else "", "done_on": row.done_on if row else None}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def outline(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Edit the driver diagram as lines. What somebody else wrote meanwhile is shown beside one's own."""
    circle = allowed_circle(request, slug, Permission.WORK_IN_CIRCLE)
    found = open_project(circle, pk)
    now = improving.outline_of(found)
    form = OutlineForm(request.POST or None, initial={"text": now, "seen": now})
    theirs = ""
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            improving.draw(
                project=found, drawn=form.cleaned_data["text"], seen=seen, by=request.user
            )
            return redirect(found)
        except Refused as refused:
            theirs = "" if lines.is_same(seen, now) else now
            form = retried(request, str(refused), now)
    context = {
        "circle": circle,
        "platform": circle.platform,
        "project": found,
        "form": form,
        "theirs": theirs,
    }
    return render(request, "circles/outline.html", context)


def retried(request: HttpRequest, why: str, now: str) -> OutlineForm:
    """Return the form with the writer's own lines, to be saved over what she has now been shown."""
    data = request.POST.copy()
    data["seen"] = now
    form = OutlineForm(data)
    form.is_valid()
    form.add_error(None, why)
    return form


@never_cache
@require_safe
@login_required
def paper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    circle = seen_circle(request, slug)
    found = project_of(circle, pk)
    return HttpResponse(
        projectpaper.pdf(found),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{circle.slug}-{found.pk}.pdf"'},
    )
