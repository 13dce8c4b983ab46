"""Imports as they happen: long ones, odd files, and 2,800 real people's answers."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from portal.periods import Week
from questionnaires import demo
from questionnaires.actions import close_weeks, submit_response
from questionnaires.models import Response
from tests.cast import Town
from tests.conftest import ORACLES
from tests.factories import make_platform
from tests.questionnaires.test_import_responses import HEADER, run

pytestmark = pytest.mark.django_db
COMMAND = "questionnaires.management.commands.import_responses"
BFI = ORACLES / "data" / "bfi_2800.csv"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def file(tmp_path: Path, *lines: str, header: str = HEADER) -> Path:
    path = tmp_path / "svar.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def test_a_week_published_while_the_import_runs_takes_no_more_answers(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file(tmp_path, "1,1,1,1,1,4", "2,2,2,2,2,4")
    monkeypatch.setattr(f"{COMMAND}.ROWS_A_TRANSACTION", 1)

    def published_after_the_first(**row: object) -> tuple[Response, bool]:
        stored = submit_response(**row)
        close_weeks(version_id=town.poster.campaign.version_id, through=Week(2026, 47))
        return stored

    monkeypatch.setattr(f"{COMMAND}.submit_response", published_after_the_first)

    said = run(path)

    assert sorted(Response.objects.values_list("week", flat=True)) == ["2026-W47", "2026-W48"]
    assert "2026-W47 was published meanwhile: 1 rows count in 2026-W48." in said


def test_an_open_week_is_not_talked_about(town: Town, tmp_path: Path) -> None:
    assert "published" not in run(file(tmp_path, "1,1,1,1,1,4"))


def test_a_week_may_be_named(town: Town, tmp_path: Path) -> None:
    run(file(tmp_path, "1,1,1,1,1,4"), "--week", "2026-W40")

    assert Response.objects.get().week == "2026-W40"


def test_two_people_who_answered_alike_are_two_also_when_the_file_comes_again(
    town: Town, tmp_path: Path
) -> None:
    run(file(tmp_path, "1,1,1,1,1,4", "1,1,1,1,1,4"))

    said = run(file(tmp_path, "1,1,1,1,1,4", "1,1,1,1,1,4", "1,1,1,1,1,4"))

    assert "1 rows added, 2 were there already, 0 left out." in said
    assert Response.objects.count() == 3


def test_the_same_file_for_another_place_is_other_peoples_answers(
    town: Town, tmp_path: Path
) -> None:
    path = file(tmp_path, "1,1,1,1,1,4")
    run(path)

    assert "1 rows added" in run(path, code="sidelink")


def test_a_corrected_file_adds_only_what_was_left_out(town: Town, tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        run(file(tmp_path, "1,1,1,1,1,4", "9,1,1,1,1,4"))

    assert "1 rows added, 1 were there already" in run(file(tmp_path, "1,1,1,1,1,4", "0,1,1,1,1,4"))


def test_an_age_column_may_have_another_name(town: Town, tmp_path: Path) -> None:
    path = file(tmp_path, "1,1,1,1,1,4", header=HEADER.removesuffix("age") + "alder")

    run(path, "--age-column", "alder")

    assert Response.objects.get().age_band.slug == "3-4-aar"


def test_an_age_column_that_was_asked_for_must_be_there(town: Town, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="The file has no column alder"):
        run(file(tmp_path, "1,1,1,1,1,4"), "--age-column", "alder")

    assert not Response.objects.exists()


def test_without_an_age_column_the_age_is_not_known(town: Town, tmp_path: Path) -> None:
    run(file(tmp_path, "1,1,1,1,1", header=HEADER.removesuffix(",age")))

    assert Response.objects.get().age_band is None


def test_columns_nobody_asked_for_are_named_and_left_out(town: Town, tmp_path: Path) -> None:
    said = run(file(tmp_path, "1,1,1,1,1,4,010203-1234", header=f"{HEADER},cpr"))

    assert "Columns not used: cpr." in said
    assert "010203-1234" not in said + str(Response.objects.values().get())


def test_a_row_with_cells_pushed_aside_is_left_out(town: Town, tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        run(file(tmp_path, "1,1,1,1,1,4,7"))

    assert not Response.objects.exists()


def test_every_fault_of_a_row_is_told(town: Town, tmp_path: Path) -> None:
    out = StringIO()
    with pytest.raises(CommandError):
        call_command(
            *("import_responses", "kontakten-i-dag", str(file(tmp_path, "9,1,x,1,1,old"))),
            access_point="plakat23",
            stdout=out,
            stderr=out,
        )

    for column in ("sammenhaeng", "mening-i-hverdagen", "age"):
        assert f"line 2, column {column}:" in out.getvalue()
    assert "0 rows added, 0 were there already, 1 left out." in out.getvalue()


@pytest.mark.parametrize(("screen", "is_drawn"), [(Terminal, True), (StringIO, False)])
def test_a_bar_is_drawn_on_a_terminal_only(
    town: Town, tmp_path: Path, screen: type[StringIO], is_drawn: bool
) -> None:
    errors = screen()
    call_command(
        *("import_responses", "kontakten-i-dag", str(file(tmp_path, "1,1,1,1,1,4"))),
        access_point="plakat23",
        stdout=StringIO(),
        stderr=errors,
    )

    assert ("1 / 1" in errors.getvalue()) == is_drawn


@pytest.mark.oracle
def test_two_thousand_eight_hundred_real_people_are_taken_in(town: Town) -> None:
    """Counted apart from the product: a row is bad only when its age lies below the lowest band."""
    with BFI.open(encoding="utf-8", newline="") as lines:
        people = list(csv.DictReader(lines))
    items = [name for name in people[0] if name[:1] in "ACENO" and name[1:].isdecimal()]
    too_young = [n for n, person in enumerate(people, start=2) if int(person["age"]) < 16]
    odd = [p for p in people if {p[item] for item in items} - {"NA", "", *"123456"}]
    silent = [p for p in people if not {p[item] for item in items} - {"NA", ""}]
    assert (len(people), len(items), odd, silent) == (2800, 25, [], [])
    bands = [
        {"slug": "16-24", "name": "16–24 år", "from_months": 192, "to_months": 300},
        {"slug": "25", "name": "25 år og ældre", "from_months": 300},
    ]
    platform = make_platform("aabne-data", "Åbne data").platform
    platform.bands.all().delete()
    for band in bands:
        platform.bands.model.objects.create(platform=platform, **band)
    campaign = demo.build_campaign(platform, "bfi_25", date(2026, 1, 1), is_synthetic=False)
    demo.add_access_point(campaign, "bfi-data", "card", None)

    out = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command(
            *("import_responses", "bfi-25", str(BFI)),
            access_point="bfi-data",
            stdout=out,
            stderr=out,
        )

    assert refusal.value.returncode == 1
    faults = [line for line in out.getvalue().splitlines() if line.startswith("line ")]
    assert faults == [f"line {n}, column age: no age band holds this age" for n in too_young]
    good = [person for person in people if int(person["age"]) >= 16]
    assert Response.objects.count() == len(good)
    young = sum(int(person["age"]) < 25 for person in good)
    assert Response.objects.filter(age_band__slug="16-24").count() == young
    stored = sum(len(answers) for answers in Response.objects.values_list("answers", flat=True))
    assert stored == sum(person[item] not in {"NA", ""} for person in good for item in items)
