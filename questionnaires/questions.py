"""A version's questions as a Django form that works without a script, and as the parts of a page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from questionnaires.answers import wrong_with
from questionnaires.branching import kept, missing
from questionnaires.definition import Definition, Item, spoken
from questionnaires.fields import DECLINE, OTHER, answer_from, fields_of

ROWS = 8


@dataclass(frozen=True)
class Part:
    """What stands on the page in one place: a question with its fields, a heading, words, or rows."""

    kind: str
    item: Item
    words: Mapping[str, Any]
    field: forms.BoundField | None = None
    other: forms.BoundField | None = None
    decline: forms.BoundField | None = None
    rows: tuple["Row", ...] = ()


class Row(list[Part]):
    """The questions of one row."""

    @property
    def is_wrong(self) -> bool:
        """Say whether something in it is to be put right: then it stands open."""
        fields = [field for part in self for field in (part.field, part.other)]
        return any(field is not None and field.errors for field in fields)


class AnswersForm(forms.Form):
    """The questions alone. Fields are numbered q1, q2 …: a linkId may be any string, and no name for HTML."""

    def __init__(self, definition: Definition, language: str, **options: Any) -> None:
        super().__init__(**options)
        self.definition, self.language = definition, language
        for name, item in self.named_items():
            self.fields.update(fields_of(item, name, language))

    def named_items(self) -> Iterator[tuple[str, Item]]:
        """Yield each question with the name of its field; those in rows once for each row."""
        for number, item in enumerate(self.definition.questions, start=1):
            if item.link_id not in self.definition.rows_of:
                yield f"q{number}", item
                continue
            for row in range(1, ROWS + 1):
                yield f"r{row}q{number}", item

    @property
    def parts(self) -> list[Part]:
        """Return what stands on the page, in order."""
        numbers = {item.link_id: at for at, item in enumerate(self.definition.questions, start=1)}
        return list(self._parts(self.definition.items, numbers, "q"))

    def _parts(
        self, items: tuple[Item, ...], numbers: Mapping[str, int], prefix: str
    ) -> Iterator[Part]:
        for item in items:
            if item.is_hidden:
                continue
            if item.is_question:
                yield self._question(item, f"{prefix}{numbers[item.link_id]}")
            else:
                kind = {"display": "words", "group": "heading"}[item.type]
                rows = self._rows(item, numbers) if item.is_rows else ()
                yield Part("rows" if item.is_rows else kind, item, self._words(item), rows=rows)
            if not item.is_rows:
                yield from self._parts(item.items, numbers, prefix)

    def _rows(self, group: Item, numbers: Mapping[str, int]) -> tuple[Row, ...]:
        return tuple(
            Row(self._parts(group.items, numbers, f"r{row}q")) for row in range(1, ROWS + 1)
        )

    def _question(self, item: Item, name: str) -> Part:
        beside = {
            kind: self[f"{name}_{kind}"] if f"{name}_{kind}" in self.fields else None
            for kind in (OTHER, DECLINE)
        }
        return Part("question", item, self._words(item), self[name], beside[OTHER], beside[DECLINE])

    def _words(self, item: Item) -> dict[str, Any]:
        """Return what is said beside a question, in the reader's language."""
        said = {
            name: spoken(getattr(item, name), self.language)
            for name in ("text", "help", "low", "high", "unit")
        }
        return said | {
            "faces": {option.code: option.face for option in item.options if option.face}
        }

    def clean(self) -> dict[str, Any]:
        for name, item in self.named_items():
            if name in self.cleaned_data:
                fault = wrong_with(item, answer_from(item, name, self.cleaned_data))
                if fault:
                    self.add_error(name, gettext(fault.sentence) % fault.values)
        names = {item.link_id: name for name, item in self.named_items()}
        for item in missing(self.definition, self.given):
            name = names.get(item.link_id)
            # Own words that came back with a word to their writer are an answer all the same.
            if name and not {name, f"{name}_{OTHER}"} & set(self.errors):
                self.add_error(name, _("This question needs an answer."))
        return self.cleaned_data

    @property
    def given(self) -> dict[str, Any]:
        """Return `{linkId: answer}` as it was filled in, rows in the lists of their groups."""
        found: dict[str, Any] = {}
        rows: dict[str, dict[str, dict[str, Any]]] = {}
        for name, item in self.named_items():
            answer = answer_from(item, name, self.cleaned_data)
            if answer is None:
                continue
            group = self.definition.rows_of.get(item.link_id)
            if group is None:
                found[item.link_id] = answer
            else:
                row = rows.setdefault(group, {}).setdefault(name.partition("q")[0], {})
                row[item.link_id] = answer
        return found | {group: list(filled.values()) for group, filled in rows.items()}

    @property
    def answers(self) -> dict[str, Any]:
        """Return what is to be stored: the answers to the questions that were asked."""
        return kept(self.definition, self.given)
