"""Disclosure control: which counts of a table may be shown, with proof that the rest stay hidden.

The house rule: counts of 1-4 are masked, zeros are shown. Masking small counts alone (primary
suppression) is undone by subtracting from the margins, so further cells are masked as well
(secondary, or complementary, suppression). ``publish`` is the one door: it protects a table
(feedback/certificates.py), has an attacker of our own try to undo it (feedback/audit.py), and
raises ``NotProtected`` unless both agree. The attacker problem is that of Fischetti & Salazar,
"Solving the cell suppression problem on tabular data with linear constraints", Management
Science 47, 2001. How a table is written: feedback/relations.py.

Traps. Zeros are shown, so a masked cell is known to be at least 1; a pattern that is safe against
a reader who allows 0 may be wholly undone by one who does not. Use one mark for every mask: to tell
primary from secondary gives small counts away, and so do certificates, which are never stored.
Protect everything that shares respondents in one call; two tables, each safe, may be subtracted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from feedback.audit import SECONDS, THRESHOLD, Audit, Interval, audit, exposed_cells
from feedback.certificates import Problem, Table, drop_spare, find_certificates, needs_of
from feedback.programs import Deadline, NotProtected
from feedback.relations import (
    Cell,
    Dimension,
    Relation,
    check_sums,
    relations_for,
    with_margins,
)

__all__ = [
    "Audit",
    "Dimension",
    "Interval",
    "NotProtected",
    "Protected",
    "Relation",
    "audit",
    "protect",
    "publish",
    "relations_for",
    "with_margins",
]

Release = Mapping[Cell, int | None]


@dataclass(frozen=True)
class Protected:
    """A table fit to be shown, and the certificates that prove it (never to leave the process)."""

    shown: dict[Cell, int]
    masked: frozenset[Cell]
    certificates: tuple[Mapping[Cell, int], ...] = field(default=(), repr=False, compare=False)

    @property
    def published(self) -> dict[Cell, int | None]:
        """What to store, and to give as ``frozen`` next time; None where the count is masked."""
        return {**self.shown, **dict.fromkeys(self.masked)}


def publish(
    values: Mapping[Cell, int],
    relations: Sequence[Relation],
    *,
    threshold: int = THRESHOLD,
    frozen: Release | None = None,
    seconds: float = SECONDS,
) -> Protected:
    """The protected table, proved and attacked; ``NotProtected`` if either falls short."""
    deadline = Deadline.after(seconds)
    protected = _protect(values, relations, threshold, frozen or {}, deadline)
    exposed = exposed_cells(
        protected.shown,
        protected.masked,
        relations,
        primary=primary_cells(values, threshold),
        threshold=threshold,
        deadline=deadline,
    )
    if exposed:
        raise NotProtected(f"The audit could narrow down {len(exposed)} of the small counts.")
    return protected


def protect(
    values: Mapping[Cell, int],
    relations: Sequence[Relation],
    *,
    threshold: int = THRESHOLD,
    frozen: Release | None = None,
    seconds: float = SECONDS,
) -> Protected:
    """Mask every count from 1 to ``threshold`` and what else is needed to keep it hidden.

    ``frozen`` is what earlier releases published, None where masked: it stays as it was.
    """
    return _protect(values, relations, threshold, frozen or {}, Deadline.after(seconds))


def primary_cells(values: Mapping[Cell, int], threshold: int = THRESHOLD) -> frozenset[Cell]:
    return frozenset(cell for cell, value in values.items() if 1 <= value <= threshold)


def _protect(
    values: Mapping[Cell, int],
    relations: Sequence[Relation],
    threshold: int,
    frozen: Release,
    deadline: Deadline,
) -> Protected:
    if threshold < 1:
        raise ValueError(f"A threshold of {threshold} hides nothing; it must be at least 1.")
    check_sums(values, relations)
    _check_frozen(values, threshold, frozen)
    problem = _problem(values, relations, threshold, frozen, deadline)
    tables = _certificates(problem)
    changed = np.any([table != problem.truth for table in tables], axis=0)
    masked = np.flatnonzero(problem.must_mask | changed)
    hidden = frozenset(problem.cells[index] for index in masked)
    return Protected(
        {cell: value for cell, value in values.items() if cell not in hidden},
        hidden,
        tuple(_with_zeros(values, problem, table) for table in tables),
    )


def _problem(
    values: Mapping[Cell, int],
    relations: Sequence[Relation],
    threshold: int,
    frozen: Release,
    deadline: Deadline,
) -> Problem:
    """Sorted, since the order of rows and columns decides between equally good masks."""
    cells = tuple(sorted((cell for cell, value in values.items() if value), key=repr))
    truth = np.array([values[cell] for cell in cells], dtype=np.int64)
    return Problem(cells, truth, sorted(relations, key=repr), threshold, frozen, deadline)


def _certificates(problem: Problem) -> list[Table]:
    if not (problem.truth <= problem.threshold).any():
        return [problem.truth]
    needs = needs_of(problem)
    return drop_spare(problem, needs, find_certificates(problem, needs))


def _check_frozen(values: Mapping[Cell, int], threshold: int, frozen: Release) -> None:
    """An earlier release can be neither taken back nor corrected."""
    for cell, released in frozen.items():
        if cell not in values:
            raise ValueError(f"{cell} was released earlier but is not in the table.")
        if released is None and values[cell] == 0:
            raise ValueError(f"{cell} was released as masked, so it cannot be zero now.")
        if released is not None and released != values[cell]:
            raise ValueError(f"{cell} was released as {released} and is {values[cell]} now.")
        if released is not None and 1 <= released <= threshold:
            raise NotProtected(f"An earlier release shows a small count in {cell}.")


def _with_zeros(values: Mapping[Cell, int], problem: Problem, table: Table) -> dict[Cell, int]:
    found = dict(zip(problem.cells, table.tolist(), strict=True))
    return {cell: found.get(cell, 0) for cell in values}
