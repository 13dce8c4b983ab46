"""Disclosure control judged from outside: an attacker written apart, and its reference tables."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from feedback.disclosure import (
    Dimension,
    Interval,
    Relation,
    audit,
    primary_cells,
    publish,
    relations_for,
    with_margins,
)

ORACLES = Path(__file__).parents[2].parent / "shared" / "oracles" / "disclosure"
TABLES = ("tiny", "mun_accidents", "hair_eye_sex", "pro_3d")

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.oracle,
    pytest.mark.skipif(not ORACLES.is_dir(), reason="the reference tables are kept elsewhere"),
]


def read(name: str) -> tuple[list[str], dict[tuple[str, ...], int]]:
    with (ORACLES / "tables" / name).open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = [column for column in rows[0] if column not in ("value", "status")]
    return names, {tuple(row[name] for name in names): int(row["value"]) for row in rows}


def full_table(name: str) -> tuple[list[str], dict, tuple[Relation, ...]]:
    names, counts = read(f"{name}.true.csv")
    dimensions = [Dimension(tuple(dict.fromkeys(codes))) for codes in zip(*counts, strict=True)]
    return names, with_margins(counts, dimensions), relations_for(dimensions)


def write(path: Path, names: list[str], published: dict) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([*names, "value"])
        writer.writerows(
            (*cell, -1 if count is None else count) for cell, count in published.items()
        )


@pytest.mark.parametrize("name", TABLES)
def test_margins_are_those_of_the_reference(name):
    assert full_table(name)[1] == read(f"{name}.full.csv")[1]


@pytest.mark.parametrize("name", TABLES)
def test_the_independent_attacker_finds_nothing(name, tmp_path):
    names, values, relations = full_table(name)
    write(tmp_path / "published.csv", names, publish(values, relations).published)
    verdict = subprocess.run(
        [sys.executable, str(ORACLES / "attack.py"), str(tmp_path / "published.csv")]
        + ["--protect", "cover", "--know", "masked", "--truth"]
        + [str(ORACLES / "tables" / f"{name}.true.csv")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
    assert "WARNING" not in verdict.stderr


@pytest.mark.parametrize("name", TABLES)
def test_every_shown_number_is_true_and_zeros_are_shown(name):
    _, values, relations = full_table(name)
    protected = publish(values, relations)
    assert protected.shown.items() <= values.items()
    assert not any(1 <= count <= 4 for count in protected.shown.values())
    assert all(cell in protected.shown for cell, count in values.items() if count == 0)


@pytest.mark.parametrize("name", TABLES)
def test_few_more_masks_than_in_the_reference(name):
    _, values, relations = full_table(name)
    primary = len(primary_cells(values))
    reference = sum(count == -1 for count in read(f"{name}.cert.csv")[1].values()) - primary
    assert len(publish(values, relations).masked) - primary <= 1.15 * reference + 2


@pytest.mark.parametrize("kind", ["naive", "gauss"])
@pytest.mark.parametrize("name", TABLES)
def test_our_auditor_finds_the_intervals_of_the_reference(name, kind):
    _, values, relations = full_table(name)
    published = read(f"{name}.{kind}.csv")[1]
    masked = {cell for cell, count in published.items() if count == -1}
    shown = {cell: count for cell, count in published.items() if count != -1}
    report = json.loads((ORACLES / "tables" / f"{name}.{kind}.attack.json").read_text("utf-8"))
    expected = {tuple(row["cell"].values()): row for row in report["report"]}
    found = audit(shown, masked, relations, primary=primary_cells(values))
    assert found.intervals == {
        cell: Interval(row["lo"], row["hi"]) for cell, row in expected.items()
    }
    assert found.narrowed == {
        cell for cell, row in expected.items() if row["verdict"] in ("exact", "narrowed")
    }
