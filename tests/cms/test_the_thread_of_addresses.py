"""The address says the platform, then the age, then the page; nothing else is remembered."""

import pytest
from django.test import Client

from cms.models import GuidancePage
from tests.cast import CAST, Town
from tests.factories import BANDS, make_platform

pytestmark = pytest.mark.django_db
GUIDE = "naar-barnet-holder-sig"
PAGES = [
    pytest.param("/", id="portal"),
    pytest.param("/taet-og-toer/", id="platform"),
    pytest.param("/taet-og-toer/yngre/", id="younger"),
    pytest.param("/taet-og-toer/3-4-aar/", id="band"),
    pytest.param(f"/taet-og-toer/3-4-aar/{GUIDE}/", id="guide"),
]
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "worker-src 'self'",
}


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("name", [*CAST, "anonymous"])
def test_everybody_may_read_every_page(town: Town, name: str, address: str) -> None:
    client = Client()
    if name != "anonymous":
        client.force_login(getattr(town.people, name))

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_a_page_sets_no_cookie_and_keeps_the_strict_policy(
    town: Town, client: Client, address: str
) -> None:
    response = client.get(address)

    assert not response.cookies
    assert set(response.headers["Content-Security-Policy"].split("; ")) == POLICY
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("query", ["?sprog=en", "?sprog=tlh", "?sprog="])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_tells_its_language_in_its_path_and_nowhere_else(
    town: Town, client: Client, address: str, query: str
) -> None:
    response = client.get(address + query)

    assert response.headers["Content-Language"] == "da"
    assert '<html lang="da"' in response.content.decode()


def test_the_front_page_leads_to_each_platform(town: Town, client: Client) -> None:
    make_platform("soevn", "Søvn")

    html = read(client, "/")

    assert 'href="/taet-og-toer/"' in html
    assert 'href="/soevn/"' in html


def test_a_platform_asks_its_question_and_leads_to_each_age(town: Town, client: Client) -> None:
    html = read(client, "/taet-og-toer/")

    assert "Mit barn er …" in html
    for band in BANDS:
        assert f'href="/taet-og-toer/{band["slug"]}/"' in html
        assert band["name"] in html
    assert 'href="/taet-og-toer/yngre/"' in html


def test_a_platform_without_ages_still_has_a_front_page(town: Town, client: Client) -> None:
    town.platform.bands.all().delete()

    assert 'class="age"' not in read(client, "/taet-og-toer/")


def test_an_age_lists_its_own_advice_only(town: Town, client: Client) -> None:
    for slug in ("3-4-aar", "5-10-aar"):
        assert f'href="/taet-og-toer/{slug}/{GUIDE}/"' in read(client, f"/taet-og-toer/{slug}/")
    for slug in ("1-2-aar", "11-aar-og-aeldre"):
        assert GUIDE not in read(client, f"/taet-og-toer/{slug}/")


@pytest.mark.parametrize(
    ("band", "other"), [("3-4-aar", "5-10-aar"), ("5-10-aar", "3-4-aar")], ids=["3-4", "5-10"]
)
def test_one_guide_is_read_through_each_of_its_ages(
    town: Town, client: Client, band: str, other: str
) -> None:
    html = read(client, f"/taet-og-toer/{band}/{GUIDE}/")

    assert "Gå på toilettet på faste tider. Giv ro." in html
    assert f'href="/taet-og-toer/{band}/"' in html
    assert f'href="/taet-og-toer/{other}/{GUIDE}/"' in html
    assert f'href="/taet-og-toer/{band}/{GUIDE}/"' not in html


def test_a_guide_without_an_age_leads_to_its_first_age(town: Town, client: Client) -> None:
    response = client.get(f"/taet-og-toer/{GUIDE}/")

    assert response.status_code == 302
    assert response.headers["Location"] == f"/taet-og-toer/3-4-aar/{GUIDE}/"


def test_a_guide_whose_last_age_was_taken_away_is_not_found(town: Town, client: Client) -> None:
    town.guide.bands.all().delete()

    assert client.get(f"/taet-og-toer/{GUIDE}/").status_code == 404


def test_the_younger_page_tells_what_the_platform_says_about_waiting(
    town: Town, client: Client
) -> None:
    assert "<p>I skal ikke gøre noget endnu.</p>" in read(client, "/taet-og-toer/yngre/")


def test_without_such_a_text_the_younger_page_still_answers_honestly(
    town: Town, client: Client
) -> None:
    town.page.younger = ""
    town.page.save()

    assert "Rådene her begynder ved 1½ år." in read(client, "/taet-og-toer/yngre/")


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/findes-ikke/", id="no such platform"),
        pytest.param("/taet-og-toer/findes-ikke/", id="no such age or guide"),
        pytest.param("/taet-og-toer/3-4-aar/findes-ikke/", id="no such guide for the age"),
        pytest.param(f"/taet-og-toer/findes-ikke/{GUIDE}/", id="no such age for the guide"),
        pytest.param(f"/taet-og-toer/1-2-aar/{GUIDE}/", id="an age the guide is not for"),
        pytest.param("/taet-og-toer/3-4-aar/5-10-aar/", id="two ages"),
        pytest.param(f"/taet-og-toer/3-4-aar/{GUIDE}/mere/", id="below a guide"),
        pytest.param("/taet-og-toer/yngre/mere/", id="below the younger page"),
        pytest.param(f"/taet-og-toer/yngre/{GUIDE}/", id="younger is no age"),
    ],
)
def test_an_address_that_leads_nowhere_is_not_found(
    town: Town, client: Client, address: str
) -> None:
    assert client.get(address).status_code == 404


def test_an_unpublished_guide_is_not_found_and_not_listed(town: Town, client: Client) -> None:
    town.guide.unpublish()

    assert client.get(f"/taet-og-toer/3-4-aar/{GUIDE}/").status_code == 404
    assert client.get(f"/taet-og-toer/{GUIDE}/").status_code == 404
    assert GUIDE not in read(client, "/taet-og-toer/3-4-aar/")


@pytest.mark.parametrize(
    "address",
    ["/taet-og-toer/", "/taet-og-toer/3-4-aar/", "/taet-og-toer/yngre/"],
    ids=["platform", "band", "younger"],
)
def test_an_unpublished_platform_is_not_found_and_not_listed(
    town: Town, client: Client, address: str
) -> None:
    town.page.unpublish()

    assert client.get(address).status_code == 404
    assert "/taet-og-toer/" not in read(client, "/")


def test_the_bands_of_another_platform_do_not_open_a_page_here(town: Town, client: Client) -> None:
    other = make_platform("soevn", "Søvn")
    other.platform.bands.filter(slug="3-4-aar").update(slug="smaa")

    assert client.get("/soevn/smaa/").status_code == 200
    assert client.get("/taet-og-toer/smaa/").status_code == 404


def test_the_guides_own_address_goes_through_its_first_age(town: Town) -> None:
    guide = GuidancePage.objects.get(pk=town.guide.pk)

    assert guide.url == f"/taet-og-toer/3-4-aar/{GUIDE}/"
    assert guide.full_url == f"http://testserver/taet-og-toer/3-4-aar/{GUIDE}/"
