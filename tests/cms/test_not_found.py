"""An address that leads nowhere still leads on: to the search of the platform it began with."""

import pytest
from django.test import Client

from tests.cast import CAST, Town
from tests.factories import make_platform, translate

pytestmark = pytest.mark.django_db
FIELD = '<input type="search" id="q" name="q"'


def missed(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 404
    return response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/taet-og-toer/findes-ikke/",
        "/taet-og-toer/3-4-aar/findes-ikke/",
    ],
)
def test_inside_a_platform_its_search_is_at_hand(town: Town, client: Client, address: str) -> None:
    html = missed(client, address)

    assert FIELD in html
    assert 'action="/taet-og-toer/soeg/"' in html
    assert 'data-hue="210"' in html
    assert "Tæt og tør" in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize(
    "address",
    ["/findes-ikke/", "/en/findes-ikke/", "/s/findes-ikke/x/", "/taet-og-toer/findes.ikke"],
)
def test_elsewhere_there_is_nothing_to_search(town: Town, client: Client, address: str) -> None:
    html = missed(client, address)

    assert FIELD not in html
    assert 'href="/"' in html


def test_the_platform_that_was_meant_is_searched_and_no_other(town: Town, client: Client) -> None:
    make_platform("soevn", "Søvn")

    assert 'action="/soevn/soeg/"' in missed(client, "/soevn/findes-ikke/")


def test_the_language_of_the_address_is_kept(town: Town, client: Client) -> None:
    untranslated = missed(client, "/en/taet-og-toer/findes-ikke/")
    assert 'action="/taet-og-toer/soeg/"' in untranslated

    translate(town.guide, "en")
    html = missed(client, "/en/taet-og-toer/findes-ikke/")

    assert 'lang="en"' in html
    assert 'action="/en/taet-og-toer/soeg/"' in html


def test_an_unpublished_platform_is_not_named(town: Town, client: Client) -> None:
    town.page.unpublish()

    assert "Tæt og tør" not in missed(client, "/taet-og-toer/findes-ikke/")


@pytest.mark.parametrize("name", [*CAST, "anonymous"])
def test_everybody_is_told_the_same(town: Town, name: str) -> None:
    client = Client()
    if name != "anonymous":
        client.force_login(getattr(town.people, name))

    assert FIELD in missed(client, "/taet-og-toer/findes-ikke/")
