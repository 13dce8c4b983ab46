"""The population view: six steps, each with the circle's own words."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from feedback.circles import population
from feedback.circles.models import PopulationStep
from feedback.circles.views.access import allowed_circle, seen_circle
from portal.periods import Week
from portal.users.roles import Permission


class StepForm(forms.Form):
    text = forms.CharField(
        label=_("In our own words"),
        help_text=_("A few lines. Leave it empty to take the text away."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )


@never_cache
@require_safe
@login_required
def steps(request: HttpRequest, slug: str) -> HttpResponse:
    circle = seen_circle(request, slug)
    found = population.steps(circle, Week.of(timezone.localdate()))
    context = {
        "circle": circle,
        "platform": circle.platform,
        "steps": found,
        "is_synthetic": any(step.content.get("is_synthetic") for step in found),
    }
    return render(request, "circles/population.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def write(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write the circle's own words beside one step."""
    circle = allowed_circle(request, slug, Permission.WORK_IN_CIRCLE)
    if number not in PopulationStep.Number.values:
        raise Http404
    note = circle.population_steps.filter(number=number).first()
    form = StepForm(request.POST or None, initial={"text": note.text if note else ""})
    if request.method == "POST" and form.is_valid():
        circle.population_steps.update_or_create(
            number=number,
            defaults={
                "text": form.cleaned_data["text"],
                "written_by": request.user,
                "written_on": timezone.localdate(),
            },
        )
        return redirect(f"{reverse('circles:population', args=(circle.slug,))}#trin-{number}")
    title = PopulationStep.Number(number).label
    context = {"circle": circle, "platform": circle.platform, "form": form, "title": title}
    return render(request, "circles/population_step.html", context)
