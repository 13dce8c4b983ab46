"""Two platforms side by side: nothing a citizen can reach from one tells of the other."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from cms.demo import build_guide
from cms.models import PlatformPage
from tests.cast import Town
from tests.factories import GUIDE, make_platform, translate

pytestmark = pytest.mark.django_db
SECRET = "Sommerfuglesøvn"
HOME = "/taet-og-toer/"
ASKED_FOR_BY_NAME = (
    f"{HOME}yngre/",
    f"{HOME}soeg/?q=sommerfuglesøvn",
    f"{HOME}soeg/?q=natten",
    f"{HOME}3-4-aar/offline.json",
    f"{HOME}findes-ikke/",
    f"/en{HOME}",
)


@pytest.fixture
def other(town: Town) -> PlatformPage:
    page = make_platform("soevn", SECRET)
    build_guide(page, GUIDE | {"title": f"{SECRET} om natten", "slug": "om-natten"})
    translate(page, "en", title=f"{SECRET} in English")
    translate(town.page, "en", title="Tight and dry")
    return page


def links(html: str) -> Iterator[str]:
    """Return the addresses of this site that a page leads to, without what comes after a “#”."""
    for address in re.findall(r'(?:href|src|action)="(/[^"#]*)', html):
        yield address.replace("&amp;", "&")


def reachable(client: Client, *begin: str) -> dict[str, str]:
    """Walk every address below the platform and return what each page says."""
    waiting, said = list(begin), {}
    while waiting:
        address = waiting.pop()
        if address in said or not address.startswith((HOME, f"/en{HOME}", "/s/", "/p/")):
            continue
        response = client.get(address)
        said[address] = b"".join(response).decode(errors="replace")
        if response.headers["Content-Type"].startswith("text/html"):
            waiting += links(said[address])
    return said


def test_no_page_search_or_list_of_one_platform_tells_of_the_other(
    other: PlatformPage, client: Client
) -> None:
    said = reachable(client, HOME, *ASKED_FOR_BY_NAME)

    assert len(said) >= 12
    told = [
        address
        for address, text in said.items()
        if SECRET in text or "/soevn/" in text or "om-natten" in text
    ]
    assert not told


def test_the_ages_and_pages_of_one_platform_do_not_open_under_the_other(
    other: PlatformPage, client: Client
) -> None:
    for address in (f"{HOME}3-4-aar/om-natten/", f"{HOME}om-natten/", f"{HOME}soevn/"):
        assert client.get(address).status_code == 404


def test_the_questionnaire_of_one_platform_leads_back_to_it(
    other: PlatformPage, town: Town, client: Client
) -> None:
    said = reachable(client, "/s/plakat23/", "/s/plakat23/tak/", "/s/sidelink/?alder=3-4-aar")

    assert not [address for address, text in said.items() if SECRET in text]
