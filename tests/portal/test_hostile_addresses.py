"""Whatever is written in the address bar, the answer is a page with the right status, never a crash."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from cms.models import PlatformPage
from tests.cast import Town
from tests.factories import BANDS

pytestmark = pytest.mark.django_db
GUIDE = "/taet-og-toer/3-4-aar/naar-barnet-holder-sig/"
PAGES = ["/", "/taet-og-toer/", "/taet-og-toer/3-4-aar/", GUIDE]
QUERIES = {
    "up the tree": "?sprog=../../etc/passwd",
    "a list": "?sprog=en&sprog=ar&sprog[]=da&sprog[0]=x",
    "eight kilobytes": "?sprog=" + "a" * 8192,
    "a null": "?sprog=%00&alder=%00",
    "no UTF-8": "?sprog=%ff%fe&%ff=%ff",
    "a line break": "?sprog=en%0d%0aSet-Cookie:%20a=b",
    "script": "?sprog=<script>alert(1)</script>",
    "no end": "?%",
}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
@pytest.mark.parametrize("address", PAGES)
def test_a_page_does_not_mind_what_comes_after_the_question_mark(
    town: Town, client: Client, address: str, query: str
) -> None:
    response = client.get(address + query)

    html = response.content.decode()
    assert response.status_code == 200
    assert "alert(1)" not in html
    assert "etc/passwd" not in html
    assert not response.cookies


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
@pytest.mark.parametrize("address", ["/privatliv/", "/s/plakat23/", "/konto/login/", "/was"])
def test_nor_does_anything_else(town: Town, client: Client, address: str, query: str) -> None:
    assert client.get(address + query).status_code in {200, 302}


def test_a_thousand_fields_too_many_are_refused_kindly(town: Town, client: Client) -> None:
    response = client.get("/privatliv/?" + "a=1&" * 2000)

    assert response.status_code == 400
    assert "Vi forstår ikke den adresse" in response.content.decode()


@pytest.mark.parametrize(
    "address", ["/%00/", "/taet-og-toer/%00/", "/taet-og-toer/3-4-aar/a%00b/", "/s/%00/", "/was%00"]
)
def test_a_null_character_is_refused_kindly(town: Town, client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 400
    assert "Vi forstår ikke den adresse" in response.content.decode()
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/%ff%fe/", id="no UTF-8"),
        pytest.param("/taet-og-toer/%ff/", id="no UTF-8 for an age"),
        pytest.param("/" + "a" * 10_000 + "/", id="ten thousand letters"),
        pytest.param("/taet-og-toer/" + "a/" * 2000, id="two thousand steps"),
        pytest.param("/taet-og-toer/../../etc/passwd/", id="up the tree"),
        pytest.param("/taet-og-toer/%2e%2e/%2e%2e/", id="up the tree, written otherwise"),
        pytest.param("/taet-og-toer/3-4-aar/<script>/", id="script"),
        pytest.param("/taet-og-toer/' OR 1=1 --/", id="SQL"),
        pytest.param("/taet-og-toer/３-４-aar/", id="figures of another script"),
        pytest.param("/de/taet-og-toer/", id="a language that is not here"),
        pytest.param("/da/taet-og-toer/", id="Danish said aloud"),
        pytest.param("/.//ond.example/", id="another host"),
        pytest.param("/taet-og-toer//3-4-aar/", id="two slashes"),
        pytest.param("/TAET-OG-TOER/", id="large letters"),
    ],
)
def test_an_address_that_means_nothing_is_not_found(
    town: Town, client: Client, address: str
) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert "Vi kan ikke finde siden" in response.content.decode()
    assert "<script>/" not in response.content.decode()


@pytest.mark.parametrize(
    "address",
    ["/taet-og-toer/findes-ikke/", "/taet-og-toer/3-4-aar/findes-ikke/", f"/taet-og-toer/x{GUIDE}"],
)
def test_an_unknown_age_or_page_offers_the_ages_of_the_platform(
    town: Town, client: Client, address: str
) -> None:
    html = client.get(address).content.decode()

    for band in BANDS:
        assert f'<a class="chip" href="/taet-og-toer/{band["slug"]}/">{band["name"]}</a>' in html
    assert 'href="/taet-og-toer/"' in html


def test_elsewhere_no_ages_are_offered(town: Town, client: Client) -> None:
    html = client.get("/findes-ikke/").content.decode()

    assert 'class="chip"' not in html
    assert '<a class="button" href="/">' in html


def test_a_platform_that_is_not_published_tells_nothing_of_its_ages(
    town: Town, client: Client
) -> None:
    town.page.unpublish()

    response = client.get("/taet-og-toer/findes-ikke/")

    assert response.status_code == 404
    assert "3-4-aar" not in response.content.decode()


def test_a_deleted_platform_is_not_found(town: Town, client: Client) -> None:
    PlatformPage.objects.get(pk=town.page.pk).delete()

    for address in PAGES[1:]:
        assert client.get(address).status_code == 404
    assert client.get("/").status_code == 200


def lead(old: str, link: str) -> None:
    Redirect.objects.create(old_path=old, redirect_link=link)


class TestRedirects:
    @pytest.mark.parametrize(
        "links",
        [
            pytest.param({"/a": "http://testserver/a/"}, id="to itself"),
            pytest.param({"/a": "/b/", "/b": "/a/"}, id="to each other"),
            pytest.param({"/a": "http://testserver/b", "/b": "/c", "/c": "/b"}, id="to a circle"),
            pytest.param({f"/{n}": f"/{n + 1}" for n in range(30)} | {"/a": "/0"}, id="no end"),
        ],
    )
    def test_a_circle_ends_on_a_clear_page(
        self, town: Town, client: Client, links: dict[str, str]
    ) -> None:
        for old, link in links.items():
            lead(old, link)

        response = client.get("/a/")

        assert response.status_code == 404
        assert "Vi kan ikke finde siden" in response.content.decode()

    def test_a_page_that_points_at_a_page_that_is_gone_is_a_circle_too(
        self, town: Town, client: Client
    ) -> None:
        Redirect.objects.create(old_path=GUIDE.rstrip("/"), redirect_page=town.guide)
        town.guide.unpublish()

        assert client.get(GUIDE).status_code == 404

    @pytest.mark.parametrize(
        ("links", "target"),
        [
            pytest.param({"/a": GUIDE}, GUIDE, id="to a page"),
            pytest.param({"/a": "/b/", "/b": GUIDE}, "/b/", id="in two steps"),
            pytest.param({"/a": "https://www.sundhed.dk/"}, "https://www.sundhed.dk/", id="away"),
        ],
    )
    def test_a_redirect_that_ends_is_followed(
        self, town: Town, client: Client, links: dict[str, str], target: str
    ) -> None:
        for old, link in links.items():
            lead(old, link)

        response = client.get("/a/")

        assert response.status_code == 301
        assert response.headers["Location"] == target

    def test_an_old_rule_for_a_page_that_lives_again_does_no_harm(
        self, town: Town, client: Client
    ) -> None:
        """As when a page is renamed and then given its first name back."""
        Redirect.objects.create(old_path=GUIDE.rstrip("/"), redirect_page=town.guide)
        Redirect.objects.create(old_path="/a", redirect_page=town.guide)

        response = client.get("/a/")

        assert response.status_code == 301
        assert response.headers["Location"] == GUIDE
        assert client.get(GUIDE).status_code == 200
