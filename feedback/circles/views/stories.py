"""The circle's stories: written, looked at as citizens will read them, published, withdrawn."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.models import GuidancePage
from feedback.circles import public, telling
from feedback.circles.guard import Refused
from feedback.circles.models import Circle, Decision, Story
from feedback.circles.views.access import allowed_circle, seen_circle
from feedback.models import Measure
from portal.users.roles import Permission, may


class StoryForm(forms.Form):
    title = forms.CharField(
        label=_("Title"),
        help_text=_("In citizens' words, such as “A number to call”."),
        max_length=80,
        error_messages={"required": _("Give the story a title.")},
    )
    said = forms.CharField(
        label=_("You said"),
        help_text=_("What the answers told. Published numbers only."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what the answers told.")},
    )
    did = forms.CharField(
        label=_("We did"),
        help_text=_("What has changed, in plain words. A story is not published without it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    helped = forms.CharField(
        label=_("Did it help?"),
        help_text=_("What the chart shows, also when it did not help or it is too early to tell."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    measure = forms.ModelChoiceField(
        Measure.objects.none(), label=_("The chart that shows it"), required=False
    )
    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        label=_("The decision behind it"),
        help_text=_("Citizens see its title and its day."),
        required=False,
    )
    page = forms.ModelChoiceField(
        GuidancePage.objects.none(), label=_("The page that changed"), required=False
    )

    def __init__(self, *args: Any, circle: Circle, **options: Any) -> None:
        super().__init__(*args, **options)
        decided = circle.decisions.filter(step=Decision.Step.DECIDED)
        self.fields["measure"].queryset = circle.platform.measures.all()
        self.fields["decision"].queryset = decided
        self.fields["page"].queryset = telling.guides_of(circle.platform)


@never_cache
@require_safe
@login_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    circle = seen_circle(request, slug)
    found = list(circle.stories.defer("chart"))
    context = {
        "circle": circle,
        "platform": circle.platform,
        "drafts": [one for one in found if one.published_on is None],
        "published": [one for one in found if one.published_on and not one.withdrawn_on],
        "withdrawn": [one for one in found if one.withdrawn_on],
    }
    return render(request, "circles/stories.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    circle = allowed_circle(request, slug, Permission.WORK_IN_CIRCLE)
    chosen = {"decision": request.GET.get("beslutning", "")}
    form = StoryForm(request.POST or None, initial=chosen, circle=circle)
    if form.is_valid():
        story = telling.draft_story(circle=circle, by=request.user, **form.cleaned_data)
        return redirect("circles:story", circle.slug, story.pk)
    return written(request, circle, form, None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a draft; what is published stays as it was read."""
    circle = allowed_circle(request, slug, Permission.WORK_IN_CIRCLE)
    story = get_object_or_404(circle.stories, pk=pk)
    if story.published_on:
        return redirect("circles:story", circle.slug, story.pk)
    initial = {name: getattr(story, f"{name}_id", None) for name in ("measure", "decision", "page")}
    initial |= {name: getattr(story, name) for name in ("title", "said", "did", "helped")}
    form = StoryForm(request.POST or None, initial=initial, circle=circle)
    if form.is_valid():
        telling.change_story(story=story, by=request.user, **form.cleaned_data)
        return redirect("circles:story", circle.slug, story.pk)
    return written(request, circle, form, story)


def written(
    request: HttpRequest, circle: Circle, form: StoryForm, story: Story | None
) -> HttpResponse:
    context = {"circle": circle, "platform": circle.platform, "form": form, "story": story}
    return render(request, "circles/write_story.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def story(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a story as citizens read it, and let a role holder publish or withdraw it."""
    circle = seen_circle(request, slug)
    linked = circle.stories.select_related("decision", "page", "measure", "published_by")
    found, refused = get_object_or_404(linked, pk=pk), ""
    found.circle = circle
    if request.method == "POST":
        try:
            act(request, found)
            return redirect("circles:story", circle.slug, found.pk)
        except Refused as refusal:
            refused = str(refusal)
    context = {
        "circle": circle,
        "platform": circle.platform,
        "refused": refused,
        "hard": telling.hard_words(found),
        "chart": chart_shown(found),
        "may_lead": may(request.user, Permission.LEAD_CIRCLE, circle),
        "public_url": f"{circle.platform.url}{telling.address_of(found)}",
        **public.told(found, request),
    }
    return render(request, "circles/story.html", context)


def act(request: HttpRequest, found: Story) -> None:
    deeds = {"publish": telling.publish_story, "withdraw": telling.withdraw_story}
    deed = deeds.get(request.POST.get("deed", ""))
    if deed is None:
        raise PermissionDenied
    deed(story=found, by=request.user, on=timezone.localdate())


def chart_shown(found: Story) -> Any:
    """Return the chart as it was published; of a draft, as it would be today."""
    if found.published_on:
        return found.chart
    chart = telling.chart_for(found)
    return chart.drawing if chart and chart.shown_count else None
