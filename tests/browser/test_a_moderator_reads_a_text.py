"""A moderator opens a text on a phone, taps what is to go, and gives the rest its themes."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import assert_good, sign_in

pytestmark = pytest.mark.stored


def test_words_are_tapped_away_and_themes_are_tapped_on(phone: Page, site: str) -> None:
    sign_in(phone, site, "sofie")
    phone.goto(f"{site}/fag/ord/")
    phone.locator("a.guide").first.click()
    assert_good(phone)

    phone.get_by_text("Tag ord ud").click()
    first = phone.locator(".cut").first
    first.click()
    assert_good(phone)
    phone.get_by_role("button", name="Tag dem ud og godkend").click()

    expect(phone.locator("blockquote.own-words")).to_contain_text("[…]")
    phone.get_by_text("Hverdag og ferier").click()
    assert_good(phone)
    phone.get_by_role("button", name="Gem temaerne").click()
    expect(phone.get_by_role("heading", level=1, name="Borgernes egne ord")).to_be_visible()
