"""axe (WCAG 2.2 A and AA) on every page of the thread, at phone and desktop size."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import assert_good, assert_good_on_phone_and_desktop, sign_in

OPEN_PAGES = (
    "/",
    "/taet-og-toer/",
    "/taet-og-toer/yngre/",
    "/taet-og-toer/uden-net/",
    "/taet-og-toer/11-aar-og-aeldre/",
    "/taet-og-toer/5-10-aar/haard-mave-foerst/",
    "/taet-og-toer/soeg/",
    "/taet-og-toer/soeg/?q=toilletet&alder=5-10-aar",
    "/taet-og-toer/soeg/?q=bilforsikring",
    "/taet-og-toer/findes-ikke/",
    "/taet-og-toer/5-10-aar/skriv-drikke-og-tis-ned/",
    "/taet-og-toer/5-10-aar/naar-i-taler-om-det/",
    "/s/tt-plakat/",
    "/s/tt-plakat/?sprog=en",
    "/s/tt-plakat/tak/?alder=3-4-aar",
    "/s/findes-ikke/",
    "/findes-ikke/",
    "/konto/login/",
    "/konto/password/reset/",
    "/-/komponenter/",
)


@pytest.mark.parametrize("address", OPEN_PAGES)
def test_an_open_page_is_good_on_phone_and_desktop(address: str, phone: Page, site: str) -> None:
    phone.goto(site + address)
    assert_good_on_phone_and_desktop(phone)


@pytest.mark.parametrize(
    "address",
    [
        "/kreds/",
        "/kreds/taet-og-toer/",
        "/kreds/taet-og-toer/hent/",
        "/kreds/taet-og-toer/noegler/",
        "/fag/kampagner/",
        "/fag/ord/",
    ],
)
def test_a_page_behind_the_login_is_good_on_phone_and_desktop(
    address: str, phone: Page, site: str
) -> None:
    sign_in(phone, site, "sofie")
    phone.goto(site + address)
    assert_good_on_phone_and_desktop(phone)


def test_a_stranger_to_the_circle_gets_a_kind_refusal(desktop: Page, site: str) -> None:
    sign_in(desktop, site, "hanne")
    response = desktop.goto(f"{site}/kreds/taet-og-toer/")
    assert response is not None
    assert response.status == 403
    assert_good(desktop)


@pytest.mark.parametrize(
    "address",
    [
        "/taet-og-toer/soeg/?q=toilletet&alder=5-10-aar",
        "/taet-og-toer/5-10-aar/skriv-drikke-og-tis-ned/",
    ],
)
def test_a_page_turned_right_to_left_does_not_stick_out(
    address: str, phone: Page, site: str
) -> None:
    phone.goto(site + address)
    phone.evaluate("document.documentElement.dir = 'rtl'")
    assert_good(phone)
