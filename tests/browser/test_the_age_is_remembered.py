"""The age stays on the phone after a tap, leads back to it, and is forgotten with another tap."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import assert_good

HOME = "/taet-og-toer/"
BAND = f"{HOME}3-4-aar/"
KEY = "alder:taet-og-toer"
KEPT = "Object.entries(localStorage)"
THROWS = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })"
)
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"


def remember(tab: Page, site: str) -> None:
    tab.goto(site + BAND)
    tab.get_by_role("button", name="Husk denne alder på telefonen").click()


def test_nothing_is_remembered_before_the_tap(phone: Page, site: str) -> None:
    phone.goto(site + BAND)
    phone.goto(site + HOME)

    assert phone.evaluate(KEPT) == []
    expect(phone.get_by_text("Fortsæt med")).to_be_hidden()


def test_a_tap_remembers_the_age_and_asks_nobody(phone: Page, site: str) -> None:
    phone.goto(site + BAND, wait_until="networkidle")
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))

    phone.get_by_role("button", name="Husk denne alder på telefonen").tap()

    expect(phone.get_by_text("Husket", exact=True)).to_be_visible()
    expect(phone.get_by_role("button", name="Glem – 3–4 år")).to_be_focused()
    assert phone.evaluate(KEPT) == [[KEY, "3-4-aar"]]
    assert not phone.context.cookies()
    assert asked == []
    assert_good(phone)


def test_the_front_page_leads_on_to_the_remembered_age(phone: Page, site: str) -> None:
    remember(phone, site)
    phone.goto(site + HOME)
    assert_good(phone)

    phone.get_by_role("link", name="Fortsæt med 3–4 år").tap()

    expect(phone).to_have_url(site + BAND)
    expect(phone.get_by_text("Husket", exact=True)).to_be_visible()


def test_an_age_remembered_in_danish_is_known_in_english(phone: Page, site: str) -> None:
    remember(phone, site)
    phone.route(
        f"**/en{HOME}",
        lambda route: route.fulfill(
            response=(page := route.fetch(url=site + HOME)),
            body=page.text().replace(f'href="{HOME}', f'href="/en{HOME}'),
        ),
    )

    phone.goto(f"{site}/en{HOME}")

    link = phone.get_by_role("link", name="3–4 år").first
    expect(link).to_have_attribute("href", f"{site}/en{BAND}")


def test_another_age_can_be_remembered_instead(phone: Page, site: str) -> None:
    remember(phone, site)
    phone.goto(f"{site}{HOME}5-10-aar/")
    phone.get_by_role("button", name="Husk denne alder på telefonen").tap()

    phone.goto(site + HOME)

    expect(phone.get_by_role("link", name="Fortsæt med 5–10 år")).to_be_visible()


@pytest.mark.parametrize("address", [HOME, BAND], ids=["front page", "age"])
def test_glem_forgets_it_everywhere(phone: Page, site: str, address: str) -> None:
    remember(phone, site)
    phone.goto(site + address)

    phone.get_by_role("button", name="Glem").tap()

    assert phone.evaluate(KEPT) == []
    expect(phone.get_by_role("button", name="Glem")).to_have_count(0)
    phone.goto(site + HOME)
    expect(phone.get_by_text("Fortsæt med")).to_be_hidden()


@pytest.mark.parametrize(
    "kept",
    ["findes-ikke", "", "<b>3-4-aar</b>", "../konto", "null"],
    ids=lambda kept: kept or "empty",
)
def test_an_age_that_is_no_longer_there_is_not_offered(phone: Page, site: str, kept: str) -> None:
    phone.goto(site + HOME)
    phone.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [KEY, kept])

    phone.reload(wait_until="networkidle")

    expect(phone.get_by_text("Fortsæt med")).to_be_hidden()


def test_another_platforms_age_is_not_offered_here(phone: Page, site: str) -> None:
    phone.goto(site + HOME)
    phone.evaluate("localStorage.setItem('alder:soevn', '3-4-aar')")

    phone.reload(wait_until="networkidle")

    expect(phone.get_by_text("Fortsæt med")).to_be_hidden()


@pytest.mark.parametrize("address", [HOME, BAND], ids=["front page", "age"])
def test_where_storage_is_turned_off_nothing_is_offered_and_nothing_breaks(
    phone: Page, site: str, address: str
) -> None:
    phone.add_init_script(THROWS)

    phone.goto(site + address, wait_until="networkidle")

    expect(phone.get_by_role("button", name="Husk denne alder på telefonen")).to_have_count(0)
    expect(phone.get_by_role("heading", level=1)).to_be_visible()


def test_where_storage_is_full_the_offer_goes_away(phone: Page, site: str) -> None:
    phone.add_init_script(FULL)
    phone.goto(site + BAND)

    phone.get_by_role("button", name="Husk denne alder på telefonen").tap()

    expect(phone.get_by_role("button", name="Husk denne alder på telefonen")).to_have_count(0)
    expect(phone.get_by_text("Husket", exact=True)).to_be_hidden()


def test_remembering_and_forgetting_work_from_the_keyboard(desktop: Page, site: str) -> None:
    desktop.goto(site + BAND)
    desktop.get_by_role("button", name="Husk denne alder på telefonen").focus()
    desktop.keyboard.press("Enter")
    desktop.goto(site + HOME)

    desktop.locator("#content").focus()
    desktop.keyboard.press("Tab")
    expect(desktop.get_by_role("link", name="Fortsæt med 3–4 år")).to_be_focused()
    desktop.keyboard.press("Tab")
    desktop.keyboard.press("Space")

    expect(desktop.get_by_text("Fortsæt med")).to_be_hidden()
    expect(desktop.locator("#content")).to_be_focused()
