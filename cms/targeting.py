"""From an age in months to the band that speaks to it. Pure: bands come in as plain values."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Band(Protocol):
    """Half-open in months: from `from_months` up to, not including, `to_months` (None = no upper end)."""

    from_months: int
    to_months: int | None


B = TypeVar("B", bound=Band)


def contains(band: Band, months: int) -> bool:
    return band.from_months <= months and (band.to_months is None or months < band.to_months)


def band_for(bands: Iterable[B], months: int) -> B | None:
    """Return the one band that holds this age, or None when it lies outside them all."""
    return next((band for band in bands if contains(band, months)), None)


def overlaps(one: Band, other: Band) -> bool:
    return contains(one, other.from_months) or contains(other, one.from_months)
