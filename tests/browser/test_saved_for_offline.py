"""One tap saves an age on the phone: read without a net, with its day on it, and gone with another tap."""

import re

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.conftest import assert_good

BAND = "/taet-og-toer/3-4-aar/"
GUIDE = BAND + "sid-godt-paa-toilettet/"
LIST = BAND + "offline.json"
DAYS_AGO = """async ([list, days, change]) => {
  const [name] = (await caches.keys()).filter((each) => each.startsWith("saved "));
  const cache = await caches.open(name);
  const pack = await (await cache.match(list)).json();
  Object.assign(pack, { saved: pack.saved - days * 864e5, until: pack.until - days * 864e5 }, change);
  await cache.put(list, new Response(JSON.stringify(pack)));
}"""
WORKERS = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"


def save(tab: Page, site: str) -> None:
    tab.goto(site + BAND)
    tab.get_by_role("button", name=re.compile("^Gem 9 sider")).click()
    expect(tab.get_by_text(re.compile("^Gemt "))).to_be_visible()
    tab.evaluate("navigator.serviceWorker.ready")


def saved_paths(tab: Page) -> set[str]:
    return set(
        tab.evaluate(
            """async () => (await Promise.all((await caches.keys()).map(async (name) =>
              (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)))).flat()"""
        )
    )


def test_the_size_comes_first_and_nothing_is_kept_before_the_tap(
    phone_on_the_road: Page, site: str
) -> None:
    tab = phone_on_the_road
    tab.goto(site + BAND)

    button = tab.get_by_role("button", name=re.compile(r"^Gem 9 sider på telefonen \(\d+ KB\)$"))
    expect(button).to_be_visible()
    assert tab.evaluate(WORKERS) == 0
    assert saved_paths(tab) == set()
    assert_good(tab)

    button.tap()
    expect(
        tab.get_by_text(re.compile(r"^Gemt \d+\. \w+\. Bruges til \d+\. \w+\.$"))
    ).to_be_visible()
    assert tab.evaluate(WORKERS) == 1
    assert not tab.context.cookies()
    assert_good(tab)


def test_what_is_saved_is_read_without_a_net_and_tells_its_day(
    phone_on_the_road: Page, site: str
) -> None:
    tab = phone_on_the_road
    save(tab, site)
    tab.context.set_offline(True)

    tab.goto(site + BAND)
    expect(tab.get_by_text(re.compile(r"Gemt kopi fra \d+\. \w+\."))).to_be_visible()
    expect(tab.get_by_text(re.compile(r"^Gemt \d+\. \w+\. Bruges til"))).to_be_visible()
    tab.get_by_role("link", name=re.compile("Sid godt på toilettet")).tap()

    expect(tab).to_have_url(site + GUIDE)
    expect(tab.get_by_role("heading", level=1)).to_have_text("Sid godt på toilettet")
    expect(tab.get_by_text(re.compile(r"Gemt kopi fra \d+\. \w+\."))).to_be_visible()
    assert tab.evaluate("getComputedStyle(document.querySelector('.quick')).borderRadius") == "14px"
    assert_good(tab)


def test_with_a_net_the_page_itself_is_shown(phone_on_the_road: Page, site: str) -> None:
    tab = phone_on_the_road
    save(tab, site)

    tab.goto(site + GUIDE)

    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    expect(tab.get_by_text("Gemt kopi")).to_have_count(0)


def test_what_needs_a_net_says_so_until_the_net_is_back(phone_on_the_road: Page, site: str) -> None:
    tab = phone_on_the_road
    save(tab, site)
    tab.context.set_offline(True)
    tab.goto(site + GUIDE)

    link = tab.get_by_role("link", name="Kontakten i dag Kræver net")
    expect(link).to_have_attribute("aria-disabled", "true")
    link.focus()
    expect(link).to_be_focused()
    link.press("Enter")
    expect(tab).to_have_url(site + GUIDE)

    tab.context.set_offline(False)
    expect(tab.get_by_text("Kræver net")).to_have_count(0)
    tab.get_by_role("link", name="Kontakten i dag").tap()
    expect(tab).to_have_url(re.compile("/s/tt-side/"))


def test_a_page_that_is_not_saved_says_so_and_shows_what_is(
    phone_on_the_road: Page, site: str
) -> None:
    tab = phone_on_the_road
    save(tab, site)
    tab.context.set_offline(True)

    response = tab.goto(f"{site}/taet-og-toer/5-10-aar/")

    assert response is not None
    assert response.status == 503
    expect(tab.get_by_role("heading", level=1)).to_have_text("Siden er ikke gemt")
    assert_good(tab)
    tab.get_by_role("link", name="3–4 år").tap()
    expect(tab).to_have_url(site + BAND)
    expect(tab.get_by_text("Gemt kopi fra")).to_be_visible()


def test_what_is_not_saved_is_told_in_the_language_of_the_address(
    phone_on_the_road: Page, site: str
) -> None:
    tab = phone_on_the_road
    save(tab, site)
    languages = [["/", "/taet-og-toer/uden-net/"], ["/en/", "/en/taet-og-toer/uden-net/"]]
    tab.evaluate(DAYS_AGO, [LIST, 0, {"elsewhere": languages}])
    tab.evaluate(
        """async ([, [, address]]) => (await caches.open((await caches.keys())[0])).put(address, new Response(
          "<main><h1>This page is not saved</h1></main>", { headers: { "Content-Type": "text/html" } }))""",
        languages,
    )
    tab.context.set_offline(True)

    tab.goto(f"{site}/en/taet-og-toer/")
    expect(tab.get_by_role("heading")).to_have_text("This page is not saved")

    tab.goto(f"{site}/taet-og-toer/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Siden er ikke gemt")


def test_a_copy_that_is_too_old_is_not_shown(phone_on_the_road: Page, site: str) -> None:
    tab = phone_on_the_road
    save(tab, site)
    tab.evaluate(DAYS_AGO, [LIST, 30, {}])
    tab.context.set_offline(True)

    tab.goto(site + GUIDE)

    expect(tab.get_by_role("heading", level=1)).to_have_text("Denne kopi er for gammel")
    expect(tab.get_by_text(re.compile(r"Den blev gemt \d+\. \w+\."))).to_be_visible()
    expect(tab.get_by_text("Siden er ikke gemt")).to_be_hidden()
    expect(tab.get_by_text("Sid godt på toilettet")).to_have_count(0)
    expect(tab.get_by_role("link", name="3–4 år")).to_have_count(0)
    assert_good(tab)


def test_a_date_that_makes_no_sense_counts_as_too_old(phone_on_the_road: Page, site: str) -> None:
    tab = phone_on_the_road
    save(tab, site)
    tab.evaluate(DAYS_AGO, [LIST, 0, {"until": "i morgen"}])
    tab.context.set_offline(True)

    tab.goto(site + GUIDE)

    expect(tab.get_by_role("heading", name="Denne kopi er for gammel")).to_be_visible()


@pytest.mark.parametrize(
    "address",
    ["/konto/login/", "/s/tt-kort/", "/admin/", "/kreds/", "/-/komponenter/", f"{GUIDE}?q=1"],
)
def test_login_forms_and_questions_are_never_answered_from_the_phone(
    phone_on_the_road: Page, site: str, address: str
) -> None:
    tab = phone_on_the_road
    save(tab, site)
    tab.goto(site + address)
    tab.context.set_offline(True)

    assert address not in saved_paths(tab)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        tab.goto(site + address)


def test_one_tap_takes_everything_off_the_phone(phone_on_the_road: Page, site: str) -> None:
    tab = phone_on_the_road
    save(tab, site)

    tab.get_by_role("button", name=re.compile("^Slet")).tap()

    expect(tab.get_by_role("button", name=re.compile("^Gem 9 sider"))).to_be_focused()
    assert saved_paths(tab) == set()
    assert tab.evaluate(WORKERS) == 0


@pytest.mark.parametrize(
    ("days", "change"),
    [(0, {"version": "gammel"}), (8, {}), (40, {})],
    ids=["newer", "week", "too old"],
)
def test_a_visit_with_a_net_brings_an_old_copy_up_to_date(
    phone_on_the_road: Page, site: str, days: int, change: dict[str, str]
) -> None:
    tab = phone_on_the_road
    save(tab, site)
    today = tab.get_by_text(re.compile("^Gemt ")).inner_text()
    tab.evaluate(DAYS_AGO, [LIST, days, change])

    with tab.expect_response(site + GUIDE):
        tab.goto(site + BAND)

    expect(tab.get_by_text(today)).to_be_visible()
    fresh = tab.evaluate("(list) => fetch(list).then((one) => one.json())", LIST)["version"]
    tab.wait_for_function("caches.keys().then((names) => names.length === 1)")
    assert fresh in tab.evaluate("caches.keys()")[0]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param({"status": 500}, id="a fault"),
        pytest.param(
            {"status": 200, "headers": {"Vary": "Accept-Encoding, Cookie"}}, id="personal"
        ),
        pytest.param({"status": 200, "headers": {"Cache-Control": "private"}}, id="private"),
        pytest.param({"status": 302, "headers": {"Location": "/konto/login/"}}, id="login instead"),
    ],
)
def test_a_saving_that_fails_leaves_nothing_and_may_be_tried_again(
    phone_on_the_road: Page, site: str, answer: dict[str, object]
) -> None:
    tab = phone_on_the_road
    tab.route("**" + GUIDE, lambda route: route.fulfill(**answer))
    tab.goto(site + BAND)
    button = tab.get_by_role("button", name=re.compile("^Gem 9 sider"))

    button.tap()

    expect(tab.get_by_text("Det lykkedes ikke.")).to_be_visible()
    expect(button).to_be_focused()
    assert saved_paths(tab) == set()
    tab.unroute("**" + GUIDE)
    button.tap()
    expect(tab.get_by_text(re.compile("^Gemt "))).to_be_visible()


@pytest.mark.parametrize(
    "blocked",
    [
        "Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined })",
        "Object.defineProperty(window, 'caches', { value: { keys: () => Promise.reject(Error()) } })",
    ],
    ids=["no worker", "no storage"],
)
def test_where_nothing_can_be_saved_nothing_is_offered(
    phone: Page, site: str, blocked: str
) -> None:
    phone.add_init_script(blocked)

    phone.goto(site + BAND, wait_until="networkidle")

    expect(phone.get_by_role("button", name=re.compile("^Gem "))).to_have_count(0)
    expect(phone.get_by_role("button", name="Husk denne alder på telefonen")).to_be_visible()


def test_without_a_script_there_are_no_buttons_that_do_nothing(
    phone_without_script: Page, site: str
) -> None:
    for address in (BAND, GUIDE, "/taet-og-toer/"):
        phone_without_script.goto(site + address)
        expect(phone_without_script.get_by_role("button")).to_have_count(0)


def test_saving_and_deleting_work_from_the_keyboard(desktop: Page, site: str) -> None:
    desktop.goto(site + BAND)
    desktop.get_by_role("button", name=re.compile("^Gem 9 sider")).focus()

    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("button", name=re.compile("^Slet"))).to_be_focused()

    desktop.keyboard.press("Space")
    expect(desktop.get_by_role("button", name=re.compile("^Gem 9 sider"))).to_be_focused()
