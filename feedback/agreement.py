"""How far two people who coded the same texts agree beyond chance. Pure; exact, so that ties are ties.

Cohen's kappa for each code, which a text either has or has not: J. Cohen, "A coefficient of agreement
for nominal scales", Educational and Psychological Measurement 20(1), 1960, 37-46. A text may have several
codes, so for all codes together the pooled kappa is used: the mean observed and the mean expected
agreement over the codes, put into the same formula. H. de Vries, M. N. Elliott, D. E. Kanouse and S. S.
Teleki, "Using Pooled Kappa to Summarize Interrater Agreement across Many Items", Field Methods 20(3),
2008, 272-282.

Undefined, and then None: without texts, and where chance alone gives full agreement, because both gave
the code to every text, or to none. That is no bad agreement and no good one; nothing was tested.
Agreement says that two people read alike, never that they read rightly.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

EVERY = 5  # one text in so many is coded by a second person, who does not see the first's codes
ENOUGH = Fraction(3, 5)  # below it the codes are to be talked over
FEWEST_TEXTS = 20  # fewer than these say little, whatever they say

Codes = Collection[str]
Pair = tuple[Codes, Codes]


def is_for_two(key: UUID) -> bool:
    """Say whether a text is among those a second person codes. The keys are random, so is the choice."""
    return key.int % EVERY == 0


class Verdict(StrEnum):
    UNDEFINED = "undefined"
    FEW = "few"
    DISCUSS = "discuss"
    USABLE = "usable"


@dataclass(frozen=True)
class Agreement:
    """What `count` texts, coded twice, tell: the shares that agree, seen and by chance."""

    count: int
    observed: Fraction
    expected: Fraction

    @property
    def kappa(self) -> Fraction | None:
        if not self.count or self.expected == 1:
            return None
        return (self.observed - self.expected) / (1 - self.expected)

    @property
    def verdict(self) -> Verdict:
        if self.kappa is None:
            return Verdict.UNDEFINED
        if self.count < FEWEST_TEXTS:
            return Verdict.FEW
        return Verdict.USABLE if self.kappa >= ENOUGH else Verdict.DISCUSS


NOTHING = Agreement(0, Fraction(0), Fraction(0))


def cohen(both: int, first: int, second: int, neither: int) -> Agreement:
    """Return the agreement of two people on one code: who of them gave it to how many texts."""
    if min(both, first, second, neither) < 0:
        raise ValueError("No number of texts is below zero.")
    count = both + first + second + neither
    if not count:
        return NOTHING
    observed = Fraction(both + neither, count)
    given = (both + first) * (both + second)
    not_given = (second + neither) * (first + neither)
    return Agreement(count, observed, Fraction(given + not_given, count * count))


def of_code(code: str, pairs: Iterable[Pair]) -> Agreement:
    seen = [(code in first, code in second) for first, second in pairs]
    cells = ((True, True), (True, False), (False, True), (False, False))
    return cohen(*(seen.count(cell) for cell in cells))


def of_all(codes: Iterable[str], pairs: Sequence[Pair]) -> Agreement:
    """Return the pooled agreement over the codes."""
    each = [of_code(code, pairs) for code in codes]
    if not each or not pairs:
        return NOTHING
    return Agreement(
        len(pairs),
        sum((one.observed for one in each), Fraction(0)) / len(each),
        sum((one.expected for one in each), Fraction(0)) / len(each),
    )
