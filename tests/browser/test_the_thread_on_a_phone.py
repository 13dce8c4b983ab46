"""The thread in Chromium: advice, questionnaire, thanks, and the circle's board."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import assert_good, sign_in

pytestmark = pytest.mark.stored

QUIET_SECONDS = 8  # longer than an answer waits to be counted


def answers_this_week(tab: Page, site: str) -> int:
    tab.goto(f"{site}/kreds/taet-og-toer/")
    return int(re.search(r"(\d+) svar", tab.locator(".board-week").inner_text())[1])


def settled(tab: Page, site: str) -> int:
    """Return the count once the worker has counted what other stories answered just before."""
    counts = [answers_this_week(tab, site)]
    while len(counts) < QUIET_SECONDS or len(set(counts[-QUIET_SECONDS:])) > 1:
        tab.wait_for_timeout(1_000)
        counts.append(answers_this_week(tab, site))
    return counts[-1]


def test_a_parent_finds_advice_and_answers_and_the_circle_sees_one_more(
    phone: Page, desktop: Page, site: str
) -> None:
    sign_in(desktop, site, "sofie")
    before = settled(desktop, site)
    assert_good(desktop)

    phone.goto(f"{site}/taet-og-toer/")
    assert_good(phone)
    phone.get_by_role("link", name="3–4 år", exact=True).tap()
    expect(phone).to_have_url(f"{site}/taet-og-toer/3-4-aar/")
    assert_good(phone)
    phone.get_by_role("link", name=re.compile("Når jeres barn holder sig")).tap()
    expect(phone.get_by_role("heading", name=re.compile("søge hjælp"))).to_be_visible()
    assert_good(phone)
    assert not phone.context.cookies()

    phone.get_by_role("link", name="Kontakten i dag").tap()
    phone.get_by_text("En forælder eller en anden pårørende").tap()
    assert_good(phone)
    phone.get_by_role("button", name="Næste").tap()
    expect(phone.get_by_label("3–4 år", exact=True)).to_be_checked()
    phone.get_by_role("button", name="Næste").tap()
    for number in range(1, 6):
        expect(phone.get_by_text(f"{number + 2} af 7")).to_be_visible()
        phone.locator("fieldset:visible").get_by_text("I høj grad").tap()
        if number == 2:
            assert_good(phone)
        phone.get_by_role("button", name="Næste" if number < 5 else "Send svar").tap()
    expect(phone.get_by_role("heading", name="Tak")).to_be_visible()
    expect(phone.get_by_role("heading", name="Råd til 3–4 år")).to_be_visible()
    assert_good(phone)
    assert not phone.context.cookies()

    for _ in range(120):  # the worker counts when it gets to it
        if answers_this_week(desktop, site) == before + 1:
            break
        desktop.wait_for_timeout(500)
    assert answers_this_week(desktop, site) == before + 1


def test_the_whole_questionnaire_works_without_a_script(
    phone_without_script: Page, site: str
) -> None:
    tab = phone_without_script
    tab.goto(f"{site}/s/tt-kort/")
    expect(tab.locator("fieldset")).to_have_count(7)

    tab.locator("fieldset").nth(3).get_by_text("I nogen grad").click()
    tab.get_by_role("button", name="Send svar").click()

    expect(tab.get_by_role("heading", name="Tak")).to_be_visible()
    assert not tab.context.cookies()


def test_sending_nothing_says_what_to_do_and_keeps_the_page(
    phone_without_script: Page, site: str
) -> None:
    tab = phone_without_script
    tab.goto(f"{site}/s/tt-kort/")

    tab.get_by_role("button", name="Send svar").click()

    expect(tab.get_by_text("Svar på mindst ét spørgsmål")).to_be_visible()
    expect(tab.locator("fieldset")).to_have_count(7)


def test_the_browsers_back_leads_to_the_question_before(phone: Page, site: str) -> None:
    phone.goto(f"{site}/s/tt-plakat/")
    phone.get_by_role("button", name="Næste").tap()
    phone.locator("fieldset:visible").get_by_text("5–10 år").tap()
    phone.get_by_role("button", name="Næste").tap()
    expect(phone.get_by_text("3 af 7")).to_be_visible()

    phone.go_back()

    expect(phone.get_by_text("2 af 7")).to_be_visible()
    expect(phone.get_by_label("5–10 år", exact=True)).to_be_checked()


def test_the_questionnaire_can_be_answered_from_the_keyboard_in_english(
    desktop: Page, site: str
) -> None:
    desktop.goto(f"{site}/s/tt-plakat/")
    desktop.get_by_role("button", name="English").press("Enter")
    expect(desktop.locator("html")).to_have_attribute("lang", "en")
    desktop.get_by_label("A parent or someone else close").focus()
    desktop.keyboard.press("Space")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_text("2 of 7")).to_be_visible()
    desktop.get_by_role("button", name="Skip").press("Enter")
    for _ in range(4):
        desktop.get_by_role("button", name="Skip").press("Enter")
    desktop.locator("fieldset:visible input").first.focus()
    desktop.keyboard.press("Space")
    desktop.get_by_role("button", name="Send answers").press("Enter")

    expect(desktop.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(desktop.locator("html")).to_have_attribute("lang", "en")
