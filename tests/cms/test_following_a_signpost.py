"""A printed address leads to what is live today: the page, else its age, else the platform."""

import pytest
from django.db.models import ProtectedError
from django.test import Client
from wagtail.models import Site

from cms.demo import build_signpost
from cms.models import AgeBand, Platform, PortalPage, Signpost
from tests.cast import Town
from tests.factories import translate

pytestmark = pytest.mark.django_db
PLATFORM = "/taet-og-toer/"
BAND = "/taet-og-toer/3-4-aar/"
PAGE = "/taet-og-toer/3-4-aar/naar-barnet-holder-sig/"
LANDING = "#fra-plakat"


@pytest.fixture
def potte(town: Town) -> Signpost:
    """A poster for a page read for 5–10 years; the page is for 3–4 years too."""
    return build_signpost(
        town.page, "potte", "Hold dig", page="naar-barnet-holder-sig", band="5-10-aar"
    )


def leads_to(client: Client, address: str = "/p/potte/") -> str:
    response = client.get(address)
    assert response.status_code == 302
    return response.headers["Location"]


@pytest.mark.parametrize(
    ("target", "address"),
    [
        pytest.param({"page": "naar-barnet-holder-sig", "band": "5-10-aar"},
                     "/taet-og-toer/5-10-aar/naar-barnet-holder-sig/", id="page in its age"),
        pytest.param({"page": "naar-barnet-holder-sig"}, PAGE, id="page in its first age"),
        pytest.param({"band": "3-4-aar"}, BAND, id="age"),
        pytest.param({}, PLATFORM, id="platform"),
    ],
)  # fmt: skip
def test_a_signpost_leads_to_its_page_its_age_or_its_platform(
    town: Town, client: Client, target: dict[str, str], address: str
) -> None:
    build_signpost(town.page, "kort", "Kort", **target)

    assert leads_to(client, "/p/kort/") == address
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/p/potte", "/p/Potte/", "/P/POTTE", "/p/POTTE/"])
def test_it_may_be_typed_in_capitals_and_without_the_last_slash(
    potte: Signpost, client: Client, address: str
) -> None:
    assert leads_to(client, address) == leads_to(client)


def test_nothing_is_kept_on_the_way(potte: Signpost, client: Client) -> None:
    response = client.get("/p/potte/")

    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_it_leads_to_the_danish_page_whatever_the_phone_speaks(
    town: Town, potte: Signpost, client: Client
) -> None:
    translate(town.guide, "en", title="Holding it")

    response = client.get("/p/potte/", headers={"Accept-Language": "en"})

    assert response.headers["Location"] == "/taet-og-toer/5-10-aar/naar-barnet-holder-sig/"


def test_the_target_may_change_after_print_and_the_code_stays(
    town: Town, potte: Signpost, client: Client
) -> None:
    code, address = client.get("/p/potte/qr.svg").content, leads_to(client)

    potte.page, potte.band = None, AgeBand.objects.get(platform=town.platform, slug="1-2-aar")
    potte.full_clean()
    potte.save()

    assert client.get("/p/potte/qr.svg").content == code
    assert address != leads_to(client) == "/taet-og-toer/1-2-aar/"


def test_a_page_taken_down_leads_to_its_age_with_a_word(
    town: Town, potte: Signpost, client: Client
) -> None:
    town.guide.unpublish()

    assert leads_to(client) == "/taet-og-toer/5-10-aar/" + LANDING
    html = client.get("/taet-og-toer/5-10-aar/").content.decode()
    assert 'id="fra-plakat"' in html
    assert "Siden fra plakaten er her ikke lige nu." in html


def test_a_page_no_longer_for_the_age_leads_to_the_age(
    town: Town, potte: Signpost, client: Client
) -> None:
    town.guide.bands = town.platform.bands.filter(slug="3-4-aar")
    town.guide.save_revision().publish()

    assert leads_to(client) == "/taet-og-toer/5-10-aar/" + LANDING


def test_a_page_without_any_age_leads_to_the_platform(
    town: Town, potte: Signpost, client: Client
) -> None:
    Signpost.objects.update(band=None)
    town.guide.bands = []
    town.guide.save_revision().publish()

    assert leads_to(client) == PLATFORM + LANDING


def test_a_deleted_page_leads_to_its_age(town: Town, potte: Signpost, client: Client) -> None:
    town.guide.delete()

    assert leads_to(client) == "/taet-og-toer/5-10-aar/"


def test_a_deleted_age_leads_to_the_page_in_another(
    town: Town, potte: Signpost, client: Client
) -> None:
    potte.band.delete()

    assert leads_to(client) == PAGE


def test_a_page_moved_to_another_platform_is_not_followed_there(
    town: Town, potte: Signpost, client: Client
) -> None:
    town.guide.move(town.page.get_parent(), "last-child")

    assert leads_to(client) == "/taet-og-toer/5-10-aar/" + LANDING


def test_a_platform_taken_down_leads_to_the_portal(
    town: Town, potte: Signpost, client: Client
) -> None:
    town.page.unpublish()

    assert leads_to(client) == "/" + LANDING
    assert 'id="fra-plakat"' in client.get("/").content.decode()


def test_with_nothing_live_at_all_it_still_leads_to_the_front_door(
    town: Town, potte: Signpost, client: Client
) -> None:
    for page in (town.page, PortalPage.objects.get()):
        page.unpublish()

    assert leads_to(client) == "/" + LANDING


def test_a_platform_with_posters_on_walls_is_not_deleted(town: Town, potte: Signpost) -> None:
    with pytest.raises(ProtectedError):
        Platform.objects.filter(pk=town.platform.pk).delete()


@pytest.mark.parametrize(
    "address",
    [
        "/p/findes-ikke/",
        "/p/" + "x" * 5000 + "/",
        "/p/b%C3%B8rn/",
        "/p/../potte/",
        "/p/potte/mere/",
        "/p/findes-ikke/plakat.pdf",
        "/p/findes-ikke/plakat.svg",
        "/p/findes-ikke/folder.pdf",
        "/p/findes-ikke/qr.svg",
    ],
)
def test_an_unknown_address_is_a_page_that_says_so(
    potte: Signpost, client: Client, address: str
) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert "<h1>" in response.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_can_only_be_read(potte: Signpost, client: Client, method: str) -> None:
    assert getattr(client, method)("/p/potte/").status_code == 405


@pytest.mark.parametrize("name", ["sofie", "mikkel", "hanne", "ida", "jonas", None])
def test_the_public_addresses_are_open_to_everyone(
    town: Town, potte: Signpost, client: Client, name: str | None
) -> None:
    if name:
        client.force_login(getattr(town.people, name))

    assert client.get("/p/potte/").status_code == 302
    assert client.get("/p/potte/qr.svg").status_code == 200


def test_a_platform_on_its_own_host_has_its_own_short_address(
    town: Town, potte: Signpost, client: Client, settings
) -> None:
    Site.objects.create(hostname="xn--brn-0na.example", port=443, root_page=town.page)
    settings.ALLOWED_HOSTS = ["testserver", "xn--brn-0na.example"]

    assert potte.public_url == "https://xn--brn-0na.example/p/potte/"
    assert potte.shown_address == "børn.example/p/potte"
    own_host = client.get("/p/potte/", headers={"Host": "xn--brn-0na.example"}, secure=True)
    assert own_host.headers["Location"] == "/5-10-aar/naar-barnet-holder-sig/"
    # An older code still works, and leads to the host where the platform is read now.
    assert leads_to(client) == "https://xn--brn-0na.example/5-10-aar/naar-barnet-holder-sig/"


def test_following_asks_the_database_a_known_number_of_times(
    potte: Signpost, client: Client, django_assert_num_queries
) -> None:
    client.get("/p/potte/")  # the first of the week makes its row

    with django_assert_num_queries(5):  # signpost, scan, front page, ages of the page, site
        client.get("/p/potte/")
