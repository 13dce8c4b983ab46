"""Takes CPR numbers, phone numbers, e-mail addresses and links out of what people write. Pure.

A CPR number is ten digits, ddmmyy and four more (CPR-kontoret, "Personnummeret i CPR-systemet"). Only
the date is checked: since October 2007 numbers are given out that fail modulus 11, and a rule that
asks for it would let real people's numbers through. Administrative numbers have 60 added to the day.

Limits, so that nobody trusts this more than it deserves. Names, addresses and places are not found:
whoever shows a text to others has it read by a person first. A number in words, spread over a sentence
or holding letters (O for 0) is not found. Ten digits that happen to begin with a date are taken for a
CPR number, and eight digits in one for a phone number: better one order number too many than one person
too few. A link without http or www is found by the endings that are no Danish word: a full stop with no
space after it ("godt.Se her") makes no link.

Every text is read once from left to right for each kind, and no pattern looks further ahead than a
number is long or begins twice in one word: the work grows with the length of the text and no faster.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from portal.privacy.spelling import plain

CPR, EMAIL, PHONE, URL = "cpr", "email", "phone", "url"
MARKS = {CPR: "[CPR]", EMAIL: "[e-mail]", PHONE: "[telefon]", URL: "[link]"}
SHORT_MARK = "[…]"  # shorter than anything that is found, so it always fits where that stood
TAKEN = "\x01"  # stands for what is found already; a plain text never holds it
ADMINISTRATIVE = 60

# What may stand between groups of digits, once a text is plain.
APART = r"[ ./()_\-]"
CPR_NUMBERS = re.compile(
    # Either six digits and four, each in pairs or not; also with the whole year.
    rf"(?:\d{{4}}(?:19|20)?\d\d{APART}{{0,3}}\d\d[ -]?\d\d"
    rf"|\d\d ?\d\d ?\d\d{APART}{{0,3}}\d{{4}}"
    rf"|\d\d{APART}\d\d{APART}\d\d{APART}{{0,3}}\d{{4}}"
    # With the whole year only before a dash: "01.02.2024 1030" is a day and a time.
    rf"|\d\d{APART}\d\d{APART}(?:19|20)\d\d ?- ?\d{{4}}"
    r"|\d\d(?P<a>[ -])\d\d(?:(?P=a)\d\d){3})(?!\d)"
)
# Danish numbers are eight digits in these groups, with the same sign between all of them: a date
# (01.02.2024) is grouped otherwise, "10.15-11.15" are two times, and "10.000.000" is an amount.
SIGN = r"[ ./\-]"
EIGHT_DIGITS = (
    rf"\d\d(?P<a>{SIGN})\d\d(?P=a)\d\d(?P=a)\d\d|\d{{4}}{SIGN}\d{{4}}|\d{{8}}"
    r"|\d\d(?P<b>[ -])\d{3}(?P=b)\d{3}|\d{3}(?P<c>[ -])\d\d(?P=c)\d{3}"
    r"|\d{3}(?P<d>[ -])\d{3}(?P=d)\d\d"
)
PHONE_NUMBERS = re.compile(
    rf"(?:(?:00{SIGN}?45{SIGN}?)?(?:{EIGHT_DIGITS})"
    # Abroad, and with our own +45, they are grouped in every way, and the plus tells.
    rf"|\+(?:{APART}?\d){{7,15}})(?!\d)"
)
YEARS = re.compile(rf"(?:19|20)\d\d{SIGN}(?:19|20)\d\d")
# Where a number may begin, and what is passed over where none does: "01.02.2024 1030" does not begin
# again at the year. A CPR number is one behind a plus, too.
DIGITS = re.compile(r"\d++")
CHAIN = re.compile(r"\+?\d++(?:[./-]\d++)*+")

# The sign between the two halves of an address, and the halves on either side of it.
AT_SIGNS = re.compile(r"@| ?[(\[](?:at|snabel-?a)[)\]] ?| snabel-?a ", re.IGNORECASE)
LOCAL = re.compile(r"[\w.+-]++")
DOMAIN = re.compile(r"(?:[\w-]++\.)+[^\W\d_][\w-]*")
ENDINGS = "dk|com|org|net|eu|info|uk|nl|gl|fo"
MORE_ENDINGS = (
    "de|se|no|is|nu|io|me|app|gov|edu|biz"  # with an address behind them they are no words
)
TAIL = r"[^\s<>\"]*[^\s<>\".,;:!?)\]}'»”’]"
# A digit on either side ends no link: it may be a number that is taken out itself.
LINKS = re.compile(
    rf"(?<![^\W\d])(?:https?://|www\.){TAIL}"
    rf"|(?<![\w.-])\.*+(?P<bare>(?:[\w-]++\.++)+"
    rf"(?:(?:{ENDINGS})(?![^\W\d]|-)(?:(?::\d++)?[/?#]{TAIL})?|(?:{MORE_ENDINGS})/{TAIL}))",
    re.IGNORECASE,
)

Span = tuple[int, int]


@dataclass(frozen=True)
class Finding:
    """What points at a person: its kind, and where it stands in the text as it was given."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Redacted:
    """A text fit to be kept, and what kinds of thing were taken out of it."""

    text: str
    kinds: frozenset[str]


def findings(text: str) -> list[Finding]:
    """Return what is found, in the order of the text; no two have a sign in common."""
    seen = plain(text)
    found: list[tuple[str, Span]] = []
    rest = seen.text
    # In this order: a CPR number holds eight digits, and so may an address.
    for kind, search in SEARCHES:
        spans = list(search(rest))
        found = [*_beside(found, spans, seen.text, kind)]
        rest = _without(rest, spans)
    return [Finding(kind, *seen.span(*span)) for kind, span in found]


def redact(text: str, longest: int | None = None) -> Redacted:
    """Return the text with a mark in the place of each number and address.

    Where the marks would make it longer than it may be, all of them are short.
    """
    found = findings(text)
    kinds = frozenset(each.kind for each in found)
    marked = _marked(text, found, MARKS)
    if longest is not None and len(marked) > longest:
        marked = _marked(text, found, dict.fromkeys(MARKS, SHORT_MARK))
    return Redacted(marked, kinds)


def _marked(text: str, found: list[Finding], marks: dict[str, str]) -> str:
    parts, after = [], 0
    for each in found:
        parts += [text[after : each.start], marks[each.kind]]
        after = each.end
    return "".join([*parts, text[after:]])


def holds_cpr(text: str) -> bool:
    return any(_cpr(plain(text).text))


def _beside(
    found: list[tuple[str, Span]], spans: list[Span], text: str, kind: str
) -> Iterator[tuple[str, Span]]:
    """Yield old and new in order. What lies inside a new one gives its kind to the whole of it."""
    waiting = list(reversed(found))
    for start, end in spans:
        inside = ""
        while waiting and waiting[-1][1][0] < end:
            if waiting[-1][1][0] < start:
                yield waiting.pop()
            else:
                inside = min(filter(None, (inside, waiting.pop()[0])), key=ORDER.index)
        yield inside or kind, (start, end)
    yield from reversed(waiting)


def _without(text: str, spans: list[Span]) -> str:
    parts, after = [], 0
    for start, end in spans:
        parts += [text[after:start], TAKEN * (end - start)]
        after = end
    return "".join([*parts, text[after:]])


def _numbers(
    text: str, pattern: re.Pattern[str], is_one: Callable[[str], bool], passed: re.Pattern[str]
) -> Iterator[Span]:
    """Yield numbers, never beginning inside a run of digits. What was found ends a run, as its mark will."""
    at = 0
    while run := passed.search(text, at):
        hit = pattern.match(text, run.start())
        if hit and is_one(hit.group()):
            yield hit.span()
            at = hit.end()
        else:
            at = run.end()


def _cpr(text: str) -> Iterator[Span]:
    return _numbers(text, CPR_NUMBERS, is_cpr, DIGITS)


def _phones(text: str) -> Iterator[Span]:
    return _numbers(text, PHONE_NUMBERS, is_phone, CHAIN)


def _emails(text: str) -> Iterator[Span]:
    halves = {hit.end(): hit.start() for hit in LOCAL.finditer(text)}
    after = 0
    for sign in AT_SIGNS.finditer(text):
        # What is left of a local part after an address before it is one too: "a@b.dk+@c.dk" holds two.
        start = max(halves.get(sign.start(), sign.start()), after)
        domain = DOMAIN.match(text, sign.end())
        if start >= sign.start() or domain is None:
            continue
        after = domain.end()
        yield start, after


def _links(text: str) -> Iterator[Span]:
    for hit in LINKS.finditer(text):
        start = hit.start("bare")
        yield (start if start >= 0 else hit.start()), hit.end()


def is_cpr(number: str) -> bool:
    """Say whether it begins with a day. The century may be left open: 29 February 00 was one."""
    digits = "".join(filter(str.isdecimal, number))
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:-4])
    day -= ADMINISTRATIVE if day > ADMINISTRATIVE else 0
    if not 1 <= month <= 12:
        return False
    years = (1900 + year, 2000 + year) if year < 100 else (year,)
    return 1 <= day <= max(monthrange(each, month)[1] for each in years)


def is_phone(number: str) -> bool:
    return not YEARS.fullmatch(number)  # "2019-2024" is a span of years


SEARCHES = ((CPR, _cpr), (EMAIL, _emails), (URL, _links), (PHONE, _phones))
ORDER = [kind for kind, _search in SEARCHES]
