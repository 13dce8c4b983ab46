"""The questionnaire and its posters are open to everyone, in the same strict and cookie-free way."""

import re

import pytest
from django.test import Client

from questionnaires.models import Response
from tests.cast import CAST, Town
from tests.questionnaires.test_capture import ADDRESS, open_form, submission

pytestmark = pytest.mark.django_db
ADDRESSES = [
    pytest.param(ADDRESS, id="form"),
    pytest.param(f"{ADDRESS}tak/", id="thanks"),
    pytest.param(f"{ADDRESS}qr.svg", id="QR code"),
    pytest.param(f"{ADDRESS}plakat.pdf", id="poster"),
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("name", [*CAST, "anonymous"])
def test_everybody_may_open_it(town: Town, name: str, address: str) -> None:
    client = Client()
    if name != "anonymous":
        client.force_login(getattr(town.people, name))

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", [*CAST, "anonymous"])
def test_everybody_may_answer(town: Town, name: str) -> None:
    client = Client()
    if name != "anonymous":
        client.force_login(getattr(town.people, name))
    form = client.get(ADDRESS).content.decode()

    response = client.post(ADDRESS, {"submission": submission(form), "q1": "3"})

    assert response.status_code == 302
    assert Response.objects.count() == 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_sets_no_cookie_and_keeps_the_strict_policy(
    town: Town, client: Client, address: str
) -> None:
    response = client.get(address)

    assert not response.cookies
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_look_at_the_headers_only_is_answered_without_a_body(
    town: Town, client: Client, address: str
) -> None:
    response = client.head(address)

    assert response.status_code == 200
    assert not response.content
    assert not Response.objects.exists()


@pytest.mark.parametrize("address", ADDRESSES[1:])
def test_only_the_form_can_be_posted(town: Town, client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    "age", ["", "%00", "findes-ikke", "3-4-aar%27--", "%F0%9F%92%A7"], ids=ascii
)
def test_an_age_that_is_none_of_ours_changes_nothing(town: Town, client: Client, age: str) -> None:
    form = client.get(f"{ADDRESS}?alder={age}")
    thanks = client.get(f"{ADDRESS}tak/?alder={age}")

    assert (form.status_code, thanks.status_code) == (200, 200)
    assert not re.search(r'name="age"[^>]*checked', form.content.decode())


def test_an_age_that_is_posted_but_is_none_of_ours_keeps_the_answers(
    town: Town, client: Client
) -> None:
    data = {"submission": submission(open_form(client)), "age": "\x00", "q1": "3"}

    response = client.post(ADDRESS, data)

    assert response.status_code == 200
    assert re.search(r'name="q1" value="3"[^>]*checked', response.content.decode())
    assert not Response.objects.exists()


def test_the_same_form_sent_twice_is_one_response_and_the_same_thanks(
    town: Town, client: Client
) -> None:
    data = {"submission": submission(open_form(client)), "age": "5-10-aar", "q1": "3"}

    first, second = client.post(ADDRESS, data), client.post(ADDRESS, data | {"q1": "0"})

    assert first.headers["Location"] == second.headers["Location"]
    assert Response.objects.get().answers == {"sammenhaeng": "3"}


def test_two_forms_are_two_responses(town: Town, client: Client) -> None:
    for _ in range(2):
        client.post(ADDRESS, {"submission": submission(open_form(client)), "q1": "3"})

    assert Response.objects.count() == 2


def test_changing_the_language_keeps_the_chosen_age(town: Town, client: Client) -> None:
    danish = open_form(client, "?alder=3-4-aar")
    to_english = re.search(r'formaction="([^"]+)"[^>]*>English</button>', danish)[1]
    typed = {"submission": submission(danish), "age": "3-4-aar", "skift": "en"}

    english = client.post(to_english, typed).content.decode()

    assert '<html lang="en"' in english
    assert re.search(r'value="3-4-aar"[^>]*checked', english)


def test_a_campaign_is_open_from_its_first_day_to_its_last(town: Town, client: Client) -> None:
    campaign = town.poster.campaign
    campaign.opens_on = campaign.closes_on = "2026-11-24"
    campaign.save()

    assert client.get(ADDRESS).status_code == 200


def test_thanks_name_three_pieces_of_advice_at_most(town: Town, client: Client) -> None:
    from cms.demo import build_guide
    from tests.factories import GUIDE

    for number in range(4):
        build_guide(town.page, GUIDE | {"slug": f"raad-{number}", "title": f"Råd {number}"})

    html = client.get(f"{ADDRESS}tak/?alder=3-4-aar").content.decode()

    assert html.count('class="guide"') == 3
    assert 'href="/taet-og-toer/3-4-aar/"' in html


@pytest.mark.parametrize(
    "address", [ADDRESS, f"{ADDRESS}tak/?alder=3-4-aar"], ids=["form", "thanks"]
)
def test_it_works_while_the_platforms_page_is_not_published(
    town: Town, client: Client, address: str
) -> None:
    town.page.unpublish()

    assert client.get(address).status_code == 200
