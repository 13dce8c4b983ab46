"""Bytes over the wire for a guidance page seen for the first time, against the budget of the house."""

from playwright.sync_api import Page

KB = 1024
GUIDE = "/taet-og-toer/3-4-aar/naar-jeres-barn-holder-sig/"


def test_a_guidance_page_keeps_to_forty_kilobytes_and_eight_requests(
    phone: Page, site: str
) -> None:
    wire = phone.context.new_cdp_session(phone)
    wire.send("Network.enable")
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))

    phone.goto(site + GUIDE, wait_until="networkidle")

    assert sum(sizes) <= 40 * KB
    assert len(sizes) <= 8


def test_a_guidance_page_loads_no_script_but_the_one_that_reads_aloud(
    phone: Page, site: str
) -> None:
    phone.goto(site + GUIDE, wait_until="networkidle")

    scripts = phone.evaluate("[...document.scripts].map((one) => new URL(one.src).pathname)")
    assert scripts == ["/static/cms/aloud.js"]
    assert (
        phone.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )
