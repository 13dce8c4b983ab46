"""Each host leads to its own accessibility statement, and tells robots its own addresses only."""

import xml.etree.ElementTree as ET

import pytest
from django.test import Client
from django.utils.html import escape

from tests.cast import Town
from tests.factories import BANDS, give_host, make_platform, translate

pytestmark = pytest.mark.django_db
ASCII = "xn--ttogtr-pua2m.dk"
GUIDE = "naar-barnet-holder-sig"
NAMES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


@pytest.fixture(autouse=True)
def _hosts(settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver", ASCII]


def entries(client: Client, host: str = "testserver") -> dict[str, ET.Element]:
    response = client.get("/sitemap.xml", headers={"host": host})
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/xml"
    root = ET.fromstring(response.content)
    return {entry.findtext("map:loc", "", NAMES): entry for entry in root}


def alternates(entry: ET.Element) -> dict[str, str]:
    return {link.attrib["hreflang"]: link.attrib["href"] for link in entry.findall("x:link", NAMES)}


def test_the_sitemap_has_each_page_in_each_of_its_ages(town: Town, client: Client) -> None:
    platform = "http://testserver/taet-og-toer/"

    assert set(entries(client)) == {
        "http://testserver/",
        platform,
        *(f"{platform}{band['slug']}/" for band in BANDS),
        f"{platform}3-4-aar/{GUIDE}/",
        f"{platform}5-10-aar/{GUIDE}/",
    }


def test_each_address_in_the_sitemap_answers(town: Town, client: Client) -> None:
    translate(town.guide, "en")

    for url in entries(client):
        assert client.get(url.removeprefix("http://testserver")).status_code == 200


def test_an_address_names_its_other_languages_and_the_day_it_changed(
    town: Town, client: Client
) -> None:
    translate(town.guide, "en")

    found = entries(client)
    danish = f"http://testserver/taet-og-toer/3-4-aar/{GUIDE}/"
    english = f"http://testserver/en/taet-og-toer/3-4-aar/{GUIDE}/"

    assert alternates(found[danish]) == {"da": danish, "en": english}
    assert alternates(found[english]) == {"da": danish, "en": english}
    assert found[danish].findtext("map:lastmod", "", NAMES) == "2026-11-24"


def test_a_page_in_one_language_names_no_other(town: Town, client: Client) -> None:
    assert alternates(entries(client)[f"http://testserver/taet-og-toer/3-4-aar/{GUIDE}/"]) == {}


def test_what_is_not_published_is_not_in_the_sitemap(town: Town, client: Client) -> None:
    town.guide.unpublish()
    assert not [url for url in entries(client) if GUIDE in url]


def test_nor_is_what_lies_below_it(town: Town, client: Client) -> None:
    town.page.unpublish()
    assert set(entries(client)) == {"http://testserver/"}


def test_a_host_of_its_own_has_a_sitemap_of_its_own(town: Town, client: Client) -> None:
    make_platform("soevn", "Søvn")
    give_host(town.page)

    own, portal = entries(client, ASCII), entries(client)

    assert f"https://{ASCII}/3-4-aar/{GUIDE}/" in own
    assert f"https://{ASCII}/" in own
    assert not [url for url in own if "soevn" in url or "testserver" in url]
    assert "http://testserver/soevn/3-4-aar/" in portal
    assert not [url for url in portal if "taet" in url or ASCII in url]


def test_the_sitemap_costs_the_same_however_many_pages(
    town: Town, client: Client, django_assert_max_num_queries
) -> None:
    make_platform("soevn", "Søvn")
    make_platform("smerter", "Smerter")

    with django_assert_max_num_queries(14):
        entries(client)


def test_robots_are_told_what_is_not_for_them_and_where_the_sitemap_is(
    town: Town, client: Client, settings
) -> None:
    settings.DEMO_ALLOWED = False

    response = client.get("/robots.txt")

    lines = response.content.decode().splitlines()
    assert response.headers["Content-Type"] == "text/plain"
    assert lines[0] == "User-agent: *"
    assert {f"Disallow: {path}" for path in ("/s/", "/konto/", "/admin/", "/p/", "/kreds/")} <= set(
        lines
    )
    assert "Disallow: /" not in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_each_host_names_its_own_sitemap(town: Town, client: Client, settings) -> None:
    give_host(town.page)

    robots = client.get("/robots.txt", headers={"host": ASCII}).content.decode()

    assert f"Sitemap: https://{ASCII}/sitemap.xml" in robots


def test_a_demo_is_closed_to_robots(town: Town, client: Client) -> None:
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize("address", ["/was", "/was/"])
def test_was_leads_to_the_statement_of_the_domain(
    town: Town, client: Client, settings, address: str
) -> None:
    settings.PUBLIC_URL = "https://www.kilden.example:8443"

    response = client.get(address)

    assert response.status_code == 302
    assert response.headers["Location"] == "https://was.digst.dk/kilden-example"


def test_each_host_has_a_statement_of_its_own(town: Town, client: Client) -> None:
    give_host(town.page)

    response = client.get("/was", headers={"host": ASCII})

    assert response.headers["Location"] == "https://was.digst.dk/xn--ttogtr-pua2m-dk"


def test_a_platform_may_say_where_its_statement_stands(town: Town, client: Client) -> None:
    statement = "https://was.digst.dk/taetogtoer-dk"
    town.platform.accessibility_statement = statement
    town.platform.save()
    give_host(town.page)

    own = client.get("/was", headers={"host": ASCII})

    assert own.headers["Location"] == statement
    assert client.get("/was").headers["Location"] == "https://was.digst.dk/testserver"


def test_every_page_links_to_the_statement_that_is_about_it(town: Town, client: Client) -> None:
    page = f"/taet-og-toer/3-4-aar/{GUIDE}/"
    link = '<a href="{}">Tilgængelighedserklæring</a>'

    assert link.format("/was") in client.get("/").content.decode()
    assert link.format("/was") in client.get(page).content.decode()

    statement = "https://was.digst.dk/taetogtoer-dk?a=1&b=2"
    town.platform.accessibility_statement = statement
    town.platform.save()

    assert link.format("/was") in client.get("/").content.decode()
    assert link.format(escape(statement)) in client.get(page).content.decode()


@pytest.mark.parametrize("address", ["/sitemap.xml", "/robots.txt", "/was", "/privatliv/"])
def test_nothing_can_be_sent_there(town: Town, client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
