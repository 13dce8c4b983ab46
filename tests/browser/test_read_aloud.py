"""“Læs højt” is there only where a voice of the page's language lives on the device."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import assert_good

GUIDE = "/taet-og-toer/3-4-aar/sid-godt-paa-toilettet/"
DANISH = {"name": "Sara", "lang": "da-DK", "localService": True}
ANDROID = {"name": "dansk Danmark", "lang": "da_DK", "localService": True}
ENGLISH = {"name": "Daniel", "lang": "en-GB", "localService": True}
FROM_THE_NET = {"name": "Google dansk", "lang": "da-DK", "localService": False}
# A device that says what it was given, and ends a block when the test says so.
DEVICE = """
  const spoken = [], device = { voices: VOICES, cancelled: 0 };
  window.device = device;
  device.spoken = spoken;
  device.finish = (event = "onend") => spoken.at(-1)[event]?.({});
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const speech = {
    getVoices: () => device.voices,
    speak: (words) => spoken.push(words),
    cancel: () => { device.cancelled += 1; spoken.at(-1)?.onerror?.({ error: "interrupted" }); },
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
"""
READ = "device.spoken.map((words) => words.text)"


def open_with(tab: Page, site: str, *voices: dict[str, Any]) -> None:
    tab.add_init_script(DEVICE.replace("VOICES", json.dumps(voices)))
    tab.goto(site + GUIDE, wait_until="networkidle")


def button(tab: Page, name: str) -> Any:
    return tab.get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize(
    "voices",
    [
        pytest.param([], id="no voice"),
        pytest.param([ENGLISH], id="only English"),
        pytest.param([FROM_THE_NET, ENGLISH], id="only from the net"),
        pytest.param([DANISH | {"lang": "dav-KE"}], id="a language that begins alike"),
        pytest.param([DANISH | {"lang": ""}], id="no language"),
    ],
)
def test_without_a_voice_of_the_language_on_the_device_there_is_no_button(
    phone: Page, site: str, voices: list[dict[str, Any]]
) -> None:
    open_with(phone, site, *voices)

    expect(button(phone, "Læs højt")).to_have_count(0)


def test_without_speech_at_all_the_page_is_as_ever(phone: Page, site: str) -> None:
    phone.add_init_script("Object.defineProperty(window, 'speechSynthesis', { value: undefined })")
    phone.goto(site + GUIDE, wait_until="networkidle")

    expect(button(phone, "Læs højt")).to_have_count(0)
    expect(phone.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("voice", [DANISH, ANDROID], ids=["da-DK", "da_DK"])
def test_it_reads_every_block_in_order_in_the_pages_language(
    phone: Page, site: str, voice: dict[str, Any]
) -> None:
    open_with(phone, site, ENGLISH, voice)
    button(phone, "Læs højt").tap()
    while phone.evaluate("document.body.classList.contains('listening')"):
        phone.evaluate("device.finish()")

    read = phone.evaluate(READ)
    article = phone.locator("article")
    assert read[0] == article.get_by_role("heading", level=1).inner_text()
    for part in (".quick", ".steps li", ".do li", ".dont li", ".care h3", ".care-text"):
        for text in article.locator(part).all_inner_texts():
            assert all(line in "\n".join(read) for line in text.splitlines() if line), text
    assert len(read) == len(set(read))
    assert not [text for text in read if "Læs siden på" in text or "Læs højt" in text]
    assert phone.evaluate("device.spoken[0].lang") == "da-DK"
    assert phone.evaluate("device.spoken[0].voice.name") == voice["name"]
    expect(button(phone, "Læs højt")).to_be_visible()
    expect(phone.locator(".is-read")).to_have_count(0)


def test_the_block_that_is_read_is_marked_and_not_by_colour_alone(phone: Page, site: str) -> None:
    open_with(phone, site, DANISH)

    button(phone, "Læs højt").tap()

    expect(phone.locator(".is-read")).to_have_count(1)
    expect(phone.locator("h1.is-read")).to_have_css("outline-style", "solid")
    assert_good(phone)
    phone.evaluate("device.finish()")
    expect(phone.locator(".is-read")).to_have_count(1)
    expect(phone.locator("h1.is-read")).to_have_count(0)


def test_a_pause_goes_on_with_the_same_block(phone: Page, site: str) -> None:
    open_with(phone, site, DANISH)
    button(phone, "Læs højt").tap()
    phone.evaluate("device.finish()")
    block = phone.evaluate(READ)[-1]

    button(phone, "Pause").tap()
    phone.evaluate("device.finish()")  # the phone also tells of the end of what was cut off
    assert len(phone.evaluate(READ)) == 2
    expect(phone.locator(".is-read")).to_have_count(1)

    button(phone, "Fortsæt").tap()
    assert phone.evaluate(READ)[-1] == block
    expect(button(phone, "Pause")).to_be_visible()


@pytest.mark.parametrize("how", ["button", "escape"])
def test_stop_stops_and_the_next_reading_begins_at_the_top(
    desktop: Page, site: str, how: str
) -> None:
    open_with(desktop, site, DANISH)
    button(desktop, "Læs højt").focus()
    desktop.keyboard.press("Enter")
    desktop.evaluate("device.finish()")

    if how == "button":
        desktop.keyboard.press("Tab")
        desktop.keyboard.press("Enter")
    else:
        desktop.keyboard.press("Escape")

    expect(button(desktop, "Læs højt")).to_be_focused()
    expect(button(desktop, "Stop")).to_have_count(0)
    expect(desktop.locator(".is-read")).to_have_count(0)
    assert desktop.evaluate("device.cancelled") == 1
    desktop.keyboard.press("Enter")
    read = desktop.evaluate(READ)
    assert read[-1] == read[0]


def test_leaving_the_page_stops_the_voice(phone: Page, site: str) -> None:
    open_with(phone, site, DANISH)
    button(phone, "Læs højt").tap()

    phone.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")

    assert phone.evaluate("device.cancelled") == 1
    expect(phone.locator(".is-read")).to_have_count(0)


def test_a_voice_that_comes_late_brings_the_button_and_one_that_goes_takes_it(
    phone: Page, site: str
) -> None:
    open_with(phone, site)
    expect(button(phone, "Læs højt")).to_have_count(0)

    phone.evaluate(
        "voice => { device.voices = [voice]; speechSynthesis.onvoiceschanged(); }", DANISH
    )
    expect(button(phone, "Læs højt")).to_be_visible()
    button(phone, "Læs højt").tap()

    phone.evaluate("() => { device.voices = []; speechSynthesis.onvoiceschanged(); }")
    expect(phone.get_by_role("button")).to_have_count(0)
    expect(phone.locator(".is-read")).to_have_count(0)


def test_a_voice_that_fails_is_told_and_leaves_the_page_in_order(phone: Page, site: str) -> None:
    open_with(phone, site, DANISH)
    button(phone, "Læs højt").tap()

    phone.evaluate("device.finish('onerror')")

    expect(phone.get_by_text("Telefonen kunne ikke læse højt.")).to_be_visible()
    expect(button(phone, "Læs højt")).to_be_visible()
    expect(phone.locator(".is-read")).to_have_count(0)


def test_a_page_in_another_language_wants_a_voice_of_that_language(phone: Page, site: str) -> None:
    phone.route(
        "**" + GUIDE,
        lambda route: route.fulfill(
            response=(page := route.fetch()),
            body=page.text().replace('<html lang="da" dir="ltr"', '<html lang="ar" dir="rtl"'),
        ),
    )
    open_with(phone, site, DANISH, {"name": "Maged", "lang": "ar-SA", "localService": True})

    button(phone, "Læs højt").tap()

    assert phone.evaluate("device.spoken[0].lang") == "ar-SA"
    assert_good(phone)
