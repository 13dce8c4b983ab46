"""What a page says about itself to phones, proxies and search engines."""

import re

import pytest
from django.test import Client

from cms.models import GuidancePage
from tests.cast import Town

pytestmark = pytest.mark.django_db
GUIDE = "/taet-og-toer/3-4-aar/naar-barnet-holder-sig/"
PAGES = ["/", "/taet-og-toer/", "/taet-og-toer/3-4-aar/", "/taet-og-toer/yngre/", GUIDE]


@pytest.mark.parametrize("address", PAGES)
def test_any_cache_may_keep_a_page_for_a_short_while(
    town: Town, client: Client, address: str
) -> None:
    response = client.get(address)

    assert response.headers["Cache-Control"] == ("public, max-age=60, stale-while-revalidate=600")
    assert response.headers["Vary"] == "Accept-Encoding"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    "address",
    [GUIDE + "?a=1", "/findes-ikke/", "/taet-og-toer/naar-barnet-holder-sig/", "/privatliv/"],
)
def test_what_is_not_a_page_itself_is_not_for_every_cache(
    town: Town, client: Client, address: str
) -> None:
    assert "public" not in client.get(address).get("Cache-Control", "")


@pytest.mark.parametrize("seconds", [0, 60], ids=["made anew", "kept ready"])
@pytest.mark.parametrize("packed", ["gzip", "identity"])
def test_a_page_that_has_not_changed_is_not_sent_again(
    town: Town, client: Client, settings, seconds: int, packed: str
) -> None:
    settings.PAGE_CACHE_SECONDS = seconds
    first = client.get(GUIDE, headers={"accept-encoding": packed})

    again = client.get(
        GUIDE, headers={"accept-encoding": packed, "if-none-match": first.headers["ETag"]}
    )

    assert first.status_code == 200
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]


def test_a_page_that_has_changed_is_sent_again(town: Town, client: Client) -> None:
    old = client.get(GUIDE).headers["ETag"]
    town.guide.quick_answer = "Vent to timer."
    town.guide.save_revision().publish()

    response = client.get(GUIDE, headers={"if-none-match": old})

    assert response.status_code == 200
    assert "Vent to timer." in response.content.decode()


@pytest.mark.parametrize("tag", ['"', "W/", "*" * 8000, '"a", "b"', "\x00", "æ"])
def test_a_tag_that_is_none_of_ours_gets_the_whole_page(
    town: Town, client: Client, tag: str
) -> None:
    assert client.get(GUIDE, headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["/", GUIDE])
def test_nothing_can_be_sent_to_a_page(
    town: Town, client: Client, address: str, method: str
) -> None:
    assert getattr(client, method)(address).status_code == 405


def properties(html: str) -> dict[str, str]:
    return dict(re.findall(r'<meta itemprop="(\w+)" content="([^"]*)">', html))


def test_a_page_of_advice_tells_machines_what_it_is(town: Town, client: Client) -> None:
    html = client.get(GUIDE).content.decode()

    told = properties(html)
    assert 'itemtype="https://schema.org/MedicalWebPage"' in html
    assert '<h1 itemprop="name">Når barnet holder sig</h1>' in html
    assert told["inLanguage"] == "da"
    assert told["url"] == f"http://testserver{GUIDE}"
    assert told["audienceType"] == "3–4 år"
    assert (told["suggestedMinAge"], told["suggestedMaxAge"]) == ("3", "5")
    assert "<script type" not in html


def test_an_age_without_an_upper_end_has_none_for_machines(town: Town, client: Client) -> None:
    town.guide.bands.add(town.platform.bands.get(slug="11-aar-og-aeldre"))
    town.guide.save()

    told = properties(
        client.get("/taet-og-toer/11-aar-og-aeldre/naar-barnet-holder-sig/").content.decode()
    )

    assert told["suggestedMinAge"] == "11"
    assert "suggestedMaxAge" not in told


def test_nobody_is_said_to_vouch_for_a_page_that_is_not_reviewed(
    town: Town, client: Client
) -> None:
    town.guide.reviewer = "Anne Kjær"
    town.guide.save()
    assert "Anne Kjær" not in properties(client.get(GUIDE).content.decode()).values()
    assert "lastReviewed" not in client.get(GUIDE).content.decode()


def test_a_reviewed_page_says_who_and_when(town: Town, client: Client) -> None:
    GuidancePage.objects.filter(pk=town.guide.pk).update(
        reviewed_by='Anne "Ane" Kjær', reviewed_by_role="Børnelæge", reviewed_on="2026-11-01"
    )

    told = properties(client.get(GUIDE).content.decode())

    assert told["lastReviewed"] == "2026-11-01"
    assert told["jobTitle"] == "Børnelæge"
    assert "Anne &quot;Ane&quot; Kjær" in client.get(GUIDE).content.decode()
