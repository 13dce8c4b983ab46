"""A version's questions as a Django form that works without a script, and as the parts of a page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from questionnaires import only_if, truthtable
from questionnaires.answers import wrong_with
from questionnaires.branching import asked, asked_in_row, kept, missing
from questionnaires.definition import VAS, Definition, Item, spoken
from questionnaires.fields import DECLINE, OTHER, answer_from, fields_of
from questionnaires.row_names import most_rows, row_of, rows_named

NEEDS_AN_ANSWER = _("This question needs an answer.")


@dataclass(frozen=True)
class Part:
    """What stands on the page in one place: a question with its fields, a heading, words, or rows.

    `at` is the item's place in the definition, by which the page's script hides what is not asked.
    """

    kind: str
    item: Item
    words: Mapping[str, Any]
    field: forms.BoundField | None = None
    other: forms.BoundField | None = None
    decline: forms.BoundField | None = None
    rows: tuple["Row", ...] = ()
    at: int = 0
    only_if: str = ""
    most_rows: int = 0

    @property
    def is_line(self) -> bool:
        return self.item.control == VAS


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
        self.places = truthtable.places(definition)
        self.row_count = rows_named(definition, {*(self.data or {}), *(self.initial or {})})
        for name, item in self.named_items():
            self.fields.update(fields_of(item, name, language))

    def named_items(self) -> Iterator[tuple[str, Item]]:
        """Yield each question with the name of its field; those in rows once for each row."""
        for number, item in enumerate(self.definition.questions, start=1):
            if item.link_id not in self.definition.rows_of:
                yield f"q{number}", item
                continue
            for row in range(1, self.row_count + 1):
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
                yield Part(
                    "rows" if item.is_rows else kind,
                    item,
                    self._words(item),
                    rows=rows,
                    most_rows=most_rows(self.definition) if item.is_rows else 0,
                    **self._place(item),
                )
            if not item.is_rows:
                yield from self._parts(item.items, numbers, prefix)

    def _rows(self, group: Item, numbers: Mapping[str, int]) -> tuple[Row, ...]:
        return tuple(
            Row(self._parts(group.items, numbers, f"r{row}q"))
            for row in range(1, self.row_count + 1)
        )

    def _question(self, item: Item, name: str) -> Part:
        beside = {
            kind: self[f"{name}_{kind}"] if f"{name}_{kind}" in self.fields else None
            for kind in (OTHER, DECLINE)
        }
        words, place = self._words(item), self._place(item)
        return Part("question", item, words, self[name], beside[OTHER], beside[DECLINE], **place)

    def _place(self, item: Item) -> dict[str, Any]:
        """Return where an item stands, and when it is asked, for a page with or without a script."""
        said = only_if.sentence(self.definition, item, self.language)
        return {"at": self.places[item.link_id], "only_if": said}

    @property
    def truth_table(self) -> list[dict[str, Any]]:
        """Return what the page needs to hide the questions that are not asked; nothing if all are."""
        made = self.definition
        return truthtable.table(made) if truthtable.has_conditions(made) else []

    @property
    def scripts(self) -> list[str]:
        """Return the scripts that these questions need, in the order they run."""
        items = list(self.definition.walk())
        needed = {
            "rows": any(item.is_rows for item in items),
            "line": any(item.control == VAS for item in items),
            "branching": truthtable.has_conditions(self.definition),
        }
        return [f"questionnaires/{name}.js" for name, is_needed in needed.items() if is_needed]

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
        self.forget_what_is_not_asked()
        for name in self.lacking():
            # Own words that came back with a word to their writer are an answer all the same.
            if not {name, f"{name}_{OTHER}"} & set(self.errors):
                self.add_error(name, NEEDS_AN_ANSWER)
        return self.cleaned_data

    def leave_unjudged(self) -> None:
        """Show what was typed as it is, right or wrong: the page is shown again in another language."""
        self._errors = ErrorDict()

    def forget_what_is_not_asked(self) -> None:
        """Take back what is wrong with an answer that is not stored: nobody sees that question."""
        for name, item in self.named_items():
            wrong = self.errors.keys() & {name, f"{name}_{OTHER}"}
            if wrong and item.link_id not in self.asked_beside(name, item):
                for field in wrong:
                    del self.errors[field]

    def asked_beside(self, name: str, item: Item) -> frozenset[str]:
        """Return what is asked where a question stands: outside rows, or in its own row."""
        group = self.definition.rows_of.get(item.link_id)
        if group is None:
            return asked(self.definition, self.given)
        row = self.filled_rows.get(group, {}).get(row_of(name), {})
        return asked_in_row(self.definition, self.given, row)

    def lacking(self) -> Iterator[str]:
        """Yield the names of the fields that need an answer and have none, in rows each in its own."""
        names = {(item.link_id, row_of(name)): name for name, item in self.named_items()}
        given, rows_of = self.given, self.definition.rows_of
        for item in missing(self.definition, given):
            if (item.link_id, 0) in names:
                yield names[item.link_id, 0]
        for group, rows in self.filled_rows.items():
            for number, row in rows.items():
                for item in missing(self.definition, given | {group: [row]}):
                    if rows_of.get(item.link_id) == group:
                        yield names[item.link_id, number]

    @property
    def given(self) -> dict[str, Any]:
        """Return `{linkId: answer}` as it was filled in, rows in the lists of their groups."""
        outside = {
            item.link_id: answer
            for name, item, answer in self.given_answers()
            if item.link_id not in self.definition.rows_of
        }
        rows = self.filled_rows
        return outside | {group: [rows[group][at] for at in sorted(rows[group])] for group in rows}

    @property
    def filled_rows(self) -> dict[str, dict[int, dict[str, Any]]]:
        """Return the rows in which something was answered, by their group and number."""
        rows: dict[str, dict[int, dict[str, Any]]] = {}
        for name, item, answer in self.given_answers():
            if group := self.definition.rows_of.get(item.link_id):
                rows.setdefault(group, {}).setdefault(row_of(name), {})[item.link_id] = answer
        return rows

    def given_answers(self) -> Iterator[tuple[str, Item, Any]]:
        for name, item in self.named_items():
            answer = answer_from(item, name, self.cleaned_data)
            if answer is not None:
                yield name, item, answer

    @property
    def answers(self) -> dict[str, Any]:
        """Return what is to be stored: the answers to the questions that were asked."""
        return kept(self.definition, self.given)
