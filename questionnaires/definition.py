"""A questionnaire as data: the JSON of a version as dataclasses. Pure; what is wrong with it is in `faults`.

Items carry the names of FHIR's Questionnaire where it has them (linkId, type, enableWhen, maxLength).
`top_box` is the survey term for the answers that count as "yes" when a share is reported.

How each type is answered, as `answers[linkId]` of a response holds it:

| type | value |
|---|---|
| boolean, integer | `true`, `7` |
| choice | `"code"`, or `["code", …]` where it repeats |
| open-choice | as choice, and `{"other": "own words"}` in place of a code |
| decimal, quantity | `"36.6"`: a string, so that sums stay exact |
| date, time | `"2026-11-24"`, `"10:00"` |
| string, text | `"one line"`, several lines |
| group that repeats | `[{linkId: value, …}, …]`, one for each row |

`{"declined": true}` stands for "ønsker ikke at svare". What was passed over is absent.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from questionnaires.scales import Scale, parse_scale

LANGUAGES = ("da", "en", "ar")
REPORTERS = ("self", "self_with_relative", "self_with_staff", "relative", "staff")
CHOICES = ("choice", "open-choice")
NUMBERS = ("integer", "decimal", "quantity")
TEXTS = ("string", "text")
QUESTIONS = ("boolean", *CHOICES, *NUMBERS, "date", "time", *TEXTS)
TYPES = ("group", "display", *QUESTIONS)
SCOPES = ("general", "place")
DECLINED = {"declined": True}
VAS, NRS = "vas", "nrs"  # a visual analogue scale in mm, a numeric rating scale
LICENCES = ("own", "public-domain", "free-with-notice", "non-commercial", "licensed")

Text = Mapping[str, str]


def spoken(text: Text, language: str) -> str:
    """Return the text in the language asked for, else in Danish, which is always there."""
    return text.get(language) or text.get("da", "")


class DefinitionError(ValueError):
    """Holds one sentence for each fault, each beginning with where it is."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True)
class Option:
    """One answer to choose. `not_relevant` says that choosing it is no rating ("Ved ikke")."""

    code: str
    text: Text
    weight: Decimal | None = None
    system: str = ""
    is_exclusive: bool = False
    is_not_relevant: bool = False
    prefix: str = ""  # said before the words, such as "a)"
    face: int = 0  # 1 (sad) to 5 (glad), drawn beside the words


@dataclass(frozen=True)
class Condition:
    """FHIR's enableWhen: `operator` is one of exists = != > < >= <=."""

    question: str
    operator: str
    answer: Any


@dataclass(frozen=True)
class Item:
    """A question, a group of items, or a text to read.

    `scope` is "general" or "place" (asked by one place only). `control` names how it is shown where
    the type leaves a choice: likert, faces, drop-down; vas (whole mm from 0 to 100), nrs (0 to 10).
    """

    link_id: str
    type: str
    text: Text
    help: Text = field(default_factory=dict)
    prefix: str = ""
    control: str = ""
    scope: str = "general"
    required: bool = False
    repeats: bool = False
    may_decline: bool = False
    is_hidden: bool = False
    options: tuple[Option, ...] = ()
    top_box: frozenset[str] = frozenset()
    max_length: int = 0
    minimum: Decimal | str | None = None
    maximum: Decimal | str | None = None
    unit: Text = field(default_factory=dict)
    unit_code: str = ""
    low: Text = field(default_factory=dict)
    high: Text = field(default_factory=dict)
    initial: Any = None
    codes_elsewhere: tuple[
        Mapping[str, str], ...
    ] = ()  # what the item is called in LOINC and others
    conditions: tuple[Condition, ...] = ()
    behavior: str = "all"
    items: tuple["Item", ...] = ()

    @property
    def is_question(self) -> bool:
        return self.type in QUESTIONS

    @property
    def is_text(self) -> bool:
        return self.type in TEXTS

    @property
    def is_rows(self) -> bool:
        return self.type == "group" and self.repeats

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(option.code for option in self.options)

    def option(self, code: str) -> Option | None:
        return next((option for option in self.options if option.code == code), None)

    def walk(self) -> Iterator["Item"]:
        """Yield the item and all below it, in the order they are asked."""
        yield self
        for item in self.items:
            yield from item.walk()

    def texts(self) -> Iterator[Text]:
        """Yield the strings to translate."""
        yield from filter(None, (self.text, self.help, self.unit, self.low, self.high))
        yield from (option.text for option in self.options)


@dataclass(frozen=True)
class Licence:
    """Who owns the words. `notice` is printed wherever the questionnaire is shown."""

    kind: str
    owner: str
    citation: str = ""
    notice: str = ""

    @property
    def must_be_entered(self) -> bool:
        return self.kind == "licensed"


@dataclass(frozen=True)
class Definition:
    key: str
    version: str
    title: Text
    intro: Text
    thanks: Text
    age_question: Text
    reporter: str
    licence: Licence
    items: tuple[Item, ...]
    scales: tuple[Scale, ...] = ()
    url: str = ""

    def walk(self) -> Iterator[Item]:
        for item in self.items:
            yield from item.walk()

    @cached_property
    def by_link_id(self) -> Mapping[str, Item]:
        return {item.link_id: item for item in self.walk()}

    def item(self, link_id: str) -> Item:
        return self.by_link_id[link_id]

    @cached_property
    def questions(self) -> tuple[Item, ...]:
        return tuple(item for item in self.walk() if item.is_question)

    @cached_property
    def choices(self) -> tuple[Item, ...]:
        """Return the questions that are reported as a share: one choice, of which some count."""
        return tuple(item for item in self.questions if item.top_box and not item.repeats)

    @cached_property
    def rows_of(self) -> Mapping[str, str]:
        """Return for each item in a group that repeats the linkId of that group."""
        groups = [item for item in self.walk() if item.is_rows]
        return {item.link_id: group.link_id for group in groups for item in list(group.walk())[1:]}

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Return the languages in which every string is there."""
        return tuple(
            language for language in LANGUAGES if all(text.get(language) for text in self.texts())
        )

    def language_for(self, language: str) -> str:
        """Return the language to ask in: the one wanted if every string is there, else Danish."""
        return language if language in self.languages else "da"

    def texts(self) -> Iterator[Text]:
        yield from filter(None, (self.title, self.intro, self.thanks, self.age_question))
        for item in self.walk():
            yield from item.texts()


def canonical_hash(document: Mapping[str, Any]) -> str:
    """Return the sha256 of the document in one fixed spelling (sorted keys, no spaces, UTF-8)."""
    spelling = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(spelling.encode()).hexdigest()


def read(document: Mapping[str, Any]) -> Definition:
    """Return the definition of a document that has no faults."""
    named = document.get("option_sets", {})
    return Definition(
        key=document["key"],
        version=document["version"],
        title=document["title"],
        intro=document.get("intro", {}),
        thanks=document.get("thanks", {}),
        age_question=document.get("age_question", {}),
        reporter=document["reporter"],
        licence=Licence(**document["licence"]),
        items=tuple(_item(item, named) for item in document["items"]),
        scales=tuple(parse_scale(scale) for scale in document.get("scales", ())),
        url=document.get("url", ""),
    )


def _item(document: Mapping[str, Any], named: Mapping[str, Any]) -> Item:
    get = document.get
    kind = get("type", "choice")
    return Item(
        link_id=document["linkId"],
        type=kind,
        text=get("text", {}),
        help=get("help", {}),
        prefix=get("prefix", ""),
        control=get("control", ""),
        scope=get("scope", "general"),
        required=get("required", False),
        repeats=get("repeats", False),
        may_decline=get("may_decline", False),
        is_hidden=get("hidden", False),
        options=tuple(_option(option) for option in options_of(document, named) or ()),
        top_box=frozenset(get("top_box", ())),
        max_length=get("maxLength", 0),
        minimum=limit(kind, get("minimum")),
        maximum=limit(kind, get("maximum")),
        unit=get("unit", {}),
        unit_code=get("unit_code", ""),
        low=get("low", {}),
        high=get("high", {}),
        initial=get("initial"),
        codes_elsewhere=tuple(get("code", ())),
        conditions=tuple(Condition(**condition) for condition in get("enableWhen", ())),
        behavior=get("enableBehavior", "all"),
        items=tuple(_item(item, named) for item in get("items", ())),
    )


def _option(document: Mapping[str, Any]) -> Option:
    weight = document.get("weight")
    return Option(
        code=document["code"],
        text=document.get("text", {}),
        weight=None if weight is None else Decimal(str(weight)),
        system=document.get("system", ""),
        is_exclusive=document.get("exclusive", False),
        is_not_relevant=document.get("not_relevant", False),
        prefix=document.get("prefix", ""),
        face=document.get("face", 0),
    )


def limit(kind: str, given: Any) -> Decimal | str | None:
    """Return the least or greatest answer: a number, or a date or time as it is written."""
    return Decimal(str(given)) if kind in NUMBERS and given is not None else given


def options_of(item: Mapping[str, Any], named: Mapping[str, Any]) -> Any:
    """Return the item's own options, or those of the option set it names."""
    given = item.get("options")
    return named.get(given) if isinstance(given, str) else given
