"""check_questionnaire, import_questionnaire, export_questionnaire: plain sentences, never a traceback."""

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from fhir.resources.R4B.bundle import Bundle

from portal.periods import Week
from questionnaires import actions, demo, skeletons
from questionnaires.models import Campaign, QuestionnaireVersion, Response
from tests.cast import Town
from tests.factories import make_response
from tests.questionnaires.fhir.files import file, question

INSTRUMENT = Path("questionnaires/instruments/siden_nyttig.json")


def run(*words: object) -> tuple[str, str]:
    """Return what a command says and what it says beside."""
    out, beside = StringIO(), StringIO()
    call_command(*map(str, words), stdout=out, stderr=beside, no_color=True)
    return out.getvalue(), beside.getvalue()


def refusal(*words: object) -> tuple[str, str, str]:
    """Return why a command ends with exit 1, and what it said before."""
    out, beside = StringIO(), StringIO()
    with pytest.raises(CommandError) as told:
        call_command(*map(str, words), stdout=out, stderr=beside, no_color=True)
    return str(told.value), out.getvalue(), beside.getvalue()


def saved(path: Path, document: Any) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return saved(tmp_path / "god.json", file(question()))


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    waits = [{"question": "q99", "operator": "exists", "answerBoolean": True}]
    group = {"linkId": "g", "type": "group", "item": [question("q11", enableWhen=waits)]}
    return saved(tmp_path / "fejl.json", file(question(), group, status="banana"))


def test_a_good_file_and_one_of_our_own_are_told_to_be_good(good: Path) -> None:
    out, beside = run("check_questionnaire", good, INSTRUMENT)

    assert f"{good}: can be imported\n  Warnings:\n    reporter: FHIR" in out
    assert out.endswith(f"{INSTRUMENT}: can be imported\n")
    assert beside == ""


def test_faults_stand_apart_from_warnings_and_end_the_command(good: Path, bad: Path) -> None:
    why, out, _ = refusal("check_questionnaire", good, bad, "--licence", "own")

    assert why == "1 of 2 files cannot be imported."
    assert out.partition(f"{bad}: ")[2] == (
        "cannot be imported\n"
        "  Faults:\n"
        '    item /group2/q1 (linkId "q11"): enableWhen refers to "q99", which does not exist.\n'
        "  Warnings:\n"
        "    status: is missing or not known.\n"
        "    reporter: FHIR does not say who answers; the person alone (self) is taken.\n"
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is not JSON: line 1, column 1."),
        (b"\xff\xfe", "The file is not UTF-8 (byte 0)."),
        (b"[]", "The file must hold one JSON object."),
        (b'{"a": 1, "a": 2}', 'The key "a" stands twice in one object.'),
        (b'{"resourceType": "Patient"}', "this is a Patient, not a Questionnaire."),
        (b'{"key": "a"}', "version: is missing."),
    ],
)
def test_a_file_that_is_none_is_told(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)

    why, out, _ = refusal("check_questionnaire", path)

    assert why == "1 of 1 files cannot be imported."
    assert f"    {sentence}\n" in out


def test_a_file_that_is_not_there_does_not_stop_the_others(good: Path, tmp_path: Path) -> None:
    why, out, _ = refusal("check_questionnaire", tmp_path / "nej.json", tmp_path, good)

    assert why == "2 of 3 files cannot be imported."
    assert f"{tmp_path / 'nej.json'} cannot be read: No such file or directory." in out
    assert f"{good}: can be imported" in out


@pytest.mark.django_db
def test_a_file_becomes_a_version(good: Path) -> None:
    out, beside = run("import_questionnaire", good)

    version = QuestionnaireVersion.objects.get()
    assert out == "Prøve 2.0 (proeve) is stored; read the 2 warnings above.\n"
    assert "licence: there is no copyright text" in beside
    assert version.parsed.questions[0].text["da"] == "Text q"


@pytest.mark.django_db
def test_a_file_of_our_own_keeps_its_numbers_as_they_are_written(tmp_path: Path) -> None:
    document = json.loads(INSTRUMENT.read_text(encoding="utf-8"))
    document["items"][0]["options"][0]["weight"] = 0.1

    assert run("import_questionnaire", saved(tmp_path / "a.json", document))[1] == ""

    version = QuestionnaireVersion.objects.get()
    assert version.definition["items"][0]["options"][0]["weight"] == "0.1"


@pytest.mark.django_db
def test_key_and_licence_can_be_said(good: Path) -> None:
    run("import_questionnaire", good, "--key", "andet", "--licence", "free-with-notice")

    version = QuestionnaireVersion.objects.get(questionnaire__key="andet")
    assert version.parsed.licence.kind == "free-with-notice"


@pytest.mark.django_db
def test_a_file_with_faults_is_not_stored(bad: Path, good: Path) -> None:
    why, out, beside = refusal("import_questionnaire", bad)

    assert why == f"{bad} was not imported."
    assert out == ""
    assert 'enableWhen refers to "q99", which does not exist.' in beside
    assert refusal("import_questionnaire", good, "--key", "to ord")[0].startswith("key: may hold")
    assert not QuestionnaireVersion.objects.exists()


@pytest.mark.django_db
def test_the_same_number_with_other_content_is_refused(good: Path, tmp_path: Path) -> None:
    run("import_questionnaire", good)
    run("import_questionnaire", good)

    why, _, _ = refusal("import_questionnaire", saved(good, file(question("other"))))

    assert why.startswith("Prøve 2.0 is already published with other content.")
    assert QuestionnaireVersion.objects.count() == 1


@pytest.mark.django_db
def test_what_is_exported_is_imported_as_the_same(good: Path, tmp_path: Path) -> None:
    run("import_questionnaire", INSTRUMENT)
    stored = QuestionnaireVersion.objects.get()

    for kind in ("fhir", "kilden"):
        path = tmp_path / f"{kind}.json"
        run("export_questionnaire", "siden-nyttig", "--format", kind, "--out", path)
        assert run("import_questionnaire", path, "--key", kind)[1] == ""
        again = QuestionnaireVersion.objects.get(questionnaire__key=kind)
        assert again.parsed.items == stored.parsed.items

    assert json.loads(run("export_questionnaire", "siden-nyttig")[0])["status"] == "active"


@pytest.mark.django_db
def test_the_newest_version_in_use_is_exported_unless_another_is_named(good: Path) -> None:
    run("import_questionnaire", good)
    run("import_questionnaire", saved(good, file(question(), version="3.0")))
    retired = QuestionnaireVersion.objects.filter(version="3.0")
    retired.update(status=QuestionnaireVersion.Status.RETIRED)

    assert json.loads(run("export_questionnaire", "proeve")[0])["version"] == "2.0"
    found = json.loads(run("export_questionnaire", "proeve", "--version", "3.0")[0])
    assert (found["version"], found["status"]) == ("3.0", "retired")


@pytest.mark.django_db
def test_what_is_not_there_is_told(good: Path, tmp_path: Path) -> None:
    run("import_questionnaire", good)

    assert refusal("export_questionnaire", "nej")[0] == (
        "There is no questionnaire with the key “nej”."
    )
    assert refusal("export_questionnaire", "proeve", "--version", "9")[0] == (
        "“proeve” has no version 9; it has 2.0."
    )
    nowhere = tmp_path / "nej" / "a.json"
    assert refusal("export_questionnaire", "proeve", "--out", nowhere)[0] == (
        f"{nowhere} cannot be written: No such file or directory."
    )
    assert refusal("export_questionnaire", "proeve", "--responses", "--format", "kilden")[0] == (
        "Answers are written as FHIR only."
    )


WHO_WHERE_WHEN = "which no person has read, and who, where and when."
LEFT_OUT = f"Left out: what people wrote in their own words, {WHO_WHERE_WHEN}\n"


def answered(town: Town, *weeks: str) -> QuestionnaireVersion:
    for week in weeks:
        make_response(town.poster, week=Week.parse(week))
    return QuestionnaireVersion.objects.get(questionnaire__key="kontakten-i-dag")


@pytest.mark.django_db
def test_no_answer_leaves_before_its_week_is_closed(town: Town) -> None:
    version = answered(town, "2026-W46", "2026-W47")

    out, beside = run("export_questionnaire", "kontakten-i-dag", "--responses")
    assert json.loads(out)["entry"] == []
    assert beside == "No week is closed yet.\n" + LEFT_OUT

    actions.close_weeks(version_id=version.pk, through=Week.parse("2026-W46"))
    out, beside = run("export_questionnaire", "kontakten-i-dag", "--responses")
    assert len(json.loads(out)["entry"]) == 1
    assert beside == "Answers through 2026-W46, the last closed week.\n" + LEFT_OUT


@pytest.mark.django_db
def test_answers_leave_as_a_bundle_that_names_nobody(town: Town) -> None:
    version = answered(town, "2026-W46", "2026-W46")
    actions.close_weeks(version_id=version.pk, through=Week.parse("2026-W46"))

    out, _ = run("export_questionnaire", "kontakten-i-dag", "--responses")

    Bundle.model_validate_json(out)
    first = json.loads(out)["entry"][0]["resource"]
    assert set(first) == {"resourceType", "language", "questionnaire", "status", "item"}
    assert first["questionnaire"] == "https://kilden.example/fhir/Questionnaire/kontakten-i-dag|1.1"
    ids = {str(response.pk) for response in Response.objects.all()}
    assert not any(word in out for word in (*ids, "2026-", "plakat23", "3-4-aar"))


@pytest.mark.django_db
def test_answers_may_leave_one_to_a_line(town: Town, tmp_path: Path) -> None:
    version = answered(town, "2026-W46", "2026-W46")
    actions.close_weeks(version_id=version.pk, through=Week.parse("2026-W46"))
    path = tmp_path / "svar.ndjson"

    run("export_questionnaire", "kontakten-i-dag", "--responses", "--out", path)

    lines = path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["status"] for line in lines] == ["completed", "completed"]


@pytest.mark.django_db
def test_answers_of_a_demo_are_marked_as_such(town: Town) -> None:
    version = answered(town, "2026-W46")
    actions.close_weeks(version_id=version.pk, through=Week.parse("2026-W46"))
    Campaign.objects.update(is_synthetic=True)

    out, _ = run("export_questionnaire", "kontakten-i-dag", "--responses")

    assert json.loads(out)["entry"][0]["resource"]["meta"]["security"][0]["code"] == "HTEST"


@pytest.mark.django_db
def test_what_somebody_wrote_stays_here(town: Town) -> None:
    campaign = demo.build_campaign(
        town.platform, "siden_nyttig", opens_on=date(2026, 1, 1), is_synthetic=False
    )
    actions.submit_response(
        access_point=demo.add_access_point(campaign, "nyttig23", "page", None),
        submission_id=uuid4(),
        answers={"hjalp-siden": "nej", "hvad-manglede": "Mor hedder Bo"},
        age_band=None,
        week=Week.parse("2026-W46"),
        language="da",
    )
    actions.close_weeks(version_id=campaign.version_id, through=Week.parse("2026-W46"))

    out, _ = run("export_questionnaire", "siden-nyttig", "--responses")

    (entry,) = json.loads(out)["entry"]
    assert [item["linkId"] for item in entry["resource"]["item"]] == ["hjalp-siden"]
    assert "Bo" not in out


@pytest.mark.django_db
def test_a_file_may_come_in_as_a_draft() -> None:
    run("import_questionnaire", INSTRUMENT, "--draft")

    assert QuestionnaireVersion.objects.get().status == QuestionnaireVersion.Status.DRAFT


@pytest.mark.django_db
def test_a_licensed_instrument_waits_for_its_licence(tmp_path: Path) -> None:
    texts = {"da": dict.fromkeys(skeletons.empty_texts(skeletons.load("ors")), "Egen tekst")}
    path = saved(tmp_path / "ors.json", texts)

    why, _, _ = refusal("import_questionnaire", path, "--skeleton", "ors")
    run("import_questionnaire", path, "--skeleton", "ors", "--draft")

    assert "Skriv først jeres licens ind" in why
    assert QuestionnaireVersion.objects.get().parsed.licence.kind == "licensed"


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_spreadsheet_goes_out_and_comes_in_again(tmp_path: Path, form: str) -> None:
    version = demo.publish("siden_nyttig", on=date(2026, 11, 24))
    path = tmp_path / f"skema.{form}"

    run("export_questionnaire", "siden-nyttig", "--format", form, "--out", path)
    said, _ = run("check_questionnaire", path)
    run("import_questionnaire", path, "--key", "fra-et-ark")

    assert f"{path}: can be imported" in said
    made = QuestionnaireVersion.objects.get(questionnaire__key="fra-et-ark")
    assert made.parsed.items == version.parsed.items


@pytest.mark.django_db
def test_a_spreadsheet_needs_a_file() -> None:
    demo.publish("siden_nyttig", on=date(2026, 11, 24))

    why, _, _ = refusal("export_questionnaire", "siden-nyttig", "--format", "xlsx")

    assert "--out FILE" in why
