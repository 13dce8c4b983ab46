"""Who does what before when, and what came of it."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from feedback.circles import doing
from feedback.circles.guard import Refused
from feedback.circles.models import Circle, Decision
from feedback.circles.views.access import allowed_circle
from portal.users.models import User
from portal.users.roles import Permission

SHOWN_DONE = 20


class ActionForm(forms.Form):
    text = forms.CharField(
        label=_("What is to be done?"),
        max_length=200,
        error_messages={"required": _("Write what is to be done.")},
    )
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who does it?"),
        error_messages={"required": _("Choose somebody in the circle.")},
    )
    due_on = forms.DateField(
        label=_("Before when?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("This is no day. Write it as 2027-01-31."),
        },
    )
    decision = forms.ModelChoiceField(
        Decision.objects.none(), label=_("Comes from the decision"), required=False
    )

    def __init__(self, *args: Any, circle: Circle, **options: Any) -> None:
        super().__init__(*args, **options)
        members = User.objects.filter(pk__in=circle.members.values("user"), is_active=True)
        self.fields["owner"].queryset = members.order_by("first_name", "last_name", "email")
        self.fields["decision"].queryset = circle.decisions.policies()


class DoneForm(forms.Form):
    outcome = forms.CharField(
        label=_("What happened?"),
        help_text=_("One line, so that others can learn from it."),
        max_length=300,
        error_messages={"required": _("Write in one line what happened.")},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is open, the oldest day first, and make an action."""
    circle, today = worked_in(request, slug), timezone.localdate()
    chosen = {"owner": request.user.pk, "decision": request.GET.get("beslutning", "")}
    form = ActionForm(request.POST or None, initial=chosen, circle=circle)
    if form.is_valid() and made(form, circle, request, today):
        return redirect("circles:actions", circle.slug)
    actions = circle.actions.select_related("owner", "decision")
    done = actions.exclude(done_on=None).order_by("-done_on", "-pk")
    context = {
        "circle": circle,
        "platform": circle.platform,
        "form": form,
        "rows": [{"action": one, "is_overdue": one.due_on < today} for one in actions.open()],
        "done": done[:SHOWN_DONE],
    }
    return render(request, "circles/actions.html", context)


def made(form: ActionForm, circle: Circle, request: HttpRequest, today: date) -> bool:
    try:
        doing.make_action(circle=circle, by=request.user, on=today, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def finish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask what happened; only then is an action done."""
    circle, today = worked_in(request, slug), timezone.localdate()
    action = get_object_or_404(circle.actions.select_related("owner", "decision"), pk=pk)
    form = DoneForm(request.POST or None)
    if form.is_valid():
        outcome = form.cleaned_data["outcome"]
        doing.finish_action(action=action, outcome=outcome, by=request.user, on=today)
        return redirect("circles:actions", circle.slug)
    context = {
        "circle": circle,
        "platform": circle.platform,
        "action": action,
        "is_overdue": action.done_on is None and action.due_on < today,
        "form": form,
    }
    return render(request, "circles/action.html", context)


def worked_in(request: HttpRequest, slug: str) -> Circle:
    """Return the circle that this person works in."""
    return allowed_circle(request, slug, Permission.WORK_IN_CIRCLE)
