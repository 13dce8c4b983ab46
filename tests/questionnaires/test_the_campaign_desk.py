"""A health visitor starts a campaign at her own places in two minutes, and stops it."""

import re
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from wagtail.models import ModelLogEntry

from portal.users import demo as users_demo
from portal.users.models import Membership, Place
from questionnaires import demo
from questionnaires.campaigning import start_campaign
from questionnaires.models import AccessPoint, Afterword, Campaign, Notice
from tests.cast import CAST, Town

pytestmark = pytest.mark.django_db
DESK = "/fag/kampagner/"
TODAY = date(2026, 11, 24)


@pytest.fixture
def template(town: Town) -> Campaign:
    """The owner's template, with what only the owner decides."""
    made = demo.build_template(town.platform, "kontakten_i_dag", TODAY)
    made.mode, made.keep_months, made.asks_reporter = "pseudonymous", 12, False
    made.notice = Notice.objects.create(name="Sådan bruger vi svarene", text_da="Vi læser dem.")
    made.save()
    Afterword.objects.create(campaign=made, kind="changed", text_da="Vi ringer nu tilbage.")
    return made


@pytest.fixture
def places(town: Town) -> list[Place]:
    names = ("Sundhedsplejen", "Åbent hus", "Vest")
    return [users_demo.place(name, "Aalborg Kommune") for name in names]


def signed_in(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(getattr(town.people, name))
    return client


@pytest.fixture
def sofie(town: Town) -> Client:
    return signed_in(town, "sofie")


def started(town: Town, template: Campaign, places: list[Place], **changes: object) -> Campaign:
    given = {"closes_on": date(2027, 1, 31), "name": "Vinter", "by": town.people.sofie, "on": TODAY}
    return start_campaign(template=template, places=places, **given | changes)


def fields(html: str) -> set[str]:
    found = re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', html)
    return set(found) - {"csrfmiddlewaretoken"}


# --- Starting ---------------------------------------------------------------------------------------


def test_it_takes_three_fields_two_of_them_filled_in(
    sofie: Client, template: Campaign, places: list[Place]
) -> None:
    html = sofie.get(f"{DESK}ny/").content.decode()

    assert fields(html) == {"places", "closes_on", "name"}
    assert 'value="2027-02-16"' in html, "a sensible last day"
    assert 'value="Kontakten i dag, november 2026"' in html
    assert "Alle 3 steder" in html


def test_all_places_with_one_tick_and_a_poster_for_each(
    sofie: Client, template: Campaign, places: list[Place]
) -> None:
    sent = {"places": ["alle"], "closes_on": "2027-01-31", "name": "Vinter"}
    response = sofie.post(f"{DESK}ny/", sent)

    made = Campaign.objects.get(name="Vinter")
    assert response.headers["Location"] == f"{DESK}{made.pk}/"
    points = made.access_points.all()
    assert {point.place for point in points} == set(made.places.all()) == set(places)
    assert {point.kind for point in points} == {AccessPoint.Kind.POSTER}
    assert (made.opens_on, made.closes_on) == (TODAY, date(2027, 1, 31))
    assert made.is_open(TODAY)


def test_everything_the_owner_decided_comes_along(
    town: Town, template: Campaign, places: list[Place]
) -> None:
    made = started(town, template, places[:1])

    assert (made.mode, made.keep_months, made.asks_reporter) == ("pseudonymous", 12, False)
    assert (made.version, made.notice) == (template.version, template.notice)
    assert [word.text_da for word in made.afterwords.all()] == ["Vi ringer nu tilbage."]
    assert (made.owner, made.is_template) == (town.people.sofie, False)
    assert template.afterwords.count() == 1, "and stays with the template"


def test_a_template_itself_takes_no_answers(town: Town, client: Client, template: Campaign) -> None:
    point = demo.add_access_point(template, "skabelon", "poster", town.poster.place)

    assert client.get(point.get_absolute_url()).status_code == 410


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"places": []}, "Vælg mindst ét sted."),
        ({"closes_on": "2026-11-23"}, "Den dag er gået. Vælg i dag eller en senere dag."),
        ({"closes_on": "snart"}, "Det er ikke en dag."),
        ({"name": " "}, "Giv kampagnen et navn."),
    ],
    ids=["no place", "a day in the past", "no day", "no name"],
)
def test_what_is_missing_is_said_in_a_sentence(
    sofie: Client, template: Campaign, places: list[Place], changes: dict, sentence: str
) -> None:
    sent = {"places": ["alle"], "closes_on": "2027-01-31", "name": "Vinter"} | changes
    response = sofie.post(f"{DESK}ny/", sent)

    assert sentence in response.content.decode()
    assert not Campaign.objects.filter(name="Vinter").exists()


def test_nobody_asks_at_other_peoples_places(
    town: Town, sofie: Client, template: Campaign, places: list[Place]
) -> None:
    ward = users_demo.place("Børneafdelingen", "Aalborg Universitetshospital")
    sent = {"places": [str(ward.pk)], "closes_on": "2027-01-31", "name": "Vinter"}

    assert sofie.post(f"{DESK}ny/", sent).status_code == 200
    with pytest.raises(PermissionDenied):
        started(town, template, [places[0], ward])
    with pytest.raises(ValidationError):
        started(town, template, [])
    assert not Campaign.objects.filter(name="Vinter").exists()


def test_a_button_pressed_twice_starts_one_campaign(
    town: Town, template: Campaign, places: list[Place]
) -> None:
    assert started(town, template, places) == started(town, template, places)
    assert Campaign.objects.filter(name="Vinter").count() == 1


def test_where_there_is_nothing_to_choose_or_nowhere_to_ask_it_says_so(
    town: Town, sofie: Client
) -> None:
    assert "Platformens ejer laver skabelonerne" in sofie.get(f"{DESK}ny/").content.decode()
    Membership.objects.all().delete()

    assert "Du har ikke noget sted" in sofie.get(DESK).content.decode()
    assert "Du har ikke noget sted" in sofie.get(f"{DESK}ny/").content.decode()


def test_a_template_whose_questionnaire_is_out_of_use_is_not_offered(
    town: Town, sofie: Client, template: Campaign, places: list[Place]
) -> None:
    other = demo.build_template(town.platform, "samtalen_i_dag", TODAY)
    html = sofie.get(f"{DESK}ny/").content.decode()
    assert f"?skabelon={other.pk}" in html
    other.version.status = "retired"
    other.version.save()

    assert fields(sofie.get(f"{DESK}ny/").content.decode()) == {"places", "closes_on", "name"}


# --- Stopping, and starting again -------------------------------------------------------------------


def test_stop_asks_first_and_start_again_opens_the_same_posters(
    town: Town, sofie: Client, client: Client, template: Campaign, places: list[Place]
) -> None:
    made = started(town, template, places[:1])
    address, page = made.access_points.get().get_absolute_url(), f"{DESK}{made.pk}/"

    assert "Stop nu" in sofie.get(f"{page}stop/").content.decode()
    assert client.get(address).status_code == 200
    sofie.post(f"{page}stop/")
    assert client.get(address).status_code == 410
    assert "Stoppet den 24. november 2026" in sofie.get(page).content.decode()

    assert sofie.post(f"{page}start/", {"closes_on": "2026-11-01"}).status_code == 200
    assert client.get(address).status_code == 410
    sofie.post(f"{page}start/", {"closes_on": "2027-03-01"})
    assert client.get(address).status_code == 200


def test_each_deed_stands_in_the_log_once(
    town: Town, sofie: Client, template: Campaign, places: list[Place]
) -> None:
    made = started(town, template, places)
    for deed in ("stop/", "stop/", "start/"):
        sofie.post(f"{DESK}{made.pk}/{deed}", {"closes_on": "2027-03-01"})

    entries = ModelLogEntry.objects.for_instance(made).order_by("pk")
    names = ["questionnaires.start", "questionnaires.stop", "questionnaires.start_again"]
    assert [entry.action for entry in entries] == names
    assert {entry.user for entry in entries} == {town.people.sofie}


def test_what_is_asked_elsewhere_too_is_not_hers_to_stop(town: Town, sofie: Client) -> None:
    """The link on the platform's pages stands at no place of hers."""
    page = f"{DESK}{town.poster.campaign.pk}/"

    assert "Der spørges også andre steder" in sofie.get(page).content.decode()
    assert sofie.post(f"{page}stop/").status_code == 403
    assert sofie.post(f"{page}start/", {"closes_on": "2027-03-01"}).status_code == 403
    town.poster.campaign.refresh_from_db()
    assert town.poster.campaign.stopped_on is None


def test_a_form_from_another_site_does_nothing(
    town: Town, template: Campaign, places: list[Place]
) -> None:
    made = started(town, template, places)
    client = Client(enforce_csrf_checks=True)
    client.force_login(town.people.sofie)

    assert client.post(f"{DESK}{made.pk}/stop/").status_code == 403


# --- Who --------------------------------------------------------------------------------------------

PAGES = ("", "plakater.pdf", "stop/", "start/", "tast/{code}/")


@pytest.mark.parametrize("name", CAST)
def test_a_campaign_belongs_to_those_who_work_there(
    town: Town, template: Campaign, places: list[Place], name: str
) -> None:
    """Ida works for the municipality as Sofie does; running the servers gives no right."""
    made = started(town, template, places[:1])
    code, client = made.access_points.get().code, signed_in(town, name)
    found = {client.get(f"{DESK}{made.pk}/{page}".format(code=code)).status_code for page in PAGES}

    assert found == ({200} if name in ("sofie", "ida") else {404})
    assert ("Vinter" in client.get(DESK).content.decode()) == (name in ("sofie", "ida"))
    assert client.get(f"{DESK}{template.pk}/").status_code == 404, "a template is nobody's"


def test_a_citizen_is_asked_to_sign_in(
    town: Town, client: Client, template: Campaign, places: list[Place]
) -> None:
    made = started(town, template, places[:1])
    code = made.access_points.get().code
    for page in ("", "ny/", *(f"{made.pk}/{page}".format(code=code) for page in PAGES)):
        wanted = f"/konto/login/?next={DESK}{page}"
        assert client.get(DESK + page).headers["Location"] == wanted
    assert client.post(f"{DESK}{made.pk}/stop/").status_code == 302
    made.refresh_from_db()
    assert made.stopped_on is None


def test_whoever_has_left_sees_it_no_more(
    town: Town, sofie: Client, template: Campaign, places: list[Place]
) -> None:
    made = started(town, template, places)
    town.people.sofie.memberships.all().delete()

    assert sofie.get(f"{DESK}{made.pk}/").status_code == 404


def test_the_first_page_after_signing_in_leads_to_the_desk(town: Town, sofie: Client) -> None:
    assert f'href="{DESK}"' in sofie.get("/kreds/").content.decode()
    assert f'href="{DESK}"' not in signed_in(town, "hanne").get("/kreds/").content.decode()
