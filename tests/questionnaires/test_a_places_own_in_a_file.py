"""What places ask besides leaves with the rest where five answered it, and comes back in."""

import json
from datetime import date
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

from feedback.models import DirtyMark
from portal.periods import Week
from portal.users.demo import place
from questionnaires import incoming, rows
from questionnaires.actions import close_weeks, open_week, submit_response
from questionnaires.demo import add_exporter
from questionnaires.local import Together
from questionnaires.models import AccessPoint, Campaign, Notice, OwnWords, Response
from questionnaires.outgoing import WRITERS, Given
from questionnaires.publishing import publish_version
from tests.cast import Town
from tests.questionnaires.episodes.test_a_link_of_ones_own import key_in, proof
from tests.questionnaires.made import definition, document, question, rating
from tests.questionnaires.test_answers_as_a_file import address, fetch
from tests.questionnaires.test_capture import ADDRESS, open_form, submission

GENERAL = definition(rating("a"))
WAIT, OTHER_WAIT = (
    Together(
        GENERAL,
        definition(rating("ventetid"), question("ord", "text", maxLength=50), key=key, version="2"),
    )
    for key in ("ventetiden", "telefonen")
)
COLUMN, WORDS = "sted:ventetid (ventetiden 2)", "sted:ord (ventetiden 2)"
ANSWERED = {"a": "1", "sted:ventetid": "3", "sted:ord": "Kort"}
SHOWN = frozenset({"sted:ord"})


def written(kind: str, *given: Given) -> bytes:
    return b"".join(WRITERS[kind](GENERAL, given, [WAIT, OTHER_WAIT]))


def read(kind: str, content: bytes, own: Together | None) -> incoming.File:
    return incoming.read(f"svar.{kind}", content, incoming.Wanted(GENERAL, own=own))


# --- The file itself, without a database ------------------------------------------------------------


def test_each_version_has_columns_of_its_own_that_name_it() -> None:
    given = (Given(ANSWERED, "da", own=WAIT, shown=SHOWN), Given({"a": "2"}, "da"))

    header, first, second = written("csv", *given).decode("utf-8-sig").splitlines()

    assert header.split(";")[:3] == ["a", COLUMN, WORDS]
    assert header.count("(telefonen 2)") == 2
    assert first == "1;3;Kort;;"
    assert second == "2;;;;"


@pytest.mark.parametrize("kind", WRITERS)
def test_what_went_out_comes_in_equal_where_it_is_asked(kind: str) -> None:
    content = written(kind, Given(ANSWERED, "da", own=WAIT, shown=SHOWN), Given({"a": "2"}, "da"))

    entries = read(kind, content, WAIT).entries

    assert [str(fault) for entry in entries for fault in entry.faults] == []
    assert [entry.answers for entry in entries] == [ANSWERED, {"a": "2"}]


@pytest.mark.parametrize("kind", WRITERS)
def test_without_leave_nothing_of_it_goes_out(kind: str) -> None:
    content = written(kind, Given(ANSWERED, "da"))

    (entry,) = read(kind, content, WAIT).entries
    assert entry.answers == {"a": "1"}


@pytest.mark.parametrize("kind", WRITERS)
def test_words_that_are_not_approved_stay_here(kind: str) -> None:
    content = written(kind, Given(ANSWERED, "da", own=WAIT))

    (entry,) = read(kind, content, WAIT).entries
    assert entry.answers == {"a": "1", "sted:ventetid": "3"}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_another_places_columns_are_not_taken_for_ones_own(kind: str) -> None:
    content = written(kind, Given(ANSWERED, "da", own=WAIT, shown=SHOWN))

    (entry,) = read(kind, content, OTHER_WAIT).entries
    assert (entry.answers, entry.faults) == ({"a": "1"}, [])


@pytest.mark.parametrize("own", [None, OTHER_WAIT], ids=["none", "another"])
@pytest.mark.parametrize("kind", ["json", "ndjson"])
def test_fhir_of_another_place_says_what_it_is(kind: str, own: Together | None) -> None:
    content = written(kind, Given(ANSWERED, "da", own=WAIT))

    (entry,) = read(kind, content, own).entries
    (fault,) = entry.faults
    assert "another place's own questions" in str(fault)
    assert entry.answers == {}


def test_fhir_has_the_items_under_their_names_and_is_valid() -> None:
    resource = json.loads(written("ndjson", Given(ANSWERED, "da", own=WAIT)))

    QuestionnaireResponse.model_validate(resource)
    assert [item["linkId"] for item in resource["item"]] == ["a", "sted:ventetid"]
    (extension,) = resource["extension"]
    assert extension["valueCanonical"].endswith("Questionnaire/ventetiden|2")


@pytest.mark.parametrize("broken", [{"extension": 7}, {"extension": ["x", None, {}]}])
def test_broken_extensions_break_nothing(broken: dict) -> None:
    resource = json.loads(written("ndjson", Given({"a": "1"}, "da"))) | broken

    (entry,) = read("ndjson", json.dumps(resource).encode(), None).entries
    assert entry.answers == {"a": "1"}


def test_a_wrong_cell_is_told_with_the_column_it_stands_in() -> None:
    row = rows.Row(2, {"a": "1", COLUMN: "9"}, 1)

    _answers, (fault,) = rows.answers(WAIT.whole, row, WAIT.columns)
    assert fault.column == COLUMN


# --- A campaign -------------------------------------------------------------------------------------


@pytest.fixture
def campaign(town: Town) -> Campaign:
    """Five answered what the poster's place asks, and four what the ward asks; one passed it over."""
    own = document(rating("ventetid", top_box=["0"]), question("ord", "text", maxLength=50),
                   key="ventetiden")  # fmt: skip
    ward_asks = document(rating("ro", top_box=["0"]), key="roen")
    ward = place("Børneafdelingen", "Aalborg Universitetshospital")
    campaign = town.poster.campaign
    card = AccessPoint.objects.create(campaign=campaign, kind="card", code="kort2345", place=ward)
    for point, asks in ((town.poster, own), (card, ward_asks)):
        point.local_version = publish_version(document=asks, on=date(2026, 1, 1))
        point.save()
    for words in ("Kort", "", "", "", ""):
        answer(town.poster, {"sted:ventetid": "3"} | ({"sted:ord": words} if words else {}))
    OwnWords.objects.update(state="approved")
    for said in ({"sted:ro": "2"},) * 4 + ({},):
        answer(card, said)
    answer(town.link, {})
    return close(campaign)


def answer(point: AccessPoint, own: dict, week: str = "2026-W46") -> None:
    point = AccessPoint.objects.select_related("campaign__version", "local_version").get(
        pk=point.pk
    )
    submit_response(
        access_point=point, submission_id=uuid4(), answers={"sammenhaeng": "3"} | own, age_band=None,
        week=Week.parse(week), language="da",
    )  # fmt: skip


def close(campaign: Campaign) -> Campaign:
    close_weeks(version_id=campaign.version_id, through=Week(2026, 47))
    return Campaign.objects.select_related("version").get(pk=campaign.pk)


@pytest.fixture
def ida(town: Town, client: Client) -> Client:
    add_exporter(town.people.ida)
    client.force_login(town.people.ida)
    return client


@pytest.mark.django_db
def test_where_five_answered_the_columns_are_filled_and_where_fewer_did_they_stay_empty(
    ida: Client, campaign: Campaign
) -> None:
    header, *lines = fetch(ida, campaign, "csv").decode("utf-8-sig").splitlines()

    names = header.split(";")
    assert names[-3:] == [
        "sted:ventetid (ventetiden 1)",
        "sted:ord (ventetiden 1)",
        "sted:ro (roen 1)",
    ]
    ends = sorted(line.split(";")[-3:] for line in lines)
    assert ends == [["", "", ""]] * 6 + [["3", "", ""]] * 4 + [["3", "Kort", ""]]


@pytest.mark.django_db
def test_in_fhir_a_row_where_too_few_answered_looks_like_all_the_others(
    ida: Client, campaign: Campaign
) -> None:
    found = [json.loads(line) for line in fetch(ida, campaign, "ndjson").decode().splitlines()]

    told = [each for each in found if "extension" in each]
    assert len(found) == 11
    assert len(told) == 5
    assert "sted:ro" not in str(found)
    assert "roen" not in str(found)


@pytest.mark.django_db
def test_the_page_says_what_is_there_and_where_too_few_answered(
    ida: Client, campaign: Campaign
) -> None:
    html = ida.get(address(campaign)).content.decode()

    assert "Det, steder spørger om ud over resten" in html
    assert "hvor færre end 5 har svaret på dem" in html
    assert "Lige nu gælder det: Børneafdelingen" in html
    assert "Sundhedsplejen," not in html


@pytest.mark.django_db
def test_two_access_points_of_one_place_count_together(
    town: Town, ida: Client, campaign: Campaign
) -> None:
    second = AccessPoint.objects.get(code="kort2345")
    second.pk, second.code, second.kind = None, "tablet23", "tablet"
    second.save()
    Campaign.objects.update(opens_on=date(2026, 1, 1))
    type(campaign.version).objects.update(closed_through="")
    answer(second, {"sted:ro": "1"})

    content = fetch(ida, close(campaign), "csv").decode()
    assert content.count(";2\r\n") + content.count(";1\r\n") == 5
    assert "færre end 5" not in ida.get(address(campaign)).content.decode()


@pytest.mark.django_db
def test_where_nothing_is_asked_besides_the_page_does_not_speak_of_it(
    town: Town, ida: Client
) -> None:
    html = ida.get(address(town.poster.campaign)).content.decode()

    assert "ud over resten" not in html
    assert "færre end" not in html


@pytest.mark.django_db
def test_the_command_keeps_the_same_rule_and_leaves_all_words_out(campaign: Campaign) -> None:
    out = StringIO()
    call_command(
        "export_questionnaire", "kontakten-i-dag", "--responses", stdout=out, stderr=StringIO()
    )

    assert out.getvalue().count('"sted:ventetid"') == 5
    assert "sted:ro" not in out.getvalue()
    assert "Kort" not in out.getvalue()


# --- Back into an empty database --------------------------------------------------------------------


def taken_in(path: Path, code: str, *options: str) -> str:
    out = StringIO()
    call_command(
        "import_responses", "kontakten-i-dag", str(path), "--access-point", code, *options, stdout=out,
        stderr=out,
    )  # fmt: skip
    return out.getvalue()


def answers_of(queryset: object) -> list[str]:
    return sorted(json.dumps(each.answers, sort_keys=True) for each in queryset)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", WRITERS)
def test_the_file_is_taken_back_into_an_empty_database(
    town: Town, ida: Client, campaign: Campaign, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"svar.{kind}"
    path.write_bytes(fetch(ida, campaign, kind))
    card = Response.objects.filter(access_point__code="kort2345")
    for response in card:  # what stays here does not leave
        response.answers.pop("sted:ro", None)
        response.save()
    before = answers_of(Response.objects.all())
    Response.objects.all().delete()

    said = taken_in(path, "plakat23")

    assert "11 rows added, 0 were there already, 0 left out." in said
    assert answers_of(Response.objects.all()) == before
    assert ("Columns not used: sted:ro (roen 1)." in said) == (kind in ("csv", "xlsx"))
    assert {each.local_version for each in Response.objects.all()} == {town.poster.local_version}
    assert "0 rows added, 11 were there already" in taken_in(path, "plakat23")


@pytest.mark.django_db
def test_where_it_is_not_asked_the_import_says_what_it_cannot_take(
    ida: Client, campaign: Campaign, tmp_path: Path
) -> None:
    table, lines = tmp_path / "svar.csv", tmp_path / "svar.ndjson"
    table.write_bytes(fetch(ida, campaign, "csv"))
    lines.write_bytes(fetch(ida, campaign, "ndjson"))
    Response.objects.all().delete()

    said = taken_in(table, "sidelink")
    assert "Columns not used: sted:ventetid (ventetiden 1), sted:ord" in said
    assert "11 rows added" in said
    assert "sted:" not in str(answers_of(Response.objects.all()))

    Response.objects.all().delete()
    with pytest.raises(CommandError):
        taken_in(lines, "sidelink")
    assert Response.objects.count() == 6


@pytest.mark.django_db
def test_an_import_counts_in_a_week_that_is_open_for_both(
    town: Town, campaign: Campaign, tmp_path: Path
) -> None:
    own = town.poster.local_version
    close_weeks(version_id=own.pk, through=Week(2026, 48))
    own.refresh_from_db()
    path = tmp_path / "svar.csv"
    columns = "sammenhaeng,hvem-kan-vi-spoerge,mening-i-hverdagen,uden-skyld,enige-om-naeste-skridt"
    path.write_text(f"{columns},sted:ventetid (ventetiden 1)\n3,3,3,3,3,2\n", "utf-8")

    said = taken_in(path, "plakat23")

    assert "2026-W47 is already published, so the answers count in 2026-W49." in said
    assert Response.objects.filter(week=str(open_week(own, Week(2026, 47)))).count() == 1


# --- Taken back by those who gave them --------------------------------------------------------------


@pytest.mark.django_db
def test_who_takes_her_answers_back_takes_those_to_the_place_too(
    town: Town, client: Client
) -> None:
    asks = document(rating("ventetid", top_box=["0"]), question("ord", "text", maxLength=50),
                    key="ventetiden")  # fmt: skip
    town.poster.local_version = publish_version(document=asks, on=date(2026, 1, 1))
    town.poster.save()
    notice = Notice.objects.create(name="Forløb", text_da="", purpose="p", legal_ground="l")
    Campaign.objects.update(mode=Campaign.Mode.PSEUDONYMOUS, notice=notice)
    html = open_form(client)
    key = key_in(html)
    client.post(
        ADDRESS, {"submission": submission(html), "own": key, "q1": "3", "q6": "0", "q7": "Kort"}
    )
    assert Response.objects.get().answers["sted:ord"] == "Kort"
    client.get(f"/f/{key}")
    DirtyMark.objects.all().delete()

    client.post("/f/slet/", {"proof": proof(client)})

    assert not Response.objects.exists()
    assert not OwnWords.objects.exists()
    marked = set(DirtyMark.objects.values_list("version_id", flat=True))
    assert marked == {town.poster.campaign.version_id, town.poster.local_version_id}
