"""Centre lines and control limits, one recipe per chart.

Formulas: Montgomery, *Introduction to Statistical Quality Control*, chapters 6 and 7; the primed
charts (pp, up): Laney 2002, *Improved control charts for attributes*; ip: Taylor's normalised
individuals chart as in qicharts2 0.8.1, but from the baseline only. Large moving ranges are
screened out once: Nelson 1982, *Control charts for individual measurements*.

A limit is kept as the exact square of its distance from the centre line. Squares can be compared
without a root, so a point on a limit is never mistaken for one outside it.
"""

import math
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from feedback.series import Observation, moving_ranges

D2 = Fraction("1.128")  # mean range of two normal values, in standard deviations
D4 = Fraction("3.267")  # upper limit of a range of two, in mean ranges
D4_IP = Fraction("3.2665")  # the ip chart is published with one more digit
NHS_REACH = Fraction("2.66")  # 3 / D2, rounded as Making Data Count prints it

Spread = list[Fraction | None]  # squared distance to the limits, point by point


def median_of(baseline: list[Observation]) -> Fraction | None:
    values = [o.value for o in baseline if o.value is not None]
    return statistics.median(values) if values else None


def mean_of(baseline: list[Observation]) -> Fraction | None:
    values = [o.value for o in baseline if o.value is not None]
    return sum(values, Fraction()) / len(values) if values else None


def pooled(baseline: list[Observation]) -> Fraction | None:
    known = [o for o in baseline if o.value is not None]
    total = sum((o.denominator for o in known if o.denominator), Fraction())
    return sum((o.numerator for o in known if o.numerator), Fraction()) / total if total else None


@dataclass(frozen=True)
class Ground:
    """What the limits of one part stand on."""

    points: list[Observation]
    baseline: list[Observation]
    center_line: Fraction
    screened: bool


def average_range(ranges: list[Fraction], screened: bool, cut: Fraction = D4) -> Fraction | None:
    """Average moving range; with screening, once more without those that are far too large."""
    if not ranges:
        return None
    average = sum(ranges, Fraction()) / len(ranges)
    kept = [r for r in ranges if r < cut * average]
    return sum(kept, Fraction()) / len(kept) if screened and kept else average


def side_of(value: Fraction | None, center_line: Fraction | None) -> int | None:
    """+1 above the centre line, -1 below, 0 on it; None where either is not known."""
    if value is None or center_line is None:
        return None
    return int(value > center_line) - int(value < center_line)


def is_outside(
    value: Fraction | None, center_line: Fraction | None, squared_reach: Fraction | None
) -> bool:
    if value is None or center_line is None or squared_reach is None:
        return False
    return (value - center_line) ** 2 > squared_reach


def no_limits(length: int) -> Spread:
    return [None] * length


def individuals(ground: Ground) -> Spread:
    return from_average_range(ground, 3 / D2)


def from_average_range(ground: Ground, reach: Fraction) -> Spread:
    average = average_range(moving_ranges(ground.baseline), ground.screened)
    return [None if average is None else (reach * average) ** 2] * len(ground.points)


def ranges(ground: Ground) -> Spread:
    return [((D4 - 1) * ground.center_line) ** 2] * len(ground.points)


def counts(ground: Ground) -> Spread:
    return [9 * ground.center_line] * len(ground.points)


def proportions(ground: Ground) -> Spread:
    return _per_denominator(ground, 9 * ground.center_line * (1 - ground.center_line))


def rates(ground: Ground) -> Spread:
    return _per_denominator(ground, 9 * ground.center_line)


def laney(plain: Callable[[Ground], Spread]) -> Callable[[Ground], Spread]:
    """Widen or narrow the plain limits by how much the points really vary."""

    def widened(ground: Ground) -> Spread:
        spread = plain(ground)
        sigma_z = _sigma_z(ground, spread)
        if sigma_z is None:
            return no_limits(len(ground.points))
        return [None if square is None else square * sigma_z**2 for square in spread]

    return widened


def individuals_prime(ground: Ground) -> Spread:
    """Taylor: each difference is divided by the spread its two denominators lead one to expect."""
    pairs = [_pair_sigma(a, b) for a, b in pairwise(ground.baseline)]
    sigmas = [sigma for sigma in pairs if sigma is not None]
    sigma = average_range(sigmas, ground.screened, D4_IP)
    if sigma is None:
        return no_limits(len(ground.points))
    return _per_denominator(ground, 9 * sigma**2)


def _pair_sigma(a: Observation, b: Observation) -> Fraction | None:
    if a.value is None or b.value is None or not a.denominator or not b.denominator:
        return None
    expected = math.sqrt(1 / a.denominator + 1 / b.denominator)
    return Fraction(math.sqrt(math.pi / 2) * float(abs(a.value - b.value)) / expected)


def _per_denominator(ground: Ground, variance: Fraction) -> Spread:
    return [
        variance / o.denominator if o.denominator and o.value is not None else None
        for o in ground.points
    ]


def _sigma_z(ground: Ground, spread: Spread) -> Fraction | None:
    first = ground.points[0].number
    scores = [_z(o, ground.center_line, spread[o.number - first]) for o in ground.baseline]
    steps = [Fraction(abs(b - a)) for a, b in pairwise(scores) if a is not None and b is not None]
    average = average_range(steps, ground.screened)
    return None if average is None else average / D2


def _z(
    observation: Observation, center_line: Fraction, squared_reach: Fraction | None
) -> float | None:
    if observation.value is None or not squared_reach:
        return None
    return 3 * float(observation.value - center_line) / math.sqrt(squared_reach)


@dataclass(frozen=True)
class Recipe:
    center: Callable[[list[Observation]], Fraction | None]
    spread: Callable[[Ground], Spread]
    floor: float = -math.inf
    ceiling: float = math.inf


RECIPES = {
    "run": Recipe(median_of, lambda ground: no_limits(len(ground.points))),
    "i": Recipe(mean_of, individuals),
    "ip": Recipe(pooled, individuals_prime),
    "mr": Recipe(mean_of, ranges, floor=0),
    "p": Recipe(pooled, proportions, floor=0, ceiling=1),
    "pp": Recipe(pooled, laney(proportions), floor=0, ceiling=1),
    "c": Recipe(mean_of, counts, floor=0),
    "u": Recipe(pooled, rates, floor=0),
    "up": Recipe(pooled, laney(rates), floor=0),
}
MAKING_DATA_COUNT = Recipe(mean_of, lambda ground: from_average_range(ground, NHS_REACH))
