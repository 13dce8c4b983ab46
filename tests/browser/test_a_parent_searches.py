"""A parent on a phone searches from an age, with scripts off, and lands in that age."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import assert_good

pytestmark = pytest.mark.stored


def test_a_parent_finds_the_page_in_own_words_and_keeps_the_age(
    phone_without_script: Page, site: str
) -> None:
    tab = phone_without_script
    tab.goto(f"{site}/taet-og-toer/5-10-aar/")
    tab.get_by_role("link", name="Søg", exact=True).click()
    tab.get_by_label("Hvad leder I efter?").fill("mit barn er forstoppet")
    tab.get_by_role("button", name="Søg").click()

    first = tab.locator(".guide").first
    expect(first).to_contain_text("Hård mave først")
    first.click()

    expect(tab).to_have_url(f"{site}/taet-og-toer/5-10-aar/haard-mave-foerst/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Hård mave først")


def test_the_search_fits_a_phone_and_a_desktop(phone: Page, desktop: Page, site: str) -> None:
    for tab in (phone, desktop):
        tab.goto(f"{site}/taet-og-toer/soeg/?q=natble&alder=3-4-aar")
        assert_good(tab)
        assert not tab.context.cookies()
