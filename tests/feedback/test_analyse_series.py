"""A series in a file is read as the charts read it."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from feedback.runcharts import analyse

DATA = Path(__file__).parent / "data"
CASES = [
    case
    for case in json.loads((DATA / "ae_rjz.expected.json").read_text())["cases"]
    if case["chart"] != "xmr_nhs" and not case["args"]
]


def run(file: Path, *args: str) -> str:
    out = StringIO()
    call_command("analyse_series", str(file), *args, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_answer_is_that_of_the_reference(case: dict) -> None:
    options = ["--numerator", case["numerator_column"], "--chart", case["chart"], "--json"]
    if case["denominator_column"]:
        options += ["--denominator", case["denominator_column"]]
    if not case["screened_mr"]:
        options.append("--not-screened")

    found = json.loads(run(DATA / "ae_rjz.csv", *options))

    for part, wanted in zip(found["summary"], case["summary"], strict=True):
        for name in (
            "n_obs",
            "n_useful",
            "longest_run",
            "longest_run_max",
            "crossings",
            "crossings_min",
        ):
            assert part[name] == wanted[name]
        assert part["center_line"] == pytest.approx(wanted["center_line"], abs=1e-9)
    for name in ("y", "cl", "lcl", "ucl"):
        points = [point[name] for point in found["points"]]
        if all(value is not None for value in case["points"].get(name) or [None]):
            assert points == pytest.approx(case["points"][name], abs=1e-9)


def test_freeze_parts_and_left_out_points_are_those_of_the_chart(tmp_path: Path) -> None:
    values = [3, 5, 4, 6, 30, 5, 4, 9, 9, 10, 9, 11]
    file = tmp_path / "y.csv"
    file.write_text("y\n" + "\n".join(map(str, values)))

    found = json.loads(
        run(file, "--numerator", "y", "--part", "7", "--exclude", "5", "--chart", "i", "--json")
    )

    wanted = analyse(values, chart="i", parts=[7], exclude=[5])
    assert [part["center_line"] for part in found["summary"]] == [
        part.center_line for part in wanted.summary
    ]


def test_an_empty_cell_is_a_missing_point(tmp_path: Path) -> None:
    file = tmp_path / "y.csv"
    file.write_text("x,y\n1,3\n2,\n3,NA\n4,5\n")

    found = json.loads(run(file, "--numerator", "y", "--json"))

    assert [point["y"] for point in found["points"]] == [3, None, None, 5]


def test_a_person_reads_what_she_looks_for_first(tmp_path: Path) -> None:
    file = tmp_path / "y.csv"
    file.write_text("y\n1\n2\n3\n")

    assert "3 points, 2 useful, centre line 2" in run(file, "--numerator", "y")


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("y\n1\n", ["--numerator", "z"], "no column “z”. The columns are: y"),
        ("y\nmany\n", ["--numerator", "y"], "line 2, column y: “many”"),
        ("y\nnan\n", ["--numerator", "y"], "line 2, column y"),
        ("y\n1\n2\n", ["--numerator", "y", "--chart", "p"], "denominator"),
        ("y\n1\n2\n", ["--numerator", "y", "--part", "9"], "9"),
    ],
)
def test_what_cannot_be_read_is_said(
    tmp_path: Path, text: str, options: list[str], said: str
) -> None:
    file = tmp_path / "y.csv"
    file.write_text(text)

    with pytest.raises(CommandError) as refused:
        run(file, *options)

    assert said in str(refused.value)
