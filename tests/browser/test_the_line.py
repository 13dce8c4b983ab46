"""A line from 0 to 100: nothing is marked before it is touched, and what is touched is what is sent."""

import re
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.asked import EVERY
from tests.browser.conftest import assert_good

pytestmark = pytest.mark.stored

NAMES = {"": "Hvor let var det?", "?sprog=ar": "ما مدى السهولة؟"}
SENT = "Send svarene"


def open_line(tab: Page, site: str, query: str = "") -> Locator:
    """Open the form on one page, where the line is one question among others."""
    tab.goto(f"{site}{EVERY}{query}#alle")
    line = tab.get_by_role("slider", name=re.compile(NAMES[query]))
    expect(line).to_be_visible()
    return line


def touch(line: Locator, share: float) -> None:
    """Tap so far from the left edge."""
    box = line.bounding_box()
    assert box is not None
    assert box["height"] >= 48
    line.tap(position={"x": box["width"] * share, "y": box["height"] / 2})


def sent(tab: Page) -> dict[str, list[str]]:
    tab.wait_for_timeout(
        300
    )  # the form does not send what came up less than a quarter of a second ago
    with tab.expect_request(lambda one: one.method == "POST") as posted:
        tab.get_by_role("button", name=SENT).click()
    return parse_qs(posted.value.post_data, keep_blank_values=True)


def test_before_it_is_touched_there_is_no_mark_and_nothing_is_sent(
    phone: Page, asking: str
) -> None:
    line = open_line(phone, asking)

    expect(line).to_have_attribute("aria-valuetext", "ikke besvaret")
    expect(phone.locator(".line-thumb")).to_be_hidden()
    for end in ("Meget svært", "Meget let"):
        expect(phone.get_by_text(end, exact=True)).to_be_visible()
    expect(phone.get_by_text("Skriv et helt tal")).to_be_hidden()
    assert_good(phone)
    phone.get_by_label("Nej", exact=True).first.check()
    assert "q3" not in {name: each for name, each in sent(phone).items() if each != [""]}


def test_a_tap_anywhere_counts_and_so_does_the_middle(phone: Page, asking: str) -> None:
    line = open_line(phone, asking)

    for share, value in ((0.63, "63"), (0.001, "0"), (0.999, "100"), (0.5, "50")):
        touch(line, share)
        expect(line).to_have_attribute("aria-valuetext", f"{value} af 100")
        expect(line).to_have_attribute("aria-valuenow", value)
        expect(phone.locator(".line-thumb")).to_be_visible()
    expect(phone.get_by_text("50 af 100")).to_be_hidden()
    phone.get_by_role("button", name="Vis tallet").tap()
    expect(phone.get_by_text("50 af 100")).to_be_visible()
    assert_good(phone)
    assert sent(phone)["q3"] == ["50"]


def test_a_mark_is_dragged_and_cleared_again(desktop: Page, asking: str) -> None:
    line = open_line(desktop, asking)
    line.scroll_into_view_if_needed()
    box = line.bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    desktop.mouse.move(box["x"] + box["width"] * 0.2, y)
    desktop.mouse.down()
    desktop.mouse.move(box["x"] + box["width"] * 0.8, y, steps=4)
    desktop.mouse.up()
    expect(line).to_have_attribute("aria-valuenow", "80")

    desktop.get_by_role("button", name="Ryd svar").click()

    expect(line).to_have_attribute("aria-valuetext", "ikke besvaret")
    expect(line).to_be_focused()
    expect(desktop.locator(".line-thumb")).to_be_hidden()


def test_two_buttons_do_what_a_finger_cannot(phone: Page, asking: str) -> None:
    line = open_line(phone, asking)
    for name, value in (("Lidt mere", "50"), ("Lidt mere", "51"), ("Lidt mindre", "50")):
        button = phone.get_by_role("button", name=name)
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 48
        button.tap()
        expect(line).to_have_attribute("aria-valuenow", value)


def test_the_keyboard_reaches_every_value(desktop: Page, asking: str) -> None:
    line = open_line(desktop, asking)
    line.focus()

    for key, value in (
        ("ArrowRight", "50"), ("ArrowRight", "51"), ("ArrowLeft", "50"), ("ArrowUp", "51"),
        ("ArrowDown", "50"), ("PageUp", "60"), ("PageDown", "50"), ("End", "100"), ("PageUp", "100"),
        ("Home", "0"), ("ArrowLeft", "0"),
    ):  # fmt: skip
        line.press(key)
        expect(line).to_have_attribute("aria-valuenow", value)


def test_from_right_to_left_the_low_end_is_on_the_right(phone: Page, asking: str) -> None:
    line = open_line(phone, asking, "?sprog=ar")
    low, high = (
        phone.get_by_text(end, exact=True).bounding_box() for end in ("صعب جداً", "سهل جداً")
    )
    assert low is not None
    assert high is not None
    assert low["x"] > high["x"]

    touch(line, 0.2)
    expect(line).to_have_attribute("aria-valuenow", "80")
    line.press("ArrowRight")
    expect(line).to_have_attribute("aria-valuenow", "79")
    mark, track = phone.locator(".line-thumb").bounding_box(), line.bounding_box()
    assert mark is not None
    assert track is not None
    assert mark["x"] + mark["width"] / 2 < track["x"] + track["width"] / 2
    assert_good(phone)
