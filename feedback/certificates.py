"""Certificates: tables that prove a small count could be any other, and the masks they need.

A certificate is a table of whole numbers that an attacker cannot tell from the true one: it keeps
every relation and every shown count, and every cell that is not zero stays at least 1. For every
primary cell we want one certificate with the cell at its least and one with it at the threshold or
more. Each is found by a linear program that pays for changing shown cells, dearly for
large ones, so that grand totals survive; what it changes is masked. Masking only grows, so
certificates found earlier stay valid and often serve later cells as well (the attacker problem of
Fischetti & Salazar, Management Science 47, 2001, solved heuristically one cell at a time).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, hstack

from feedback.programs import Deadline, NotProtected, Program, Vector, incidence
from feedback.relations import Cell, Relation

GAP = 0.1  # masks within a tenth of the cheapest are good enough, and found much sooner

Table = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Needs:
    """For each entry a certificate is wanted in which the cell is at most, or at least, a bound."""

    cells: NDArray[np.int64]
    bounds: Table
    is_low: Flags

    def met_by(self, table: Table) -> Flags:
        values = table[self.cells]
        return np.where(self.is_low, values <= self.bounds, values >= self.bounds)


@dataclass(frozen=True)
class Problem:
    """The cells of a table that are not zero, in an order that does not depend on the caller's."""

    cells: tuple[Cell, ...]
    truth: Table
    relations: Sequence[Relation]
    threshold: int
    released: Mapping[Cell, int | None]
    deadline: Deadline

    @cached_property
    def must_mask(self) -> Flags:
        """Small counts, and what earlier releases masked."""
        before = [cell in self.released and self.released[cell] is None for cell in self.cells]
        return np.array(before, dtype=bool) | (self.truth <= self.threshold)

    @cached_property
    def must_show(self) -> Flags:
        return np.array([self.released.get(cell) is not None for cell in self.cells], dtype=bool)

    @cached_property
    def balance(self) -> csc_array:
        """One row per relation: parent minus children, zero in every certificate."""
        at = {cell: index for index, cell in enumerate(self.cells)}
        rows = [
            dict.fromkeys((at[c] for c in relation.children if c in at), -1.0)
            | {at[relation.parent]: 1.0}
            for relation in self.relations
            if relation.parent in at  # a zero total has only zeros below it
        ]
        return incidence(rows, len(self.cells))

    @cached_property
    def program(self) -> Program:
        """A change is an increase or a decrease, two columns, so that both can be paid for."""
        both = hstack([self.balance, -self.balance]).tocsc()
        return Program(both, np.zeros(both.shape[0]))

    @cached_property
    def leaves(self) -> Flags:
        """Only leaves need be asked to be whole: sums of whole numbers are whole."""
        parents = {relation.parent for relation in self.relations}
        return np.array([cell not in parents for cell in self.cells] * 2, dtype=bool)

    @cached_property
    def weights(self) -> Vector:
        return 1 + np.log1p(self.truth.astype(float))

    def cheapest(self, cost: Vector, low: Vector, high: Vector) -> Table | None:
        """The table with the cheapest change, in whole numbers; None where there is none.

        A fractional change is first mended among the cells that it touches or that cost nothing;
        such small integer programs take a tenth of the time of the full one.
        """
        change = self.program.solve(cost, low, high, self.deadline)
        if change is not None and not change.is_whole():
            usable = (change.point > 0) | (cost == 0)
            usable = np.tile(usable[: len(self.cells)] | usable[len(self.cells) :], 2)
            for ceiling in (np.where(usable, high, np.minimum(low, high)), high):
                change = self.program.solve(
                    cost, low, ceiling, self.deadline, whole=self.leaves, gap=GAP
                )
                if change is not None:
                    break
        return None if change is None else self._checked(change.point)

    def _checked(self, change: Vector) -> Table:
        """The changed table; HiGHS computes with fractions, the proof is in whole numbers."""
        up, down = np.round(change).astype(np.int64).reshape(2, -1)
        table = self.truth + up - down
        if (table < 1).any() or (self.balance @ table).any():
            raise NotProtected("The solver gave a table that does not add up.")
        return table

    def limits(self) -> tuple[Vector, Vector]:
        """No cell that is not zero may become zero; there is no upper limit."""
        high = np.concatenate([np.full(len(self.cells), np.inf), self.truth - 1.0])
        return np.zeros(2 * len(self.cells)), high


def find_certificates(problem: Problem, needs: Needs) -> list[Table]:
    """The truth, and tables that together meet every need."""
    found = [problem.truth]
    is_open = ~needs.met_by(problem.truth)
    masked = problem.must_mask.copy()
    for cell, bound, index in zip(needs.cells, needs.bounds, range(len(is_open)), strict=True):
        if is_open[index]:
            table = _certificate(problem, cell, bound, masked)
            masked |= table != problem.truth
            is_open &= ~needs.met_by(table)
            found.append(table)
    return found


def _certificate(problem: Problem, cell: int, bound: int, masked: Flags) -> Table:
    size, step = len(problem.cells), int(bound - problem.truth[cell])
    low, high = problem.limits()
    high[np.tile(problem.must_show, 2)] = 0
    if step > 0:
        low[cell], high[size + cell] = step, 0
    else:
        low[size + cell], high[cell] = -step, 0
    cost = np.tile(np.where(masked, 0, problem.weights), 2)
    table = problem.cheapest(cost, low, high)
    if table is None:
        raise NotProtected(
            f"{problem.cells[cell]} cannot be hidden: what earlier releases show gives it away."
        )
    return table


def drop_spare(problem: Problem, needs: Needs, found: Sequence[Table]) -> list[Table]:
    """Certificates every one of which is needed; those that cost most masks are tried first."""
    meets = np.array([needs.met_by(table) for table in found])
    changes = np.array([table != problem.truth for table in found]) & ~problem.must_mask
    kept = np.ones(len(found), dtype=bool)
    for index in np.argsort(-(changes @ problem.weights), kind="stable"):
        kept[index] = False
        kept[index] = not meets[kept].any(axis=0).all()
    return [table for table, is_kept in zip(found, kept, strict=True) if is_kept]


def needs_of(problem: Problem) -> Needs:
    """Two needs per small cell; the high ones first, since they ask for the most masks."""
    small = np.flatnonzero(problem.truth <= problem.threshold)
    small = small[np.argsort(-problem.truth[small], kind="stable")]
    low, high = _floors(problem, small), np.full(len(small), problem.threshold)
    return Needs(
        np.concatenate([small, small]),
        np.concatenate([high, low]),
        np.repeat([False, True], len(small)),
    )


def _floors(problem: Problem, small: NDArray[np.int64]) -> Table:
    """The least each small cell can be for one who knows only which cells are zero.

    A total over k cells that are not zero is at least k, and no masking can undo that. One table
    that is small everywhere mostly reaches these bounds; the rest are asked one by one.
    """
    known = _summed_floors(problem)
    size, (low, high) = len(problem.cells), problem.limits()
    least = problem.cheapest(np.repeat([1.0, -1.0], size), low, high)
    if least is None:
        raise NotProtected("The solver found no table at all.")
    floors = least.copy()
    for cell in small[least[small] > known[small]]:
        cost = np.zeros(2 * size)
        cost[cell], cost[size + cell] = 1, -1
        table = problem.cheapest(cost, low, high)
        floors[cell] = floors[cell] if table is None else table[cell]
    return floors[small]


def _summed_floors(problem: Problem) -> Table:
    """What adding up ones gives: a lower bound that takes no program."""
    floors: dict[Cell, int] = dict.fromkeys(problem.cells, 1)
    is_growing = True
    while is_growing:
        is_growing = False
        for relation in problem.relations:
            parts = [cell for cell in relation.children if cell in floors]
            total = sum(floors[cell] for cell in parts)
            if total > floors.get(relation.parent, 0):
                floors[relation.parent], is_growing = total, True
            elif len(parts) == 1 and floors[relation.parent] > total:
                floors[parts[0]], is_growing = floors[relation.parent], True
    return np.array([floors[cell] for cell in problem.cells], dtype=np.int64)
