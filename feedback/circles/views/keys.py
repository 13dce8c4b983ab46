"""The keys of a circle: who may read its numbers by program, until when, and how to stop it."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from feedback.circles import keys
from feedback.circles.models import Circle, CircleKeyQuerySet
from feedback.circles.views.access import allowed_circle
from portal.users.roles import Permission


class KeyForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("What will use it?"),
        help_text=gettext_lazy(
            "Such as “The region's data warehouse”, so that you know what you stop."
        ),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write what will use the key.")},
    )
    expires_on = forms.DateField(
        label=gettext_lazy("Last day it works"),
        help_text=gettext_lazy("A year from now at most."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Choose the last day."),
            "invalid": gettext_lazy("This is no day. Write it as 2027-01-31."),
        },
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today, self.latest = today, today + keys.LONGEST
        field = self.fields["expires_on"]
        field.initial = self.latest
        field.widget.attrs |= {"min": today.isoformat(), "max": self.latest.isoformat()}

    def clean_expires_on(self) -> date:
        expires_on: date = self.cleaned_data["expires_on"]
        if expires_on < self.today:
            raise forms.ValidationError(_("That day is over. Choose today or a later day."))
        if expires_on > self.latest:
            raise forms.ValidationError(_("A key works for a year at most. Choose an earlier day."))
        return expires_on


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@sensitive_variables("secret", "made")
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the keys, and make one. A new key is shown in the answer itself: it is stored nowhere."""
    circle, today = kept_circle(request, slug), timezone.localdate()
    form, secret = KeyForm(request.POST or None, today=today), ""
    if form.is_valid():
        secret = made(form, circle, request, today)
        form = KeyForm(today=today) if secret else form
    context = {
        "circle": circle,
        "platform": circle.platform,
        "form": form,
        "secret": secret,
        "keys": rows(circle.keys.select_related("made_by"), today),
    }
    return render(request, "circles/keys.html", context)


def made(form: KeyForm, circle: Circle, request: HttpRequest, today: date) -> str:
    """Return the new key; nothing where it could not be made, which the form then says."""
    try:
        return keys.make_key(circle=circle, by=request.user, on=today, **form.cleaned_data).secret
    except keys.NameTaken:
        form.add_error(
            "name", _("There is a key of that name already. Stop it, or choose another.")
        )
    except keys.TooMany:
        form.add_error(
            None,
            _("The circle has %(most)s keys, and no more can be made. Stop one that is not used.")
            % {"most": keys.MOST},
        )
    return ""


def rows(found: CircleKeyQuerySet, today: date) -> list[dict[str, Any]]:
    working = set(found.working(today).values_list("pk", flat=True))
    return [
        {"key": key, "works": key.pk in working, "is_stopped": key.stopped_on is not None}
        for key in found
    ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def stop(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Ask once more, then stop the key."""
    circle = kept_circle(request, slug)
    found = get_object_or_404(circle.keys, pk=key)
    if request.method == "POST":
        keys.stop_key(key=found, by=request.user, on=timezone.localdate())
        return redirect("circles:keys", circle.slug)
    context = {"circle": circle, "platform": circle.platform, "key": found}
    return render(request, "circles/stop_key.html", context)


def kept_circle(request: HttpRequest, slug: str) -> Circle:
    """Return the circle where this person keeps the keys."""
    return allowed_circle(request, slug, Permission.KEEP_KEYS)
