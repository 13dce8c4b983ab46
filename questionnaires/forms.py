"""The questions as a citizen meets them: with the age before them, and an id that makes them count once."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.models import AgeBand
from questionnaires.definition import Definition, Item, spoken
from questionnaires.haste import in_too_much_haste, was_trapped
from questionnaires.questions import AnswersForm, Part

FIT_ON_ONE_SCREEN = 2
signer = signing.TimestampSigner(salt="questionnaires.submission")


class CaptureForm(AnswersForm):
    """The questions with the age before them, as a citizen meets them."""

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
        super().__init__(definition, language, data=data, initial=fresh | dict(initial or {}))
        self.bands = bands
        self.fields["age"].label = spoken(definition.age_question, language)
        self.name_ages(bands)
        if not definition.age_question:
            del self.fields["age"]
        elif self.is_short and self.band_of(self["age"].value()):
            # Under a page the link has told the age; one more question would be half of the form.
            self.fields["age"].widget = forms.HiddenInput()

    @property
    def age_shown(self) -> Part | None:
        """Return the question of the age where it is shown."""
        if "age" not in self.fields or self.fields["age"].widget.is_hidden:
            return None
        item = Item("age", "choice", self.definition.age_question)
        return Part("question", item, self._words(item), self["age"])

    @property
    def age_chosen(self) -> str | None:
        return self["age"].value() if "age" in self.fields else None

    @property
    def question_count(self) -> int:
        parts = self.parts
        return sum(part.kind in ("question", "rows") for part in parts) + bool(self.age_shown)

    def name_ages(self, bands: list[AgeBand]) -> None:
        """Offer the ages in the words of the page that will be shown."""
        if "age" in self.fields:
            self.fields["age"].choices = [(band.slug, band.marked) for band in bands]

    def clean_submission(self) -> UUID:
        try:
            return UUID(signer.unsign(self.cleaned_data["submission"]))
        except (signing.BadSignature, ValueError) as error:
            raise ValidationError(
                _("The page was too old to send. Your answers are still here: send them again.")
            ) from error

    def clean(self) -> dict[str, Any]:
        super().clean()
        if was_trapped(self.data):
            raise ValidationError(
                _(
                    "A hidden field had been filled in. It is empty again: leave it so, and send again."
                )
            )
        texts = {item.link_id for item in self.definition.questions if item.is_text}
        if not self.errors and not set(self.answers) - texts:
            raise ValidationError(_("Answer at least one question, then send."))
        # Under a page one tap has answered already, and the second may come at once.
        if (
            not self.errors
            and not self.is_short
            and in_too_much_haste(signer, self.data["submission"])
        ):
            raise ValidationError(
                _("That went very fast. Look through the answers, then send again.")
            )
        return self.cleaned_data

    @property
    def is_short(self) -> bool:
        """Say whether all of it fits on one screen of a phone."""
        return len(self.definition.questions) <= FIT_ON_ONE_SCREEN

    def band_of(self, slug: str | None) -> AgeBand | None:
        return next((band for band in self.bands if band.slug == slug), None)

    @property
    def age_band(self) -> AgeBand | None:
        return self.band_of(self.cleaned_data.get("age"))

    def with_new_submission(self) -> None:
        """Give the page a fresh id after one that could not be read."""
        self.data = {**self.data.dict(), "submission": signer.sign(str(uuid4()))}


def choices_named_in(definition: Definition, query: Mapping[str, str]) -> dict[str, str]:
    """Return the choices that a link has made already (`?q1=yes`); what is no option is left out."""
    return {
        f"q{number}": code
        for number, item in enumerate(definition.questions, start=1)
        if not item.repeats and (code := query.get(f"q{number}", "")) in item.codes
    }
