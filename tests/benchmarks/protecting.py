"""How long a table takes to protect and to attack: `python -m tests.benchmarks.protecting`.

Made-up tables of 2 to 4 dimensions with all margins, thinly and thickly filled, always the same ones.
The thin ones are the hard ones: nearly every count is small, and much else must be masked for them.
The budgets: 700 cells in 3 seconds, 1,100 in 30. Seconds of the processor, so that what else the machine
does is not measured; the solver uses one. What is larger is made coarser by
a fixed rule before it comes here (feedback/detailcubes.py).
"""

import sys
import time
from itertools import product
from typing import NamedTuple

import numpy as np

from feedback.disclosure import NotProtected, primary_cells, publish
from feedback.relations import Cell, Dimension, Relation, relations_for, with_margins

SHAPES = (
    (30, 20),
    (10, 10, 4),
    (7, 6, 3, 2),
    (5, 4, 4, 3),
    (53, 19),
    (15, 7, 7),
    (13, 25, 2),
    (8, 5, 4, 3),
)
PEOPLE_A_CELL = (2, 8, 30)
LONGEST = 1200.0
BUDGETS = ((700, 3.0), (1100, 30.0))


class Found(NamedTuple):
    cells: int
    seconds: float
    is_protected: bool


def main() -> int:
    found = [
        measure(shape, people) for shape, people in product(sorted(SHAPES, key=size), PEOPLE_A_CELL)
    ]
    verdicts = [judge(found, most, seconds) for most, seconds in BUDGETS]
    return 0 if all(verdicts) else 1


def size(shape: tuple[int, ...]) -> int:
    return int(np.prod([codes + 1 for codes in shape]))


def measure(shape: tuple[int, ...], people: int) -> Found:
    values, relations = table(shape, people)
    begun = time.process_time()
    try:
        masked = len(publish(values, relations, seconds=LONGEST).masked)
    except NotProtected:
        masked = 0
    found = Found(len(values), time.process_time() - begun, masked > 0)
    tell(shape, people, found, len(primary_cells(values)), masked)
    return found


def table(shape: tuple[int, ...], people: int) -> tuple[dict[Cell, int], tuple[Relation, ...]]:
    """Return counts that follow from uneven margins and chance, as those of real tables do."""
    chance = np.random.default_rng(7)
    shares = np.ones(())
    for codes in shape:
        shares = np.multiply.outer(shares, chance.dirichlet(np.full(codes, 2.0)))
    counts = chance.poisson(shares * people * shares.size)
    axes = [tuple(f"{axis}.{code}" for code in range(codes)) for axis, codes in enumerate(shape)]
    dimensions = [Dimension(codes) for codes in axes]
    leaves = dict(zip(product(*axes), map(int, counts.ravel()), strict=True))
    return with_margins(leaves, dimensions), relations_for(dimensions)


def tell(shape: tuple[int, ...], people: int, found: Found, small: int, masked: int) -> None:
    said = f"{found.seconds:6.2f} s" if found.is_protected else "not protected, nothing is shown"
    form = " x ".join(map(str, shape))
    print(
        f"{form:>14}, {people:>2} people a cell: {found.cells:>5} cells, {small:>4} small, "
        f"{masked:>4} masked: {said}",
        flush=True,
    )


def judge(found: list[Found], most: int, seconds: float) -> bool:
    within = [one for one in found if one.cells <= most]
    slowest = max(one.seconds for one in within)
    is_kept = slowest <= seconds and all(one.is_protected for one in within)
    verdict = "kept" if is_kept else "BROKEN"
    print(f"Budget {verdict}: up to {most} cells in {slowest:.1f} s, at most {seconds:.0f} s.")
    return is_kept


if __name__ == "__main__":
    sys.exit(main())
