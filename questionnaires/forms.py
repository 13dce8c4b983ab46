"""The questions as a citizen meets them: who answers before them, an id that makes them count once."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.models import AgeBand
from portal.privacy.tokens import ALPHABET, random_code
from questionnaires.definition import Definition, Item, spoken
from questionnaires.haste import in_too_much_haste, was_trapped
from questionnaires.models import Campaign
from questionnaires.questions import NEEDS_AN_ANSWER, AnswersForm, Part

FIT_ON_ONE_SCREEN = 2
OWN_KEY_LENGTH = 27  # 27 signs out of 27: 128 bits
# On a shared screen the keyboard must not offer what the last person wrote.
NO_HINTS = {
    "autocomplete": "off",
    "autocorrect": "off",
    "autocapitalize": "off",
    "spellcheck": "false",
}
TYPED = ("text", "number", "date", "time")
BEFORE = ("consent", "reporter", "age")
# KL's five informants (hl7dk/KL-dk-tools), in words that fit a child's form and an adult's own.
REPORTER_WORDS = (
    ("self", _("Me, the one it is about")),
    ("self_with_relative", _("Me, with help from someone close to me")),
    ("self_with_staff", _("Me, with help from the staff")),
    ("relative", _("A parent or someone else close")),
    ("staff", _("A member of staff")),
)
signer = signing.TimestampSigner(salt="questionnaires.submission")


def new_submission() -> str:
    return signer.sign(str(uuid4()))


def new_own_key() -> str:
    return random_code(OWN_KEY_LENGTH)


class CaptureForm(AnswersForm):
    """The questions with what comes before them: a yes where one is needed, who answers, and the age."""

    is_from_staff = False
    """Whether somebody signed in fills it in, who may be as quick as can be."""

    submission = forms.CharField(widget=forms.HiddenInput)
    own = forms.CharField(required=False, max_length=OWN_KEY_LENGTH, widget=forms.HiddenInput)
    consent = forms.BooleanField(
        label=_("Yes, that is all right with me"),
        error_messages={"required": _("We need your yes before we may keep the answers.")},
    )
    reporter = forms.ChoiceField(
        label=_("Who is answering?"),
        choices=REPORTER_WORDS,
        widget=forms.RadioSelect,
        error_messages={"required": NEEDS_AN_ANSWER},
    )
    age = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": NEEDS_AN_ANSWER})

    def __init__(
        self,
        definition: Definition,
        bands: list[AgeBand],
        language: str,
        data: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
        campaign: Campaign | None = None,
    ) -> None:
        # Made where they are drawn: a form that comes back brings its own.
        fresh = {"submission": new_submission, "own": new_own_key}
        super().__init__(definition, language, data=data, initial=fresh | dict(initial or {}))
        self.bands = bands
        self.fields["age"].label = spoken(definition.age_question, language)
        self.name_ages(bands)
        self.ask_first(campaign or Campaign(asks_reporter=False))

    def ask_first(self, campaign: Campaign) -> None:
        """Keep of what may come before the questions what this campaign asks."""
        notice = campaign.notice
        self.fields["reporter"].required = not campaign.may_skip_reporter
        self.fields["age"].required = not campaign.may_skip_age
        asked = {
            "own": campaign.is_pseudonymous,
            "consent": bool(notice and notice.is_consent),
            "reporter": campaign.asks_reporter and not self.is_short,
            "age": bool(self.definition.age_question),
        }
        for name in (name for name, is_asked in asked.items() if not is_asked):
            del self.fields[name]
        if notice and "consent" in self.fields:
            self.fields["consent"].help_text = notice.text(self.language)
        if "age" in self.fields and self.is_short and self.band_of(self["age"].value()):
            # Under a page the link has told the age; one more question would be half of the form.
            self.fields["age"].widget = forms.HiddenInput()

    @property
    def who_parts(self) -> list[Part]:
        """Return what is asked before the questions themselves, in order."""
        shown = (name for name in BEFORE if name in self.fields)
        items = {name: self._item_before(name) for name in shown if not self[name].is_hidden}
        return [
            Part("question", item, self._words(item), self[name]) for name, item in items.items()
        ]

    def _item_before(self, name: str) -> Item:
        kind = "boolean" if name == "consent" else "choice"
        return Item(name, kind, {}, required=self.fields[name].required)

    @property
    def age_chosen(self) -> str | None:
        return self["age"].value() if "age" in self.fields else None

    @property
    def question_count(self) -> int:
        parts = [*self.who_parts, *self.parts]
        return sum(part.kind in ("question", "rows") for part in parts)

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

    def clean_own(self) -> str:
        """Take only a key as we make them: a short one of somebody's own could be guessed."""
        key = self.cleaned_data["own"]
        if len(key) != OWN_KEY_LENGTH or set(key) - set(ALPHABET):
            raise ValidationError(_("Your link was cut short. Open it again, and answer there."))
        return key

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
            and not (self.is_short or self.is_from_staff)
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

    @property
    def has_draft(self) -> bool:
        """Say whether the phone keeps the answers until they are sent."""
        return not self.is_short

    def band_of(self, slug: str | None) -> AgeBand | None:
        return next((band for band in self.bands if band.slug == slug), None)

    @property
    def age_band(self) -> AgeBand | None:
        return self.band_of(self.cleaned_data.get("age"))

    @property
    def answered_by(self) -> str | None:
        """Return who answered: "" where it was asked and passed over, None where it was not asked."""
        return self.cleaned_data.get("reporter")

    @property
    def own_key(self) -> str:
        return self.cleaned_data.get("own", "")

    def with_new_submission(self) -> None:
        """Give the page a fresh id after one that could not be read."""
        self.data = {**self.data.dict(), "submission": new_submission()}


class SharedForm(CaptureForm):
    """The same on a screen that strangers share: no link of one's own, no memory of the keyboard."""

    has_draft = False

    def ask_first(self, campaign: Campaign) -> None:
        super().ask_first(campaign)
        self.fields.pop("own", None)
        for field in self.fields.values():
            if getattr(field.widget, "input_type", "text") in TYPED:
                field.widget.attrs |= NO_HINTS


def choices_named_in(definition: Definition, query: Mapping[str, str]) -> dict[str, str]:
    """Return the choices that a link has made already (`?q1=yes`); what is no option is left out."""
    return {
        f"q{number}": code
        for number, item in enumerate(definition.questions, start=1)
        if not item.repeats and (code := query.get(f"q{number}", "")) in item.codes
    }
