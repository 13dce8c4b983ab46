"""From the first page to the posters and a typed sheet, by phone and without a script; axe on each step."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import assert_good, sign_in

pytestmark = pytest.mark.stored


def test_from_the_first_page_to_the_posters_and_back_to_a_stop(
    phone_without_script: Page, site: str
) -> None:
    tab = phone_without_script
    sign_in(tab, site, "sofie")
    tab.goto(f"{site}/kreds/")
    tab.get_by_role("link", name="Jeres kampagner").click()
    tab.get_by_role("link", name="Start en kampagne").click()
    tab.get_by_role("link", name="Kontakten i dag").click()
    tab.get_by_label("Alle 4 steder").check()
    tab.get_by_role("button", name="Start, og lav plakaterne").click()

    expect(tab.get_by_text("Færre end 5 svar")).to_be_visible()
    posters = tab.get_by_role("link", name="Print alle 4 plakater").get_attribute("href")
    assert tab.request.get(f"{site}{posters}").body().startswith(b"%PDF")

    tab.get_by_role("link", name="Tast svar fra papir ind").first.click()
    tab.get_by_label("I høj grad").first.check()
    tab.get_by_role("button", name="Gem og tast næste").click()
    expect(tab.get_by_text("Gemt. Tag det næste skema.")).to_be_visible()

    tab.get_by_role("link", name="Kontakten i dag, ").click()
    tab.get_by_role("link", name="Stop kampagnen").click()
    tab.get_by_role("button", name="Stop nu").click()
    expect(tab.get_by_text("Stoppet den")).to_be_visible()


def test_each_step_is_good_on_phone_and_desktop(phone: Page, desktop: Page, site: str) -> None:
    for tab in (phone, desktop):
        sign_in(tab, site, "sofie")
        tab.goto(f"{site}/fag/kampagner/ny/")
        assert_good(tab)
        tab.get_by_role("link", name="Kontakten i dag").click()
        expect(tab.get_by_text("Sidste dag for svar")).to_be_visible()
        assert_good(tab)
        tab.goto(f"{site}/fag/kampagner/")
        tab.get_by_role("link", name="Kontakten i dag · Tæt og tør").click()
        expect(tab.get_by_text("Denne uge", exact=True)).to_be_visible()
        assert_good(tab)
        tab.get_by_role("link", name="Tast svar fra papir ind").first.click()
        expect(tab.get_by_role("button", name="Gem og tast næste")).to_be_visible()
        assert_good(tab)
