"""Back past a switch of language: what was typed is still there, or the page has said that it is not."""

import re

from playwright.sync_api import Page, expect

from tests.browser.asked import EVERY
from tests.browser.conftest import assert_good
from tests.browser.test_answering_on_a_phone import HEADING, onward

YES, CHILDMINDER = "input[name=q1][value=ja]", "input[name=q2][value=dag]"
LOST = re.compile("your browser's Back button shows an empty form")


def test_what_was_typed_before_the_switch_and_after_it_is_there(phone: Page, asking: str) -> None:
    phone.goto(asking + EVERY)
    phone.get_by_label("3–4 år").check()
    onward(phone)
    phone.locator(YES).check()
    onward(phone)
    number = phone.locator("[name=submission]").input_value()
    phone.get_by_role("button", name="English").tap()
    expect(phone.locator(HEADING)).to_have_text(re.compile("Who helped you"))
    expect(phone.get_by_text(LOST)).to_be_hidden()
    phone.get_by_label("The childminder").check()

    phone.go_back()

    expect(phone.locator("html")).to_have_attribute("lang", "da")
    for given in ("input[name=age][value='3-4-aar']", YES, CHILDMINDER):
        expect(phone.locator(given)).to_be_checked()
    expect(phone.locator("[name=submission]")).to_have_value(number)
    expect(phone.locator(".draft-kept")).to_be_visible()
    assert_good(phone)

    phone.get_by_role("button", name="Vis alle spørgsmål på én side").tap()
    with phone.expect_request(lambda one: one.method == "POST") as posted:
        onward(phone)
    expect(phone.get_by_role("heading", name="Tak")).to_be_visible()
    sent = posted.value.post_data or ""
    assert "q1=ja" in sent
    assert "q2=dag" in sent


def test_without_a_script_the_page_says_what_back_does(
    phone_without_script: Page, asking: str
) -> None:
    tab = phone_without_script
    tab.goto(asking + EVERY)
    tab.locator(YES).check()

    tab.get_by_role("button", name="English").click()

    expect(tab.get_by_text(LOST)).to_be_visible()
    expect(tab.locator(YES)).to_be_checked()
    tab.get_by_role("button", name="Dansk").click()
    expect(tab.locator(YES)).to_be_checked()
