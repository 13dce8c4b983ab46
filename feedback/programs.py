"""Linear and integer programs: our only meeting with HiGHS (through ``scipy.optimize.milp``).

Whatever HiGHS answers is turned into whole numbers, proof that there is no answer, or
``NotProtected``: a solver that gives up must never be mistaken for a table that is safe.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

OPTIMAL, INFEASIBLE = 0, 2  # the statuses of scipy.optimize.milp that settle a question
TOLERANCE = 1e-6  # HiGHS calls 1e-6 from a whole number whole

Vector = NDArray[np.float64]


class NotProtected(Exception):
    """The table could not be proved safe; nothing of it may be published."""


@dataclass(frozen=True)
class Deadline:
    """The moment after which no solver may go on."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        return cls(time.monotonic() + seconds)

    def remaining(self) -> float:
        left = self.at - time.monotonic()
        if left <= 0:
            raise NotProtected("The time given to protect this table ran out.")
        return left


@dataclass(frozen=True)
class Optimum:
    """A best point and its value; ``is_whole`` when every asked-for entry is a whole number."""

    point: Vector
    value: float

    def is_whole(self) -> bool:
        return bool(np.abs(self.point - np.round(self.point)).max(initial=0) <= TOLERANCE)


@dataclass(frozen=True)
class Program:
    """Minimise cost · x where matrix · x = sums and low <= x <= high."""

    matrix: csc_array
    sums: Vector

    def solve(
        self,
        cost: Vector,
        low: Vector,
        high: Vector,
        deadline: Deadline,
        *,
        whole: NDArray[np.bool_] | None = None,
        gap: float = 0.0,
    ) -> Optimum | None:
        """The optimum, or None where it is proved that no point exists."""
        answer = milp(
            cost,
            integrality=None if whole is None else whole.astype(np.uint8),
            bounds=Bounds(low, high),
            constraints=LinearConstraint(self.matrix, self.sums, self.sums)
            if len(self.sums)
            else (),
            options={"time_limit": deadline.remaining(), "mip_rel_gap": gap},
        )
        if answer.status == INFEASIBLE:
            return None
        if answer.status != OPTIMAL or answer.x is None:
            raise NotProtected(f"The solver gave no answer: {answer.message}")
        return Optimum(answer.x, answer.fun)


def incidence(rows: Sequence[Mapping[int, float]], columns: int) -> csc_array:
    """A sparse matrix from one mapping {column: coefficient} per row."""
    entries = [(r, c, value) for r, row in enumerate(rows) for c, value in row.items()]
    at_row, at_column, coefficients = zip(*entries, strict=True) if entries else ((), (), ())
    return csc_array((coefficients, (at_row, at_column)), shape=(len(rows), columns), dtype=float)
