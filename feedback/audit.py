"""An attacker of our own: what can a reader of a table with masked counts work out?

For every masked cell the least and the greatest value over all tables of whole numbers that agree
with everything shown: the attacker problem of Fischetti & Salazar ("Solving the cell suppression
problem on tabular data with linear constraints", Management Science 47, 2001). The attacker knows
the shown counts, every relation, and, because zeros are shown, that a masked cell is at least 1.

Written apart from the protection it judges: it knows nothing of certificates, works on the masked
cells only, and takes each connected group of them by itself. A linear program settles most bounds;
beyond two-way tables its optimum may be fractional, and then only an integer program is exact.
"""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csc_array, eye_array, hstack, vstack
from scipy.sparse.csgraph import connected_components

from feedback.programs import TOLERANCE, Deadline, NotProtected, Optimum, Program, Vector, incidence
from feedback.relations import Cell, Relation, check_cells

THRESHOLD = 4
SECONDS = 120.0


@dataclass(frozen=True)
class Interval:
    """The values a masked count may have; no ``high`` where nothing shown limits it."""

    low: int
    high: int | None

    def covers(self, low: int, high: int) -> bool:
        return self.low <= low and (self.high is None or self.high >= high)


@dataclass(frozen=True)
class Audit:
    """What an attacker learns; safe when no small count is shown and none can be narrowed down."""

    intervals: dict[Cell, Interval]
    narrowed: frozenset[Cell]
    small_shown: frozenset[Cell]

    @property
    def is_safe(self) -> bool:
        return not self.narrowed and not self.small_shown


@dataclass(frozen=True)
class Attack:
    """A group of masked cells bound together by sums; every cell is at least 1."""

    cells: tuple[Cell, ...]
    program: Program
    deadline: Deadline

    @property
    def floor(self) -> Vector:
        return np.ones(len(self.cells))

    @property
    def no_ceiling(self) -> Vector:
        return np.full(len(self.cells), np.inf)

    def interval(self, index: int) -> Interval:
        high = None if index in self.unlimited else -self.least(index, -1.0)
        return Interval(self.least(index), high)

    def least(self, index: int, sign: float = 1.0) -> int:
        """The least value of the cell, or of minus the cell."""
        cost = np.zeros(len(self.cells))
        cost[index] = sign
        optimum = self._solve(cost, self.floor, self.no_ceiling)
        if optimum is not None and not optimum.is_whole():
            optimum = self._solve(cost, self.floor, self.no_ceiling, whole=True)
        if optimum is None:
            raise ValueError(f"No table agrees with what is shown around {self.cells[index]}.")
        return math.ceil(optimum.value - TOLERANCE)

    def example(self, index: int, low: float, high: float, wish: Vector) -> Vector | None:
        """A possible table with the cell between ``low`` and ``high``, or None if there is none.

        ``wish`` weighs the cells that the example should, if it can, also make small.
        """
        lows, highs = self.floor, self.no_ceiling
        lows[index], highs[index] = low, high
        optimum = self._solve(wish, lows, highs)
        if optimum is not None and not optimum.is_whole():
            optimum = self._solve(np.zeros(len(wish)), lows, highs, whole=True)
        return None if optimum is None else self._checked(optimum.point)

    def _checked(self, point: Vector) -> Vector:
        """The point in whole numbers, which must add up exactly to count as possible."""
        table = np.round(point)
        if (table < 1).any() or (self.program.matrix @ table != self.program.sums).any():
            raise NotProtected("The solver gave a table that does not add up.")
        return table

    def _solve(
        self, cost: Vector, low: Vector, high: Vector, whole: bool = False
    ) -> Optimum | None:
        flags = np.ones(len(self.cells), dtype=bool) if whole else None
        return self.program.solve(cost, low, high, self.deadline, whole=flags)

    @cached_property
    def unlimited(self) -> frozenset[int]:
        """Cells that can grow for ever: those on some ray, a change whose sums are all zero.

        One program finds them all: y is a ray, t counts each of its cells at most once. Asking
        HiGHS for the maximum instead would leave "unbounded" and "failed" hard to tell apart.
        """
        n, rows = len(self.cells), self.program.matrix.shape[0]
        rays = hstack([self.program.matrix, csc_array((rows, 2 * n))])
        counts = hstack([eye_array(n), -eye_array(n), -eye_array(n)])  # y - t - slack = 0
        program = Program(vstack([rays, counts]).tocsc(), np.zeros(rows + n))
        cost = np.concatenate([np.zeros(n), -np.ones(n), np.zeros(n)])
        high = np.concatenate([self.no_ceiling, np.ones(n), self.no_ceiling])
        optimum = program.solve(cost, np.zeros(3 * n), high, self.deadline)
        if optimum is None:
            raise NotProtected("The solver found no ray, though standing still is one.")
        return frozenset(np.flatnonzero(optimum.point[n : 2 * n] > 0.5).tolist())


def audit(
    shown: Mapping[Cell, int],
    masked: Collection[Cell],
    relations: Sequence[Relation],
    *,
    threshold: int = THRESHOLD,
    primary: Collection[Cell] | None = None,
    seconds: float = SECONDS,
) -> Audit:
    """The exact interval of every masked cell, and the cells an attacker narrows down.

    The primary cells must be possible anywhere from 1 to ``threshold`` (a total of k cells known
    not to be zero: from k). Without ``primary`` every masked cell that may be small is judged.
    """
    deadline = Deadline.after(seconds)
    intervals = {
        cell: attack.interval(index)
        for attack in attacks(shown, masked, relations, deadline)
        for index, cell in enumerate(attack.cells)
    }
    floors = Floors(shown, masked, relations, deadline)
    judged = primary
    if judged is None:
        judged = [cell for cell, interval in intervals.items() if interval.low <= threshold]
    narrowed = (
        cell
        for cell in judged
        if cell in intervals
        and not intervals[cell].covers(1, threshold)
        and not intervals[cell].covers(floors.of(cell), threshold)
    )
    return Audit(intervals, frozenset(narrowed), small_shown(shown, threshold))


def exposed_cells(
    shown: Mapping[Cell, int],
    masked: Collection[Cell],
    relations: Sequence[Relation],
    *,
    primary: Collection[Cell],
    threshold: int = THRESHOLD,
    deadline: Deadline,
) -> frozenset[Cell]:
    """The verdict of ``audit`` without the exact intervals: far fewer programs to solve."""
    floors = Floors(shown, masked, relations, deadline)
    wanted = set(primary)
    narrowed = (
        cell
        for attack in attacks(shown, masked, relations, deadline)
        for cell in _narrowed(attack, wanted, floors, threshold)
    )
    return frozenset(narrowed) | small_shown(shown, threshold)


def small_shown(shown: Mapping[Cell, int], threshold: int) -> frozenset[Cell]:
    return frozenset(cell for cell, value in shown.items() if 1 <= value <= threshold)


def attacks(
    shown: Mapping[Cell, int],
    masked: Collection[Cell],
    relations: Iterable[Relation],
    deadline: Deadline,
) -> Iterator[Attack]:
    """One attack per connected group of masked cells."""
    cells = sorted(masked, key=repr)
    at = {cell: index for index, cell in enumerate(cells)}
    rows, sums = _equations(shown, at, relations)
    matrix = incidence(rows, len(cells))
    total, label = connected_components(abs(matrix.T) @ abs(matrix), directed=False)
    label_of_row = np.array([label[next(iter(row))] for row in rows], dtype=int)
    for group in range(total):
        columns, mine = np.flatnonzero(label == group), np.flatnonzero(label_of_row == group)
        part = matrix[mine][:, columns].tocsc()
        yield Attack(tuple(cells[c] for c in columns), Program(part, sums[mine]), deadline)


def _equations(
    shown: Mapping[Cell, int], at: Mapping[Cell, int], relations: Iterable[Relation]
) -> tuple[list[dict[int, float]], Vector]:
    """Each relation as masked cells on the left and the sum of shown ones on the right."""
    rows, sums = [], []
    known = shown.keys() | at.keys()
    if len(known) < len(shown) + len(at):
        raise ValueError("A cell is both shown and masked.")
    for relation in relations:
        check_cells(relation, known)
        signs = dict.fromkeys(relation.children, 1) | {relation.parent: -1}
        row = {at[cell]: float(sign) for cell, sign in signs.items() if cell in at}
        rest = -sum(sign * shown[cell] for cell, sign in signs.items() if cell not in at)
        if not row and rest:
            raise ValueError(f"The relation {relation} does not add up.")
        if row:
            rows.append(row)
            sums.append(float(rest))
    return rows, np.array(sums)


@dataclass(frozen=True)
class Floors:
    """The least value of a cell for one who knows nothing but which cells are zero.

    That much is given away by showing zeros, whatever else is masked: a total over k cells that
    are not zero is at least k.
    """

    shown: Mapping[Cell, int]
    masked: Collection[Cell]
    relations: Sequence[Relation]
    deadline: Deadline

    def of(self, cell: Cell) -> int:
        attack = self._attack_on[cell]
        return attack.least(attack.cells.index(cell))

    @cached_property
    def added_up(self) -> Mapping[Cell, int]:
        """What adding up ones gives: never more than the floor, mostly the floor, and no program."""
        least = {cell: int(cell in self.masked or self.shown[cell] > 0) for cell in self._cells}
        is_growing = True
        while is_growing:
            is_growing = False
            for relation in self.relations:
                total = sum(least[cell] for cell in relation.children)
                if total > least[relation.parent]:
                    least[relation.parent], is_growing = total, True
        return least

    @property
    def _cells(self) -> Iterator[Cell]:
        yield from self.shown
        yield from self.masked

    @cached_property
    def _attack_on(self) -> dict[Cell, Attack]:
        zeros = {cell: 0 for cell, value in self.shown.items() if value == 0}
        unknown = [cell for cell, value in self.shown.items() if value] + list(self.masked)
        found = attacks(zeros, unknown, self.relations, self.deadline)
        return {cell: attack for attack in found for cell in attack.cells}


def _narrowed(attack: Attack, primary: set[Cell], floors: Floors, threshold: int) -> Iterator[Cell]:
    """The primary cells of one group for which some needed value has no example."""
    mine = [index for index, cell in enumerate(attack.cells) if cell in primary]
    wish = np.zeros(len(attack.cells))
    wish[mine] = 1.0
    examples: list[Vector] = []

    def is_possible(index: int, low: float, high: float) -> bool:
        if any(low <= example[index] <= high for example in examples):
            return True
        example = attack.example(index, low, high, wish)
        if example is not None:
            examples.append(example)
        return example is not None

    for index in mine:
        # As small as the ones below it add up to is the floor itself, if it is possible at all.
        cell = attack.cells[index]
        can_be_small = is_possible(index, 1, floor := floors.added_up[cell]) or is_possible(
            index, 1, floor := floors.of(cell)
        )
        if not (can_be_small and is_possible(index, max(floor, threshold), np.inf)):
            yield attack.cells[index]
