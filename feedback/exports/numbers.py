"""One published number, and everything that must go with it wherever it is taken. Pure.

Every format writes the same columns in the same order, so that a number says the same in a spreadsheet, in
a data frame and in the answer of a server: what it is, how it is counted, of which weeks, of how many, which
rules judged it, and why it is missing where it is. A masked number is None, never 0.

`COLUMNS` is the one description: the heads of the files and the schema of the JSON are made from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from questionnaires.faults.fault import _

Value = str | int | float | bool | None


class Kind(StrEnum):
    MEASURE = "measure"
    QUESTION = "question"
    SCALE = "scale"
    PAGE = "page"
    THEME = "theme"


class Mask(StrEnum):
    """Why there is no number; empty where there is one."""

    SHOWN = ""
    FEW = "few"
    WITHHELD = "withheld"
    WAITING = "waiting"
    NOBODY = "nobody"


class Segment(StrEnum):
    ALL = "all"
    AGE = "age"
    PLACE = "place"


class Unit(StrEnum):
    SHARE = "share"
    COUNT = "count"
    MEAN = "mean"


@dataclass(frozen=True, kw_only=True)
class Number:
    kind: str
    code: str
    title: str
    definition: str
    first: str
    last: str
    is_synthetic: bool
    weeks: str = ""
    answer_code: str = ""
    answer: str = ""
    questionnaire: str = ""
    version: str = ""
    segment_kind: str = Segment.ALL
    segment: str = ""
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    unit: str = Unit.SHARE
    mask: str = Mask.SHOWN
    chart: str = ""
    rules: str = ""
    center: float | None = None
    lower_limit: float | None = None
    upper_limit: float | None = None
    signal: str = ""


@dataclass(frozen=True)
class Column:
    """`head` is what people read over it, in English to be translated; `said` is for programmers."""

    name: str
    head: str
    said: str
    type: type = str
    is_nullable: bool = False
    values: tuple[str, ...] = ()


COLUMNS = (
    Column("kind", _("Kind"), "What the number is about.", values=tuple(Kind)),
    Column("code", _("Code"), "What it is called by programs: the same in every period and language."),
    Column("title", _("Title"), "The measure, question, scale, page or theme, in words."),
    Column("answer_code", _("Code of the answer"), "The answer or stretch that is counted, by its code."),
    Column("answer", _("Answer"), "The answer that is counted, in words; empty for a measure."),
    Column("definition", _("How it is counted"), "What numerator and denominator are, in a sentence."),
    Column("questionnaire", _("Questionnaire"), "Its title; empty for numbers from another system."),
    Column("version", _("Version"), "Questionnaire and version, such as contact:2."),
    Column(
        "first",
        _("From"),
        "First ISO week (2026-W40), or the date of a number from another system (2026-10-01).",
    ),
    Column("last", _("To"), "Last ISO week, included; the same date for a number from another system."),
    Column(
        "weeks",
        _("Weeks counted"),
        "The weeks that are in it, with a space between: some in between may be published apart.",
    ),
    Column("segment_kind", _("Kind of group"), "Which people.", values=tuple(Segment)),
    Column("segment", _("Group"), "The age or the place, in words."),
    Column("numerator", _("Count"), "How many. Null where it is hidden, and for a mean.", int, True),
    Column("denominator", _("Out of"), "Out of how many (n). Null where there is none.", int, True),
    Column("value", _("Value"), "Numerator by denominator (0 to 1), or the count, or the mean.", float, True),
    Column("unit", _("Unit"), "What `value` is.", values=tuple(Unit)),
    Column("mask", _("Hidden"), "Why there is no number; empty where there is one.", values=tuple(Mask)),
    Column("chart", _("Kind of chart"), "How a measure is drawn: run, i, p, …; else empty."),
    Column("rules", _("Rules"), "Which rules judged the series: anhoej or nhs; else empty."),
    Column("center", _("Median or average"), "The centre line at this point.", float, True),
    Column("lower_limit", _("Lower limit"), "The lower limit at this point.", float, True),
    Column("upper_limit", _("Upper limit"), "The upper limit at this point.", float, True),
    Column("signal", _("Signal"), "What the rules say of the point, such as shift; else empty."),
    Column("is_synthetic", _("Made up"), "Whether the number is made up, for practice.", bool),
)  # fmt: skip


def share(numerator: int | None, denominator: int | None) -> dict[str, Any]:
    """Return count, whole, share and mask of a group in a published table, where None is a masked cell."""
    counts = {"numerator": numerator, "denominator": denominator}
    if numerator is None or denominator is None:
        return counts | {"mask": Mask.FEW}
    if denominator == 0:
        return counts | {"mask": Mask.NOBODY}
    return counts | {"value": round(numerator / denominator, 6)}


def row(number: Number) -> list[Value]:
    """Return the cells of a number, in the order of the columns; codes as plain text."""
    return [plain(getattr(number, column.name)) for column in COLUMNS]


def as_dict(number: Number) -> dict[str, Value]:
    return dict(zip((column.name for column in COLUMNS), row(number), strict=True))


def plain(value: Value) -> Value:
    return str(value) if isinstance(value, str) else value


def is_synthetic(numbers: Iterable[Number]) -> bool:
    return any(number.is_synthetic for number in numbers)
