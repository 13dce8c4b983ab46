"""Taking the numbers with you in a browser: by keyboard, on a phone, and a key for a program that works."""

import json
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import assert_good, sign_in

pytestmark = pytest.mark.stored

BASE = "/kreds/taet-og-toer/"


def test_a_file_is_fetched_by_keyboard(desktop: Page, site: str) -> None:
    sign_in(desktop, site, "sofie")
    desktop.goto(f"{site}{BASE}")
    desktop.get_by_role("link", name="Hent tallene").focus()
    desktop.keyboard.press("Enter")
    expect(desktop.locator("h1")).to_have_text("Hent tallene")
    desktop.get_by_role("link", name="Tekstfil (CSV)").focus()

    with desktop.expect_download() as fetched:
        desktop.keyboard.press("Enter")

    assert fetched.value.suggested_filename == "taet-og-toer-tal.csv"


def test_a_key_is_made_used_and_stopped_on_a_phone(phone: Page, site: str) -> None:
    sign_in(phone, site, "sofie")
    phone.goto(f"{site}{BASE}noegler/")
    phone.get_by_label("Hvad skal bruge den?").fill("Regionens datavarehus")
    phone.keyboard.press("Enter")
    expect(phone.locator("#new-key")).to_be_visible()
    assert_good(phone)
    secret = phone.get_by_label("Kopiér den nu.").input_value()
    request = urllib.request.Request(
        f"{site}{BASE}api/v1/", headers={"Authorization": f"Bearer {secret}"}
    )

    with urllib.request.urlopen(request) as answer:
        assert json.load(answer)["platform"] == "Tæt og tør"
    phone.get_by_role("link", name="Stop den").click()
    expect(phone.locator("h1")).to_contain_text("Regionens datavarehus")
    assert_good(phone)
    phone.get_by_role("button", name="Stop den nu").click()

    expect(phone.locator(".keys .tag")).to_have_text("stoppet")
    expect(phone.locator("#new-key")).to_have_count(0)
