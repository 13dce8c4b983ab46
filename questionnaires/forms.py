"""A version's questions as a Django form: radio buttons and lines that work without a script."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.models import AgeBand
from questionnaires.definition import Definition, Item, spoken
from questionnaires.freetext import HoldsCpr, fit_to_keep, tidy

FIT_ON_ONE_SCREEN = 2
signer = signing.Signer(salt="questionnaires.submission")


class LineField(forms.CharField):
    """One line in people's own words. What is typed comes back as it was when something is wrong."""

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value))

    def clean(self, value: Any) -> str:
        line = super().clean(value)
        try:
            fit_to_keep(line, len(line))
        except HoldsCpr as error:
            raise ValidationError(
                _("There is a CPR number in the text. Take it out, then send again.")
            ) from error
        return line


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
        for name, item in self.named_items():
            self.fields[name] = line(item, language) if item.is_text else choice(item, language)
        if self.is_short and self.band_of(self["age"].value()):
            # Under a page the link has told the age; one more question would be half of the form.
            self.fields["age"].widget = forms.HiddenInput()

    def named_items(self) -> Iterator[tuple[str, Item]]:
        for number, item in enumerate(self.definition.items, start=1):
            yield f"q{number}", item

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
        chosen = [item for item in self.definition.choices if item.link_id in self.answers]
        if not chosen and not self.errors:
            raise ValidationError(_("Answer at least one question, then send."))
        return self.cleaned_data

    @property
    def answers(self) -> dict[str, str]:
        """Return `{linkId: option code or text}` of the questions that were answered."""
        given = {item.link_id: self.cleaned_data.get(name, "") for name, item in self.named_items()}
        return {link_id: answer for link_id, answer in given.items() if answer}

    @property
    def is_short(self) -> bool:
        """Say whether all of it fits on one screen of a phone."""
        return len(self.definition.items) <= FIT_ON_ONE_SCREEN

    def band_of(self, slug: str | None) -> AgeBand | None:
        return next((band for band in self.bands if band.slug == slug), None)

    @property
    def age_band(self) -> AgeBand | None:
        return self.band_of(self.cleaned_data.get("age"))

    def with_new_submission(self) -> None:
        """Give the page a fresh id after one that could not be read."""
        self.data = {**self.data.dict(), "submission": signer.sign(str(uuid4()))}


def choice(item: Item, language: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=spoken(item.text, language),
        choices=[(option.code, spoken(option.text, language)) for option in item.options],
        widget=forms.RadioSelect,
        required=False,
    )


def line(item: Item, language: str) -> LineField:
    return LineField(
        label=spoken(item.text, language),
        help_text=_("Do not write names or CPR numbers."),
        max_length=item.max_length,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        required=False,
    )


def choices_named_in(definition: Definition, query: Mapping[str, str]) -> dict[str, str]:
    """Return the choices that a link has made already (`?q1=yes`); what is no option is left out."""
    return {
        f"q{number}": code
        for number, item in enumerate(definition.items, start=1)
        if (code := query.get(f"q{number}", "")) in item.codes
    }
