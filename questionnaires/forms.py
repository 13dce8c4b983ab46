"""A version's questions as a Django form: radio buttons that work without a script."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.models import AgeBand
from questionnaires.definition import Definition, spoken

signer = signing.Signer(salt="questionnaires.submission")


class CaptureForm(forms.Form):
    """Fields are numbered q1, q2 …: a linkId may be any string and is no name for HTML."""

    submission = forms.CharField(widget=forms.HiddenInput)
    age = forms.ChoiceField(required=False, widget=forms.RadioSelect)

    def __init__(
        self,
        definition: Definition,
        bands: list[AgeBand],
        language: str,
        data: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        fresh = {"submission": signer.sign(str(uuid4()))}
        super().__init__(data, initial=fresh | dict(initial or {}))
        self.definition, self.bands = definition, bands
        self.fields["age"].label = spoken(definition.age_question, language)
        self.name_ages(bands)
        for number, item in enumerate(definition.items, start=1):
            self.fields[f"q{number}"] = forms.ChoiceField(
                label=spoken(item.text, language),
                choices=[(option.code, spoken(option.text, language)) for option in item.options],
                widget=forms.RadioSelect,
                required=False,
            )

    def name_ages(self, bands: list[AgeBand]) -> None:
        """Offer the ages in the words of the page that will be shown."""
        self.fields["age"].choices = [(band.slug, band.marked) for band in bands]

    def clean_submission(self) -> UUID:
        try:
            return UUID(signer.unsign(self.cleaned_data["submission"]))
        except (signing.BadSignature, ValueError) as error:
            raise ValidationError(
                _("The page was too old to send. Your answers are still here: send them again.")
            ) from error

    def clean(self) -> dict[str, Any]:
        if not self.answers and not self.errors:
            raise ValidationError(_("Answer at least one question, then send."))
        return self.cleaned_data

    @property
    def answers(self) -> dict[str, str]:
        """Return `{linkId: option code}` of the questions that were answered."""
        chosen = {
            item.link_id: self.cleaned_data.get(f"q{number}", "")
            for number, item in enumerate(self.definition.items, start=1)
        }
        return {link_id: code for link_id, code in chosen.items() if code}

    @property
    def age_band(self) -> AgeBand | None:
        return next(
            (band for band in self.bands if band.slug == self.cleaned_data.get("age")), None
        )

    def with_new_submission(self) -> None:
        """Give the page a fresh id after one that could not be read."""
        self.data = {**self.data.dict(), "submission": signer.sign(str(uuid4()))}
