"""What a phone fetches for a page seen for the first time, against the budget of the house."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import CDPSession, Page

KB = 1024
PAGES = [
    pytest.param("/", id="portal"),
    pytest.param("/taet-og-toer/", id="platform"),
    pytest.param("/taet-og-toer/3-4-aar/", id="age"),
    pytest.param("/taet-og-toer/3-4-aar/naar-jeres-barn-holder-sig/", id="advice"),
    pytest.param("/taet-og-toer/5-10-aar/skriv-drikke-og-tis-ned/", id="diary"),
    pytest.param("/taet-og-toer/yngre/", id="younger"),
]


@dataclass
class Fetched:
    """Compressed bytes over the wire, headers included, by what they are."""

    kinds: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)

    def listen(self, wire: CDPSession) -> None:
        wire.send("Network.enable")
        wire.on("Network.responseReceived", self.note)
        wire.on("Network.loadingFinished", self.weigh)

    def note(self, event: dict) -> None:
        self.kinds[event["requestId"]] = event["type"]
        self.addresses[event["requestId"]] = event["response"]["url"]

    def weigh(self, event: dict) -> None:
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    def bytes_of(self, *kinds: str) -> float:
        return sum(size for key, size in self.sizes.items() if self.kinds[key] in kinds)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_keeps_to_the_budget(phone: Page, site: str, address: str) -> None:
    fetched = Fetched()
    fetched.listen(phone.context.new_cdp_session(phone))

    phone.goto(site + address, wait_until="networkidle")

    assert fetched.bytes_of("Document", "Stylesheet", "Script") <= 40 * KB
    assert fetched.bytes_of("Script") <= 10 * KB
    assert sum(fetched.sizes.values()) <= 150 * KB  # with pictures
    assert fetched.bytes_of("Font") == 0
    assert len(fetched.sizes) <= 8
    assert phone.context.cookies() == []
    assert all(url.startswith((f"{site}/", "data:")) for url in fetched.addresses.values())


def test_the_second_page_brings_little_more_than_itself(phone: Page, site: str) -> None:
    phone.goto(site + "/taet-og-toer/", wait_until="networkidle")
    fetched = Fetched()
    fetched.listen(phone.context.new_cdp_session(phone))

    phone.goto(site + "/taet-og-toer/3-4-aar/", wait_until="networkidle")

    assert fetched.bytes_of("Document") <= 10 * KB


def test_a_guidance_page_loads_no_script_but_the_one_that_reads_aloud(
    phone: Page, site: str
) -> None:
    phone.goto(f"{site}/taet-og-toer/3-4-aar/naar-jeres-barn-holder-sig/", wait_until="networkidle")

    scripts = phone.evaluate("[...document.scripts].map((one) => new URL(one.src).pathname)")
    workers = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
    assert scripts == ["/static/cms/aloud.js"]
    assert phone.evaluate(workers) == 0
