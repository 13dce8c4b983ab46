"""Staff type in what was filled in with a pen: marked as such, in its week, and once."""

from datetime import date

import pytest
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

from portal.periods import Week
from questionnaires import demo
from questionnaires.actions import close_weeks
from questionnaires.campaigning import weeks_to_type_in
from questionnaires.episodes.models import Participant
from questionnaires.models import AccessPoint, Campaign, Notice, Response
from questionnaires.publishing import publish_version
from tests.cast import CAST, Town
from tests.questionnaires.made import document, rating

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def sofie(town: Town) -> Client:
    client = Client()
    client.force_login(town.people.sofie)
    return client


def address(point: AccessPoint) -> str:
    return f"/fag/kampagner/{point.campaign_id}/tast/{point.code}/"


def filled_in(client: Client, point: AccessPoint, **given: str) -> dict[str, str]:
    """Return the form as a browser would send it."""
    html = client.get(address(point)).content.decode()
    return querydict_from_html(html, form_index=0).dict() | given


def test_a_sheet_is_stored_as_paper_in_the_week_it_was_filled_in(town: Town, sofie: Client) -> None:
    sent = filled_in(sofie, town.poster, week="2026-W46", age="3-4-aar", q1="3")

    reply = sofie.post(address(town.poster), sent)

    stored = Response.objects.get()
    assert (stored.mode, stored.week, stored.answers) == ("paper", "2026-W46", {"sammenhaeng": "3"})
    assert (stored.access_point, stored.age_band.slug) == (town.poster, "3-4-aar")
    page = sofie.get(reply.headers["Location"]).content.decode()
    assert "Gemt. Tag det næste skema." in page
    assert 'value="2026-W46" selected' in page, "a pile is often of one week"
    assert "checked" not in page


def test_a_button_pressed_twice_stores_one_and_says_so(town: Town, sofie: Client) -> None:
    sent = filled_in(sofie, town.poster, q1="3")
    sofie.post(address(town.poster), sent)

    again = sofie.post(address(town.poster), sent | {"q1": "0"}, follow=True)

    assert "Det tæller én gang." in again.content.decode()
    assert Response.objects.get().answers == {"sammenhaeng": "3"}


def test_an_empty_sheet_is_sent_back(town: Town, sofie: Client) -> None:
    reply = sofie.post(address(town.poster), filled_in(sofie, town.poster))

    assert "Svar på mindst ét spørgsmål" in reply.content.decode()
    assert not Response.objects.exists()


def test_what_was_passed_over_on_paper_is_not_demanded(town: Town, sofie: Client) -> None:
    made = document(rating("a", required=True), rating("b"))
    campaign = Campaign.objects.create(
        name="Prøve", platform=town.platform, version=publish_version(document=made, on=TODAY),
        opens_on=TODAY,
    )  # fmt: skip
    point = demo.add_access_point(campaign, "proeve23", "card", town.poster.place)

    reply = sofie.post(address(point), filled_in(sofie, point, q2="1"))

    assert reply.status_code == 302
    assert Response.objects.get().answers == {"b": "1"}


@pytest.mark.parametrize("week", ["2026-W49", "2025-W48", "2026-W47", "", "i går"])
def test_a_week_that_has_not_come_or_is_published_is_refused(
    town: Town, sofie: Client, week: str
) -> None:
    close_weeks(version_id=town.poster.campaign.version_id, through=Week(2026, 47))
    sent = filled_in(sofie, town.poster, q1="3") | {"week": week}

    assert sofie.post(address(town.poster), sent).status_code == 200
    assert not Response.objects.exists()


def test_the_weeks_to_choose_from_are_those_that_are_open(town: Town) -> None:
    campaign = town.poster.campaign
    campaign.opens_on = date(2026, 11, 10)
    assert list(map(str, weeks_to_type_in(campaign=campaign, today=TODAY))) == [
        "2026-W48", "2026-W47", "2026-W46",
    ]  # fmt: skip
    campaign.closes_on = date(2026, 11, 20)
    assert str(weeks_to_type_in(campaign=campaign, today=TODAY)[0]) == "2026-W47"
    campaign.version.closed_through = "2026-W47"

    assert list(map(str, weeks_to_type_in(campaign=campaign, today=TODAY))) == ["2026-W48"]


@pytest.mark.parametrize(
    ("changes", "takes"),
    [
        ({}, True),
        ({"closes_on": date(2026, 10, 27)}, True),
        ({"closes_on": date(2026, 10, 26)}, False),
        ({"opens_on": date(2026, 11, 25)}, False),
        ({"stopped_on": TODAY}, False),
        ({"is_template": True}, False),
    ],
    ids=["open", "four weeks after", "later still", "too early", "stopped", "a template"],
)
def test_paper_comes_for_four_weeks_after_the_last_day(
    town: Town, changes: dict, takes: bool
) -> None:
    campaign = town.poster.campaign
    for name, value in changes.items():
        setattr(campaign, name, value)

    assert campaign.takes_paper(TODAY) is takes


def test_what_is_sent_after_the_campaign_was_stopped_is_kept_on_the_page(
    town: Town, sofie: Client
) -> None:
    sent = filled_in(sofie, town.poster, q1="3")
    Campaign.objects.update(stopped_on=TODAY)

    page = sofie.post(address(town.poster), sent).content.decode()

    assert "blev stoppet imens" in page
    assert 'name="q1" value="3"' in page
    assert not Response.objects.exists()


@pytest.mark.parametrize("name", CAST)
def test_only_those_who_work_at_the_place_type_in(town: Town, name: str) -> None:
    """A link on the platform's pages stands at no place, so nobody types in there."""
    client = Client()
    client.force_login(getattr(town.people, name))

    wanted = 200 if name in ("sofie", "ida") else 404
    assert client.get(address(town.poster)).status_code == wanted
    assert client.post(address(town.poster)).status_code == wanted
    assert client.get(address(town.link)).status_code == 404
    assert not Response.objects.exists()


def test_a_citizen_is_asked_to_sign_in(town: Town, client: Client) -> None:
    assert client.post(address(town.poster)).status_code == 302
    assert not Response.objects.exists()


def test_another_campaigns_address_is_not_found(town: Town, sofie: Client) -> None:
    assert sofie.get(f"/fag/kampagner/999/tast/{town.poster.code}/").status_code == 404


def test_who_answered_is_typed_in_too_and_a_yes_is_needed_but_no_link_is_given(
    town: Town, sofie: Client
) -> None:
    """The campaign demands who answers and the age of those on a screen; paper has no such power."""
    may_we = Notice.objects.create(name="Må vi?", kind="consent", text_da="Må vi gemme svarene?")
    Campaign.objects.update(
        mode="pseudonymous", notice=may_we, may_skip_reporter=False, may_skip_age=False
    )
    sent = filled_in(sofie, town.poster, q1="3")
    assert "own" not in sent

    refused = sofie.post(address(town.poster), sent).content.decode()
    assert "Må vi gemme svarene?" in refused
    assert not Response.objects.exists()
    sofie.post(address(town.poster), sent | {"consent": "on", "reporter": "relative"})

    stored = Response.objects.get()
    assert (stored.reporter, stored.age_band, stored.mode) == ("relative", None, "paper")
    assert not Participant.objects.exists()
