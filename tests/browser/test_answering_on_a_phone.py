"""The citizen's two minutes: by tap alone, by keyboard alone, in three languages, with what went wrong."""

import re
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

from tests.browser.asked import CHILD, EVERY
from tests.browser.conftest import assert_good
from tests.browser.test_read_aloud import DANISH, DEVICE
from tests.browser.test_the_first_view_is_light import KB, Fetched

pytestmark = pytest.mark.stored

HEADING = "legend:visible, .question-name:visible"
DOUBLE_TAP = 260  # the form takes what comes quicker than this for a double tap


def onward(tab: Page) -> None:
    tab.wait_for_timeout(DOUBLE_TAP)
    tab.locator(".bar > button").click()


def is_large(tab: Page, least: int = 48) -> bool:
    """Say whether all that can be tapped in the form is large enough for a thumb."""
    return tab.evaluate(
        """(least) => [...document.querySelectorAll(".questions button, .option, .language")]
          .filter((one) => one.getClientRects().length)
          .every((one) => one.getBoundingClientRect().height >= least - 0.5)""",
        least,
    )


def test_a_parent_answers_by_taps_alone(phone: Page, asking: str) -> None:
    phone.goto(asking + EVERY)
    steps = []
    for tap in ("3–4 år", "Ja", "Dagplejen", ".line-track", ".row-more", None):
        assert_good(phone)
        assert is_large(phone)
        steps.append(phone.locator(".progress span").inner_text())
        if tap and tap.startswith("."):
            phone.locator(tap).tap()
        elif tap:
            phone.locator(".option:visible", has_text=tap).first.tap()
        before = phone.locator(".progress span").inner_text()
        phone.wait_for_timeout(DOUBLE_TAP)
        assert phone.locator(".progress span").inner_text() == before, "nothing moves on by itself"
        if tap is None:
            break
        phone.locator(".bar > button").tap()

    assert steps == ["1 af 5", "2 af 5", "3 af 6", "4 af 6", "5 af 6", "6 af 6"]
    with phone.expect_request(lambda one: one.method == "POST") as posted:
        phone.locator(".bar > button").tap()
    expect(phone.get_by_role("heading", name="Tak")).to_be_visible()
    given = parse_qs(posted.value.post_data)
    assert (given["q1"], given["q2"], given["q3"]) == (["ja"], ["dag"], ["50"])
    assert "q1" not in phone.url


def test_a_parent_answers_from_the_keyboard_alone(desktop: Page, asking: str) -> None:
    desktop.goto(asking + EVERY)
    keys = desktop.keyboard
    for answer in ("Space", "Space", "Space", "End"):
        desktop.locator(".questions > .question:visible").focus()
        keys.press("Tab")
        keys.press(answer)
        desktop.wait_for_timeout(DOUBLE_TAP)
        desktop.locator(".bar > button").focus()
        keys.press("Enter")
        expect(desktop.locator(".questions > .question:visible")).to_be_focused()
    keys.press("Tab")  # the row's own line, then its first field
    keys.press("Tab")
    expect(desktop.locator("input[name=r1q4]")).to_be_focused()
    desktop.go_back()
    expect(desktop.get_by_role("slider")).to_have_attribute("aria-valuenow", "100")


def test_rows_grow_and_shrink(phone: Page, asking: str) -> None:
    phone.goto(f"{asking}{EVERY}#alle")
    rows = phone.locator("[data-row]:visible")
    expect(rows).to_have_count(1)
    more = phone.get_by_role("button", name="Tilføj en række")
    for _ in range(9):
        more.tap()
    expect(rows).to_have_count(10)
    expect(rows.last.locator("summary")).to_be_focused()
    phone.locator("input[name=r10q5]").fill("200")
    expect(rows.last.get_by_role("group", name="Var bleen våd?")).to_be_visible()
    expect(rows.first.get_by_role("group", name="Var bleen våd?")).to_be_hidden()
    assert_good(phone)

    rows.nth(1).get_by_role("button", name="Fjern rækken").tap()
    expect(rows).to_have_count(9)
    expect(more).to_be_focused()
    assert rows.locator("summary").all_inner_texts()[-1] == "Række 9"
    onward(phone)
    expect(phone.get_by_role("heading", name="Tak")).to_be_visible()


def test_what_is_wrong_is_told_and_one_tap_away(phone: Page, asking: str) -> None:
    phone.goto(f"{asking}{EVERY}#alle")
    phone.get_by_role("textbox", name=re.compile("Er der andet")).fill("Ring 311235-4123")
    phone.get_by_label("Ja", exact=True).first.check()
    phone.get_by_role("button", name="Vis ét spørgsmål ad gangen").tap()
    while "Send" not in phone.locator(".bar > button").inner_text():
        onward(phone)
    onward(phone)

    summary = phone.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(phone.locator("p.wrong")).to_contain_text("Vi har taget et CPR-nummer ud")
    assert_good(phone)
    phone.get_by_role("button", name="Tilbage").tap()
    expect(phone.locator(HEADING).first).to_contain_text("Hvad drak")
    summary.get_by_role("link", name="Er der andet?").tap()
    expect(phone.locator(".questions > .question:visible")).to_be_focused()
    phone.get_by_role("textbox", name=re.compile("Er der andet")).fill("Nej")
    onward(phone)
    expect(phone.get_by_role("heading", name="Tak")).to_be_visible()


def test_danish_english_and_arabic_in_the_middle_of_it(phone: Page, asking: str) -> None:
    phone.goto(asking + EVERY)
    onward(phone)
    phone.get_by_label("Ja", exact=True).first.check()
    onward(phone)
    phone.get_by_label("Dagplejen").check()
    number = phone.locator("[name=submission]").input_value()

    for language, heading in (
        ("English", "Who helped you?"),
        ("العربية", "من ساعدكم؟"),
        ("Dansk", "Hvem hjalp jer?"),
    ):
        phone.get_by_role("button", name=language).tap()
        expect(phone.locator(HEADING)).to_have_text(re.compile(re.escape(heading)))
        expect(phone.locator("input[name=q2][value=dag]")).to_be_checked()
        expect(phone.locator(".draft-offer")).to_be_hidden()
        assert phone.locator("[name=submission]").input_value() == number
        assert_good(phone)
    phone.locator(".to-back").tap()
    expect(phone.get_by_label("Ja", exact=True).first).to_be_checked()


def test_without_a_script_the_language_is_changed_too(
    phone_without_script: Page, asking: str
) -> None:
    tab = phone_without_script
    tab.goto(asking + EVERY)
    tab.get_by_label("Dagplejen").check()
    tab.locator("input[name=q3]").fill("130")

    tab.get_by_role("button", name="English").click()

    expect(tab.get_by_label("The childminder")).to_be_checked()
    expect(tab.get_by_role("alert")).to_have_count(0)
    expect(tab.locator("input[name=q3]")).to_have_value("130")  # too much, and left as it is
    tab.locator("input[name=q3]").fill("13")
    tab.locator("input[name=q3]").press("Enter")
    expect(tab.get_by_role("heading", name="Thank you")).to_be_visible()


def test_a_child_taps_a_face_and_hears_the_question(phone: Page, asking: str) -> None:
    phone.add_init_script(DEVICE.replace("VOICES", f"[{DANISH}]".replace("True", "true")))
    phone.goto(asking + CHILD)
    onward(phone)
    for face in phone.locator("label:visible .face").all():
        box = face.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 64
    assert_good(phone)

    phone.locator(".questions > .question:visible").get_by_role("button", name="Læs højt").tap()
    read = phone.evaluate("device.spoken.at(-1).text")
    for words in phone.locator(f"{HEADING}, .option:visible").all_inner_texts():
        assert words.strip() in read
    expect(phone.locator(".speak[aria-pressed=true]")).to_have_count(1)
    onward(phone)
    expect(phone.locator(".speak[aria-pressed=true]")).to_have_count(0)


def test_the_whole_form_is_light(phone: Page, asking: str) -> None:
    fetched = Fetched()
    fetched.listen(phone.context.new_cdp_session(phone))

    phone.goto(asking + EVERY, wait_until="networkidle")

    assert sum(fetched.sizes.values()) <= 60 * KB
    assert all(url.startswith((asking, "data:")) for url in fetched.addresses.values())
    assert phone.context.cookies() == []
