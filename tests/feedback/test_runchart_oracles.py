"""Every case two public R packages answered, answered again: qicharts2 and NHSRplotthedots.

Series that may be copied lie in data/ and are always tested; the others are read from beside the
project where they are there.
"""

import csv
import json
from pathlib import Path

import pytest

from feedback.anhoej import crossings_min, longest_run_max
from feedback.runcharts import analyse

OWN = Path(__file__).parent / "data"
BESIDE = Path(__file__).parents[3] / "shared" / "oracles" / "runcharts"
COPIED = ("ae_rjz", "synthetic_pro")
ELSEWHERE = ("cdi", "complaints", "nhs_accidents")


def cases(folder, names):
    return [
        pytest.param(folder, name, case, id=f"{name}/{case['id']}")
        for name in names
        if (folder / f"{name}.expected.json").exists()
        for case in json.loads((folder / f"{name}.expected.json").read_text())["cases"]
    ]


def column(folder, name, key):
    if key is None:
        return None
    with (folder / f"{name}.csv").open() as lines:
        return [float(row[key]) if row[key] else None for row in csv.DictReader(lines)]


def as_list(value):
    return value if isinstance(value, list) else [value]


def ask(folder, name, case):
    """The reference's words for its options, in ours."""
    given = dict(case["args"] or {})
    options = {key: given[key] for key in ("freeze", "multiply", "target") if key in given}
    options["parts"] = as_list(given.get("part", []))
    options["exclude"] = as_list(given.get("exclude", []))
    if "cl" in given:
        options["center_line"] = given["cl"]
    if case["chart"] == "xmr_nhs":
        options |= {"chart": "i", "rules": "nhs", "improvement": case["improvement_direction"]}
        options["screened"] = given.get("screen_outliers", True)
        options["freeze"] = given.get("fix_after_n_points")
        # A rebase names the first period of the new part; our part starts after a point.
        options["parts"] = [
            case["points"]["x"].index(on) for on in as_list(given.get("rebase", []))
        ]
    else:
        options |= {"chart": case["chart"], "screened": case["screened_mr"]}
    return analyse(
        column(folder, name, case["numerator_column"]),
        column(folder, name, case.get("denominator_column")),
        **options,
    )


def close(expected):
    """None stays None; approx does the numbers."""
    return [e if e is None else pytest.approx(e, rel=1e-9) for e in expected]


def check(folder, name, case):
    answer = ask(folder, name, case)
    if case["chart"] == "xmr_nhs":
        check_nhs(answer, case)
    else:
        check_qic(answer, case)


def check_qic(answer, case):
    points, expected = answer.points, case["points"]
    for key in ("y", "cl", "lcl", "ucl"):
        assert [getattr(p, key) for p in points] == close(expected[key]), key
    assert [p.part for p in points] == expected["part"]
    assert [not p.is_excluded for p in points] == expected["include"]
    assert [p.sigma_signal for p in points] == expected["sigma_signal"]
    assert len(answer.summary) == len(case["summary"])
    for ours, theirs in zip(answer.summary, map(dict, case["summary"]), strict=True):
        assert ours.center_line == pytest.approx(theirs.pop("center_line"), rel=1e-9)
        assert {key: getattr(ours, key) for key in theirs} == theirs


def check_nhs(answer, case):
    points, expected = answer.points, case["points"]
    for ours, theirs in {"y": "y", "cl": "mean", "lcl": "lpl", "ucl": "upl"}.items():
        assert [getattr(p, ours) for p in points] == close(expected[theirs]), theirs
    for ours, theirs in {
        "sigma_signal": "outside_limits",
        "side": "relative_to_mean",
        "is_near_limit": "close_to_limits",
        "special_cause": "special_cause_type",
        "variation": "point_type",
        "short_group_warning": "short_group_warning",
    }.items():
        assert [getattr(p, ours) for p in points] == expected[theirs], theirs
    assert [p.part - 1 for p in points] == expected["rebase_group"]
    assert answer.variation == case["variation_last_point"]
    assert answer.assurance == case["assurance"]


@pytest.mark.parametrize(("folder", "name", "case"), cases(OWN, COPIED))
def test_a_free_series_gives_what_the_reference_gives(folder, name, case):
    check(folder, name, case)


@pytest.mark.oracle
@pytest.mark.skipif(not BESIDE.exists(), reason="the reference series are not beside the project")
@pytest.mark.parametrize(("folder", "name", "case"), cases(BESIDE, ELSEWHERE))
def test_a_series_beside_the_project_gives_what_the_reference_gives(folder, name, case):
    check(folder, name, case)


def test_the_copied_series_are_all_there():
    assert len(cases(OWN, COPIED)) == 23


def test_the_limits_for_1_to_300_useful_points_are_those_of_the_table():
    with (OWN / "anhoej_limits_1_300.csv").open() as lines:
        table = [tuple(map(int, row.values())) for row in csv.DictReader(lines)]
    assert [(n, longest_run_max(n), crossings_min(n)) for n in range(1, 301)] == table
