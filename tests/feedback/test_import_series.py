"""`import_series`: numbers from another system, masked before they are stored."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from feedback.demo import build_referrals
from feedback.models import Measure, Observation
from feedback.runcharts import analyse
from feedback.seriescharts import chart_of_observations
from tests.cast import Town

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parent / "data"


@pytest.fixture
def measure(town: Town) -> Measure:
    build_referrals(town.platform, date(2026, 11, 24))
    return Measure.objects.get(slug="henvisninger")


def run(path: Path, *options: str, slug: str = "henvisninger") -> str:
    out = StringIO()
    arguments = [slug, str(path), "--date", "month", "--numerator", "n", *options]
    call_command("import_series", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "series.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_made_up_points_give_way_to_real_ones(measure: Measure, tmp_path: Path) -> None:
    said = run(write(tmp_path, "month,n\n2026-09-01,40\n2026-10-01,38\n"))

    assert "2 points read: 2 new, 0 changed, 0 as before." in said
    assert "24 synthetic points were removed." in said
    assert list(measure.observations.values_list("on", "numerator", "is_synthetic")) == [
        (date(2026, 9, 1), 40, False),
        (date(2026, 10, 1), 38, False),
    ]


def test_a_corrected_number_replaces_the_old_one_and_the_rest_stay(
    measure: Measure, tmp_path: Path
) -> None:
    run(write(tmp_path, "month,n\n2026-08-01,30\n2026-09-01,40\n"))

    said = run(write(tmp_path, "month,n\n2026-09-01,41\n2026-10-01,38\n"))

    assert "2 points read: 1 new, 1 changed, 0 as before." in said
    assert list(measure.observations.values_list("numerator", flat=True)) == [30, 41, 38]


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ("3,100", False),
        ("97,100", False),
        ("5,100", True),
        ("0,100", True),
        ("100,100", True),
        ("95,100", True),
    ],
)
def test_a_small_number_on_either_side_is_not_even_stored(
    measure: Measure, tmp_path: Path, line: str, is_kept: bool
) -> None:
    said = run(write(tmp_path, f"month,n,of\n2026-09-01,{line}\n"), "--denominator", "of")

    point = Observation.objects.get()
    assert (point.numerator is not None) == is_kept
    assert (point.denominator is not None) == is_kept
    assert ("1 points are too small" in said) != is_kept


def test_bad_lines_are_told_and_the_good_ones_go_in(measure: Measure, tmp_path: Path) -> None:
    text = "month,n\n2026-09-01,40\nsoon,1\n2026-10-01,many\n2026-09-01,9\n2026-11-01,50\n"
    out = StringIO()
    with pytest.raises(CommandError):
        call_command(
            "import_series",
            "henvisninger",
            str(write(tmp_path, text)),
            "--date",
            "month",
            "--numerator",
            "n",
            stdout=out,
            stderr=out,
        )

    assert "line 3, column month: “soon” is not a date like 2026-11-01" in out.getvalue()
    assert "line 4, column n: “many” is not a whole number" in out.getvalue()
    assert "line 5, column month: 2026-09-01 stands twice; the first one is kept" in out.getvalue()
    assert list(measure.observations.values_list("numerator", flat=True)) == [40, 50]


def test_a_measure_made_of_answers_takes_no_series(measure: Measure, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="takes a series. Those that do: henvisninger."):
        run(write(tmp_path, "month,n\n"), slug="nope")


def test_a_missing_column_is_told(measure: Measure, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="there is no column “n”; there are month, m"):
        run(write(tmp_path, "month,m\n2026-09-01,40\n"))


def test_the_chart_of_a_real_series_equals_the_reference(measure: Measure) -> None:
    reference = json.loads((DATA / "ae_rjz.expected.json").read_text())
    case = next(case for case in reference["cases"] if case["id"] == "run_prop")
    arguments = ["henvisninger", str(DATA / "ae_rjz.csv"), "--date", "period"]
    call_command(
        "import_series",
        *arguments,
        "--numerator",
        "breaches",
        "--denominator",
        "attendances",
        stdout=StringIO(),
    )

    points = list(measure.observations.all())
    analysis = analyse([one.numerator for one in points], [one.denominator for one in points])

    summary, expected = analysis.summary[0], case["summary"][0]
    assert summary.center_line == pytest.approx(expected["center_line"], rel=1e-9)
    for name in (
        "n_obs",
        "n_useful",
        "longest_run",
        "longest_run_max",
        "crossings",
        "crossings_min",
    ):
        assert getattr(summary, name) == expected[name], name
    assert summary.runs_signal == expected["runs_signal"]
    assert [point.y for point in analysis.points] == pytest.approx(case["points"]["y"], rel=1e-9)
    chart = chart_of_observations(measure)
    assert chart.drawing.parts[0].summary == summary
