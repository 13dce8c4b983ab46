"""An editor marks a chart at the desk; the circle finds the mark under it, and the signal's own page."""

from playwright.sync_api import Page

from tests.browser.conftest import assert_good, sign_in


def test_a_mark_reaches_the_circle(desktop: Page, phone: Page, site: str) -> None:
    sign_in(desktop, site, "ida")
    desktop.goto(f"{site}/admin/snippets/feedback/measure/")
    desktop.get_by_role("link", name="Henvisninger til hospitalet").first.click()
    desktop.wait_for_url("**/edit/*/")
    desktop.locator("header [data-controller~='w-dropdown'] button").first.click()
    desktop.get_by_role("link", name="Mærker på diagrammet").click()
    desktop.get_by_label("Hvad er det?").select_option("note")
    desktop.get_by_label("Begrundelse").fill("Ny folder fra i dag")
    desktop.get_by_role("button", name="Sæt mærket").click()
    desktop.get_by_text("Mærket er sat.").wait_for()

    sign_in(phone, site, "sofie")
    phone.goto(f"{site}/kreds/taet-og-toer/")
    phone.get_by_text("Ny folder fra i dag").first.wait_for()
    assert_good(phone)

    phone.locator(".say-link").first.click()
    phone.get_by_text("Det ændrer sig aldrig.").wait_for()
    assert_good(phone)
