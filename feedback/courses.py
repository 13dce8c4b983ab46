"""How people changed who answered more than once, and how many did not answer again. Pure.

A cohort is everybody whose first answer was in one quarter. Each of them is in one cohort, and each cohort is
published once, when the quarters it was followed through are over. Changes are told from chance as
questionnaires/change.py does; improved and recovered are one class here.

Shape of the stored table, None for every count that is not shown:

    {"started": n, "again": n, "once": n,
     "scales": {scale: {"better": n, "rest": n, "same": n, "worse": n, "unjudged": n}}}

`again` answered at least twice. `rest` are those with two scores who did not improve, and `unjudged` have
not two scores. A scale that fewer than
LEAST_JUDGED have two scores of is left out. The first answers are also counted in the tables of their weeks,
so what those have shown is known: the answers of the quarter are the first ones and the later ones
("others"), which are not shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from typing import Any

from feedback.cubes import Cube
from feedback.relations import Cell, Relation
from questionnaires.change import (
    DETERIORATED,
    IMPROVED,
    RECOVERED,
    UNCHANGED,
    Course,
    Yardstick,
    class_of,
    yardstick_for,
)
from questionnaires.definition import Definition

LEAST_JUDGED = 10
"""What all of a smaller group have in common would be told of each of them."""

CLASSES = ("better", "same", "worse")
CLASS_OF = {RECOVERED: "better", IMPROVED: "better", UNCHANGED: "same", DETERIORATED: "worse"}


@dataclass
class Counts:
    """One cohort: who began, who answered again, and how those changed by each scale."""

    started: int = 0
    again: int = 0
    scales: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(
        self,
        occasions: int,
        courses: Mapping[str, Course],
        by: Mapping[str, Yardstick],
    ) -> None:
        """Count one person with what she scored at each of her occasions."""
        self.started += 1
        self.again += occasions > 1
        for key, yardstick in by.items():
            row = self.scales.setdefault(key, dict.fromkeys(CLASSES, 0))
            scored = courses[key].scored() if key in courses else []
            if len(scored) > 1:
                row[CLASS_OF[class_of(yardstick, scored[0], scored[-1])]] += 1

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def yardsticks(definition: Definition) -> dict[str, Yardstick]:
    """Return what change is judged by, for each scale that says so. Cut-offs decide nothing here."""
    found = {scale.key: yardstick_for(scale, None, "") for scale in definition.scales}
    return {key: yardstick for key, yardstick in found.items() if yardstick}


def course_of(scores: Iterable[tuple[int, Fraction | None]]) -> Course:
    return Course(tuple(scores))


def judged(row: Mapping[str, int]) -> int:
    return sum(row[name] for name in CLASSES)


@dataclass(frozen=True)
class Answers:
    """All answers of the cohort's quarter, and how many of them each published table has shown."""

    total: int
    weeks: Mapping[str, tuple[int, int | None]]  # the count, and what was shown of it


def course_cube(counts: Counts, answers: Answers) -> tuple[Cube, dict[Cell, int | None]]:
    """Return one cohort as a system of sums, and what of it is known already."""
    values: dict[Cell, int] = {
        ("started",): counts.started,
        ("again",): counts.again,
        ("once",): counts.started - counts.again,
        ("answers",): answers.total,
        ("others",): answers.total - counts.started,
        ("elsewhere",): answers.total - sum(count for count, _shown in answers.weeks.values()),
    }
    relations = [
        Relation(("started",), (("again",), ("once",))),
        Relation(("answers",), (("started",), ("others",))),
    ]
    weeks: dict[Cell, int] = {("week", week): n for week, (n, _shown) in answers.weeks.items()}
    relations.append(Relation(("answers",), (*weeks, ("elsewhere",))))
    for key, row in counts.scales.items():
        if judged(row) >= LEAST_JUDGED:
            rows: dict[Cell, int] = {(name, key): row[name] for name in CLASSES}
            rest: Cell = ("rest", key)
            rows["unjudged", key] = counts.again - judged(row)
            values |= rows | {rest: row["same"] + row["worse"]}
            parts = (("better", key), rest, ("unjudged", key))
            relations.append(Relation(("again",), parts))
            relations.append(Relation(rest, (("same", key), ("worse", key))))
    hidden = frozenset({("answers",), ("others",), ("elsewhere",)})
    cube = Cube(values | weeks, tuple(relations), hidden)
    known = {("week", week): shown for week, (_count, shown) in answers.weeks.items()}
    return cube, cube.known | known


def as_table(counts: Counts, shown: Mapping[Cell, int]) -> dict[str, Any]:
    told = [key for key, row in counts.scales.items() if judged(row) >= LEAST_JUDGED]
    names = (*CLASSES, "rest", "unjudged")
    steps = ("started", "again", "once")
    return {name: shown.get((name,)) for name in steps} | {
        "scales": {key: {name: shown.get((name, key)) for name in names} for key in told}
    }
