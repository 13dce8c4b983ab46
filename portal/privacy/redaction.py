"""Takes CPR numbers, phone numbers and e-mail addresses out of what people write. Pure.

A CPR number is ten digits, ddmmyy and four more (CPR-kontoret, "Personnummeret i CPR-systemet"). Only
the date is checked: since October 2007 numbers are given out that fail modulus 11, and a rule that
asks for it would let real people's numbers through. Administrative numbers have 60 added to the day.

Limits, so that nobody trusts this more than it deserves. Names, addresses and places are not found:
whoever shows a text to others has it read by a person first. A number in words, spread over a sentence
or holding letters is not found. Ten digits that happen to begin with a date are taken for a CPR number:
better one order number too many than one person too few.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

CPR, EMAIL, PHONE = "cpr", "email", "phone"
MARKS = {CPR: "[CPR]", EMAIL: "[e-mail]", PHONE: "[telefon]"}
ADMINISTRATIVE = 60

# Between groups of digits: spaces of any kind, hyphens and dashes, dots, strokes, and what cannot be seen.
DASH = r"\-\u00ad\u2010-\u2015\u2212"
APART = rf"[\s./\u200b-\u200f\u2060\ufeff{DASH}]"
CPR_NUMBERS = re.compile(
    rf"(?<!\d)(?:\d{{4}}(?:19|20)?\d\d{APART}{{0,3}}\d{{4}}"
    rf"|\d\d{APART}\d\d{APART}\d\d{APART}{{0,3}}\d{{4}}"
    # With the whole year only before a dash: "01.02.2024 1030" is a day and a time.
    rf"|\d\d{APART}\d\d{APART}(?:19|20)\d\d\s?[{DASH}]\s?\d{{4}}"
    r"|\d\d(?:\s\d\d){4})(?!\d)"
)
EMAIL_ADDRESSES = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?[(\[]at[)\]]\s?|\s?snabel-?a\s?)[\w-]{1,63}(?:\.[\w-]{1,63})+",
    re.IGNORECASE,
)
# Danish numbers are eight digits in these groups, with the same sign between all of them: a date
# (01.02.2024) is grouped otherwise, and "10.15-11.15" are two times of the day.
EIGHT_DIGITS = (
    rf"\d\d(?P<a>{APART})\d\d(?P=a)\d\d(?P=a)\d\d|\d{{4}}{APART}\d{{4}}|\d{{8}}"
    rf"|\d\d(?P<b>{APART})\d{{3}}(?P=b)\d{{3}}|\d{{3}}(?P<c>{APART})\d\d(?P=c)\d{{3}}"
    rf"|\d{{3}}(?P<d>{APART})\d{{3}}(?P=d)\d\d"
)
PHONE_NUMBERS = re.compile(
    rf"(?<![\d+])(?<!\d[./-])(?:(?:00{APART}?45{APART}?)?(?:{EIGHT_DIGITS})"
    # Abroad, and with our own +45, they are grouped in every way, and the plus tells.
    rf"|\+(?:{APART}?\d){{7,15}})(?!\d)"
)
YEARS = re.compile(rf"(?:19|20)\d\d{APART}(?:19|20)\d\d")


@dataclass(frozen=True)
class Redacted:
    """A text fit to be kept, and what kinds of thing were taken out of it."""

    text: str
    kinds: frozenset[str]


def redact(text: str) -> Redacted:
    """Return the text with a mark in the place of each number and address."""
    kinds: set[str] = set()

    def marked(kind: str, hit: re.Match[str]) -> str:
        if not IS_ONE[kind](hit.group()):
            return hit.group()
        kinds.add(kind)
        return MARKS[kind]

    for kind, pattern in PATTERNS:
        text = pattern.sub(partial(marked, kind), text)
    return Redacted(text, frozenset(kinds))


def holds_cpr(text: str) -> bool:
    return any(is_cpr(hit.group()) for hit in CPR_NUMBERS.finditer(text))


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


# In this order: a CPR number holds eight digits, and so may an address.
PATTERNS = ((CPR, CPR_NUMBERS), (EMAIL, EMAIL_ADDRESSES), (PHONE, PHONE_NUMBERS))
IS_ONE: dict[str, Callable[[str], bool]] = {CPR: is_cpr, EMAIL: bool, PHONE: is_phone}
