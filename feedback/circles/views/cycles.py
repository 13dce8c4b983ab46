"""One test of a change: plan, do, study, act."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from feedback.circles import charted, trying
from feedback.circles.guard import Refused
from feedback.circles.models import Circle, ImprovementProject, PDSACycle
from feedback.circles.project_forms import ActForm, CycleForm, DoForm
from feedback.circles.views.access import allowed_circle, seen_circle
from feedback.circles.views.projects import open_project
from feedback.models import Publication
from feedback.seriescharts import NOTHING, Chart, chart_of
from portal.users.roles import Permission


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def plan(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Plan a test; after one that was adapted, the next begins with what it left."""
    circle = allowed_circle(request, slug, Permission.WORK_IN_CIRCLE)
    project = open_project(circle, pk)
    blank = blank_cycle(project, request.GET.get("efter", ""))
    form = CycleForm(request.POST or None, project=project, instance=blank)
    if form.is_valid():
        cycle = trying.plan(project=project, cycle=form.save(commit=False), by=request.user)
        return redirect("circles:cycle", circle.slug, project.pk, cycle.pk)
    context = {"circle": circle, "platform": circle.platform, "project": project, "form": form}
    return render(request, "circles/plan_cycle.html", context)


def blank_cycle(project: ImprovementProject, after: str) -> PDSACycle:
    today = timezone.localdate()
    if after.isdecimal() and len(after) < 10:
        before = project.cycles.filter(pk=int(after)).first()
        if before:
            return trying.next_of(before, today)
    return PDSACycle(project=project, starts_on=today)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def cycle(request: HttpRequest, slug: str, pk: int, cycle: int) -> HttpResponse:
    circle = seen_circle(request, slug)
    found = cycle_of(circle, pk, cycle)
    name = request.POST.get("deed", "")
    doing = DoForm(request.POST if name == "do" else None, initial={"happened": found.happened})
    acting = ActForm(request.POST if name == "act" else None)
    if request.method == "POST" and done(request, found, {"do": doing, "act": acting}.get(name)):
        return redirect("circles:cycle", circle.slug, pk, found.pk)
    drawn = chart(circle, found)
    context = {
        "circle": circle,
        "platform": circle.platform,
        "project": found.project,
        "cycle": found,
        "chart": drawn.drawing if drawn.shown_count else None,
        "is_synthetic": drawn.is_synthetic,
        "doing": doing,
        "acting": acting,
        "next": found.followed_by.first(),
    }
    return render(request, "circles/cycle.html", context)


def cycle_of(circle: Circle, project: int, pk: int) -> PDSACycle:
    cycles = PDSACycle.objects.filter(project=project, project__circle=circle)
    found = get_object_or_404(cycles.select_related("project", "idea", "follows", "measure"), pk=pk)
    found.project.circle = circle
    return found


def chart(circle: Circle, found: PDSACycle) -> Chart:
    """Return the measure's chart with the tests on it; nothing where no measure was chosen."""
    if found.measure is None:
        return NOTHING
    publications = Publication.objects.filter(platform=circle.platform).select_related("version")
    trials = charted.of_measure(circle, found.measure)
    return chart_of(found.measure, publications, trials)


def done(request: HttpRequest, found: PDSACycle, form: DoForm | ActForm | None) -> bool:
    """Do what was asked; where it is refused, the form says why."""
    if form is None:
        raise PermissionDenied
    if not form.is_valid():
        return False
    try:
        if isinstance(form, DoForm):
            trying.note(cycle=found, by=request.user, **form.cleaned_data)
        else:
            today = timezone.localdate()
            trying.act(cycle=found, by=request.user, on=today, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True
