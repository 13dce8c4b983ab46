"""`import_responses`: the good rows go in, each bad one is told, and twice is harmless."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from questionnaires import actions, demo
from questionnaires.models import Response
from tests.cast import Town

pytestmark = pytest.mark.django_db
HEADER = "sammenhaeng,hvem-kan-vi-spoerge,mening-i-hverdagen,uden-skyld,enige-om-naeste-skridt,age"


def run(path: Path, *options: str, code: str = "plakat23", key: str = "kontakten-i-dag") -> str:
    out = StringIO()
    call_command(
        "import_responses", key, str(path), "--access-point", code, *options, stdout=out, stderr=out
    )
    return out.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_text(f"{HEADER}\n3,3,3,3,3,4\n0,1,NA,,unknown,12\n3,3,3,3,3,4\n", encoding="utf-8")
    return path


def test_rows_become_answers_of_the_last_full_week(town: Town, path: Path) -> None:
    said = run(path)

    assert "3 rows added, 0 were there already, 0 left out." in said
    stored = Response.objects.order_by("age_band__from_months")
    assert {response.week for response in stored} == {"2026-W47"}
    assert [response.age_band.slug for response in stored] == [
        "3-4-aar",
        "3-4-aar",
        "11-aar-og-aeldre",
    ]
    assert {response.mode for response in stored} == {"imported"}


def test_the_same_file_again_adds_nothing(town: Town, path: Path) -> None:
    run(path)

    assert "0 rows added, 3 were there already" in run(path)
    assert Response.objects.count() == 3


def test_a_stopped_import_is_finished_by_running_it_again(
    town: Town, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = "questionnaires.management.commands.import_responses"
    monkeypatch.setattr(f"{command}.ROWS_A_TRANSACTION", 1)
    left = iter([1, 1])

    def dies_at_the_third_row(**row):
        next(left)
        return actions.submit_response(**row)

    with monkeypatch.context() as accident:
        accident.setattr(f"{command}.submit_response", dies_at_the_third_row)
        with pytest.raises((StopIteration, RuntimeError)):
            run(path)
    assert Response.objects.count() == 2

    assert "1 rows added, 2 were there already" in run(path)
    assert Response.objects.count() == 3


def test_bad_rows_are_told_and_the_good_ones_go_in(town: Town, path: Path) -> None:
    path.write_text(f"{HEADER}\n3,3,3,3,3,4\n9,3,3,3,3,4\n3,3,3,3,3,0\n,,,,,4\n", encoding="utf-8")

    out = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command(
            "import_responses",
            "kontakten-i-dag",
            str(path),
            "--access-point",
            "plakat23",
            stdout=out,
            stderr=out,
        )

    assert refusal.value.returncode == 1
    assert "line 3, column sammenhaeng: “9” is not an answer" in out.getvalue()
    assert "line 4, column age: no age band holds this age" in out.getvalue()
    assert "line 5, column sammenhaeng: the row has no answer" in out.getvalue()
    assert "1 rows added, 0 were there already, 3 left out." in out.getvalue()
    assert Response.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        pytest.param({"code": "nope"}, "There is no access point with the code “nope”.", id="code"),
        pytest.param(
            {"key": "bfi-25"},
            "Access point “plakat23” asks “kontakten-i-dag”, not “bfi-25”.",
            id="questionnaire",
        ),
    ],
)
def test_a_wrong_name_is_told(town: Town, path: Path, changes: dict, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(path, **changes)


@pytest.mark.parametrize(
    ("week", "sentence"),
    [("2026-W49", "2026-W49 has not begun"), ("last", "“last” is not a week")],
)
def test_a_week_to_come_is_refused(town: Town, path: Path, week: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(path, "--week", week)


def test_a_missing_column_is_named(town: Town, path: Path) -> None:
    path.write_text("sammenhaeng,age\n3,4\n", encoding="utf-8")

    with pytest.raises(CommandError, match="no column hvem-kan-vi-spoerge, mening"):
        run(path)


def test_a_file_that_is_not_there_is_told(town: Town, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run(tmp_path / "nowhere.csv")


def test_answers_to_a_published_week_count_later_and_the_command_says_so(
    town: Town, path: Path
) -> None:
    run(path)
    other = path.with_name("late.csv")
    other.write_text(f"{HEADER}\n1,1,1,1,1,4\n", encoding="utf-8")

    said = run(other)

    assert "2026-W47 is already published, so the answers count in 2026-W48." in said
    assert Response.objects.filter(week="2026-W48").count() == 1


def test_a_file_may_hold_what_people_wrote(town: Town, tmp_path: Path) -> None:
    campaign = demo.build_campaign(
        town.platform, "siden_nyttig", date(2026, 1, 1), is_synthetic=False
    )
    demo.add_access_point(campaign, "nyttig23", "card", None)
    path = tmp_path / "answers.csv"
    path.write_text(
        "hjalp-siden,hvad-manglede\nja,Godt\nnej,Ring 12345678\nja,311235-4123\n,Kun ord\n", "utf-8"
    )

    with pytest.raises(CommandError, match="Some rows were left out"):
        run(path, code="nyttig23", key="siden-nyttig")

    stored = {response.answers["hvad-manglede"] for response in Response.objects.all()}
    assert stored == {"Godt", "Ring [telefon]"}
