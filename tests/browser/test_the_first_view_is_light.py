"""Bytes over the wire for a guidance page seen for the first time, against the budget of the house."""

import pytest
from playwright.sync_api import Page

KB = 1024
GUIDES = (
    "/taet-og-toer/3-4-aar/naar-jeres-barn-holder-sig/",
    "/taet-og-toer/5-10-aar/skriv-drikke-og-tis-ned/",  # with a script
)


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guidance_page_keeps_to_forty_kilobytes_and_eight_requests(
    guide: str, phone: Page, site: str
) -> None:
    wire = phone.context.new_cdp_session(phone)
    wire.send("Network.enable")
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))

    phone.goto(site + guide, wait_until="networkidle")

    assert sum(sizes) <= 40 * KB
    assert len(sizes) <= 8
