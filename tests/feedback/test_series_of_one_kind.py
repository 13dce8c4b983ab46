"""`import_series` keeps one kind of number in one chart, and takes nothing away for nothing."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from feedback.demo import build_referrals
from feedback.models import Measure, Observation
from tests.cast import Town

pytestmark = pytest.mark.django_db
COUNTS = "month,n\n2026-09-01,40\n2026-10-01,38\n"
SHARES = "month,n,of\n2026-09-01,40,90\n2026-10-01,38,80\n"
OF = ("--denominator", "of")


@pytest.fixture
def measure(town: Town) -> Measure:
    build_referrals(town.platform, date(2026, 11, 24))
    return Measure.objects.get(slug="henvisninger")


def run(folder: Path, content: str | bytes, *options: str, measure: str = "henvisninger") -> str:
    path, out = folder / "series.csv", StringIO()
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    arguments = [measure, str(path), "--date", "month", "--numerator", "n", *options]
    call_command("import_series", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def stored() -> list[tuple]:
    return list(Observation.objects.values_list("on__month", "numerator", "denominator"))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        pytest.param((COUNTS,), ("month,n,of\n2026-11-01,40,90\n", *OF), id="counts, then shares"),
        pytest.param((SHARES, *OF), ("month,n\n2026-11-01,40\n",), id="shares, then counts"),
    ],
)
def test_counts_and_shares_are_not_mixed_in_one_chart(
    measure: Measure, tmp_path: Path, first: tuple, then: tuple
) -> None:
    run(tmp_path, *first)
    before = stored()

    with pytest.raises(CommandError, match="both counts and shares"):
        run(tmp_path, *then)

    assert stored() == before


def test_a_whole_series_may_change_its_kind(measure: Measure, tmp_path: Path) -> None:
    run(tmp_path, COUNTS)

    said = run(tmp_path, SHARES, *OF)

    assert "2 points read: 0 new, 2 changed, 0 as before." in said
    assert stored() == [(9, 40, 90), (10, 38, 80)]


def test_masked_points_are_of_either_kind(measure: Measure, tmp_path: Path) -> None:
    run(tmp_path, "month,n\n2026-09-01,3\n2026-10-01,2\n")

    run(tmp_path, "month,n,of\n2026-11-01,40,90\n", *OF)

    assert stored() == [(9, None, None), (10, None, None), (11, 40, 90)]


def test_the_same_file_again_changes_nothing(measure: Measure, tmp_path: Path) -> None:
    run(tmp_path, COUNTS)

    said = run(tmp_path, COUNTS)

    assert "2 points read: 0 new, 0 changed, 2 as before." in said
    assert stored() == [(9, 40, None), (10, 38, None)]


def test_a_number_that_became_small_is_forgotten(measure: Measure, tmp_path: Path) -> None:
    run(tmp_path, COUNTS)

    said = run(tmp_path, "month,n\n2026-09-01,2\n")

    assert "1 points are too small to be shown and were masked." in said
    assert stored() == [(9, None, None), (10, 38, None)]


def test_a_file_without_one_good_line_leaves_the_demo_as_it_is(
    measure: Measure, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="Some lines were left out"):
        run(tmp_path, "month,n\nsoon,40\n")

    assert Observation.objects.filter(is_synthetic=True).count() == 24


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param("måned,n\n".encode("latin-1"), "not UTF-8", id="another encoding"),
        pytest.param("", "The file is empty", id="empty"),
        pytest.param("month,m\n", "there is no column “n”", id="a column is missing"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_its_name(
    measure: Measure, tmp_path: Path, content: str | bytes, reason: str
) -> None:
    with pytest.raises(CommandError, match=f"series.csv: .*{reason}"):
        run(tmp_path, content)


def test_semicolons_are_read(measure: Measure, tmp_path: Path) -> None:
    run(tmp_path, SHARES.replace(",", ";"), *OF)

    assert stored() == [(9, 40, 90), (10, 38, 80)]


def test_a_file_that_is_not_there_is_told(measure: Measure, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nowhere.csv cannot be read: No such file"):
        call_command(
            "import_series",
            "henvisninger",
            str(tmp_path / "nowhere.csv"),
            "--date=month",
            "--numerator=n",
        )


@pytest.mark.parametrize("name", ["nope", "fra-svar"])
def test_only_a_measure_of_another_systems_numbers_takes_a_series(
    town: Town, measure: Measure, tmp_path: Path, name: str
) -> None:
    questionnaire = town.poster.campaign.version.questionnaire
    Measure.objects.create(
        slug="fra-svar",
        title="Fra svar",
        platform=town.platform,
        questionnaire=questionnaire,
        link_id="sammenhaeng",
    )

    with pytest.raises(CommandError, match=f"“{name}” is no measure .* do: henvisninger."):
        run(tmp_path, COUNTS, measure=name)
