"""The answers of one campaign leave as a file: only with the right, told in words, and logged."""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from portal.periods import Week
from questionnaires import actions, demo
from questionnaires.demo import add_exporter
from questionnaires.models import AccessPoint, Campaign, OwnWords, Response
from tests.cast import CAST, Town
from tests.factories import make_platform

pytestmark = pytest.mark.django_db
READ, UNREAD, REJECTED = "Kvikke er læst", "Lakke er ulæst", "Trold er afvist"


@pytest.fixture
def point(town: Town) -> AccessPoint:
    campaign = demo.build_campaign(
        town.platform, "siden_nyttig", opens_on=date(2026, 1, 1), is_synthetic=False
    )
    return demo.add_access_point(campaign, "nyttig23", "page", None)


@pytest.fixture
def campaign(point: AccessPoint) -> Campaign:
    """Six answers in closed weeks, one in the week that runs, and one through another campaign."""
    for words in (READ, UNREAD, REJECTED, "", "", ""):
        answer(point, words, "2026-W46")
    answer(point, "Ugen er åben", "2026-W48")
    for text, state in ((READ, "approved"), (REJECTED, "rejected")):
        answered = [each for each in Response.objects.all() if text in each.answers.values()]
        OwnWords.objects.filter(response=answered[0]).update(state=state)
    other = Campaign.objects.create(
        name="En anden", platform=point.campaign.platform, version=point.campaign.version,
        opens_on=date(2026, 1, 1),
    )  # fmt: skip
    answer(demo.add_access_point(other, "anden234", "card", None), "En andens ord", "2026-W46")
    actions.close_weeks(version_id=point.campaign.version_id, through=Week(2026, 47))
    point.campaign.version.refresh_from_db()
    return point.campaign


def answer(point: AccessPoint, words: str, week: str) -> None:
    said = {"hvad-manglede": words} if words else {}
    actions.submit_response(
        access_point=point, submission_id=uuid4(), answers={"hjalp-siden": "nej"} | said,
        age_band=point.campaign.platform.bands.first(), week=Week.parse(week), language="da",
    )  # fmt: skip


@pytest.fixture
def ida(town: Town, client: Client) -> Client:
    """Ida edits the platform, and has been given the right."""
    add_exporter(town.people.ida)
    client.force_login(town.people.ida)
    return client


def address(campaign: Campaign) -> str:
    return reverse("questionnaires_export_responses", args=[campaign.pk])


def fetch(client: Client, campaign: Campaign, kind: str) -> bytes:
    response = client.post(address(campaign), {"format": kind})
    assert response.status_code == 200
    return b"".join(response.streaming_content)


# --- Who may ------------------------------------------------------------------------------------------


def status(client: Client, campaign: Campaign) -> set[int]:
    """Ask to see and to fetch; an editor without the right to the admin's page is sent away from it."""
    return {
        client.get(address(campaign)).status_code,
        client.post(address(campaign), {"format": "csv"}).status_code,
    }


def test_nobody_who_is_not_signed_in(campaign: Campaign, client: Client) -> None:
    for response in (client.get(address(campaign)), client.post(address(campaign))):
        assert response.status_code == 302
        assert "/login/" in response.headers["Location"]


@pytest.mark.parametrize("name", CAST)
def test_nobody_without_the_right_not_even_who_runs_the_servers(
    town: Town, campaign: Campaign, client: Client, name: str
) -> None:
    client.force_login(getattr(town.people, name))

    assert status(client, campaign) <= {302, 403}
    assert not ModelLogEntry.objects.filter(action="questionnaires.export").exists()


def test_the_right_is_for_the_campaigns_of_ones_own_platforms(
    town: Town, campaign: Campaign, ida: Client
) -> None:
    elsewhere = make_platform("soevn", "Søvn").platform
    theirs = demo.build_campaign(elsewhere, "siden_nyttig", date(2026, 1, 1), is_synthetic=False)

    assert status(ida, theirs) == {404}
    assert status(ida, campaign) == {200}


def test_an_editor_of_another_platform_does_not_find_it(
    town: Town, campaign: Campaign, client: Client
) -> None:
    town.people.hanne.groups.add(make_platform("soevn", "Søvn").platform.editors)
    add_exporter(town.people.hanne)
    client.force_login(town.people.hanne)

    assert status(client, campaign) == {404}


def test_who_runs_the_servers_may_be_given_the_right_like_others(
    town: Town, campaign: Campaign, client: Client
) -> None:
    add_exporter(town.people.jonas)
    client.force_login(town.people.jonas)

    assert status(client, campaign) == {200}


def test_of_all_who_have_the_right_only_those_of_the_platform_come_in(
    town: Town, campaign: Campaign, client: Client
) -> None:
    """The right says that a person may fetch; the platform says what."""
    found = {}
    for name in CAST:
        add_exporter(getattr(town.people, name))
        client.force_login(getattr(town.people, name))
        found[name] = 200 in status(client, campaign)

    assert [name for name in CAST if found[name]] == ["ida", "jonas"]


def test_groups_can_be_given_the_right_in_the_admin(
    town: Town, campaign: Campaign, client: Client
) -> None:
    client.force_login(town.people.jonas)

    html = client.get(reverse("wagtailusers_groups:add")).content.decode()

    assert "Kan hente en kampagnes svar ud" in html


def test_the_list_of_campaigns_leads_there_for_those_who_may(
    town: Town, campaign: Campaign, client: Client
) -> None:
    client.force_login(town.people.ida)
    listed = reverse("wagtailsnippets_questionnaires_campaign:list")
    assert address(campaign) not in client.get(listed).content.decode()

    add_exporter(town.people.ida)

    assert address(campaign) in client.get(listed).content.decode()


# --- What is told and given -------------------------------------------------------------------------


def test_the_page_says_what_is_in_the_file_and_what_is_not(ida: Client, campaign: Campaign) -> None:
    html = ida.get(address(campaign)).content.decode()

    for words in (
        "til og med 2026-W47",
        "6 svar er klar.",
        "hvis nogen har læst og godkendt det",
        "Hvem der svarede, og hvilken alder de valgte.",
        "ingen uge, ingen dag",
        "intet sted",
        "Egne ord, der venter eller er afvist.",
    ):
        assert words in html
    assert html.count('name="format"') == 4
    assert not [words for words in (READ, UNREAD, REJECTED) if words in html]


def test_made_up_answers_are_said_to_be(ida: Client, campaign: Campaign) -> None:
    Campaign.objects.update(is_synthetic=True)

    assert "Svarene er opdigtede." in ida.get(address(campaign)).content.decode()
    assert b"HTEST" in fetch(ida, campaign, "ndjson")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "ndjson"])
def test_every_format_holds_the_closed_weeks_and_only_approved_words(
    ida: Client, campaign: Campaign, kind: str
) -> None:
    content = fetch(ida, campaign, kind)

    if kind == "xlsx":
        assert content[:2] == b"PK"
        return
    told = content.decode()
    assert told.count("nej") >= 6
    assert told.count(READ) == 1
    for words in (UNREAD, REJECTED, "Ugen er åben", "En andens ord", "2026-W", "nyttig23", "aar"):
        assert words not in told
    for response in Response.objects.all():
        assert str(response.pk) not in told
        assert str(response.submission_id) not in told


def test_rows_stand_in_the_order_of_random_keys(ida: Client, campaign: Campaign) -> None:
    lines = fetch(ida, campaign, "ndjson").decode().splitlines()

    stored = Response.objects.filter(access_point__campaign=campaign, week="2026-W46").order_by(
        "pk"
    )
    at = [READ in json.dumps(json.loads(line), ensure_ascii=False) for line in lines]
    assert at == [READ in each.answers.values() for each in stored]


def test_it_is_written_who_fetched_how_many_in_which_format_and_nothing_more(
    town: Town, ida: Client, campaign: Campaign
) -> None:
    response = ida.post(address(campaign), {"format": "json"})

    entry = ModelLogEntry.objects.get(action="questionnaires.export")
    assert (entry.user, entry.object_id) == (town.people.ida, str(campaign.pk))
    assert entry.data == {"format": "json", "rows": 6}
    assert entry.formatter.format_message(entry) == "Hentede 6 svar som JSON"
    assert "attachment" in response.headers["Content-Disposition"]
    assert "no-store" in response.headers["Cache-Control"]


def test_to_look_at_the_page_is_not_to_fetch(ida: Client, campaign: Campaign) -> None:
    ida.get(address(campaign))
    refused = ida.post(address(campaign), {"format": "pdf"})

    assert "Vælg først et format." in refused.content.decode()
    assert not ModelLogEntry.objects.filter(action="questionnaires.export").exists()


def test_fewer_than_five_are_not_given_out(ida: Client, campaign: Campaign) -> None:
    Response.objects.filter(week="2026-W46").exclude(answers__has_key="hvad-manglede").delete()

    html = ida.get(address(campaign)).content.decode()

    assert "under 5 svar i lukkede uger" in html
    assert 'name="format"' not in html
    refused = ida.post(address(campaign), {"format": "csv"})
    assert "under 5 svar i lukkede uger" in refused.content.decode()
    assert not ModelLogEntry.objects.filter(action="questionnaires.export").exists()


def test_no_week_is_closed_yet(ida: Client, point: AccessPoint) -> None:
    html = ida.get(address(point.campaign)).content.decode()

    assert "under 5 svar" in html
    assert "til og med" not in html
