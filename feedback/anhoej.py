"""Anhøj's two rules: is a run too long, or are the crossings too few, to be chance?

Anhøj & Olesen 2014, *Run charts revisited*, doi 10.1371/journal.pone.0113825. Among n useful points
(those off the centre line) the longest run may be round(log2(n)) + 3, and there must be at least as
many crossings as the 5 % point of Bin(n - 1, 1/2). Together the rules give about 5 % false signals
whatever n is. There is no trend rule, on purpose: the authors found it close to useless.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise


@dataclass(frozen=True)
class Runs:
    longest_run: int
    longest_run_max: int
    crossings: int
    crossings_min: int

    @property
    def is_shift(self) -> bool:
        return self.longest_run > self.longest_run_max

    @property
    def is_signal(self) -> bool:
        return self.is_shift or self.crossings < self.crossings_min


def runs_among(sides: Sequence[int]) -> Runs | None:
    """`sides` holds +1 or -1 for each useful point. Without any, nothing is defined."""
    if not sides:
        return None
    return Runs(
        longest_run=max(len(run) for run in stretches(sides)),
        longest_run_max=longest_run_max(len(sides)),
        crossings=sum(a != b for a, b in pairwise(sides)),
        crossings_min=crossings_min(len(sides)),
    )


def stretches(sides: Sequence[int]) -> list[list[int]]:
    """The places in `sides`, one list per run."""
    runs = groupby(range(len(sides)), key=lambda at: sides[at])
    return [list(places) for _, places in runs]


def longest_run_max(n_useful: int) -> int:
    """Without logarithms: n² has 2k or 2k + 1 binary digits exactly when log2(n) rounds to k."""
    return (n_useful * n_useful).bit_length() // 2 + 3


def crossings_min(n_useful: int) -> int:
    """Smallest k with P(Bin(n - 1, 1/2) <= k) >= 5 %, in whole numbers."""
    tosses = n_useful - 1
    least, ways = 0, 1
    while 20 * ways < 2**tosses:
        least += 1
        ways += math.comb(tosses, least)
    return least
