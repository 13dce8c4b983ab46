"""Ida makes an access point and gets an address, a QR code and a poster; others have no desk."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.privacy.tokens import ALPHABET
from portal.users.demo import place
from questionnaires.models import AccessPoint, Campaign
from tests.cast import Town
from tests.factories import CAMPAIGN_FORM

pytestmark = pytest.mark.django_db
ADD = "wagtailsnippets_questionnaires_accesspoint:add"
EDIT = "wagtailsnippets_questionnaires_accesspoint:edit"
DESK = [
    pytest.param("wagtailsnippets_questionnaires_accesspoint:list", id="access points"),
    pytest.param(ADD, id="new access point"),
    pytest.param("wagtailsnippets_questionnaires_campaign:list", id="campaigns"),
    pytest.param("wagtailsnippets_questionnaires_campaign:add", id="new campaign"),
]


@pytest.fixture
def ida(town: Town, client: Client) -> Client:
    client.force_login(town.people.ida)
    return client


def card(town: Town) -> dict[str, object]:
    where = place("Børneafdelingen", "Aalborg Universitetshospital")
    return {"campaign": town.poster.campaign.pk, "place": where.pk, "kind": "card"}


def test_a_new_access_point_gets_a_code_that_can_be_read_aloud(town: Town, ida: Client) -> None:
    response = ida.post(reverse(ADD), card(town))

    made = AccessPoint.objects.get(kind="card")
    assert response.status_code == 302
    assert len(made.code) == 8
    assert set(made.code) <= set(ALPHABET)


def test_it_shows_its_address_its_code_and_its_poster(town: Town, ida: Client) -> None:
    ida.post(reverse(ADD), card(town))
    made = AccessPoint.objects.get(kind="card")

    html = ida.get(reverse(EDIT, args=[made.pk])).content.decode()

    assert f"http://testserver/s/{made.code}/" in html
    assert f'src="/s/{made.code}/qr.svg"' in html
    assert f'href="/s/{made.code}/plakat.pdf?str=kortark"' in html, "it is a card"
    for address in (
        f"/s/{made.code}/",
        f"/s/{made.code}/qr.svg",
        f"/s/{made.code}/plakat.pdf",
        f"/s/{made.code}/papir.pdf",
    ):
        assert Client().get(address).status_code == 200


def test_before_it_is_saved_there_is_nothing_to_show(town: Town, ida: Client) -> None:
    assert "qr.svg" not in ida.get(reverse(ADD)).content.decode()


def test_the_code_of_a_poster_that_hangs_cannot_be_changed(town: Town, ida: Client) -> None:
    ida.post(reverse(EDIT, args=[town.poster.pk]), card(town) | {"code": "noget-andet"})

    town.poster.refresh_from_db()
    assert (town.poster.code, town.poster.kind) == ("plakat23", "card")


@pytest.mark.parametrize("missing", ["campaign", "kind"])
def test_an_access_point_needs_a_campaign_and_a_kind(town: Town, ida: Client, missing: str) -> None:
    before = AccessPoint.objects.count()

    assert ida.post(reverse(ADD), card(town) | {missing: ""}).status_code == 200
    assert AccessPoint.objects.count() == before


def test_the_list_shows_each_address(town: Town, ida: Client) -> None:
    html = ida.get(reverse("wagtailsnippets_questionnaires_accesspoint:list")).content.decode()

    assert "http://testserver/s/plakat23/" in html


def test_a_campaign_cannot_close_before_it_opens(town: Town, ida: Client) -> None:
    data = {
        "name": "Baglæns",
        "platform": town.platform.pk,
        "version": town.poster.campaign.version.pk,
        **CAMPAIGN_FORM,
        "opens_on": "2026-12-01",
        "closes_on": "2026-11-30",
    }
    address = reverse("wagtailsnippets_questionnaires_campaign:add")

    assert ida.post(address, data).status_code == 200
    assert not Campaign.objects.filter(name="Baglæns").exists()
    assert ida.post(address, data | {"closes_on": "2026-12-01"}).status_code == 302


@pytest.mark.parametrize("view", DESK)
@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("ida", 200),
        pytest.param("jonas", 200, id="jonas may administer everything"),
        ("sofie", 302),
        ("mikkel", 302),
        ("hanne", 302),
        (None, 302),
    ],
)
def test_only_editors_have_a_desk(
    town: Town, client: Client, name: str | None, status: int, view: str
) -> None:
    if name:
        client.force_login(getattr(town.people, name))

    assert client.get(reverse(view)).status_code == status


def test_someone_without_a_desk_is_told_so(town: Town, client: Client) -> None:
    client.force_login(town.people.hanne)

    assert client.get("/admin/", follow=True).status_code in {200, 403}


@pytest.mark.parametrize("name", ["sofie", "mikkel", "hanne", None])
def test_nobody_else_makes_an_access_point(town: Town, client: Client, name: str | None) -> None:
    if name:
        client.force_login(getattr(town.people, name))
    before = AccessPoint.objects.count()

    client.post(reverse(ADD), card(town))

    assert AccessPoint.objects.count() == before
