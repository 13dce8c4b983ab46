"""A page of advice as a clean A4, printed by Chromium and read by poppler."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

import cms

CONTENT = json.loads(
    (Path(cms.__file__).parent / "demo_content" / "taet_og_toer.json").read_text(encoding="utf-8")
)
ADDRESSES = [f"/taet-og-toer/{page['bands'][-1]}/{page['slug']}/" for page in CONTENT["pages"]]
DIARY = next(address for address in ADDRESSES if "skriv-drikke" in address)
CHECKLIST = "/taet-og-toer/3-4-aar/samme-plan-hjemme-og-ude/"
CONTACTS = "/taet-og-toer/5-10-aar/naar-i-taler-om-det/"
MOST_PAGES = 3

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="no poppler")


def paper(tab: Page, folder: Path) -> list[str]:
    """Return the text of each printed page."""
    file = folder / "side.pdf"
    tab.pdf(path=file, format="A4", prefer_css_page_size=True)
    text = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    )
    return text.stdout.rstrip("\f").split("\f")


@pytest.mark.parametrize("address", ADDRESSES, ids=[a.split("/")[3] for a in ADDRESSES])
def test_a_page_fits_on_three_sheets_and_tells_where_it_is_from(
    address: str, desktop: Page, site: str, tmp_path: Path
) -> None:
    desktop.goto(site + address)

    sheets = paper(desktop, tmp_path)

    text = "\n".join(sheets)
    assert len(sheets) <= MOST_PAGES
    assert address in "".join(text.split())  # a long address goes on in the next line
    assert all(sheet.strip() for sheet in sheets)


def test_what_is_only_for_the_screen_stays_there(desktop: Page, site: str, tmp_path: Path) -> None:
    desktop.goto(site + CONTACTS)

    text = "\n".join(paper(desktop, tmp_path))

    for words in ("Alle emner", "Flere råd til", "Samme råd til", "To minutter", "Snart 11 år"):
        assert words not in text
    for words in ("Hvornår skal I søge hjælp?", "Kort svar", "Kilde: Tæt og tør"):
        assert words in text


def test_closed_parts_are_open_on_paper(desktop: Page, site: str, tmp_path: Path) -> None:
    desktop.goto(site + CONTACTS)
    assert not desktop.get_by_text("Sundhedsplejen i Eksempelby (eksempel)").is_visible()

    assert "Sundhedsplejen i Eksempelby (eksempel)" in "\n".join(paper(desktop, tmp_path))


def test_a_ticked_box_is_empty_on_paper(desktop: Page, site: str) -> None:
    desktop.goto(site + CHECKLIST)
    box = desktop.get_by_label("Tørre underbukser")
    box.check()
    desktop.emulate_media(media="print")

    look = (
        "box => [getComputedStyle(box).backgroundColor, getComputedStyle(box, '::before').content]"
    )
    assert box.evaluate(look) == ["rgba(0, 0, 0, 0)", "none"]
    assert box.evaluate("box => getComputedStyle(box).borderTopStyle") == "solid"


def test_an_empty_diary_is_one_sheet_to_fill_in_by_hand(
    desktop: Page, site: str, tmp_path: Path
) -> None:
    desktop.goto(site + DIARY)

    [sheet] = [page for page in paper(desktop, tmp_path) if "Navn: ___" in page]

    assert "Døgn 1" in sheet
    assert "Døgn 2" in sheet
    assert "Skriv i skemaet" not in sheet


def test_a_filled_in_diary_can_be_printed_alone(desktop: Page, site: str, tmp_path: Path) -> None:
    desktop.add_init_script("window.print = () => {}")
    desktop.goto(site + DIARY)
    form = desktop.locator(".diary-form")
    form.get_by_text("Drak", exact=True).click()
    form.get_by_label("Hvor meget (ml)?").fill("175")
    form.get_by_role("button", name="Skriv i skemaet").click()

    desktop.get_by_role("button", name="Print skemaet").click()
    [sheet] = paper(desktop, tmp_path)

    assert "175" in sheet
    assert "Drak i alt: 175 ml." in sheet
    for words in ("Navn: ___", "Kort svar", "Slet", "Hvad skete der?"):
        assert words not in sheet
