"""Ida writes a questionnaire at the desk, tries it, puts it in use, and takes it out as a file."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import assert_good, sign_in

pytestmark = pytest.mark.stored

VERSIONS = "/admin/snippets/questionnaires/questionnaireversion/"
FIRST = "input[name='parts-0-value-{}']"


def write(tab: Page, site: str) -> None:
    tab.goto(f"{site}{VERSIONS}add/")
    tab.locator("input[name=title]").fill("Prøve i klinikken")
    tab.locator("button.c-sf-add-button").first.click()
    tab.get_by_role("option", name="Linje fra 0 til 100 (VAS)").click()
    tab.locator(FIRST.format("text")).fill("Hvor let var det at spørge?")
    tab.locator(FIRST.format("low")).fill("Svært")
    tab.locator(FIRST.format("high")).fill("Let")
    tab.get_by_role("tab", name="Om skemaet").click()
    tab.locator("input[name=key]").fill("proeve-i-klinikken")
    tab.locator("input[name=version]").fill("1.0")
    tab.locator("input[name=owner]").fill("Aalborg Kommune")
    tab.get_by_role("button", name="Gem").click()


def test_a_questionnaire_is_written_tried_put_in_use_and_taken_out(
    desktop: Page, site: str
) -> None:
    tab = desktop
    sign_in(tab, site, "ida")
    write(tab, site)
    tab.goto(site + VERSIONS)
    tab.get_by_role("link", name="Prøve i klinikken 1.0").first.click()
    expect(tab.get_by_text("Der er ingen fejl i skemaet.")).to_be_visible()

    tab.get_by_role("link", name="Prøv skemaet").click()
    expect(tab.get_by_role("button", name="Se, hvad der sker")).to_be_visible()
    assert_good(tab)
    for key in ("Home", *["PageUp"] * 6, *["ArrowUp"] * 3):
        tab.get_by_role("slider", name=re.compile("Hvor let var det")).press(key)
    tab.get_by_role("button", name="Se, hvad der sker").click()
    expect(tab.get_by_role("status")).to_contain_text("Hvor let var det at spørge? 63")

    tab.get_by_role("link", name="Prøve i klinikken 1.0").click()
    tab.get_by_role("link", name=re.compile("Oversæt: English")).click()
    english = tab.locator("textarea[lang=en]")
    expect(english).to_have_count(4)
    for box in english.all():
        box.fill("In English")
    tab.get_by_role("button", name="Gem oversættelsen").click()
    expect(tab.get_by_text("Alle tekster er oversat.")).to_be_visible()

    tab.get_by_role("link", name="Tilbage til skemaet").click()
    tab.get_by_role("link", name=re.compile("^Tag i brug")).click()
    tab.get_by_role("button", name="Tag i brug").click()
    expect(tab.get_by_text("Den kan ikke længere ændres.")).to_be_visible()

    with tab.expect_download() as download:
        tab.get_by_role("link", name="Gem som FHIR").click()
    made = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert made["resourceType"] == "Questionnaire"
    assert made["item"][0]["text"] == "Hvor let var det at spørge?"


def test_the_phone_is_seen_beside_what_is_written(desktop: Page, site: str) -> None:
    sign_in(desktop, site, "ida")
    desktop.goto(f"{site}{VERSIONS}add/")
    desktop.locator("input[name=title]").fill("Set på telefonen")
    desktop.locator("button.c-sf-add-button").first.click()
    desktop.get_by_role("option", name="Ja eller nej").click()
    desktop.locator(FIRST.format("text")).fill("Har I fået hjælp?")
    desktop.get_by_role("tab", name="Om skemaet").click()
    desktop.locator("input[name=key]").fill("set-paa-telefonen")
    desktop.locator("input[name=version]").fill("1.0")
    desktop.locator("input[name=owner]").fill("Os")

    desktop.get_by_role("button", name="Vis eller skjul forhåndsvisning").click()

    phone = desktop.frame_locator("iframe.w-preview__iframe").first
    expect(phone.get_by_text("Har I fået hjælp?")).to_be_visible(timeout=15_000)
