"""2,800 real people's answers by age, gender and item, protected by the pure door and attacked from outside.

25 items of six answers by age and gender are more than one system can hold, so the declared rule is: one
item at a time, all with the same people by age and gender. These are all shown, which is checked: then no
item tells anything of what another hides, beyond what the people tell.
"""

import csv
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from feedback.disclosure import (
    Dimension,
    audit,
    primary_cells,
    publish,
    relations_for,
    with_margins,
)
from tests.conftest import ORACLES

pytestmark = [pytest.mark.thorough, pytest.mark.oracle]

FILE = ORACLES / "data" / "bfi_2800.csv"
ITEMS = [f"{trait}{number}" for trait in "ACENO" for number in range(1, 6)]
AGES = ((16, "0-15"), (25, "16-24"), (45, "25-44"), (999, "45+"))
DIMENSIONS = [
    Dimension(("1", "2", "3", "4", "5", "6", "passed over")),
    Dimension(tuple(name for _below, name in AGES)),
    Dimension(("1", "2")),
]
RELATIONS = relations_for(DIMENSIONS)


@cache
def rows() -> list[dict[str, str]]:
    with FILE.open(newline="") as lines:
        return list(csv.DictReader(lines))


def table(item: str) -> dict[tuple[str, ...], int]:
    counts: Counter[tuple[str, ...]] = Counter()
    for row in rows():
        age = next(name for below, name in AGES if int(row["age"]) < below)
        answer = row[item] if row[item] in "123456" and row[item] else "passed over"
        counts[answer, age, row["gender"]] += 1
    return with_margins(counts, DIMENSIONS)


@pytest.mark.parametrize("item", ITEMS)
def test_an_item_by_age_and_gender_is_published_and_withstands_both_attackers(
    item: str, tmp_path: Path
) -> None:
    values = table(item)

    found = publish(values, RELATIONS)

    assert values["Total", "Total", "Total"] == 2800
    small = primary_cells(values)
    assert small <= found.masked
    assert all(values[cell] == count for cell, count in found.shown.items())
    assert len(found.shown) > 0.6 * len(values)
    people = {cell for cell in values if cell[0] == "Total"}
    assert people <= found.shown.keys()  # so the items tell nothing of one another
    assert audit(found.shown, found.masked, RELATIONS, primary=small).is_safe
    verdict = attacked_from_outside(values, found.published, tmp_path)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


def attacked_from_outside(
    values: dict, published: dict, folder: Path
) -> subprocess.CompletedProcess[str]:
    true = {cell: count for cell, count in values.items() if "Total" not in cell}
    for name, cells in (("published", published), ("true", true)):
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["answer", "age", "gender", "value"])
            writer.writerows((*cell, -1 if n is None else n) for cell, n in cells.items())
    return subprocess.run(
        [sys.executable, str(ORACLES / "oracles/disclosure/attack.py")]
        + [str(folder / "published.csv"), "--protect", "cover", "--know", "masked"]
        + ["--truth", str(folder / "true.csv")],
        capture_output=True,
        text=True,
        check=False,
    )


def test_masking_small_counts_alone_is_caught() -> None:
    values = table("A1")
    small = primary_cells(values)
    naive = {cell: count for cell, count in values.items() if cell not in small}

    assert small
    assert not audit(naive, small, RELATIONS, primary=small).is_safe
