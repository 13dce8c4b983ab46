"""A campaign written in the admin asks at the places ticked there, as one started at the desk does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from portal.users import demo as users_demo
from portal.users.models import Place
from questionnaires.campaigning import open_at_places
from questionnaires.models import AccessPoint, Campaign
from tests.cast import CAST, Town
from tests.factories import CAMPAIGN_FORM, make_response

pytestmark = pytest.mark.django_db
DESK = "/fag/kampagner/"


@pytest.fixture
def places(town: Town) -> list[Place]:
    return [users_demo.place(name, "Aalborg Kommune") for name in ("Vest", "Øst")]


@pytest.fixture
def ida(town: Town, client: Client) -> Client:
    client.force_login(town.people.ida)
    return client


def form(town: Town, *places: Place, **changes: str) -> dict:
    return {
        "name": "Vinter", "platform": town.platform.pk, "version": town.poster.campaign.version_id,
        "opens_on": "2026-11-01", "places": [place.pk for place in places], **CAMPAIGN_FORM, **changes,
    }  # fmt: skip


def add(ida: Client, sent: dict) -> Campaign:
    answered = ida.post(reverse("wagtailsnippets_questionnaires_campaign:add"), sent, follow=True)
    assert answered.redirect_chain
    return Campaign.objects.get(name="Vinter")


def save(ida: Client, campaign: Campaign, sent: dict) -> str:
    edit = reverse("wagtailsnippets_questionnaires_campaign:edit", args=[campaign.pk])
    return ida.post(edit, sent, follow=True).content.decode()


def asked_at(campaign: Campaign) -> list[tuple[str, str]]:
    return sorted(campaign.access_points.values_list("place__name", "kind"))


def test_a_new_campaign_has_a_poster_at_each_place(
    town: Town, ida: Client, places: list[Place]
) -> None:
    campaign = add(ida, form(town, *places))

    assert asked_at(campaign) == [("Vest", "poster"), ("Øst", "poster")]
    for point in campaign.access_points.all():
        assert Client().get(point.get_absolute_url()).status_code == 200


def test_one_more_place_gets_one_more_poster_and_the_page_says_so(
    town: Town, ida: Client, places: list[Place]
) -> None:
    campaign = add(ida, form(town, places[0]))

    html = save(ida, campaign, form(town, *places))

    assert "Øst, Aalborg Kommune har nu en plakat." in html
    assert "Vest, Aalborg Kommune har nu en plakat." not in html
    assert asked_at(campaign) == [("Vest", "poster"), ("Øst", "poster")]
    assert "har nu en plakat." not in save(ida, campaign, form(town, *places))
    assert campaign.access_points.count() == 2


def test_a_campaign_ticked_before_is_opened_when_it_is_saved(
    town: Town, ida: Client, places: list[Place]
) -> None:
    campaign = add(ida, form(town))
    campaign.places.set(places)

    save(ida, campaign, form(town, *places))

    assert campaign.access_points.count() == 2


def test_a_place_that_has_a_card_is_asked_at_already(
    town: Town, ida: Client, places: list[Place]
) -> None:
    campaign = add(ida, form(town))
    AccessPoint.objects.create(campaign=campaign, kind="card", place=places[0])
    AccessPoint.objects.create(campaign=campaign, kind="page")

    save(ida, campaign, form(town, *places))

    assert campaign.access_points.filter(place=places[0]).get().kind == "card"
    assert campaign.access_points.filter(place=places[1]).get().kind == "poster"


def test_what_hangs_on_a_wall_stays_where_the_tick_is_taken_away(
    town: Town, ida: Client, places: list[Place]
) -> None:
    campaign = add(ida, form(town, *places))
    before = set(campaign.access_points.values_list("code", flat=True))
    make_response(campaign.access_points.get(place=places[0]))

    save(ida, campaign, form(town))

    assert not campaign.places.exists()
    assert set(campaign.access_points.values_list("code", flat=True)) == before
    save(ida, campaign, form(town, *places))
    assert set(campaign.access_points.values_list("code", flat=True)) == before


def test_a_template_asks_nowhere_itself(town: Town, ida: Client, places: list[Place]) -> None:
    campaign = add(ida, form(town, *places, is_template="on"))

    assert not campaign.access_points.exists()


def test_what_is_refused_opens_nothing(town: Town, ida: Client, places: list[Place]) -> None:
    sent = form(town, *places, closes_on="2026-10-01")

    ida.post(reverse("wagtailsnippets_questionnaires_campaign:add"), sent)

    assert not AccessPoint.objects.filter(place__in=places).exists()


@pytest.mark.parametrize("name", CAST)
def test_the_desk_lists_it_for_those_who_work_there(
    town: Town, ida: Client, places: list[Place], name: str
) -> None:
    campaign = add(ida, form(town, *places))
    client = Client()
    client.force_login(getattr(town.people, name))
    works_there = name in ("sofie", "ida")

    assert ("Vinter" in client.get(DESK).content.decode()) == works_there
    answered = client.get(f"{DESK}{campaign.pk}/")
    assert answered.status_code == (200 if works_there else 404)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_editors_who_save_at_once_hang_up_one_poster(town: Town) -> None:
    campaign = Campaign.objects.create(
        name="Vinter", platform=town.platform, version=town.poster.campaign.version,
        opens_on=date(2026, 11, 1),
    )  # fmt: skip
    campaign.places.add(users_demo.place("Vest", "Aalborg Kommune"))

    def save_it(_number: int) -> int:
        try:
            return len(open_at_places(campaign=campaign))
        finally:
            connections.close_all()

    # SQLite in memory is one connection that all threads share, so there they take turns.
    threads = 1 if connection.vendor == "sqlite" else 4
    with ThreadPoolExecutor(threads) as pool:
        opened = list(pool.map(save_it, range(4)))

    assert sorted(opened) == [0, 0, 0, 1]
    assert campaign.access_points.count() == 1
