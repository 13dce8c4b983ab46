"""`import_responses` takes XLSX and FHIR as it takes CSV: the same report, and the same file adds nothing."""

import json
import logging
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from openpyxl import Workbook

from portal.periods import Week
from questionnaires import actions, demo, incoming, publishing, sheets
from questionnaires.models import AccessPoint, Campaign, OwnWords, Response
from tests.cast import Town
from tests.questionnaires.made import document, group, question, text

CPR, NAME = "311235-4123", "Karla Kvikkelikke"
URL = "https://kilden.example/fhir/Questionnaire/prove"
YES_NO = [{"code": "ja", "text": text("Ja")}, {"code": "nej", "text": text("Nej")}]
ITEMS = (
    question("yes", "boolean"),
    question("code", "choice", options=YES_NO, may_decline=True),
    question("codes", "open-choice", options=YES_NO, repeats=True),
    question("exact", "decimal"),
    question("words", "text", maxLength=200),
    group("rows", question("at", "time"), question("ml", "integer"), repeats=True),
)
HEADER = ["yes", "code", "codes", "exact", "words", "rows", "age"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def point(town: Town) -> AccessPoint:
    version = publishing.publish_version(document=document(*ITEMS), on=date(2026, 1, 1))
    campaign = Campaign.objects.create(
        name="Prøve", platform=town.platform, version=version, opens_on=date(2026, 1, 1)
    )
    return demo.add_access_point(campaign, "proeve23", "card", None)


def run(path: Path, *options: str) -> str:
    """Return what is said; where something was left out, with the command's last word."""
    out = StringIO()
    try:
        call_command(
            *("import_responses", "prove", str(path), "--access-point", "proeve23", *options),
            stdout=out,
            stderr=out,
        )
    except CommandError as error:
        return out.getvalue() + str(error)
    return out.getvalue()


def answers() -> list[dict]:
    return sorted(Response.objects.values_list("answers", flat=True), key=str)


# --- XLSX -------------------------------------------------------------------------------------------


def workbook(path: Path, *table: list[Any]) -> Path:
    book = Workbook()
    for row in table:
        book.active.append(row)
    book.create_sheet("noter").append(["hele", "arket"])
    book.save(path)
    return path


def test_a_workbook_is_taken_in_as_it_stands(point: AccessPoint, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "svar.xlsx",
        HEADER,
        [True, "ja", "ja|nej", 36.5, "Godt", '[{"at": "08:00", "ml": 7}]', 4],
        [],
        ["nej", '{"declined": true}', '["ja", {"other": "Ord"}]', "36,60", None, None, 12],
    )

    assert "2 rows added, 0 were there already, 0 left out." in run(path)
    assert answers() == [
        {"yes": False, "code": {"declined": True}, "codes": ["ja", {"other": "Ord"}], "exact": "36.60"},
        {"yes": True, "code": "ja", "codes": ["ja", "nej"], "exact": "36.5", "words": "Godt",
         "rows": [{"at": "08:00", "ml": 7}]},
    ]  # fmt: skip
    assert "0 rows added, 2 were there already, 0 left out." in run(path)


def test_bad_rows_of_a_workbook_are_told_by_their_number_and_never_repeated(
    point: AccessPoint, tmp_path: Path
) -> None:
    path = workbook(
        tmp_path / "svar.xlsx",
        HEADER,
        ["ja", NAME, None, None, None, None, 4],
        [],
        ["ja", "ja", None, None, f"Bo {CPR}", NAME, NAME],
        ["ja", "ja", None, None, None, None, 4, NAME],
        ["ja", "ja"],
    )

    said = run(path)

    assert said.splitlines() == [
        "svar.xlsx:",
        "line 2, column code: “…” is not an answer; the answers are ja, nej",
        "line 4, column words: There is a CPR number in the text. Take it out, then send again.",
        "line 4, column rows: Write the rows as a list.",
        "line 4, column age: “…” is not an age in whole years",
        "line 5, column after the last: the row has more cells than the header",
        "1 rows added, 0 were there already, 3 left out.",
        "Some rows were left out; they are listed above.",
    ]
    assert NAME not in said
    assert CPR not in said


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"PK\x03\x04", "The file is not a workbook that can be read.", id="broken"),
        pytest.param(b"x" * (sheets.limits.ANSWERS.bytes + 1), "The file is larger than 10 MB.", id="large"),
    ],
)  # fmt: skip
def test_a_workbook_that_cannot_be_read_says_why(
    point: AccessPoint, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "svar.xlsx"
    path.write_bytes(content)

    assert sentence in run(path)


def test_a_formula_is_refused_and_named(point: AccessPoint, tmp_path: Path) -> None:
    path = workbook(tmp_path / "svar.xlsx", HEADER, ["=1+1"])

    assert "Sheet, row 2, column A: holds a formula." in run(path)


def test_our_own_workbook_comes_in_again(point: AccessPoint, tmp_path: Path) -> None:
    path = tmp_path / "svar.xlsx"
    path.write_bytes(sheets.write_answers([HEADER, ["true", "ja", "", "", "'=1+1", "", ""]]))

    assert "1 rows added" in run(path)
    assert answers() == [{"yes": True, "code": "ja", "words": "=1+1"}]


# --- FHIR -------------------------------------------------------------------------------------------


def resource(*items: dict, **changes: Any) -> dict:
    head = {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "questionnaire": f"{URL}|1",
    }
    return head | {"item": list(items)} | changes


def code(value: str = "ja") -> dict:
    return {"linkId": "code", "answer": [{"valueCoding": {"code": value}}]}


def words(value: str) -> dict:
    return {"linkId": "words", "answer": [{"valueString": value}]}


def bundle(path: Path, *resources: Any) -> Path:
    entries = [{"resource": each} for each in resources]
    path.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}))
    return path


def test_a_bundle_is_taken_in_and_each_bad_entry_told(point: AccessPoint, tmp_path: Path) -> None:
    path = bundle(
        tmp_path / "svar.json",
        resource(code(), language="en"),
        resource(code(NAME)),
        resource(code(), questionnaire=f"{URL}|2"),
        resource(words("Kun ord")),
        {"resourceType": "Patient", "name": NAME},
        resource(code()),
    )

    said = run(path)

    assert said.splitlines() == [
        "svar.json:",
        'entry 2, linkId "code": Choose among the answers.',
        "entry 3, questionnaire: This answers version 2. The access point asks 1: choose another.",
        "entry 4: No question that counts is answered. Leave the entry out.",
        "entry 5: This is no QuestionnaireResponse. Leave it out.",
        "2 rows added, 0 were there already, 4 left out.",
        "Some rows were left out; they are listed above.",
    ]
    assert answers() == [{"code": "ja"}, {"code": "ja"}]
    assert "0 rows added, 2 were there already, 4 left out." in run(path)


def test_one_to_a_line_a_broken_line_takes_no_other_with_it(
    point: AccessPoint, tmp_path: Path
) -> None:
    path = tmp_path / "svar.NDJSON"
    good = json.dumps(resource(code(), words("a\u2028b")), ensure_ascii=False)
    path.write_text(f'{good}\n\n{{"{NAME}\n{{"{NAME}": 1, "{NAME}": 2}}\n{good}\r\n', "utf-8")

    said = run(path)

    assert said.splitlines() == [
        "svar.NDJSON:",
        "line 3: The file is not JSON: line 1, column 2.",
        'line 4: The key "…" stands twice in one object.',
        "2 rows added, 0 were there already, 2 left out.",
        "Some rows were left out; they are listed above.",
    ]
    assert NAME not in said


def test_one_response_alone_is_a_file_too(point: AccessPoint, tmp_path: Path) -> None:
    path = tmp_path / "svar.json"
    path.write_text(json.dumps(resource(code())))

    assert "1 rows added" in run(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param("[", "The file is not JSON", id="no JSON"),
        pytest.param("[" * 100, "nested more than 64 deep", id="a tower"),
        pytest.param(
            '{"resourceType": "Bundle", "entry": 7}', "entry must be a list.", id="no list"
        ),
        pytest.param(
            '{"resourceType": "Bundle", "entry": [1, 2, 3]}', "holds more than 2 entries", id="many"
        ),
        pytest.param("x" * 2000, "The file is larger than 1000 bytes.", id="large"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    point: AccessPoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, sentence: str
) -> None:
    monkeypatch.setattr(incoming, "MOST_ENTRIES", 2)
    monkeypatch.setattr(incoming, "MOST_BYTES", 1000)
    path = tmp_path / "svar.json"
    path.write_text(content)

    assert sentence in run(path)
    assert not Response.objects.exists()


def test_many_lines_are_refused_before_any_is_read(
    point: AccessPoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "MOST_ENTRIES", 2)
    path = tmp_path / "svar.ndjson"
    path.write_text(f"{json.dumps(resource(code()))}\n" * 3)

    assert "holds more than 2 entries" in run(path)
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("authored", "options", "week"),
    [
        pytest.param("2026-11-10", [], "2026-W46", id="a day"),
        pytest.param("2026-11-15T23:30:00Z", [], "2026-W47", id="past midnight here"),
        pytest.param("2026-11-15T23:30:00", [], "2026-W46", id="the clock here"),
        pytest.param(
            "2026-11-10", ["--week", "2026-W44"], "2026-W44", id="the week that was given"
        ),
        pytest.param("2013", ["--week", "2026-W44"], "2026-W44", id="no day, and none is wanted"),
        pytest.param(None, [], "2026-W47", id="the last full week"),
    ],
)
def test_of_the_moment_only_the_week_is_kept(
    point: AccessPoint, tmp_path: Path, authored: str | None, options: list[str], week: str
) -> None:
    path = bundle(tmp_path / "svar.json", resource(code(), authored=authored))

    assert "1 rows added" in run(path, *options)
    assert Response.objects.get().week == week
    assert "23:30" not in str(Response.objects.values().get())
    assert "1 were there already" in run(path, *options)


def test_a_moment_to_come_is_told(point: AccessPoint, tmp_path: Path) -> None:
    path = bundle(tmp_path / "svar.json", resource(code(), authored="2026-12-24"))

    assert "entry 1, authored: The week has not begun." in run(path)


def test_a_week_that_is_published_takes_no_more_and_the_command_says_so(
    point: AccessPoint, tmp_path: Path
) -> None:
    actions.close_weeks(version_id=point.campaign.version_id, through=Week(2026, 46))
    path = bundle(tmp_path / "svar.json", resource(code(), authored="2026-11-10"))

    assert "2026-W46 is published already: 1 rows count in 2026-W47." in run(path)


def stored_everywhere() -> str:
    return " ".join(
        str(list(model._base_manager.values_list()))
        for model in apps.get_models(include_auto_created=True)
    )


def test_who_it_is_about_ends_nowhere(
    point: AccessPoint, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    person = {
        name: {"reference": f"Patient/{CPR}", "display": NAME, "identifier": {"value": CPR}}
        for name in ("subject", "author", "source", "identifier", "encounter", "text", "meta")
    }
    path = bundle(
        tmp_path / "svar.json",
        resource(code(), id=CPR, **person),
        resource(code(), **person, status="in-progress"),
    )

    with caplog.at_level(logging.DEBUG):
        said = run(path)

    assert "1 rows added, 0 were there already, 1 left out." in said
    everything = said + caplog.text + stored_everywhere()
    assert '"code": "ja"' in everything.replace("'", '"')
    assert CPR not in everything
    assert CPR.replace("-", "") not in everything
    assert NAME not in everything


def test_words_are_cleaned_counted_and_wait(point: AccessPoint, tmp_path: Path) -> None:
    path = bundle(
        tmp_path / "svar.json",
        resource(code(), words("Ring 12345678 og 87654321")),
        resource(code(), words("Godt")),
        resource(code(), words(f"Barnet {CPR}")),
    )

    said = run(path)

    assert "In 1 of them a phone number, an address or a link was taken out of the text." in said
    assert 'entry 3, linkId "words": There is a CPR number in the text.' in said
    assert [each.get("words") for each in answers()] == ["Godt", "Ring [telefon] og [telefon]"]
    assert OwnWords.objects.filter(state="waiting").count() == 2


def test_what_the_database_says_of_a_row_is_not_repeated(
    point: AccessPoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(**row: object) -> None:
        raise DatabaseError(f"Failing row contains ({NAME})")

    command = "questionnaires.management.commands.import_responses"
    monkeypatch.setattr(f"{command}.submit_response", refuses)

    said = run(bundle(tmp_path / "svar.json", resource(code())))

    assert said.splitlines()[-1] == "entry 1: DatabaseError. Run it again."
    assert NAME not in said


# --- Out and in again -------------------------------------------------------------------------------

GIVEN = [
    {"yes": True, "code": {"declined": True}, "codes": ["ja", "nej"], "exact": "36.60"},
    {"code": "nej", "rows": [{"at": "08:00", "ml": 0}, {"at": "23:59"}]},
    {"code": "nej", "rows": [{"at": "08:00", "ml": 0}, {"at": "23:59"}]},
    {"yes": False, "codes": ["nej"], "exact": "-0.5"},
]


@pytest.mark.parametrize("ending", ["json", "ndjson"])
def test_answers_that_went_out_come_in_equal(
    point: AccessPoint, tmp_path: Path, ending: str
) -> None:
    for number, given in enumerate(GIVEN):
        actions.submit_response(
            access_point=point, submission_id=UUID(int=number), answers=given,
            age_band=None, week=Week(2026, 44), language="da",
        )  # fmt: skip
    actions.close_weeks(version_id=point.campaign.version_id, through=Week(2026, 45))
    path = tmp_path / f"svar.{ending}"
    call_command(
        *("export_questionnaire", "prove", "--responses", "--out", str(path)), stderr=StringIO()
    )
    before = answers()
    Response.objects.all().delete()

    assert "4 rows added, 0 were there already, 0 left out." in run(path)
    assert answers() == before
    assert "0 rows added, 4 were there already, 0 left out." in run(path)
