"""How long does a questionnaire take? An estimate from the kinds of its questions. Pure.

A question that stands alone takes about 10 seconds: Pew Research Center, "How we keep our online surveys
from running too long" (2022), from the response times of its own panel. The same source says that own
words take much longer, up to minutes. All other numbers here are our own assumption, until there are
own measurements; and a person who reads slowly, or weighs a hard answer, needs more.
"""

from questionnaires.definition import CHOICES, TEXTS, Definition, Item, spoken

MOST_SECONDS = 120  # two minutes, on a phone, with one hand
STANDS_ALONE = 10  # Pew
SEVERAL_ANSWERS = 15
TYPED = 15  # a number, a date, a time
ONE_LINE = 30
OWN_WORDS = 60
WORDS_A_SECOND = 3


def seconds_to_answer(definition: Definition) -> int:
    """Return the seconds for all questions, as if every one were asked, and the rows of a diary once."""
    shown = [item for item in definition.walk() if not item.is_hidden]
    beside = [definition.intro, *(item.help for item in shown)]
    beside += [item.text for item in shown if not item.is_question]
    words = sum(len(spoken(text, "da").split()) for text in beside)
    return round(words / WORDS_A_SECOND) + sum(answering(i) for i in shown if i.is_question)


def answering(item: Item) -> int:
    if item.type in TEXTS:
        return ONE_LINE if item.type == "string" else OWN_WORDS
    if item.type in CHOICES:
        return SEVERAL_ANSWERS if item.repeats else STANDS_ALONE
    return STANDS_ALONE if item.control or item.type == "boolean" else TYPED
