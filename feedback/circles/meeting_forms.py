"""What people fill in to plan a meeting, and to give somebody a role."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from feedback.circles import planning
from feedback.circles.models import Circle, CircleMember, Decision, Meeting

DAY_WRONG = _("This is no day. Write it as 2027-01-31.")


def day(label: Any, required: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": required, "invalid": DAY_WRONG},
    )


class MeetingForm(forms.Form):
    """A day and an hour are two fields: every phone has a picker for each, and one can type them."""

    title = forms.CharField(
        label=_("What is the meeting called?"),
        max_length=80,
        error_messages={"required": _("Give the meeting a name.")},
    )
    day = day(_("Day"), _("Choose the day."))
    hour = forms.TimeField(
        label=_("Begins at"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": _("Choose the hour."),
            "invalid": _("This is no hour. Write it as 13:30."),
        },
    )
    minutes = forms.IntegerField(
        label=_("Length in minutes"),
        min_value=planning.LENGTHS[0],
        max_value=planning.LENGTHS[1],
        initial=60,
    )
    place = forms.CharField(label=_("Where"), max_length=120, required=False)
    link = forms.URLField(
        label=_("Link for those who join by video"),
        max_length=200,
        required=False,
        assume_scheme="https",
    )

    @property
    def values(self) -> dict[str, Any]:
        """Return what the deeds ask for."""
        given = dict(self.cleaned_data)
        wall = datetime.combine(given.pop("day"), given.pop("hour"))
        return given | {"starts_at": timezone.make_aware(wall)}

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        starts_at = timezone.localtime(meeting.starts_at)
        names = ("title", "minutes", "place", "link")
        same = {name: getattr(meeting, name) for name in names}
        return same | {"day": starts_at.date(), "hour": starts_at.time()}


class PlanForm(MeetingForm):
    count = forms.IntegerField(
        label=_("How many meetings?"),
        help_text=_("More than one makes a series at the same hour."),
        min_value=1,
        max_value=planning.MOST,
        initial=1,
    )
    weeks_between = forms.IntegerField(
        label=_("Weeks between them"), min_value=1, max_value=52, initial=4
    )


class ItemForm(forms.Form):
    title = forms.CharField(
        label=_("What do you want to talk about?"),
        max_length=160,
        error_messages={"required": _("Write what you want to talk about.")},
    )


class MinutesForm(forms.Form):
    text = forms.CharField(
        label=_("Minutes"),
        help_text=_("What was said and agreed, in a line each."),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        required=False,
        max_length=20_000,
        strip=False,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ObjectionForm(forms.Form):
    reason = forms.CharField(
        label=_("What must be changed, and why?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": _("Say what must be changed, and why.")},
    )


class RoleForm(forms.Form):
    """A role, the decision that gave it, and the last day of its term."""

    role = forms.ChoiceField(label=_("Role"), choices=CircleMember.Role.choices)
    term_ends_on = day(_("Term ends on"), "")
    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        label=_("Chosen by the decision"),
        help_text=_("Roles are given by consent. Propose it as a decision first."),
        required=False,
    )

    def __init__(self, *args: Any, circle: Circle, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["term_ends_on"].required = False
        self.fields["decision"].queryset = circle.decisions.policies()
