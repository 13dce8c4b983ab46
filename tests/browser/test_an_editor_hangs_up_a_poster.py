"""Ida makes an access point in Wagtail's admin and gets its address, QR code and poster."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in

pytestmark = pytest.mark.stored


def test_a_new_access_point_shows_its_address_its_code_and_its_poster(
    desktop: Page, site: str
) -> None:
    sign_in(desktop, site, "ida")
    desktop.goto(f"{site}/admin/snippets/questionnaires/accesspoint/add/")
    expect(desktop.locator("html")).to_have_attribute("lang", "da")
    desktop.get_by_role("button", name=re.compile("Vælg indsamling", re.IGNORECASE)).click()
    desktop.get_by_role("link", name="Kontakten i dag · Tæt og tør").click()
    desktop.get_by_role("button", name="Gem").click()
    desktop.get_by_role("link", name=re.compile("Kontakten i dag · Tæt og tør · Plakat")).click()

    address = desktop.locator(".w-panel__content a, main a").get_by_text(site + "/s/").inner_text()
    assert re.search(r"/s/[a-z0-9]{8}/$", address)
    expect(desktop.get_by_role("img", name="QR-kode til spørgeskemaet")).to_be_visible()
    poster = desktop.request.get(
        site + desktop.get_by_role("link", name="Plakat, A4").get_attribute("href")
    )
    assert poster.body().startswith(b"%PDF")
    desktop.goto(address)
    expect(desktop.get_by_text("Hvem svarer?")).to_be_visible()


def test_the_editor_of_advice_ticks_the_ages_of_her_own_platform(desktop: Page, site: str) -> None:
    sign_in(desktop, site, "ida")
    desktop.goto(f"{site}/admin/pages/5/edit/")

    ages = desktop.locator("#id_bands label")
    expect(ages).to_have_text(["1½–2 år", "3–4 år", "5–10 år", "11 år eller ældre"])
