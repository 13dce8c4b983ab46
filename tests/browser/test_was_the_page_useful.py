"""“Was this useful?” on a phone: two buttons, one line, back to the advice. With and without a script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import assert_good, sign_in

pytestmark = pytest.mark.stored

ADVICE = "/taet-og-toer/3-4-aar/naar-jeres-barn-holder-sig/"
TITLE = "Når jeres barn holder sig"


def tap(tab: Page, site: str, answer: str) -> None:
    tab.goto(site + ADVICE)
    button = tab.locator(".useful").get_by_role("link", name=answer, exact=True)
    size = button.bounding_box()
    assert size is not None
    assert min(size["width"], size["height"]) >= 48
    button.click()
    expect(tab.get_by_label(answer, exact=True)).to_be_checked()
    # All of it is on one page, whether scripts run or not.
    expect(tab.get_by_label(re.compile("Hvad manglede"))).to_be_visible()
    expect(tab.get_by_role("button", name="Send")).to_be_visible()


def test_a_parent_says_that_the_page_helped_and_is_led_back_to_it(phone: Page, site: str) -> None:
    phone.goto(site + ADVICE)
    assert_good(phone)
    tap(phone, site, "Ja")
    assert_good(phone)
    phone.get_by_label(re.compile("Hvad manglede")).fill("Rart med små trin")
    phone.get_by_role("button", name="Send").tap()

    expect(phone.get_by_role("heading", name="Tak")).to_be_visible()
    assert_good(phone)
    phone.get_by_role("link", name=re.compile(f"Tilbage til.*{TITLE}")).tap()
    expect(phone).to_have_url(site + ADVICE)
    assert not phone.context.cookies()


def test_without_a_script_a_cpr_number_is_taken_out_and_the_answer_is_kept(
    phone_without_script: Page, site: str
) -> None:
    tab = phone_without_script
    tap(tab, site, "Nej")
    words = tab.get_by_label(re.compile("Hvad manglede"))
    words.fill("Ring om 311235-4123")
    tab.get_by_role("button", name="Send").click()

    expect(tab.get_by_role("alert")).to_contain_text("Hvad manglede")
    expect(tab.locator(".wrong")).to_contain_text("Vi har taget et CPR-nummer ud af teksten")
    expect(tab.get_by_label("Nej", exact=True)).to_be_checked()
    expect(words).to_have_value("Ring om [CPR]")
    tab.get_by_role("button", name="Send").click()

    expect(tab.get_by_role("heading", name="Tak")).to_be_visible()
    assert not tab.context.cookies()


def test_the_error_page_and_the_desktop_are_good_too(desktop: Page, site: str) -> None:
    tap(desktop, site, "Ja")
    assert_good(desktop)
    desktop.get_by_label(re.compile("Hvad manglede")).fill("311235-4123")
    desktop.get_by_label(re.compile("Hvad manglede")).press("Enter")

    expect(desktop.locator(".wrong")).to_contain_text("Vi har taget et CPR-nummer ud af teksten")
    assert_good(desktop)


def test_the_circle_sees_which_pages_helped(desktop: Page, site: str) -> None:
    sign_in(desktop, site, "sofie")
    desktop.goto(f"{site}/kreds/taet-og-toer/")

    table = desktop.get_by_role("table", name=re.compile("Hjalp siden jer.*fra uge"))
    expect(table.get_by_role("rowheader", name=TITLE)).to_be_visible()
    expect(table.get_by_role("rowheader", name="Alle sider")).to_be_visible()
    assert_good(desktop)
