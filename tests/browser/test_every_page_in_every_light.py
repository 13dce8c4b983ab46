"""Each kind of page and every part of the look: light, dark, right-to-left, more contrast, one's own colours.

Turned and recoloured without being fetched again, so that only what the eye sees has changed.
"""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, assert_good, assert_good_on_phone_and_desktop

KINDS_OF_PAGE = (
    pytest.param("/", id="portal"),
    pytest.param("/taet-og-toer/", id="platform"),
    pytest.param("/taet-og-toer/3-4-aar/", id="band"),
    pytest.param("/taet-og-toer/3-4-aar/naar-jeres-barn-holder-sig/", id="guidance"),
    pytest.param("/taet-og-toer/yngre/", id="younger"),
    pytest.param("/s/tt-plakat/", id="questionnaire"),
    pytest.param("/-/komponenter/", id="every part"),
)
LIGHTS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "more contrast": {"color_scheme": "light", "contrast": "more"},
}


@pytest.mark.parametrize("address", KINDS_OF_PAGE)
def test_a_page_is_good_in_every_light_and_turned_round(
    address: str, phone: Page, site: str
) -> None:
    phone.emulate_media(reduced_motion="reduce")  # or axe meets a colour half-way to the next
    phone.goto(site + address)
    for light, media in LIGHTS.items():
        phone.emulate_media(reduced_motion="reduce", **media)
        assert_good(phone)
        assert len(phone.screenshot()) > 5_000, light
        phone.emulate_media(color_scheme="null", contrast="null")
    phone.evaluate("document.documentElement.dir = 'rtl'")
    assert_good(phone)
    # What colours a person has chosen is theirs: axe reads ours, so only the frame is judged.
    phone.emulate_media(forced_colors="active")
    assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth + 1")


@pytest.mark.parametrize("address", KINDS_OF_PAGE)
def test_a_page_is_good_in_the_dark_on_a_desktop(address: str, desktop: Page, site: str) -> None:
    desktop.emulate_media(reduced_motion="reduce", color_scheme="dark")
    desktop.goto(site + address)

    assert_good(desktop)


@pytest.mark.parametrize("address", KINDS_OF_PAGE)
def test_a_page_is_good_when_no_script_of_ours_arrives(
    address: str, browser: Browser, site: str
) -> None:
    """axe is a script itself, so ours are held back instead of switching all of them off."""
    context = browser.new_context(viewport=PHONE)
    context.route("**/*.js", lambda route: route.abort())
    tab = context.new_page()
    tab.goto(site + address)
    assert_good_on_phone_and_desktop(tab)
    context.close()
