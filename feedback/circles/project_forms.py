"""What people fill in while they improve something."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.circles import outline
from feedback.circles.models import (
    Circle,
    Driver,
    HandoverItem,
    ImprovementProject,
    PDSACycle,
    Spread,
)
from feedback.circles.outline import Outline
from portal.users.models import User

SHORT = forms.Textarea(attrs={"rows": 3})
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ProjectForm(forms.ModelForm[ImprovementProject]):
    class Meta:
        model = ImprovementProject
        fields = ("title", "aim", "knowing", "changing", "measures")
        widgets = {
            "aim": SHORT,
            "knowing": SHORT,
            "changing": SHORT,
            "measures": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, circle: Circle, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["measures"].queryset = circle.platform.measures.all()


class OutlineForm(forms.Form):
    """`seen` is what the diagram was when the writer began."""

    text = forms.CharField(
        label=gettext_lazy("The driver diagram as lines"),
        help_text=gettext_lazy(
            "One line for each driver. Two spaces in front of what hangs on the line above: first primary "
            "drivers, then secondary drivers, then ideas."
        ),
        required=False,
        strip=False,
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 16, "class": "outline", "spellcheck": "true"}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def clean_text(self) -> Outline:
        drawn = outline.parse(self.cleaned_data["text"])
        if drawn.faults:
            raise forms.ValidationError([_(one.sentence) % one.values for one in drawn.faults])
        return drawn


class CycleForm(forms.ModelForm[PDSACycle]):
    class Meta:
        model = PDSACycle
        fields = (
            "title", "idea", "follows", "plan", "prediction", "judging", "measure", "starts_on", "ends_on",
        )  # fmt: skip
        widgets = {
            "plan": SHORT,
            "prediction": SHORT,
            "judging": SHORT,
            "starts_on": DAY,
            "ends_on": DAY,
        }
        error_messages = {
            "prediction": {
                "required": gettext_lazy("Write what you think will happen. It is how you learn.")
            },
            "judging": {"required": gettext_lazy("Write how you will judge it, before you know.")},
        }

    def __init__(self, *args: Any, project: ImprovementProject, **options: Any) -> None:
        super().__init__(*args, **options)
        ideas = project.drivers.filter(level=Driver.Level.IDEA)
        self.fields["idea"].queryset = ideas
        self.fields["follows"].queryset = project.cycles.all()
        self.fields["measure"].queryset = project.measures.all()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        begins, ends = given.get("starts_on"), given.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("It cannot end before it begins."))
        return given


class DoForm(forms.Form):
    happened = forms.CharField(
        label=gettext_lazy("What happened?"),
        help_text=gettext_lazy("Also what surprised you. No names and no CPR numbers."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": gettext_lazy("Write what happened.")},
    )


class ActForm(forms.Form):
    studied = forms.CharField(
        label=gettext_lazy("What did you see beside what you thought?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": gettext_lazy("Write what you saw beside what you thought.")},
    )
    choice = forms.ChoiceField(
        label=gettext_lazy("What now?"),
        choices=PDSACycle.Act,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose: adopt, adapt or abandon.")},
    )


class SpreadForm(forms.ModelForm[Spread]):
    class Meta:
        model = Spread
        fields = ("place", "state", "note")


class HandoverForm(forms.Form):
    """Two fields for each line of the checklist: what, and who."""

    def __init__(self, *args: Any, project: ImprovementProject, **options: Any) -> None:
        super().__init__(*args, **options)
        there = {item.key: item for item in project.handover.all()}
        members = User.objects.filter(pk__in=project.circle.members.values("user"), is_active=True)
        names = [("", "–"), *((member.pk, str(member)) for member in members)]
        for key, label in HandoverItem.Key.choices:
            item = there.get(key)
            self.fields[f"{key}_answer"] = forms.CharField(
                label=label, required=False, max_length=300, initial=item.answer if item else ""
            )
            self.fields[f"{key}_owner"] = forms.ModelChoiceField(
                members,
                label=_("Person for: %(line)s") % {"line": label},
                required=False,
                initial=item.owner_id if item else None,
            )
            self.fields[f"{key}_owner"].choices = names  # asked for once, not for each line

    @property
    def answers(self) -> dict[str, tuple[str, User | None]]:
        given = self.cleaned_data
        return {key: (given[f"{key}_answer"], given[f"{key}_owner"]) for key in HandoverItem.Key}


class CloseForm(forms.Form):
    learned = forms.CharField(
        label=gettext_lazy("What did you learn?"),
        help_text=gettext_lazy("What others can use, also when it did not work."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        error_messages={
            "required": gettext_lazy("Write what you learned. It is what others can use.")
        },
    )
