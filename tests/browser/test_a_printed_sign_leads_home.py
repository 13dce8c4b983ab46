"""From paper to phone: the vector poster can be scanned, and an old poster lands on a friendly page."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import assert_good, sign_in
from tests.portal.printing.tools import needs_tools, scanned

pytestmark = pytest.mark.stored

BAND = "/taet-og-toer/3-4-aar/"


@needs_tools
def test_the_vector_poster_shows_in_a_browser_and_can_be_scanned(
    desktop: Page, site: str, tmp_path: Path
) -> None:
    desktop.goto(f"{site}/p/mave/plakat.svg")
    desktop.locator("svg").first.screenshot(path=tmp_path / "poster.png")

    assert scanned(tmp_path / "poster.png") == [f"{site}/p/mave/"]


def test_a_printed_address_is_two_steps_from_the_advice(phone: Page, site: str) -> None:
    phone.goto(f"{site}/P/Mave")

    expect(phone).to_have_url(f"{site}{BAND}haard-mave-foerst/")
    assert not phone.context.cookies()


@pytest.mark.parametrize("place", [BAND, "/taet-og-toer/", "/"])
def test_a_word_is_unfolded_only_for_who_comes_by_an_old_poster(
    phone_without_script: Page, phone: Page, site: str, place: str
) -> None:
    for tab in (phone_without_script, phone):
        tab.goto(f"{site}{place}")
        expect(tab.get_by_text("Siden fra plakaten er her ikke lige nu.")).to_be_hidden()

        tab.goto(f"{site}{place}#fra-plakat")
        expect(tab.get_by_text("Siden fra plakaten er her ikke lige nu.")).to_be_visible()
    assert_good(phone)


def test_an_editor_makes_a_poster_from_a_page_of_advice(desktop: Page, site: str) -> None:
    sign_in(desktop, site, "ida")
    desktop.goto(f"{site}/admin/pages/5/edit/")
    desktop.get_by_role("button", name="Handlinger").first.click()
    desktop.get_by_role("link", name="Lav en plakat").click()
    heading = desktop.get_by_role("textbox", name="Overskrift*", exact=True).input_value()
    desktop.get_by_role("textbox", name="Kort adresse").fill("PROEVE")
    desktop.get_by_role("button", name="Gem").click()

    expect(desktop.get_by_role("img", name="QR-kode til rådene")).to_be_visible()
    for name in ("Plakat (PDF, A4)", "Plakat (PDF, A3)", "Folder (PDF, A5)"):
        sheet = desktop.get_by_role("link", name=name).get_attribute("href")
        assert desktop.request.get(site + sheet).body().startswith(b"%PDF")
    desktop.get_by_role("link", name="/p/proeve").first.click()
    expect(desktop.get_by_role("heading", level=1)).to_have_text(heading)
