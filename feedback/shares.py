"""Shares of people, in whole numbers from first to last. Pure."""

from collections.abc import Iterable

NBSP = "\N{NO-BREAK SPACE}"
Count = int | None  # None is masked


def whole_percent(part: int, whole: int) -> int:
    """Return the nearest whole per cent; a half goes up."""
    return (200 * part + whole) // (2 * whole)


def told(percent: int) -> str:
    return f"{percent}{NBSP}%"


def total(counts: Iterable[Count]) -> Count:
    """Return the sum, None where a part of it is masked."""
    known = list(counts)
    return None if None in known else sum(count or 0 for count in known)
