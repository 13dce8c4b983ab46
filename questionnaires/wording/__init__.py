"""Advice to those who write questionnaires: what makes one hard to answer. Pure, and never a fault.

It reads Danish, in which every questionnaire is written first. A machine only points; a person decides,
and a try with three parents finds more.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from cms.readability import lix
from questionnaires.definition import (
    CHOICES,
    LANGUAGES,
    Definition,
    Item,
    Option,
    spoken,
)
from questionnaires.faults.fault import Fault, _
from questionnaires.faults.relations import ways
from questionnaires.scales import Scale
from questionnaires.wording.danish import leading, turned_round, two_in_one
from questionnaires.wording.time_to_answer import MOST_SECONDS, seconds_to_answer

__all__ = ["Advice", "advice", "seconds_to_answer", "untranslated"]

MOST_QUESTIONS = 8
HARDEST = 32  # LIX; what citizens read in Kilden is easy (up to 34), with a little room
LONGEST_OPTION = 60  # letters: two lines beside a button on a phone 360 wide. Our own assumption


@dataclass(frozen=True)
class Advice(Fault):
    """Told as a fault is; `about` groups it: length, time, words, two, turned, leading, order, …"""

    about: str = ""


def advice(definition: Definition) -> list[Advice]:
    """Return all advice: on the whole, then question by question, then on scales and languages."""
    where = dict(ways(definition.items))
    return [
        *_about_length(definition),
        *_about_words("intro", spoken(definition.intro, "da")),
        *_about_words("thanks", spoken(definition.thanks, "da")),
        *(
            found
            for item in definition.walk()
            for check in (_about_item, _about_question, _about_options)
            for found in check(where[item.link_id], item)
        ),
        *(found for scale in definition.scales for found in _about_scale(where, definition, scale)),
        *_about_languages(definition),
    ]


def untranslated(definition: Definition) -> dict[str, int]:
    """Return for each language how many texts are missing in it."""
    texts = list(definition.texts())
    return {language: sum(not text.get(language) for text in texts) for language in LANGUAGES}


def _about_length(definition: Definition) -> Iterator[Advice]:
    count = sum(is_counted(definition, item) for item in definition.walk())
    if count > MOST_QUESTIONS:
        said = {"count": count, "most": MOST_QUESTIONS}
        sentence = _("There are %(count)s questions. Try to manage with %(most)s.")
        yield Advice("", sentence, said, "length")
    seconds = seconds_to_answer(definition)
    if seconds > MOST_SECONDS:
        said = {"minutes": round(seconds / 60), "most": MOST_SECONDS // 60}
        sentence = _("It takes about %(minutes)s minutes. On a phone %(most)s is what people have.")
        yield Advice("", sentence, said, "time")


def is_counted(definition: Definition, item: Item) -> bool:
    """A line of a diary counts once, however many fields it has."""
    is_asked = item.is_rows or item.is_question
    return is_asked and not item.is_hidden and item.link_id not in definition.rows_of


def _about_words(where: str, text: str) -> Iterator[Advice]:
    number = lix(text)
    if number is not None and number > HARDEST:
        said = {"lix": number, "most": HARDEST}
        sentence = _("is hard to read: LIX %(lix)s, where %(most)s is the most. Use shorter words.")
        yield Advice(where, sentence, said, "words")


def _about_item(where: str, item: Item) -> Iterator[Advice]:
    read = filter(None, (spoken(item.text, "da"), spoken(item.help, "da")))
    yield from _about_words(where, "\n".join(read))


PHRASES: tuple[tuple[Callable[[str], str], str, str], ...] = (
    (
        two_in_one,
        _("may ask two things at once: “%(words)s”. Ask one, or make two questions."),
        "two",
    ),
    (
        turned_round,
        _("is turned round by “%(words)s”: a no may mean yes. Ask for what there is."),
        "turned",
    ),
    (leading, _("leads to one answer by “%(words)s”. Leave it out."), "leading"),
)


def _about_question(where: str, item: Item) -> Iterator[Advice]:
    if not item.is_question:
        return
    for look, sentence, about in PHRASES:
        words = look(spoken(item.text, "da"))
        # Own words have room for two things: "Hvad manglede, eller hvad var godt?"
        if words and not (about == "two" and item.is_text):
            yield Advice(where, sentence, {"words": words}, about)


def _about_options(where: str, item: Item) -> Iterator[Advice]:
    for option in item.options:
        if len(spoken(option.text, "da")) > LONGEST_OPTION:
            here = f'{where}, option "{option.code}"'
            said = {"most": LONGEST_OPTION}
            sentence = _("is long for a phone: more than %(most)s characters.")
            yield Advice(here, sentence, said, "long option")
    rated = [option for option in item.options if not option.is_not_relevant]
    if list(item.options[: len(rated)]) != rated:
        sentence = _("has an answer that is no rating among the others. Put it last.")
        yield Advice(where, sentence, {}, "order")
    faces = [option.face for option in rated if option.face]
    if faces != sorted(faces):
        yield Advice(where, _("has faces that do not go from sad to glad."), {}, "order")
    if way(rated) == 0 and len(weights(rated)) > 1:
        sentence = _("has weights that neither rise nor fall from answer to answer.")
        yield Advice(where, sentence, {}, "order")


def weights(options: list[Option]) -> list[float]:
    return [float(option.weight) for option in options if option.weight is not None]


def way(options: list[Option]) -> int:
    """Return 1 where the weights rise from answer to answer, −1 where they fall, else 0."""
    steps = {(b > a) - (b < a) for a, b in pairwise(weights(options))} - {0}
    return steps.pop() if len(steps) == 1 else 0


def _about_scale(where: dict[str, str], definition: Definition, scale: Scale) -> Iterator[Advice]:
    """Tell of questions that count the wrong way, or run another way than the others."""
    items = {part: definition.item(part.link_id) for part in scale.items}
    ways_of = {part: way(_rated(item)) for part, item in items.items() if item.type in CHOICES}
    usual = 1 if sum(ways_of.values()) >= 0 else -1
    for part, item in items.items():
        if ways_of.get(part) == -usual:
            sentence = _("runs the other way than the other questions of the scale “%(scale)s”.")
            yield Advice(where[item.link_id], sentence, {"scale": scale.key}, "order")
        good = 1 if scale.direction == "higher_is_better" else -1
        if good * (-1 if part.is_reversed else 1) * (1 if part.weight > 0 else -1) * top(item) < 0:
            sentence = _("counts its good answers as bad in the scale “%(scale)s”. Reverse it?")
            yield Advice(where[item.link_id], sentence, {"scale": scale.key}, "order")


def _rated(item: Item) -> list[Option]:
    return [option for option in item.options if not option.is_not_relevant]


def top(item: Item) -> int:
    """Return 1 where the answers that count as yes weigh most, −1 where they weigh least, else 0."""
    inside = weights([option for option in _rated(item) if option.code in item.top_box])
    outside = weights([option for option in _rated(item) if option.code not in item.top_box])
    if not inside or not outside:
        return 0
    return (min(inside) > max(outside)) - (max(inside) < min(outside))


def _about_languages(definition: Definition) -> Iterator[Advice]:
    """Tell how much is missing in the languages that somebody has begun with."""
    total = sum(1 for _text in definition.texts())
    for language, count in untranslated(definition).items():
        if 0 < count < total:
            said = {"language": language, "count": count, "total": total}
            sentence = _("%(count)s of %(total)s texts are missing in %(language)s.")
            yield Advice("", sentence, said, "translation")
