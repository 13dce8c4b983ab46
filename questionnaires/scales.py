"""A scale as data: which questions it is made of, and every rule by which they become one number. Pure.

None of these rules has a place in FHIR, and public files for one and the same instrument follow three
different ones without saying so; here each is written down with the questionnaire (decision 18).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

METHODS = ("sum", "mean")
RULES = ("all", "prorate", "half", "zero")
NOT_RELEVANT = ("missing", "left_out")
DIRECTIONS = ("higher_is_better", "lower_is_better")

Text = Mapping[str, str]


@dataclass(frozen=True)
class ScaleItem:
    """A question in a scale. A reversed answer x counts as least + greatest − x."""

    link_id: str
    weight: Fraction = Fraction(1)
    is_reversed: bool = False


@dataclass(frozen=True)
class MissingRule:
    """What to do where answers are missing.

    all: no score. prorate: with at most `most` missing, the mean of the answers stands in for each.
    half: the same where at least half is answered. zero: what is missing counts 0; only where the
    instrument says so. A form without any answer has no score under any of them.
    """

    kind: str = "all"
    most: int = 0


@dataclass(frozen=True)
class Band:
    """A named stretch of scores, both ends included."""

    code: str
    text: Text
    least: Decimal
    greatest: Decimal


@dataclass(frozen=True)
class CutOff:
    """A border for one age band (in months, half-open) and one reporter; `side` is where a score
    must lie to be in the clinical range: below or above, the border itself included or not."""

    value: Decimal
    side: str
    includes_border: bool
    source: str
    from_months: int = 0
    to_months: int | None = None
    reporters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reference:
    """What change is judged by: standard deviation and reliability, where they come from."""

    standard_deviation: Decimal
    reliability: Decimal
    source: str


@dataclass(frozen=True)
class Scale:
    """`multiply` is applied last (WHO-5: × 4); `least` and `greatest` are those of the result."""

    key: str
    title: Text
    items: tuple[ScaleItem, ...]
    method: str
    missing: MissingRule
    direction: str
    least: Decimal
    greatest: Decimal
    not_relevant: str = "missing"
    multiply: Fraction = Fraction(1)
    bands: tuple[Band, ...] = ()
    cut_offs: tuple[CutOff, ...] = ()
    reference: Reference | None = None
    source: str = ""
    is_shown_to_citizen: bool = False


def parse_scale(document: Mapping[str, Any]) -> Scale:
    """Return the scale of a document that has no faults."""
    get = document.get
    return Scale(
        key=document["key"],
        title=document["title"],
        items=tuple(_item(item) for item in document["items"]),
        method=document["method"],
        missing=MissingRule(**get("missing", {"kind": "all"})),
        direction=document["direction"],
        least=number(document["least"]),
        greatest=number(document["greatest"]),
        not_relevant=get("not_relevant", "missing"),
        multiply=Fraction(number(get("multiply", 1))),
        bands=tuple(_band(band) for band in get("bands", ())),
        cut_offs=tuple(_cut_off(cut_off) for cut_off in get("cut_offs", ())),
        reference=_reference(get("reference")),
        source=get("source", ""),
        is_shown_to_citizen=get("shown_to_citizen", False),
    )


def number(written: Any) -> Decimal:
    """Return the number exactly as it is written: 0.1 is one tenth."""
    return Decimal(str(written))


def _item(document: Mapping[str, Any]) -> ScaleItem:
    weight = Fraction(number(document.get("weight", 1)))
    return ScaleItem(document["linkId"], weight, document.get("reverse", False))


def _band(document: Mapping[str, Any]) -> Band:
    least, greatest = number(document["least"]), number(document["greatest"])
    return Band(document["code"], document["text"], least, greatest)


def _cut_off(document: Mapping[str, Any]) -> CutOff:
    return CutOff(
        value=number(document["value"]),
        side=document["side"],
        includes_border=document.get("includes_border", False),
        source=document["source"],
        from_months=document.get("from_months", 0),
        to_months=document.get("to_months"),
        reporters=tuple(document.get("reporters", ())),
    )


def _reference(document: Mapping[str, Any] | None) -> Reference | None:
    if document is None:
        return None
    deviation, reliability = document["standard_deviation"], document["reliability"]
    return Reference(number(deviation), number(reliability), document["source"])
