"""English and Arabic on a phone: whole, good to read from either side, and the place is kept."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import assert_good_on_phone_and_desktop

ADVICE = "/taet-og-toer/3-4-aar/sid-godt-paa-toilettet/"
ADDRESSES = (
    "/en/",
    "/en/taet-og-toer/yngre/",
    "/en/taet-og-toer/3-4-aar/naar-jeres-barn-holder-sig/",
    "/en/type-2-diabetes/",
    "/en/type-2-diabetes/40-64-aar/hvem-goer-hvad/",
    "/ar/",
    "/ar/taet-og-toer/",
    "/ar/taet-og-toer/3-4-aar/",
    f"/ar{ADVICE}",
    "/s/tt-side/?alder=3-4-aar&sprog=ar",
    "/s/tt-side/tak/?alder=3-4-aar&sprog=ar",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_in_another_language_is_good_on_phone_and_desktop(
    address: str, phone: Page, site: str
) -> None:
    response = phone.goto(site + address)

    assert response is not None
    assert response.status == 200
    assert_good_on_phone_and_desktop(phone)


def test_switching_midway_keeps_the_page_and_the_age(phone: Page, site: str) -> None:
    phone.goto(f"{site}{ADVICE}")

    phone.get_by_role("link", name="العربية").click()
    assert phone.url == f"{site}/ar{ADVICE}"
    assert phone.locator("html").get_attribute("dir") == "rtl"
    phone.get_by_role("link", name="English").click()
    assert phone.url == f"{site}/en{ADVICE}"
    assert "Sit well on the toilet" in phone.locator("h1").inner_text()
    phone.get_by_role("link", name="Dansk").click()
    assert phone.url == f"{site}{ADVICE}"


def test_what_is_not_in_arabic_leads_to_the_nearest_page(phone: Page, site: str) -> None:
    phone.goto(f"{site}/taet-og-toer/3-4-aar/haard-mave-foerst/")

    phone.get_by_role("link", name="العربية").click()

    assert phone.url == f"{site}/ar/taet-og-toer/3-4-aar/"
    danish = phone.locator("ul[lang=da][dir=ltr]")
    assert danish.get_by_role("link", name="Hård mave først").is_visible()


def test_an_arabic_reader_answers_from_the_advice(phone: Page, site: str) -> None:
    phone.goto(f"{site}/ar{ADVICE}")

    phone.locator(".invitation a").click()

    assert "sprog=ar" in phone.url
    assert phone.locator("html").get_attribute("dir") == "rtl"
    assert phone.locator("input[name=age][value='3-4-aar']").is_checked()


def test_arabic_begins_at_the_right(phone: Page, site: str) -> None:
    phone.goto(f"{site}/ar{ADVICE}")

    brand, number = phone.locator(".brand"), phone.locator(".steps li").first

    assert brand.bounding_box()["x"] > 180
    assert number.evaluate("step => getComputedStyle(step).direction") == "rtl"
