"""Each kind of page and every part of the look: light, dark, right-to-left, more contrast, one's own colours.

Turned and recoloured without being fetched again, so that only what the eye sees has changed.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESKTOP, PHONE, assert_good

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
    address: str, phone: Page, desktop: Page, site: str, tmp_path: Path
) -> None:
    for tab in (phone, desktop):
        tab.goto(site + address)
        for light, media in LIGHTS.items():
            tab.emulate_media(**media)
            assert_good(tab)
            photograph = tmp_path / f"{light}.png"
            tab.screenshot(path=photograph, full_page=True)
            assert photograph.stat().st_size > 10_000, light
            tab.emulate_media(color_scheme="null", contrast="null")
        tab.evaluate("document.documentElement.dir = 'rtl'")
        assert_good(tab)
        # What colours a person has chosen is theirs: axe reads ours, so only the frame is judged.
        tab.emulate_media(forced_colors="active")
        assert not tab.evaluate("document.documentElement.scrollWidth > innerWidth + 1")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("address", KINDS_OF_PAGE)
def test_a_page_is_good_without_script(
    address: str, size: dict[str, int], browser: Browser, site: str
) -> None:
    context = browser.new_context(viewport=size, java_script_enabled=False)
    tab = context.new_page()
    response = tab.goto(site + address)

    assert response is not None
    assert response.status == 200
    assert_good(tab)
    context.close()
