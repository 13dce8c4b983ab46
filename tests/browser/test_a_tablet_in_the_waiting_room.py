"""A tablet in the waiting room: one person after another, and nothing of the last one is left."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import assert_good, opened, sign_in

pytestmark = pytest.mark.stored

SCREEN = {"width": 1024, "height": 768}
QUESTION = "Hvem svarer?"


@pytest.fixture(scope="session")
def enrolment(browser: Browser, site: str) -> tuple[str, str]:
    """Ida hangs up an access point for a tablet, sets one up, and notes its link and PIN."""
    context = browser.new_context(locale="da-DK")
    tab = context.new_page()
    sign_in(tab, site, "ida")
    tab.goto(f"{site}/admin/snippets/questionnaires/accesspoint/add/")
    tab.get_by_role("button", name=re.compile("Vælg indsamling", re.IGNORECASE)).click()
    tab.get_by_role("link", name="Kontakten i dag · Tæt og tør").click()
    tab.locator("select[name=kind]").select_option("tablet")
    tab.get_by_role("button", name="Gem").click()
    tab.get_by_role("link", name=re.compile("Kontakten i dag .* Tablet i venteværelset")).click()
    tab.get_by_role("link", name="Tabletter").click()
    tab.get_by_label("Navn").fill("Ved vinduet")
    tab.get_by_role("button", name="Lav et link og en pinkode").click()
    link = tab.locator("main code").inner_text()
    pin = tab.get_by_text(re.compile(r"^\d{6}$")).inner_text()
    context.close()
    return link, pin


@pytest.fixture
def tablet(browser: Browser, enrolment: tuple[str, str]) -> Iterator[Page]:
    for tab in opened(browser.new_context(viewport=SCREEN, has_touch=True, locale="da-DK")):
        tab.clock.install()
        tab.goto(enrolment[0])
        yield tab


@pytest.fixture
def tablet_without_script(browser: Browser, enrolment: tuple[str, str]) -> Iterator[Page]:
    context = browser.new_context(viewport=SCREEN, java_script_enabled=False)
    for tab in opened(context):
        tab.goto(enrolment[0])
        yield tab


PARENT = "En forælder eller en anden pårørende"


def answer(tab: Page) -> None:
    tab.get_by_label(PARENT).check()
    next_question = tab.get_by_role("button", name="Næste")
    while next_question.is_visible():
        tab.clock.fast_forward(1_000)
        next_question.click()
    tab.locator(".question:visible").get_by_role("radio").first.check()
    tab.clock.fast_forward(1_000)
    tab.get_by_role("button", name="Send svar").click()
    expect(tab.get_by_role("heading", name="Tak")).to_be_visible()


def test_one_person_after_another_and_back_shows_an_empty_form(tablet: Page) -> None:
    home = tablet.url
    assert "enhed" not in home
    assert_good(tablet)
    expect(tablet.get_by_text("5 korte spørgsmål, anonymt")).to_be_visible()
    tablet.get_by_role("link", name="Start").tap()
    expect(tablet.get_by_text(QUESTION)).to_be_visible()
    assert_good(tablet)

    answer(tablet)
    assert_good(tablet)
    expect(tablet.get_by_text("Starter forfra om 15 sekunder")).to_be_visible()
    tablet.go_back()
    assert not tablet.locator("input:checked").count()
    tablet.go_forward()
    tablet.clock.fast_forward(16_000)
    expect(tablet).to_have_url(home)

    for _step in range(3):
        tablet.go_back()
        assert not tablet.locator("input:checked").count()
    assert tablet.evaluate("localStorage.length + sessionStorage.length") == 0
    (cookie,) = tablet.context.cookies()
    assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"]) == ("enhed", True, "Strict")


def test_someone_who_left_is_asked_and_what_they_answered_is_wiped(tablet: Page) -> None:
    home = tablet.url
    tablet.get_by_role("link", name="Start").tap()
    tablet.get_by_label(PARENT).check()
    tablet.clock.fast_forward(61_000)
    dialog = tablet.get_by_role("dialog", name="Er du her stadig?")
    expect(dialog).to_be_visible()
    assert_good(tablet)
    stay = tablet.get_by_role("button", name="Jeg er her stadig")
    expect(stay).to_be_focused()
    assert stay.bounding_box()["height"] >= 72

    stay.tap()
    expect(dialog).to_be_hidden()
    expect(tablet.get_by_label(PARENT)).to_be_checked()
    tablet.clock.fast_forward(59_000)
    expect(dialog).to_be_hidden()
    tablet.clock.fast_forward(3_000)
    expect(dialog).to_be_visible()
    tablet.clock.fast_forward(21_000)

    expect(tablet).to_have_url(home)
    tablet.get_by_role("link", name="Start").tap()
    expect(tablet.get_by_text(QUESTION)).to_be_visible()
    assert not tablet.locator("input:checked").count()


def test_the_thanks_may_stand_longer(tablet: Page) -> None:
    home = tablet.url
    tablet.goto(f"{home}tak/")
    tablet.get_by_role("link", name="Lad det stå et minut mere").tap()
    expect(tablet.get_by_text("Starter forfra om 60 sekunder")).to_be_visible()
    tablet.clock.fast_forward(50_000)
    expect(tablet.get_by_role("heading", name="Tak")).to_be_visible()

    tablet.get_by_role("link", name="Start forfra nu").tap()
    expect(tablet).to_have_url(home)


def test_only_the_pin_leads_out(tablet: Page, enrolment: tuple[str, str]) -> None:
    home = tablet.url
    tablet.get_by_role("link", name="Afslut").tap()
    expect(tablet.get_by_label("Pinkode")).to_be_visible()
    assert_good(tablet)
    tablet.clock.fast_forward(61_000)
    expect(tablet).to_have_url(home)

    tablet.get_by_role("link", name="Afslut").tap()
    tablet.get_by_label("Pinkode").fill(enrolment[1])
    tablet.get_by_role("button", name="Afslut").tap()

    expect(tablet.get_by_role("heading", name=re.compile("Mit barn er"))).to_be_visible()
    assert not tablet.context.cookies()
    tablet.goto(home)
    expect(tablet.get_by_role("heading", name="Denne tablet er ikke gjort klar")).to_be_visible()
    assert_good(tablet)


def test_without_a_script_all_of_it_works_but_the_warning(tablet_without_script: Page) -> None:
    tab = tablet_without_script
    home = tab.url
    tab.get_by_role("link", name="Start").click()
    tab.get_by_label("3–4 år").check()
    tab.get_by_role("group").nth(2).get_by_role("radio").first.check()
    tab.get_by_role("button", name="Send svar").click()

    expect(tab.get_by_role("heading", name="Tak")).to_be_visible()
    tab.wait_for_url(home, timeout=25_000)
    tab.go_back()
    assert not tab.locator("input:checked").count()
