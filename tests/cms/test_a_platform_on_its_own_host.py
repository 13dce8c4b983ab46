"""tætogtør.dk shows "Tæt og tør" and nothing else; the portal leads there, for good."""

import pytest
from django.test import Client
from wagtail.models import Site

from cms.models import GuidancePage, PlatformPage
from tests.cast import Town
from tests.factories import give_host, make_platform, translate

pytestmark = pytest.mark.django_db
ASCII = "xn--ttogtr-pua2m.dk"
HOME = f"https://{ASCII}"
GUIDE = "naar-barnet-holder-sig"


@pytest.fixture
def hosted(town: Town, settings) -> Town:
    settings.ALLOWED_HOSTS = ["testserver", ASCII, "soevn.example"]
    give_host(town.page)
    return town


@pytest.fixture
def there() -> Client:
    """A browser on the platform's own host: it sends the host in ASCII."""
    return Client(headers={"host": ASCII}, SERVER_PORT=443, **{"wsgi.url_scheme": "https"})


@pytest.mark.parametrize(
    "address", ["/", "/3-4-aar/", f"/3-4-aar/{GUIDE}/", "/yngre/"], ids=["home", "age", "page", "-"]
)
def test_a_platform_answers_at_the_top_of_its_own_host(
    hosted: Town, there: Client, address: str
) -> None:
    response = there.get(address)

    html = response.content.decode()
    assert response.status_code == 200
    assert f'<link rel="canonical" href="{HOME}{address}">' in html
    assert "/taet-og-toer/" not in html
    assert 'href="http://testserver/"' in html  # all topics
    assert not response.cookies


def test_its_own_pages_are_linked_without_a_host(hosted: Town, there: Client) -> None:
    assert 'href="/3-4-aar/"' in there.get("/").content.decode()
    assert f'href="/3-4-aar/{GUIDE}/"' in there.get("/3-4-aar/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/taet-og-toer/", id="below its old name"),
        pytest.param("/soevn/", id="another platform"),
        pytest.param("/findes-ikke/", id="nowhere"),
        pytest.param(f"/findes-ikke/{GUIDE}/", id="no such age"),
    ],
)
def test_what_is_not_its_own_is_not_found_there(hosted: Town, there: Client, address: str) -> None:
    make_platform("soevn", "Søvn")

    assert there.get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/taet-og-toer/", "/"),
        ("/taet-og-toer/3-4-aar/", "/3-4-aar/"),
        (f"/taet-og-toer/5-10-aar/{GUIDE}/", f"/5-10-aar/{GUIDE}/"),
        ("/taet-og-toer/yngre/", "/yngre/"),
        ("/taet-og-toer/3-4-aar/?fra=plakat", "/3-4-aar/?fra=plakat"),
        ("/taet-og-toer/søvn/", "/s%C3%B8vn/"),
    ],
)
def test_the_portal_leads_to_it_for_good_and_keeps_age_and_page(
    hosted: Town, client: Client, address: str, target: str
) -> None:
    response = client.get(address)

    assert response.status_code == 301
    assert response.headers["Location"] == f"{HOME}{target}"


def test_the_portal_leads_to_it_in_the_same_language(hosted: Town, client: Client) -> None:
    translate(hosted.guide, "en")

    response = client.get(f"/en/taet-og-toer/3-4-aar/{GUIDE}/")

    assert response.headers["Location"] == f"{HOME}/en/3-4-aar/{GUIDE}/"


def test_its_other_languages_are_read_on_the_same_host(hosted: Town, there: Client) -> None:
    translate(hosted.guide, "en", quick_answer="Go at fixed times.")

    assert "Go at fixed times." in there.get(f"/en/3-4-aar/{GUIDE}/").content.decode()
    assert f'href="/en/3-4-aar/{GUIDE}/"' in there.get(f"/3-4-aar/{GUIDE}/").content.decode()
    assert f'href="/3-4-aar/{GUIDE}/"' in there.get(f"/en/3-4-aar/{GUIDE}/").content.decode()


def test_the_portal_links_to_its_host_and_to_the_others_below_itself(
    hosted: Town, client: Client
) -> None:
    make_platform("soevn", "Søvn")

    html = client.get("/").content.decode()

    assert f'href="{HOME}/"' in html
    assert 'href="/soevn/"' in html


def test_two_platforms_may_each_have_a_host(hosted: Town, there: Client) -> None:
    sleep = make_platform("soevn", "Søvn")
    give_host(sleep, "soevn.example")

    assert "<h1>Mit barn er …</h1>" in there.get("/").content.decode()
    assert there.get("/").content != there.get("/", headers={"host": "soevn.example"}).content
    assert there.get("/", headers={"host": "soevn.example"}).status_code == 200


def test_a_second_name_of_the_same_platform_is_no_way_round(hosted: Town, there: Client) -> None:
    Site.objects.create(hostname="soevn.example", port=443, root_page=hosted.page)

    response = there.get("/3-4-aar/", headers={"host": "soevn.example"})

    assert response.status_code == 200
    assert f'href="/3-4-aar/{GUIDE}/"' in response.content.decode()


def test_a_pages_own_address_names_its_host(hosted: Town) -> None:
    guide = GuidancePage.objects.get(pk=hosted.guide.pk)

    assert guide.full_url == f"{HOME}/3-4-aar/{GUIDE}/"
    assert hosted.platform.url == f"{HOME}/"


def test_an_unpublished_platform_says_so_on_its_host_and_leads_to_the_portal(
    hosted: Town, there: Client
) -> None:
    PlatformPage.objects.get(pk=hosted.page.pk).unpublish()

    response = there.get("/")

    assert response.status_code == 404
    assert 'href="http://testserver/"' in response.content.decode()
    assert "3-4-aar" not in response.content.decode()
    assert there.get("/3-4-aar/").status_code == 404


def test_a_host_whose_platform_page_was_deleted_shows_the_portal(
    hosted: Town, there: Client
) -> None:
    PlatformPage.objects.get(pk=hosted.page.pk).delete()

    response = there.get("/")

    assert response.status_code == 200
    assert '<link rel="canonical" href="http://testserver/">' in response.content.decode()


def test_a_host_nobody_allowed_is_refused_kindly(hosted: Town) -> None:
    response = Client(headers={"host": "ond.example"}).get("/")

    assert response.status_code == 400
    assert "ond.example" not in response.content.decode()


def test_a_page_on_its_own_host_keeps_to_the_budget_of_queries(
    hosted: Town, there: Client, django_assert_max_num_queries
) -> None:
    there.get(f"/3-4-aar/{GUIDE}/")

    with django_assert_max_num_queries(12):
        there.get(f"/3-4-aar/{GUIDE}/")
