"""From an age in months to the band that speaks to it. Pure: bands come in as plain values.

The promise: every month from the lowest limit up resolves to exactly one band.
"""

from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import pairwise
from typing import Protocol, TypeVar


class Band(Protocol):
    """Half-open in months: from `from_months` up to, not including, `to_months` (None = no upper end)."""

    @property
    def from_months(self) -> int: ...

    @property
    def to_months(self) -> int | None: ...


B = TypeVar("B", bound=Band)


class Outside(Enum):
    """Why no band speaks to an age."""

    BELOW = "below"
    GAP = "gap"
    ABOVE = "above"


def contains(band: Band, months: int) -> bool:
    return band.from_months <= months and (band.to_months is None or months < band.to_months)


def is_past(band: Band, months: int) -> bool:
    return band.to_months is not None and band.to_months <= months


def resolve(bands: Iterable[B], months: int) -> B | Outside:
    """Return the one band that holds this age, or on which side of them all it falls.

    Where there are no bands there is no side either: every age falls in the gap.
    """
    bands = list(bands)
    for band in bands:
        if contains(band, months):
            return band
    if bands and months < min(band.from_months for band in bands):
        return Outside.BELOW
    if bands and all(is_past(band, months) for band in bands):
        return Outside.ABOVE
    return Outside.GAP


def overlaps(one: Band, other: Band) -> bool:
    return contains(one, other.from_months) or contains(other, one.from_months)


def gaps(bands: Iterable[Band]) -> list[tuple[int, int]]:
    """Return the spans of months between bands that no band holds, half-open as bands are."""
    in_order = sorted(bands, key=lambda band: band.from_months)
    return [
        (lower.to_months, upper.from_months)
        for lower, upper in pairwise(in_order)
        if lower.to_months is not None and lower.to_months < upper.from_months
    ]


def following(bands: Sequence[B], band: Band) -> B | None:
    """Return the band that begins where this one ends."""
    if band.to_months is None:
        return None
    return next((other for other in bands if other.from_months == band.to_months), None)
