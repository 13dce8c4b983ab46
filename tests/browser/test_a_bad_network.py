"""The answers stay on the phone until they are sent, and are sent once, whatever the network does."""

import json
import re

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.asked import EVERY, LAST_DAY
from tests.browser.conftest import assert_good

pytestmark = pytest.mark.stored

DRAFTS = "Object.keys(localStorage).filter((key) => key.startsWith('kilden-draft-'))"
WAITING = "Ikke sendt endnu. Svarene ligger på din telefon og sendes, når der er net igen."
OFFER = "Der ligger et udkast på denne telefon, som ikke er sendt."

SHARED = """document.addEventListener("readystatechange", () => {
  document.getElementById("answers")?.setAttribute("data-kiosk", "");
})"""


@pytest.fixture
def sent(phone_on_the_road: Page) -> list[Request]:
    """The forms that left the phone, as the network sees them."""
    found: list[Request] = []
    phone_on_the_road.on("request", lambda one: found.append(one) if one.method == "POST" else None)
    return found


def begin(tab: Page, site: str, address: str = EVERY) -> None:
    tab.goto(f"{site}{address}#alle")
    tab.get_by_label("Ja", exact=True).first.check()
    expect(tab.get_by_text("Svarene ligger kun på denne telefon")).to_be_visible()


def draft(tab: Page) -> dict:
    (key,) = tab.evaluate(DRAFTS)
    return json.loads(tab.evaluate("(key) => localStorage.getItem(key)", key))


def send(tab: Page) -> None:
    tab.get_by_role("button", name="Send svarene").tap()


def change_draft(tab: Page, **changes: object) -> None:
    tab.evaluate(
        "(draft) => localStorage.setItem('kilden-draft-proeve', JSON.stringify(draft))",
        draft(tab) | changes,
    )


def test_what_is_sent_without_a_net_arrives_once_when_it_is_back(
    phone_on_the_road: Page, sent: list[Request], asking: str
) -> None:
    tab = phone_on_the_road
    begin(tab, asking)
    assert draft(tab)["version"] == tab.locator("#answers").get_attribute("data-version")
    number = tab.locator("[name=submission]").input_value()
    tab.context.set_offline(True)

    send(tab)
    expect(tab.get_by_text(WAITING)).to_be_visible()
    assert_good(tab)
    assert draft(tab)["isWaiting"] is True

    tab.context.set_offline(False)
    expect(tab.get_by_role("heading", name="Tak")).to_be_visible()
    assert tab.evaluate(DRAFTS) == []
    assert len({one.post_data for one in sent}) == 1
    assert "submission=" + number.replace(":", "%3A") in (sent[-1].post_data or "")
    assert "q1" not in tab.url


def test_a_phone_that_was_shut_sends_the_next_time_the_page_is_opened(
    phone_on_the_road: Page, sent: list[Request], asking: str
) -> None:
    tab = phone_on_the_road
    begin(tab, asking)
    tab.context.set_offline(True)
    send(tab)
    expect(tab.get_by_text(WAITING)).to_be_visible()
    tab.goto("about:blank")
    tab.context.set_offline(False)
    before = len(sent)

    tab.goto(asking + EVERY)

    expect(tab.get_by_role("heading", name="Tak")).to_be_visible()
    assert tab.evaluate(DRAFTS) == []
    assert len(sent) == before + 1
    assert sent[-1].post_data == sent[0].post_data


def test_a_draft_is_offered_gone_on_with_and_taken_off_the_phone(
    phone_on_the_road: Page, asking: str
) -> None:
    tab = phone_on_the_road
    begin(tab, asking)
    for _ in range(8):
        tab.get_by_role("button", name="Tilføj en række").tap()
    tab.locator("input[name=r9q5]").fill("200")
    tab.get_by_role("button", name="Lidt mere").tap()
    tab.goto("about:blank")

    tab.goto(f"{asking}{EVERY}#alle")
    expect(tab.get_by_text(OFFER)).to_be_visible()
    expect(tab.get_by_label("Ja", exact=True).first).not_to_be_checked()
    assert_good(tab)
    tab.get_by_role("button", name="Fortsæt udkastet").tap()
    expect(tab.get_by_label("Ja", exact=True).first).to_be_checked()
    expect(tab.get_by_role("slider")).to_have_attribute("aria-valuetext", "50 af 100")
    expect(tab.locator("input[name=r9q5]")).to_have_value("200")
    tab.reload()
    expect(tab.get_by_label("Ja", exact=True).first).to_be_checked()  # the same person, at once

    tab.locator(".draft-delete:visible").tap()
    expect(tab.get_by_text("Udkastet er slettet.")).to_be_visible()
    expect(tab.get_by_label("Ja", exact=True).first).not_to_be_checked()
    assert tab.evaluate(DRAFTS) == []
    tab.reload()
    expect(tab.get_by_text(OFFER)).to_be_hidden()


def test_a_draft_of_other_questions_is_removed_and_said(
    phone_on_the_road: Page, asking: str
) -> None:
    tab = phone_on_the_road
    begin(tab, asking)
    change_draft(tab, version="gammel")

    tab.goto("about:blank")
    tab.goto(asking + EVERY)

    expect(tab.get_by_text("Spørgsmålene er lavet om")).to_be_visible()
    expect(tab.get_by_text(OFFER)).to_be_hidden()
    assert tab.evaluate(DRAFTS) == []


def test_a_draft_ends_with_the_campaign_and_an_old_one_is_gone(
    phone_on_the_road: Page, asking: str
) -> None:
    tab = phone_on_the_road
    begin(tab, asking, LAST_DAY)
    assert draft(tab)["until"] == tab.evaluate("new Date().toLocaleDateString('sv')")
    tab.evaluate("localStorage.clear()")
    begin(tab, asking)
    change_draft(tab, until="2026-01-01")

    tab.goto(f"{asking}/s/tt-plakat/")  # any form sweeps the phone

    assert tab.evaluate(DRAFTS) == []


@pytest.mark.parametrize("answer", [503, 200], ids=["a fault", "a café's login page"])
def test_an_answer_that_is_not_ours_is_no_receipt(
    phone_on_the_road: Page, asking: str, answer: int
) -> None:
    tab = phone_on_the_road
    begin(tab, asking)
    tab.route(f"**{EVERY}", lambda route: route.fulfill(status=answer, body="<h1>Log ind</h1>"))

    send(tab)

    expect(tab.get_by_text(WAITING)).to_be_visible()
    assert draft(tab)["isWaiting"] is True
    tab.unroute(f"**{EVERY}")
    tab.wait_for_timeout(300)
    send(tab)
    expect(tab.get_by_role("heading", name="Tak")).to_be_visible()


def test_what_the_server_sends_back_is_shown_and_stays_a_draft(
    phone_on_the_road: Page, asking: str
) -> None:
    tab = phone_on_the_road
    begin(tab, asking)
    tab.get_by_role("textbox", name=re.compile("Er der andet")).fill("Ring 311235-4123")
    send(tab)
    expect(tab.locator("p.wrong")).to_be_visible()
    assert draft(tab)["isWaiting"] is False
    assert_good(tab)

    tab.get_by_role("textbox", name=re.compile("Er der andet")).fill("Nej")
    tab.wait_for_timeout(300)
    send(tab)
    expect(tab.get_by_role("heading", name="Tak")).to_be_visible()
    assert tab.evaluate(DRAFTS) == []


@pytest.mark.parametrize(
    "before",
    [
        SHARED,
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('closed'); } })",
    ],
    ids=["a screen that strangers share", "no storage"],
)
def test_where_nothing_may_be_kept_the_form_is_sent_as_ever(
    phone_on_the_road: Page, asking: str, before: str
) -> None:
    tab = phone_on_the_road
    tab.add_init_script(before)
    tab.goto(f"{asking}{EVERY}#alle")
    tab.get_by_label("Ja", exact=True).first.check()
    tab.wait_for_timeout(400)

    expect(tab.get_by_text("Svarene ligger kun på denne telefon")).to_be_hidden()
    send(tab)

    expect(tab.get_by_role("heading", name="Tak")).to_be_visible()
    tab.goto(f"{asking}/findes-ikke/")
    assert (
        tab.evaluate("(() => { try { return localStorage.length; } catch { return 0; } })()") == 0
    )


def test_two_buttons_under_a_page_keep_nothing(phone_on_the_road: Page, asking: str) -> None:
    tab = phone_on_the_road
    tab.goto(f"{asking}/taet-og-toer/3-4-aar/naar-jeres-barn-holder-sig/")
    tab.locator(".useful").get_by_role("link", name="Ja", exact=True).tap()
    tab.get_by_role("textbox").fill("Godt")
    tab.wait_for_timeout(400)

    assert tab.evaluate("localStorage.length") == 0
