"""What people fill in while a circle decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.circles.models import Decision, Statement

WORDS = forms.Textarea(attrs={"rows": 4})


class ProposalForm(forms.Form):
    title = forms.CharField(
        label=_("What is it about?"),
        max_length=120,
        error_messages={"required": _("Give the proposal a name.")},
    )
    proposal = forms.CharField(
        label=_("What do you propose?"),
        help_text=_("Good enough for now, safe enough to try: who does what, from when."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write what you propose.")},
    )


class SayForm(forms.Form):
    """A word in a round. To consent, no word is needed; all else says something."""

    text = forms.CharField(label=_("Your words"), widget=WORDS, required=False, max_length=2000)
    round = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, prefix="say", **options)
        self.kind = kind

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.kind == Statement.Kind.OBJECTION and not given.get("text"):
            self.add_error("text", _("Give the reason: what would harm the aim?"))
        elif self.kind != Statement.Kind.CONSENT and not given.get("text"):
            self.add_error("text", _("Write what you want to say."))
        return given


class AmendForm(forms.Form):
    text = forms.CharField(
        label=_("The proposal with its new words"),
        help_text=_("All are asked again: consent is given to the words as they stand."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write the proposal with its new words.")},
    )

    def __init__(self, *args: Any, words: str, **options: Any) -> None:
        super().__init__(*args, prefix="amend", initial={"text": words}, **options)


class CloseForm(forms.Form):
    outcome = forms.CharField(
        label=_("What was decided?"),
        widget=WORDS,
        error_messages={"required": _("Write what was decided.")},
    )
    review_on = forms.DateField(
        label=_("Look at it again on"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Choose the day it is looked at again."),
            "invalid": _("This is no day. Write it as 2027-01-31."),
        },
    )
    replaces = forms.ModelChoiceField(
        Decision.objects.none(), label=_("Holds instead of"), required=False
    )

    def __init__(self, *args: Any, decision: Decision, **options: Any) -> None:
        super().__init__(*args, prefix="close", **options)
        self.fields["replaces"].queryset = decision.circle.decisions.policies()


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it withdrawn?"),
        widget=WORDS,
        error_messages={"required": _("Write why it is withdrawn.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, prefix="withdraw", **options)
