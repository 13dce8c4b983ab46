"""What a browser may do is said on every page: little for citizens, more in the admin."""

import pytest
from django.test import Client

from tests.cast import Town

pytestmark = pytest.mark.django_db
OPEN_PAGES = (
    "/",
    "/taet-og-toer/",
    "/taet-og-toer/3-4-aar/",
    "/taet-og-toer/3-4-aar/naar-barnet-holder-sig/",
    "/taet-og-toer/yngre/",
    "/s/plakat23/",
    "/s/plakat23/tak/",
    "/s/findes-ikke/",
    "/findes-ikke/",
    "/konto/login/",
    "/-/komponenter/",
)


@pytest.mark.parametrize("address", OPEN_PAGES)
def test_an_open_page_allows_nothing_inline_and_nothing_from_elsewhere(
    town: Town, client: Client, address: str
) -> None:
    response = client.get(address)

    assert set(response.headers["Content-Security-Policy"].split("; ")) == {
        "default-src 'none'",
        "base-uri 'none'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self'",
        "media-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "worker-src 'self'",
    }
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    expected = "no-referrer" if address.startswith("/s/") else "same-origin"
    assert response.headers["Referrer-Policy"] == expected


@pytest.mark.parametrize("address", OPEN_PAGES[:9])
def test_a_citizens_page_sets_no_cookie(town: Town, client: Client, address: str) -> None:
    assert not client.get(address).cookies


@pytest.mark.parametrize("address", ["/admin/", "/django-admin/"])
def test_the_admins_have_a_looser_policy_of_their_own(town: Town, address: str) -> None:
    client = Client()
    client.force_login(town.people.jonas)

    policy = client.get(address).headers["Content-Security-Policy"]

    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "http:" not in policy
    assert "https:" not in policy


def test_the_language_is_told_and_comes_from_the_address(town: Town, client: Client) -> None:
    assert client.get("/taet-og-toer/").headers["Content-Language"] == "da"
    assert client.get("/konto/login/?sprog=en").headers["Content-Language"] == "en"
    assert client.get("/taet-og-toer/?sprog=xx").headers["Content-Language"] == "da"
