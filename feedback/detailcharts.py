"""From the table of a quarter to its charts: which questions are drawn how, and what is said of each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from feedback import distribution, diverging
from feedback.bins import Bins, bins_of_item, bins_of_scale
from feedback.detailfile import Line
from feedback.shares import Count
from questionnaires.definition import Definition, Item, spoken

MOST_QUESTIONS = 8  # in one picture, so that it fits on a printed page
PASSED_OVER = ""


@dataclass(frozen=True)
class Figure:
    """A chart with its words. `template` draws it, `code` names it in addresses."""

    code: str
    template: str
    title: str
    said: str
    definition: str
    drawing: Any
    lines: tuple[Line, ...]

    @property
    def has_masked(self) -> bool:
        return bool(self.drawing.has_masked)


@dataclass(frozen=True)
class Source:
    """A published table, and how to speak of it: the ages by name in order, the age that is looked at."""

    definition: Definition
    table: Mapping[str, Any]
    ages: Mapping[str, str]
    age: str
    language: str

    def say(self, text: Mapping[str, str]) -> str:
        return spoken(text, self.language)

    @property
    def people(self) -> Count:
        return self.table["people"].get(self.age)

    @property
    def age_name(self) -> str:
        return self.ages[self.age]

    @cached_property
    def counted(self) -> tuple[Item, ...]:
        return tuple(
            item for item in self.definition.questions if item.link_id in self.table["options"]
        )

    @cached_property
    def shares(self) -> tuple[Item, ...]:
        """Return the questions that are told as a share."""
        return tuple(item for item in self.counted if item.top_box)

    def chosen(self, item: Item) -> str:
        """Return the words of the answers that count."""
        texts = [self.say(one.text) for one in item.options if one.code in item.top_box]
        return _(" or ").join(_("“%s”") % text for text in texts)


def masked_words() -> str:
    return _("too few answers (fewer than 5)")


# --- ordered answers ----------------------------------------------------------------------------


def rated(item: Item) -> tuple[str, ...]:
    """Return the codes of the options that rate something."""
    return tuple(option.code for option in item.options if not option.is_not_relevant)


def is_ordered(item: Item) -> bool:
    """Say whether the options go from one end to another.

    So they do where they are shown as degrees or faces, where each has a weight, and where those that
    count stand together at one end.
    """
    codes = rated(item)
    if item.type != "choice" or item.repeats or len(codes) < 2:
        return False
    if item.control in ("likert", "faces"):
        return True
    if all(option.weight is not None for option in item.options if option.code in codes):
        return True
    top = item.top_box
    return bool(top) and (set(codes[: len(top)]) == top or set(codes[-len(top) :]) == top)


def ordered_figures(source: Source) -> Iterator[Figure]:
    """Yield a chart for each row of options, of all the questions that have it."""
    groups: dict[tuple[str, ...], list[Item]] = {}
    for item in filter(is_ordered, source.counted):
        words = tuple(source.say(option.text) for option in item.options)
        groups.setdefault((*rated(item), "", *words), []).append(item)
    number = 0
    for items in groups.values():
        for part, several in parts_of(items):
            number += 1
            yield ordered_figure(source, several, f"svar-{number}", part)


def parts_of(items: Sequence[Any]) -> Iterator[tuple[str, Sequence[Any]]]:
    """Yield no more at a time than fit in a picture, with words for which part it is."""
    starts = range(0, len(items), MOST_QUESTIONS)
    for number, start in enumerate(starts, start=1):
        words = _(" (%(number)s of %(count)s)") % {"number": number, "count": len(starts)}
        yield words if len(starts) > 1 else "", items[start : start + MOST_QUESTIONS]


def ordered_figure(source: Source, items: Sequence[Item], code: str, part: str) -> Figure:
    options = [one for one in items[0].options if not one.is_not_relevant]
    aside = [one for one in items[0].options if one.is_not_relevant]
    texts = [source.say(one.text) for one in options]
    beside = [*(source.say(one.text) for one in aside), _("passed over")]
    asked = [asked_of(source, item) for item in items]
    ends = {"first": texts[0], "last": texts[-1]}
    title = _("Answers from “%(first)s” to “%(last)s”") % ends + part
    definition = _(
        "Shares of those who chose one of the answers. What rates nothing stands apart, as a share of "
        "everybody who answered the questionnaire."
    )
    return Figure(
        code=code,
        template="feedback/components/diverging.html",
        title=title,
        said=ordered_words(len(items), ends),
        definition=definition,
        drawing=diverging.draw(
            texts,
            beside,
            asked,
            id=code,
            title=title,
            words=diverging.Words(masked=masked_words(), nobody=_("no answers")),
        ),
        lines=tuple(ordered_lines(source, texts, beside, asked, definition)),
    )


def ordered_words(count: int, ends: Mapping[str, str]) -> str:
    return ngettext(
        "%(count)s question. To the left of the line are the answers towards “%(first)s”, to the right "
        "those towards “%(last)s”.",
        "%(count)s questions. To the left of the line are the answers towards “%(first)s”, to the right "
        "those towards “%(last)s”.",
        count,
    ) % {"count": count, **ends}


def asked_of(source: Source, item: Item) -> diverging.Asked:
    counts = source.table["options"][item.link_id]
    aside = [one.code for one in item.options if one.is_not_relevant]
    return diverging.Asked(
        text=source.say(item.text),
        counts=tuple(counts[code][source.age] for code in rated(item)),
        beside=tuple(counts[code][source.age] for code in (*aside, PASSED_OVER)),
    )


def ordered_lines(
    source: Source,
    texts: Sequence[str],
    beside: Sequence[str],
    asked: Iterable[diverging.Asked],
    definition: str,
) -> Iterator[Line]:
    for each in asked:
        ratings = [(text, n, each.answered) for text, n in zip(texts, each.counts, strict=True)]
        apart = [(text, n, source.people) for text, n in zip(beside, each.beside, strict=True)]
        for text, count, whole in (*ratings, *apart):
            yield Line(source.age_name, each.text, text, count, whole, definition)


# --- along a line -------------------------------------------------------------------------------


def spread_figures(source: Source) -> Iterator[Figure]:
    """Yield a chart for each question answered with a number, and for each scale."""
    for number, item in enumerate(source.counted, start=1):
        if bins := bins_of_item(item):
            ends = source.say(item.low), source.say(item.high)
            counts = source.table["options"][item.link_id]
            title = source.say(item.text)
            yield spread_figure(source, f"linje-{number}", title, bins, counts, ends)
    for number, scale in enumerate(source.definition.scales, start=1):
        if counts := source.table["scales"].get(scale.key):
            ends = (_("worst"), _("best"))
            if scale.direction == "lower_is_better":
                ends = ends[::-1]
            title = source.say(scale.title)
            bins = bins_of_scale(scale)
            yield spread_figure(source, f"skala-{number}", title, bins, counts, ends)


def spread_figure(
    source: Source,
    code: str,
    title: str,
    bins: Bins,
    counts: Mapping[str, Mapping[str, Count]],
    ends: tuple[str, str],
) -> Figure:
    stretches = [
        distribution.Stretch(*bins.ends(one), counts[one][source.age]) for one in bins.codes
    ]
    passed = counts[PASSED_OVER][source.age]
    answered = None if passed is None or source.people is None else source.people - passed
    drawing = distribution.draw(stretches, answered, id=code, title=title, ends=ends)
    definition = _(
        "How many answered in each stretch of the line. The middle answer has as many below it as above "
        "it; the average is made of the middles of the stretches."
    )
    rows = [(row.label, row.count, drawing.answered) for row in drawing.rows]
    rows.append((_("passed over"), passed, source.people))
    return Figure(
        code=code,
        template="feedback/components/distribution.html",
        title=title,
        said=spread_words(drawing),
        definition=definition,
        drawing=drawing,
        lines=tuple(
            Line(source.age_name, title, text, count, whole, definition)
            for text, count, whole in rows
        ),
    )


def spread_words(drawing: distribution.DistributionDrawing) -> str:
    if not drawing.pictures:
        return _("Nobody answered.") if drawing.answered == 0 else _("Too few answers to draw.")
    said = []
    if drawing.answered is not None:
        words = ngettext("%(count)s answer.", "%(count)s answers.", drawing.answered)
        said.append(words % {"count": drawing.answered})
    if drawing.middle:
        said.append(_("The middle answer is in %(stretch)s.") % {"stretch": drawing.middle})
    if drawing.mean:
        said.append(_("The average is about %(mean)s.") % {"mean": drawing.mean})
    return " ".join(said) or _("Some stretches have too few answers to be shown.")
