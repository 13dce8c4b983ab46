"""Has a person, or a group of persons, really changed? Pure, and exact up to the last square root.

Source: N. S. Jacobson and P. Truax, "Clinical significance", Journal of Consulting and Clinical Psychology
59 (1991) 12–19. With SD and reliability r of the scale:

    SEM = SD · √(1 − r)      S_diff = √2 · SEM      reliable change index = (last − first) / S_diff
    smallest reliable change = 1.96 · S_diff
    cut-off c = (SD_clinical · M_functional + SD_functional · M_clinical) / (SD_clinical + SD_functional)

Borders, since sources differ. A change is turned so that plus is better, for both directions of a scale.
In this order:

    deteriorated   change ≤ −smallest reliable change
    recovered      change ≥ smallest reliable change, first measure in the clinical range, last one not
    improved       change ≥ smallest reliable change
    unchanged      all else

So a change of just 1.96 · S_diff is reliable (≥, as OpenFIT counts; Jacobson and Truax write >). A measure
just on the cut-off is in the clinical range only if `border_is_clinical`; with cut-off c it is not.
Where the scale has no cut-off, nobody is called recovered. Classes are judged on squares, in whole
fractions: no root and no rounding decides anything.

First measure: the earliest one that has a score. Last: the latest that has one, and in a case that is
closed the latest on or before the day of closing. A person with one measure has no change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from questionnaires.cutoffs import Ages, cut_off_for
from questionnaires.faults.fault import _
from questionnaires.scales import Scale

ROOTS = Context(prec=28)
"""A square root, and what is divided by it, has 28 digits, the last one rounded."""

RELIABLE = Fraction(196, 100)  # 95 of 100 changes by chance alone stay within this, both sides
LEAST_PEOPLE = 20  # our choice: a mean of fewer says more of who they were than of what was done

DETERIORATED, RECOVERED, IMPROVED, UNCHANGED = CLASSES = (
    "deteriorated", "recovered", "improved", "unchanged",
)  # fmt: skip
REFERENCE, INTAKE = "reference", "intake"
TOO_FEW, NO_SPREAD = "too_few", "no_spread"


CAUTIONS: Mapping[str, str] = {
    "regression_to_the_mean": _(
        "People often begin when things are at their worst. Some would have come closer to the middle "
        "without any help, and this is counted as improvement here."
    ),
    "drop_out": _(
        "Only people who answered at least twice are counted. Those who stopped may have done better "
        "or worse than those who stayed."
    ),
}
"""To be shown wherever a summary of change is shown."""


@dataclass(frozen=True)
class Yardstick:
    """What change is measured by; `source` says where the figures come from."""

    higher_is_better: bool
    standard_deviation: Fraction
    reliability: Fraction
    cut_off: Fraction | None = None
    border_is_clinical: bool = False
    source: str = ""

    @property
    def difference_squared(self) -> Fraction:
        """Return S_diff², which needs no root."""
        return 2 * self.standard_deviation**2 * (1 - self.reliability)

    @property
    def standard_error(self) -> Decimal:
        return root(self.standard_deviation**2 * (1 - self.reliability))

    @property
    def difference_error(self) -> Decimal:
        return root(self.difference_squared)

    @property
    def smallest_reliable_change(self) -> Decimal:
        return root(RELIABLE**2 * self.difference_squared)

    def better_by(self, first: Fraction, last: Fraction) -> Fraction:
        return last - first if self.higher_is_better else first - last

    def is_clinical(self, value: Fraction) -> bool:
        if self.cut_off is None:
            return False
        if value == self.cut_off:
            return self.border_is_clinical
        return (value < self.cut_off) == self.higher_is_better


def yardstick_for(scale: Scale, age: int | Ages | None, reporter: str) -> Yardstick | None:
    """Return what the scale itself says of change; none where it has no figures to judge by."""
    if scale.reference is None:
        return None
    cut_off = cut_off_for(scale, age, reporter)
    return Yardstick(
        higher_is_better=scale.direction == "higher_is_better",
        standard_deviation=Fraction(scale.reference.standard_deviation),
        reliability=Fraction(scale.reference.reliability),
        cut_off=None if cut_off is None else Fraction(cut_off.value),
        border_is_clinical=cut_off is not None and cut_off.includes_border,
        source=scale.reference.source,
    )


def root(square: Fraction) -> Decimal:
    return ROOTS.sqrt(ROOTS.divide(Decimal(square.numerator), Decimal(square.denominator)))


def divided(value: Fraction, by: Decimal) -> Decimal:
    return ROOTS.divide(ROOTS.divide(Decimal(value.numerator), Decimal(value.denominator)), by)


def cut_off_c(
    clinical_mean: Fraction,
    clinical_sd: Fraction,
    functional_mean: Fraction,
    functional_sd: Fraction,
) -> Fraction:
    """Return the point between two groups from which one is as far away as from the other, in SD."""
    weighed = clinical_sd * functional_mean + functional_sd * clinical_mean
    return weighed / (clinical_sd + functional_sd)


# --- One person -----------------------------------------------------------------------------------


def reliable_change_index(yardstick: Yardstick, first: Fraction, last: Fraction) -> Decimal:
    """Return (last − first) / S_diff, with the sign of the raw scores as in the source."""
    return divided(last - first, yardstick.difference_error)


def class_of(yardstick: Yardstick, first: Fraction, last: Fraction) -> str:
    """Return one of CLASSES; the borders are stated above."""
    change = yardstick.better_by(first, last)
    if change**2 < RELIABLE**2 * yardstick.difference_squared or change == 0:
        return UNCHANGED
    if change < 0:
        return DETERIORATED
    left_range = yardstick.is_clinical(first) and not yardstick.is_clinical(last)
    return RECOVERED if left_range else IMPROVED


@dataclass(frozen=True)
class Course:
    """One person's measures in any order: when (a date, or the number of the session), and the score."""

    measures: tuple[tuple[Any, Fraction | None], ...]
    closed_on: Any = None

    def scored(self) -> list[Fraction]:
        """Return the scores that count, earliest first."""
        counting = [
            (at, value)
            for at, value in self.measures
            if value is not None and (self.closed_on is None or at <= self.closed_on)
        ]
        return [value for _at, value in sorted(counting, key=lambda measure: measure[0])]


# --- Many people ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Share:
    """So many of so many. A percentage is never told without the number it is of."""

    count: int
    of: int

    @property
    def percent(self) -> Fraction | None:
        return Fraction(100 * self.count, self.of) if self.of else None


@dataclass(frozen=True)
class EffectSize:
    """(mean last − mean first) / SD, plus for better; or none, with "too_few" or "no_spread".

    `n` people are behind the difference, `sd_n` behind the SD (none for a reference), which is `sd_of`.
    """

    value: Decimal | None
    reason: str
    sd: Decimal | None
    sd_of: str
    n: int
    sd_n: int | None


@dataclass(frozen=True)
class Summary:
    """How many changed, each share with its own denominator.

    `classes` are of all with at least two measures. `recovered_of_clinical`, the share to call
    clinically significant, is of those of them who began in the clinical range; none where the scale
    has no cut-off. `measured_once` had one measure only, and are in no share.
    """

    classes: Mapping[str, Share]
    recovered_of_clinical: Share | None
    effect_size: EffectSize
    measured_once: int
    cautions: tuple[str, ...] = tuple(CAUTIONS)


def summary(
    courses: Sequence[Course],
    yardstick: Yardstick,
    sd_of: str = REFERENCE,
    least: int = LEAST_PEOPLE,
) -> Summary:
    """Return what happened to many people. The SD is the scale's own, or that of all at intake."""
    scored = [scores for course in courses if (scores := course.scored())]
    pairs = [(scores[0], scores[-1]) for scores in scored if len(scores) > 1]
    found = [class_of(yardstick, *pair) for pair in pairs]
    clinical = [
        each for each, pair in zip(found, pairs, strict=True) if yardstick.is_clinical(pair[0])
    ]
    of_clinical = Share(clinical.count(RECOVERED), len(clinical))
    intake = None if sd_of == REFERENCE else [scores[0] for scores in scored]
    return Summary(
        classes={name: Share(found.count(name), len(found)) for name in CLASSES},
        recovered_of_clinical=None if yardstick.cut_off is None else of_clinical,
        effect_size=effect_size(pairs, yardstick, intake, least),
        measured_once=len(scored) - len(pairs),
    )


def effect_size(
    pairs: Sequence[tuple[Fraction, Fraction]],
    yardstick: Yardstick,
    intake: Sequence[Fraction] | None = None,
    least: int = LEAST_PEOPLE,
) -> EffectSize:
    """Return the change of the mean in standard deviations: of the reference, or of `intake`.

    `intake` is the first measure of everybody who began, whether they came back or not, of all groups
    together. Fewer than `least` pairs give no effect size.
    """
    sd_of, sd_n = (REFERENCE, None) if intake is None else (INTAKE, len(intake))
    variance = yardstick.standard_deviation**2 if intake is None else variance_of(intake)
    if len(pairs) < max(least, 1) or variance is None:
        return EffectSize(None, TOO_FEW, None, sd_of, len(pairs), sd_n)
    if variance == 0:
        return EffectSize(None, NO_SPREAD, None, sd_of, len(pairs), sd_n)
    sd = root(variance)
    changes = sum((yardstick.better_by(*pair) for pair in pairs), Fraction(0))
    return EffectSize(divided(changes / len(pairs), sd), "", sd, sd_of, len(pairs), sd_n)


def variance_of(values: Sequence[Fraction]) -> Fraction | None:
    """Return the variance with n − 1, exactly; none for fewer than two values."""
    if len(values) < 2:
        return None
    mean = sum(values, Fraction(0)) / len(values)
    return sum(((value - mean) ** 2 for value in values), Fraction(0)) / (len(values) - 1)
