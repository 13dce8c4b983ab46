"""A page is read in several languages: the switch, the marks for machines, and honest words about gaps."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client
from wagtail.models import Locale, Page

from cms.demo import build_guide
from cms.models import PortalPage
from cms.translations import publish_translation
from tests.cast import Town
from tests.conftest import TUESDAY
from tests.factories import GUIDE, make_platform, translate

pytestmark = pytest.mark.django_db
ADVICE = "/taet-og-toer/3-4-aar/naar-barnet-holder-sig/"
OLDER = "The Danish page is newer than this translation."


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def switch(html: str) -> dict[str, str]:
    tools = html.partition('<div class="tools">')[2].partition("</header>")[0]
    return {
        code: unescape(url) for url, code in re.findall(r'<a href="([^"]+)" lang="(\w+)"', tools)
    }


def alternates(html: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">', html))


@pytest.fixture
def english(town: Town) -> Page:
    translate(town.page, "en", title="Tæt og tør", question="My child is …")
    return translate(town.guide, "en", title="When your child holds on")


@pytest.mark.parametrize("age", ["3-4-aar", "5-10-aar"])
def test_the_switch_keeps_the_page_and_the_age_both_ways(
    english: Page, client: Client, age: str
) -> None:
    danish = f"/taet-og-toer/{age}/naar-barnet-holder-sig/"

    assert switch(read(client, danish)) == {"en": f"/en{danish}"}
    assert switch(read(client, f"/en{danish}")) == {"da": danish}


@pytest.mark.parametrize(
    "address", ["/taet-og-toer/", "/taet-og-toer/yngre/", "/taet-og-toer/3-4-aar/"]
)
def test_the_switch_keeps_the_place_on_a_platform(
    english: Page, client: Client, address: str
) -> None:
    assert switch(read(client, address)) == {"en": f"/en{address}"}
    assert switch(read(client, f"/en{address}")) == {"da": address}


def test_without_the_page_the_switch_leads_to_the_age(town: Town, client: Client) -> None:
    translate(town.page, "en")

    assert switch(read(client, ADVICE)) == {"en": "/en/taet-og-toer/3-4-aar/"}


def test_without_the_platform_the_switch_leads_to_the_portal(town: Town, client: Client) -> None:
    translate(PortalPage.objects.get(), "en")

    assert switch(read(client, ADVICE)) == {"en": "/en/"}


def test_without_any_page_in_a_language_there_is_no_switch(town: Town, client: Client) -> None:
    Locale.objects.create(language_code="en")

    assert switch(read(client, ADVICE)) == {}


def test_a_translation_not_yet_for_this_age_is_left_for_its_age(
    english: Page, client: Client
) -> None:
    english.bands.remove(english.bands.get(slug="3-4-aar"))
    english.save()

    assert switch(read(client, ADVICE)) == {"en": "/en/taet-og-toer/3-4-aar/"}


def test_an_unpublished_platform_is_no_way_to_its_pages(
    town: Town, english: Page, client: Client
) -> None:
    english.get_parent().specific.unpublish()

    assert switch(read(client, ADVICE)) == {"en": "/en/"}


def test_every_switch_leads_somewhere(town: Town, english: Page, client: Client) -> None:
    build_guide(town.page, GUIDE | {"slug": "kun-paa-dansk", "title": "Kun på dansk"})
    make_platform("soevn", "Søvn")
    translate(PortalPage.objects.get(locale__language_code="da"), "ar")
    seen, ahead = set(), ["/"]
    while ahead:
        address = ahead.pop()
        html = read(client, address)
        seen.add(address)
        links = {unescape(url) for url in re.findall(r'href="(/[^"]*/)"', html)}
        pages = {url for url in links if not url.startswith(("/s/", "/konto/"))}
        ahead += pages - seen - set(ahead)

    assert {"/ar/", f"/en{ADVICE}", "/soevn/", "/taet-og-toer/5-10-aar/kun-paa-dansk/"} <= seen


def test_search_engines_are_told_of_each_language_with_whole_addresses(
    english: Page, client: Client
) -> None:
    told = {
        "da": f"http://testserver{ADVICE}",
        "en": f"http://testserver/en{ADVICE}",
        "x-default": f"http://testserver{ADVICE}",
    }

    assert alternates(read(client, ADVICE)) == told
    assert alternates(read(client, f"/en{ADVICE}")) == told


def test_the_nearest_page_is_no_translation_of_this_one(town: Town, client: Client) -> None:
    translate(town.page, "en")

    assert alternates(read(client, ADVICE)) == {}


def test_a_page_says_its_language_and_its_direction(
    town: Town, english: Page, client: Client
) -> None:
    translate(town.guide, "ar", title="عنوان")

    for prefix, start in [("", 'lang="da" dir="ltr"'), ("/en", 'lang="en" dir="ltr"')]:
        assert f"<html {start}" in read(client, prefix + ADVICE)
    assert '<html lang="ar" dir="rtl"' in read(client, f"/ar{ADVICE}")


@pytest.mark.parametrize("address", ["/", "/taet-og-toer/", "/taet-og-toer/3-4-aar/", ADVICE])
def test_danish_is_never_shown_as_another_language(
    town: Town, client: Client, address: str
) -> None:
    response = client.get(f"/ar{address}")

    assert response.status_code == 302
    assert response.headers["Location"] == address


def test_advice_that_is_only_a_copy_leads_to_the_danish_page(town: Town, client: Client) -> None:
    translate(town.page, "en")
    locale = Locale.objects.get(language_code="en")
    town.guide.copy_for_translation(locale, alias=True)

    assert client.get(f"/en{ADVICE}").headers["Location"] == ADVICE
    assert switch(read(client, ADVICE))["en"] == f"/en{ADVICE}"  # it may be translated tomorrow
    assert f'href="/en{ADVICE}"' not in read(client, "/en/taet-og-toer/3-4-aar/")


def test_a_front_page_nobody_has_translated_says_that_its_words_are_danish(
    town: Town, client: Client
) -> None:
    translate(town.guide, "en", title="When your child holds on")

    html = read(client, "/en/taet-og-toer/")
    assert '<h1 lang="da" dir="ltr">Mit barn er …</h1>' in html
    assert '<span lang="da" dir="ltr">3–4 år</span>' in html
    assert 'lang="da" dir="ltr">Mit barn' not in read(client, "/taet-og-toer/")


def test_an_age_nobody_has_translated_says_so_in_lists(
    town: Town, english: Page, client: Client
) -> None:
    english.get_parent().specific.band_texts.get(band__slug="5-10-aar").delete()

    html = read(client, f"/en{ADVICE}")

    assert '<span lang="da" dir="ltr">5–10 år</span></a>' in html
    assert '<span lang="da" dir="ltr">3–4 år' not in html


def test_an_age_lists_what_is_only_in_danish_under_a_heading_of_its_own(
    town: Town, english: Page, client: Client
) -> None:
    build_guide(town.page, GUIDE | {"slug": "kun-paa-dansk", "title": "Kun på dansk"})

    html = read(client, "/en/taet-og-toer/3-4-aar/")
    ours, _, danish = html.partition("Only in Danish so far")

    assert f'href="/en{ADVICE}"' in ours
    assert '<ul class="guides" role="list" lang="da" dir="ltr">' in danish
    assert 'href="/taet-og-toer/3-4-aar/kun-paa-dansk/"' in danish
    assert "naar-barnet" not in danish.partition("</ul>")[0]


def test_the_portal_shows_platforms_that_are_only_in_danish(
    town: Town, english: Page, client: Client
) -> None:
    make_platform("soevn", "Søvn")

    ours, _, danish = read(client, "/en/").partition("Only in Danish so far")

    assert 'href="/en/taet-og-toer/"' in ours
    assert 'href="/soevn/"' in danish
    assert "Kun på dansk indtil videre" not in read(client, "/")


def publish_again(page: Page, days: int) -> None:
    with time_machine.travel(TUESDAY + timedelta(days=days), tick=False):
        page.specific.save_revision().publish()


def test_a_translation_as_new_as_the_danish_page_says_nothing(
    english: Page, client: Client
) -> None:
    assert OLDER not in read(client, f"/en{ADVICE}")
    assert "Den danske side" not in read(client, ADVICE)


def test_a_translation_older_than_the_danish_page_says_so_and_links_to_it(
    town: Town, english: Page, client: Client
) -> None:
    publish_again(town.guide, days=1)

    notice = read(client, f"/en{ADVICE}").partition(OLDER)[2].partition("</div>")[0]
    assert f'href="{ADVICE}" hreflang="da"' in notice
    assert "Read it in Danish" in notice
    assert OLDER not in read(client, "/en/taet-og-toer/5-10-aar/")


def test_a_front_page_older_than_the_danish_one_says_so_too(
    town: Town, english: Page, client: Client
) -> None:
    publish_again(town.page, days=1)

    assert OLDER in read(client, "/en/taet-og-toer/")
    assert OLDER in read(client, "/en/taet-og-toer/3-4-aar/")
    assert OLDER not in read(client, f"/en{ADVICE}")


def words_of(*pages: Page) -> dict[str, str]:
    """Say every sentence of the pages in capitals, as if that were another language."""
    from wagtail_localize.segments.extract import extract_segments

    found = [
        one.string.data
        for page in pages
        for one in extract_segments(page)
        if hasattr(one, "string")
    ]
    return {sentence: sentence.upper() for sentence in found}


def test_a_comma_put_right_in_english_does_not_make_old_advice_new(
    town: Town, client: Client
) -> None:
    portal = PortalPage.objects.get()
    locale = Locale.objects.create(language_code="en")
    words = words_of(portal, town.page, town.guide)
    *_, english = [
        publish_translation(page, locale, words) for page in (portal, town.page, town.guide)
    ]
    assert OLDER not in read(client, f"/en{ADVICE}")

    publish_again(town.guide, days=1)
    publish_again(english, days=2)

    assert OLDER in read(client, f"/en{ADVICE}")


def test_danish_sentences_fetched_anew_and_published_make_it_up_to_date(
    town: Town, client: Client
) -> None:
    from wagtail_localize.models import TranslationSource

    locale = Locale.objects.create(language_code="en")
    words = words_of(PortalPage.objects.get(), town.page, town.guide)
    for page in (PortalPage.objects.get(), town.page, town.guide):
        english = publish_translation(page, locale, words)
    publish_again(town.guide, days=1)
    with time_machine.travel(TUESDAY + timedelta(days=2), tick=False):
        TranslationSource.objects.get_for_instance(town.guide).update_from_db()
    assert OLDER in read(client, f"/en{ADVICE}")  # fetched, but not published yet

    publish_again(english, days=3)

    assert OLDER not in read(client, f"/en{ADVICE}")


def test_a_translated_page_keeps_the_budget_however_much_there_is(
    town: Town, english: Page, client: Client, django_assert_max_num_queries
) -> None:
    for number in range(4):
        build_guide(town.page, GUIDE | {"slug": f"raad-{number}", "title": f"Råd {number}"})
        make_platform(f"platform-{number}", f"Platform {number}")
    client.get(f"/en{ADVICE}")

    for address, most in [("/en/", 8), ("/en/taet-og-toer/3-4-aar/", 12), (f"/en{ADVICE}", 12)]:
        with django_assert_max_num_queries(most):
            client.get(address)
