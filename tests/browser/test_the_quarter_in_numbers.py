"""The quarter in numbers in a browser: in every light and size, on paper, by keyboard, without script."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import PHONE, ROOT, assert_good, sign_in

pytestmark = pytest.mark.stored

PAGE = "/kreds/taet-og-toer/tal/?spoergeskema=kvartalet:1"
BOARD = "/kreds/taet-og-toer/"
MEETING_ROOM = {"width": 1920, "height": 1080}
MASKED = "for få svar (under 5)"


@pytest.fixture(scope="module")
def counted(site: str, surroundings: dict[str, str]) -> str:
    """Return the address of Kilden where a quarter is published."""
    command = [sys.executable, "-m", "tests.browser.counted"]
    subprocess.run(command, cwd=ROOT, env=surroundings, check=True, capture_output=True)
    return site


@pytest.fixture
def without_script(browser: Browser, counted: str) -> Iterator[Page]:
    """A phone where somebody is signed in, and no script is run."""
    first = browser.new_context(locale="da-DK")
    tab = first.new_page()
    sign_in(tab, counted, "sofie")
    state = first.storage_state()
    first.close()
    second = browser.new_context(
        viewport=PHONE, java_script_enabled=False, storage_state=state, locale="da-DK"
    )
    yield second.new_page()
    second.close()


def read_of(tab: Page, kind: str) -> Locator:
    return tab.locator(f"figure.{kind} .rc-read").first


@pytest.mark.parametrize("address", [PAGE, BOARD])
def test_it_is_good_on_a_phone_and_in_a_meeting_room_light_and_dark(
    address: str, phone: Page, desktop: Page, counted: str
) -> None:
    desktop.set_viewport_size(MEETING_ROOM)
    for tab in (phone, desktop):
        sign_in(tab, counted, "sofie")
        tab.goto(counted + address)
        for scheme in ("light", "dark"):
            tab.emulate_media(reduced_motion="reduce", color_scheme=scheme)
            assert_good(tab)
        tab.emulate_media(forced_colors="active")
        assert not tab.evaluate("document.documentElement.scrollWidth > innerWidth + 1")


def test_letters_are_larger_in_a_meeting_room(desktop: Page, counted: str) -> None:
    sign_in(desktop, counted, "sofie")
    desktop.goto(counted + PAGE)
    size = "parseFloat(getComputedStyle(document.querySelector('.lead')).fontSize)"
    near = desktop.evaluate(size)
    desktop.set_viewport_size(MEETING_ROOM)

    assert desktop.evaluate(size) > 1.3 * near


def test_the_arrow_keys_go_from_point_to_point_and_say_what_the_table_says(
    desktop: Page, counted: str
) -> None:
    sign_in(desktop, counted, "sofie")
    desktop.goto(counted + PAGE)
    figure, read = desktop.locator("figure.fn").first, read_of(desktop, "fn")
    read.focus()
    desktop.keyboard.press("ArrowRight")
    expect(read).to_have_text("=Thisted · Andel 44 % · Personer 25")
    desktop.keyboard.press("End")
    expect(read).to_have_text("Aalborg · Andel 50 % · Personer 20")
    expect(read).to_have_attribute(
        "aria-valuetext", re.compile("Aalborg · Andel 50\\s% · Personer 20")
    )
    expect(read).to_have_attribute("aria-valuenow", "3")
    desktop.keyboard.press("ArrowRight")
    expect(read).to_have_attribute("aria-valuenow", "3")
    desktop.keyboard.press("Home")
    expect(read).to_have_text("=Thisted · Andel 44 % · Personer 25")

    assert figure.locator("svg.rc-wide .rc-cross").count() == 1
    assert_good(desktop)


def test_a_mouse_finds_the_nearest_point_of_a_run_chart(desktop: Page, counted: str) -> None:
    sign_in(desktop, counted, "sofie")
    desktop.goto(counted + BOARD)
    figure = desktop.locator("figure.run-chart").first
    picture = figure.locator("svg.rc:visible").first
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box is not None
    last = figure.locator("tbody tr").last.locator("th").text_content() or ""

    desktop.mouse.move(box["x"] + box["width"] * 0.92, box["y"] + box["height"] / 2)

    expect(figure.locator(".rc-read")).to_contain_text(f"{last.strip()} · Værdi")


def test_only_the_first_chart_says_how_it_is_read_and_the_others_when_a_key_reaches_them(
    desktop: Page, counted: str
) -> None:
    sign_in(desktop, counted, "sofie")
    desktop.goto(f"{counted}/kreds/taet-og-toer/")
    first, second = (desktop.locator(".rc-read").nth(at) for at in (0, 1))
    indent = "one => getComputedStyle(one).textIndent"
    assert (first.evaluate(indent), second.evaluate(indent)) == ("0px", "-1280px")
    expect(second).to_have_attribute("aria-valuetext", "Peg på billedet, eller brug piletasterne.")

    first.focus()
    second.focus()
    desktop.keyboard.press("Shift+Tab")
    desktop.keyboard.press("Tab")
    assert desktop.locator(".rc-read:focus-visible").evaluate(indent) == "0px"
    second.press("ArrowRight")
    assert second.evaluate(indent) == "0px"


def test_a_finger_finds_a_point_too(phone: Page, counted: str) -> None:
    sign_in(phone, counted, "sofie")
    phone.goto(counted + PAGE)
    picture = phone.locator("figure.fn svg.rc-narrow").first
    mark = picture.locator("[data-row]").first
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None

    phone.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    expect(read_of(phone, "fn")).to_contain_text("=Thisted · Andel")


def test_without_script_the_filter_works_and_nothing_asks_to_be_pointed_at(
    without_script: Page, counted: str
) -> None:
    without_script.goto(counted + PAGE)
    expect(without_script.locator(".rc-read").first).to_be_hidden()

    without_script.get_by_label("Alder", exact=True).select_option(label="3–4 år")
    without_script.get_by_role("button", name="Vis tallene").click()

    expect(without_script.locator(".lead")).to_contain_text("40 svar på “Kvartalets skema”")
    expect(without_script.locator(".lead")).to_contain_text("Alder: 3–4 år.")
    expect(without_script.get_by_label("Alder", exact=True)).to_have_value(
        without_script.locator("option:checked").last.get_attribute("value") or ""
    )


def test_a_chart_comes_as_a_file_with_one_click(desktop: Page, counted: str) -> None:
    sign_in(desktop, counted, "sofie")
    desktop.goto(counted + PAGE)

    with desktop.expect_download() as fetched:
        desktop.locator("a[href*='diagram=steder-1']").click()

    assert fetched.value.suggested_filename == "taet-og-toer-steder-1.csv"
    assert MASKED in Path(fetched.value.path()).read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("address", [PAGE, BOARD])
def test_no_chart_is_cut_by_the_end_of_a_page(
    address: str, desktop: Page, counted: str, tmp_path: Path
) -> None:
    """On paper each card is lower than a sheet, and is not broken."""
    sign_in(desktop, counted, "sofie")
    desktop.goto(counted + address)
    desktop.emulate_media(media="print")
    desktop.set_viewport_size({"width": 658, "height": 900})  # A4 within its margins, in px
    cards = desktop.locator("figure.run-chart")

    for card in cards.all():
        box = card.bounding_box()
        assert box is not None
        assert box["height"] < 980  # 297 mm less two margins of 18 mm
        assert card.evaluate("one => getComputedStyle(one).breakInside") == "avoid"
    file = tmp_path / "side.pdf"
    desktop.pdf(path=file, format="A4", prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True)
    for words in ("Hent som CSV", "Vis tallene", "Peg på billedet", "Log ud"):
        assert words not in text.stdout
