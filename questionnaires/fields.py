"""One question as form fields that work without a script, and its answer as it is stored.

Every field may be left empty: whether a question had to be answered depends on the other answers.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.privacy.redaction import CPR, EMAIL, PHONE, URL, Redacted, redact
from questionnaires.definition import CHOICES, DECLINED, NRS, TEXTS, VAS, Item, spoken

OTHER, DECLINE = "other", "declined"
CHOSE_OTHER, CHOSE_DECLINE = ":other", ":declined"  # an option may have the code "other"
LONGEST_OTHER = 200
OWN_WORDS = {"autocomplete": "off"}


KINDS = {
    CPR: _("a CPR number"),
    PHONE: _("a phone number"),
    EMAIL: _("an e-mail address"),
    URL: _("a link"),
}


class WordsField(forms.CharField):
    """People's own words. What points at a person is taken out in front of them, before anything is kept.

    The form comes back with the text as it would be kept, and says so: whoever wrote it reads it through
    and sends it again. What was taken out is never sent back to the page.
    """

    def clean(self, value: Any) -> str:
        if kinds := self.tidied(value).kinds:
            what = get_text_list(
                [str(KINDS[kind]) for kind in KINDS if kind in kinds], gettext("and")
            )
            sentence = _(
                "We have taken %(what)s out of the text. Read it through, then send again."
            )
            raise ValidationError(sentence, params={"what": what})
        return super().clean(typed(value))

    def bound_data(self, data: Any, initial: Any) -> str:
        return self.tidied(data).text

    def tidied(self, value: Any) -> Redacted:
        return redact(typed(value), self.max_length)


def typed(value: Any) -> str:
    """Return the words as they were meant: a line break is sent as two signs, and a NUL is nothing."""
    return str(value or "").replace("\r\n", "\n").replace("\x00", "")


def fields_of(item: Item, name: str, language: str) -> dict[str, forms.Field]:
    """Return the fields of one question by name: its own, then one for other words or for declining."""
    fields = {name: MAKERS.get(item.type, words)(item, language)}
    fields[name].label = spoken(item.text, language)
    fields[name].required = False
    told = (spoken(item.help, language), fields[name].help_text)
    fields[name].help_text = " ".join(str(each) for each in told if each)
    if by_number := ends(item, language):
        # Apart, as it makes no sense beside the line that a script draws.
        apart = '{} <span class="by-number">{}</span>'
        fields[name].help_text = format_html(apart, fields[name].help_text, by_number)
    if item.type == "open-choice":
        fields[f"{name}_{OTHER}"] = WordsField(
            label=_("In your own words"),
            max_length=LONGEST_OTHER,
            required=False,
            widget=forms.TextInput(attrs=OWN_WORDS),
        )
    if item.may_decline and not has_options(item):
        fields[f"{name}_{DECLINE}"] = forms.BooleanField(
            label=_("I would rather not answer"), required=False
        )
    return fields


def ends(item: Item, language: str) -> str:
    """Say in words what a line shows, for those who do not see it."""
    if item.control != VAS:
        return ""
    said = {"low": spoken(item.low, language), "high": spoken(item.high, language)}
    return _("Write a whole number from 0 (%(low)s) to 100 (%(high)s).") % said


def has_options(item: Item) -> bool:
    return item.type in (*CHOICES, "boolean") or item.control == NRS


def choice(item: Item, language: str) -> forms.Field:
    options = [(option.code, spoken(option.text, language)) for option in item.options]
    if item.type == "open-choice":
        options.append((CHOSE_OTHER, _("Something else")))
    return one_or_more(item, options)


def one_or_more(item: Item, options: list[tuple[str, Any]]) -> forms.Field:
    if item.may_decline:
        options = [*options, (CHOSE_DECLINE, _("I would rather not answer"))]
    if item.repeats:
        return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple)
    if item.control == "drop-down":
        return forms.ChoiceField(choices=[("", _("Choose")), *options])
    return forms.ChoiceField(choices=options, widget=forms.RadioSelect)


def yes_or_no(item: Item, language: str) -> forms.Field:
    return one_or_more(item, [("true", _("Yes")), ("false", _("No"))])


def whole_number(item: Item, language: str) -> forms.Field:
    if item.control == NRS:
        return one_or_more(item, [(str(number), str(number)) for number in range(11)])
    return forms.IntegerField(
        min_value=as_int(item.minimum),
        max_value=as_int(item.maximum),
        widget=forms.NumberInput(attrs={"inputmode": "numeric", **OWN_WORDS}),
    )


def as_int(limit: Decimal | str | None) -> int | None:
    return None if limit is None else int(limit)


def number(item: Item, language: str) -> forms.Field:
    """With a comma or a point, as the reader's language has it."""
    return forms.DecimalField(
        min_value=item.minimum,
        max_value=item.maximum,
        max_digits=14,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", **OWN_WORDS}),
    )


def day(item: Item, language: str) -> forms.Field:
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


def moment(item: Item, language: str) -> forms.Field:
    return forms.TimeField(widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))


def words(item: Item, language: str) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": 4}) if item.type == "text" else forms.TextInput()
    widget.attrs.update(OWN_WORDS)
    return WordsField(
        help_text=_("Do not write names or CPR numbers."),
        max_length=item.max_length,
        widget=widget,
    )


MAKERS: Mapping[str, Callable[[Item, str], forms.Field]] = {
    **dict.fromkeys(CHOICES, choice),
    **dict.fromkeys(TEXTS, words),
    "boolean": yes_or_no,
    "integer": whole_number,
    "decimal": number,
    "quantity": number,
    "date": day,
    "time": moment,
}


def answer_from(item: Item, name: str, cleaned: Mapping[str, Any]) -> Any:
    """Return the answer as a response stores it (see `definition`), or None where there is none."""
    given, own = cleaned.get(name), cleaned.get(f"{name}_{OTHER}", "")
    if CHOSE_DECLINE in (given or ()) if isinstance(given, list) else given == CHOSE_DECLINE:
        return dict(DECLINED)
    if item.type == "open-choice" and (given or own):
        return with_other(given, own)
    if given in (None, "", []):
        return dict(DECLINED) if cleaned.get(f"{name}_{DECLINE}") else None
    return stored(item, given)


def with_other(given: Any, own: str) -> Any:
    """Put the own words in the place of “something else”; words without a tick are an answer too."""
    other = {OTHER: own} if own else None
    if isinstance(given, list):
        return [each for each in given if each != CHOSE_OTHER] + ([other] if other else [])
    return other if given in (CHOSE_OTHER, "", None) else given


def stored(item: Item, given: Any) -> Any:
    if item.type == "boolean":
        return given == "true"
    if item.type == "integer":
        return int(given)
    if item.type in ("decimal", "quantity"):
        return f"{given.normalize():f}"
    if item.type == "date":
        return given.isoformat()
    return given.strftime("%H:%M") if item.type == "time" else given
