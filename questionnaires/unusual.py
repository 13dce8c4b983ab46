"""When a week has so many answers that somebody should look. Pure.

An access point is compared with itself: the median of its own earlier weeks. A median, because one
flood of the past must not make the next look usual. The numbers are chosen, not found: a week is told
of when it has five times as many as usual and at least fifty, so that a busy open day passes unseen and
a program that fills in forms does not.
"""

from collections.abc import Sequence
from statistics import median

FACTOR = 5
LEAST = 50
WEEKS_TO_KNOW = 3  # before that, what is usual is not known
USUAL_WHILE_UNKNOWN = 100
ROUNDED_TO = 10


def usual(earlier: Sequence[int]) -> float:
    return median(earlier) if len(earlier) >= WEEKS_TO_KNOW else USUAL_WHILE_UNKNOWN


def is_unusual(count: int, earlier: Sequence[int], refusals: int = 0) -> bool:
    """Say whether a week needs a look. Any answer that had to be held back is a sign by itself."""
    return refusals > 0 or count >= max(LEAST, FACTOR * usual(earlier))


def about(count: float) -> int:
    """Return a count as it may be told of an open week: to the nearest ten.

    Told exactly, two looks at it would show by their difference that one more person had answered.
    """
    return ROUNDED_TO * round(count / ROUNDED_TO)
