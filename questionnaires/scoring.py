"""From the answers of one person to one number for each scale, exactly. Pure.

Nothing is evaluated: a scale is data (`scales`), and this is all that can be done with it. Where public
scoring rules leave a question open, the choice is made here and stands here:

* A reversed answer x counts as least + greatest − x, with the limits of its own question.
* A sum is Σ weight · x; a mean is that divided by Σ |weight| of the questions in it. `multiply` is last.
* Prorating (`prorate`, `half`): the mean of the answers stands in for each missing one. Where weights
  differ, it is the mean in which each answer counts by the size of its weight, and what stands in is
  weighed as its own question is. Without weights this is sum of the answers × questions / answers.
* "Ønsker ikke at svare" is missing. What branching did not ask is no part of the scale for this person,
  so it is never missing. "Ikke relevant" is the one or the other, as the scale says.
* A form without any rated answer has no score, whatever the rule: in FHIRPath the sum of nothing is 0,
  and an empty depression scale would read "no depression".
* A prorated score between two bands (4.5 between 0–4 and 5–9) has not reached the upper one.

Scores are fractions; `Score.exact` is what to store. Only `rounded`, for reading, rounds: halves go away
from zero, as people were taught at school.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from questionnaires.branching import asked
from questionnaires.cutoffs import ClinicalRange, clinical_range
from questionnaires.definition import DECLINED, Definition, Item
from questionnaires.scales import MissingRule, Scale, ScaleItem
from questionnaires.values import NoSuchAnswer, is_nothing, limits_of, value_of

__all__ = [
    "ENGINE_VERSION", "ClinicalRange", "NoSuchAnswer", "Score", "band_of", "clinical_range", "rounded",
    "score", "scores",
]  # fmt: skip

ENGINE_VERSION = 1
"""Stored with each score. Goes up when the same answers would give another number than before."""

NO_ANSWERS, TOO_MANY_MISSING = "no_answers", "too_many_missing"
ANSWERED, MISSING, WAS_DECLINED, NOT_RELEVANT, NOT_ASKED = (
    "answered", "missing", "declined", "not_relevant", "not_asked",
)  # fmt: skip


@dataclass(frozen=True)
class Score:
    """One scale of one person, with the rule it was made by and what became of each question.

    `reason` is "no_answers" or "too_many_missing" where there is no value, else empty. The five counts
    add up to the questions of the scale.
    """

    scale: str
    value: Fraction | None
    reason: str
    rule: MissingRule
    answered: int
    missing: int
    declined: int
    not_relevant: int
    not_asked: int
    band: str = ""
    engine_version: int = ENGINE_VERSION

    @property
    def exact(self) -> str:
        """Return the value so that nothing is lost: "12", "79/5"; `Fraction(text)` reads it back."""
        return "" if self.value is None else str(self.value)

    def rounded(self, places: int = 1) -> Decimal | None:
        return None if self.value is None else rounded(self.value, places)


@dataclass(frozen=True)
class Part:
    """What became of one question of a scale; `value` is there where it was answered."""

    state: str
    weight: Fraction
    value: Fraction = Fraction(0)


def scores(definition: Definition, answers: Mapping[str, Any]) -> tuple[Score, ...]:
    """Return one score for each scale, in the order of the definition."""
    are_asked = asked(definition, answers) if definition.scales else frozenset()
    return tuple(score(scale, definition, answers, are_asked) for scale in definition.scales)


def score(
    scale: Scale,
    definition: Definition,
    answers: Mapping[str, Any],
    are_asked: frozenset[str] | None = None,
) -> Score:
    """Return the score of one scale. Raise NoSuchAnswer for an answer its question does not allow."""
    if are_asked is None:
        are_asked = asked(definition, answers)
    parts = [_part(definition.item(part.link_id), part, answers, are_asked) for part in scale.items]
    count = dict.fromkeys((ANSWERED, MISSING, WAS_DECLINED, NOT_RELEVANT, NOT_ASKED), 0)
    for part in parts:
        count[part.state] += 1
    given, lacking = _given(parts), _lacking(parts, scale)
    reason = _reason(scale.missing, len(given), len(lacking))
    value = None if reason else _value(scale, given, lacking)
    band = "" if value is None else band_of(scale, value)
    return Score(scale.key, value, reason, scale.missing, **count, band=band)


def _part(
    item: Item, part: ScaleItem, answers: Mapping[str, Any], are_asked: frozenset[str]
) -> Part:
    answer = answers.get(item.link_id)
    if item.link_id not in are_asked:
        return Part(NOT_ASKED, part.weight)
    if is_nothing(answer):
        return Part(MISSING, part.weight)
    if answer == DECLINED:
        return Part(WAS_DECLINED, part.weight)
    value = value_of(item, answer)
    if value is None:
        return Part(NOT_RELEVANT, part.weight)
    if part.is_reversed and (limits := limits_of(item)):
        value = sum(limits) - value
    return Part(ANSWERED, part.weight, value)


def _given(parts: list[Part]) -> list[Part]:
    return [part for part in parts if part.state == ANSWERED]


def _lacking(parts: list[Part], scale: Scale) -> list[Part]:
    """Return the parts that should have held an answer and do not."""
    states = {MISSING, WAS_DECLINED}
    if scale.not_relevant == "missing":
        states.add(NOT_RELEVANT)
    return [part for part in parts if part.state in states]


def _reason(rule: MissingRule, given: int, lacking: int) -> str:
    if not given:
        return NO_ANSWERS
    is_enough = {
        "all": lacking == 0,
        "prorate": lacking <= rule.most,
        "half": given >= lacking,
        "zero": True,
    }[rule.kind]
    return "" if is_enough else TOO_MANY_MISSING


def _value(scale: Scale, given: list[Part], lacking: list[Part]) -> Fraction:
    total = sum((part.weight * part.value for part in given), Fraction(0))
    if scale.missing.kind != "zero":
        total += _mean(given) * sum(part.weight for part in lacking)
    if scale.method == "mean":
        total /= sum(abs(part.weight) for part in [*given, *lacking])
    return total * scale.multiply


def _mean(given: list[Part]) -> Fraction:
    """Return the mean of the answers, each counted by the size of its weight."""
    total = sum((abs(part.weight) * part.value for part in given), Fraction(0))
    return total / sum(abs(part.weight) for part in given)


def band_of(scale: Scale, value: Fraction) -> str:
    """Return the code of the last band whose least the value has reached; empty outside of them all."""
    reached = [band for band in scale.bands if band.least <= value]
    if not reached or value > max(band.greatest for band in scale.bands):
        return ""
    return max(reached, key=lambda band: band.least).code


def rounded(value: Fraction, places: int) -> Decimal:
    """Return the value with so many decimals, halves away from zero; the only rounding there is."""
    scaled = value * 10**places
    whole = int(abs(scaled) + Fraction(1, 2))  # int() cuts off, so this is exact at every half
    with localcontext() as context:
        context.prec = 60
        return Decimal(whole if scaled >= 0 else -whole).scaleb(-places)
