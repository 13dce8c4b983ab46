"""What a citizen meets who searches a platform: the right pages, in the reader's own age, kindly."""

from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Page

from cms.demo import build_guide
from cms.models import GuidancePage, PlatformPage, SynonymSet, ZeroHit
from cms.models.finding import find
from tests.cast import CAST, Town
from tests.factories import GUIDE, make_platform, translate

pytestmark = pytest.mark.django_db
SEARCH = "/taet-og-toer/soeg/"
ADVICE = "naar-barnet-holder-sig"


def read(client: Client, asked: str = "", address: str = SEARCH, **more: str) -> str:
    query = {"q": asked} | more if asked else more
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def slugs(page: PlatformPage, asked: str) -> list[str]:
    fresh = PlatformPage.objects.get(pk=page.pk)
    return [guide["slug"] for guide, _ in find(fresh, asked)]


def add(page: PlatformPage, slug: str, **changes: object) -> GuidancePage:
    build_guide(page, GUIDE | {"slug": slug, "title": slug} | changes)
    return GuidancePage.objects.child_of(page).get(slug=slug)


@pytest.mark.parametrize("name", [*CAST, "anonymous"])
def test_everybody_may_search(town: Town, name: str) -> None:
    client = Client()
    if name != "anonymous":
        client.force_login(getattr(town.people, name))

    assert ADVICE in read(client, "holder sig")


def test_before_anything_is_asked_there_is_a_field_and_the_ages(town: Town, client: Client) -> None:
    html = read(client)

    assert '<input type="search" id="q" name="q" value=""' in html
    assert 'href="/taet-og-toer/5-10-aar/"' in html
    assert ADVICE not in html


def test_a_hit_tells_its_title_its_line_and_its_ages(town: Town, client: Client) -> None:
    html = read(client, "holder sig")

    assert "Når barnet holder sig" in html
    assert "Hvad I kan gøre, når jeres barn venter for længe." in html
    assert "3–4\xa0år · 5–10\xa0år" in html
    assert "Vi fandt 1 råd" in html


@pytest.mark.parametrize(
    ("reader", "through"),
    [
        pytest.param({}, "3-4-aar", id="no age: the first"),
        pytest.param({"alder": "5-10-aar"}, "5-10-aar", id="an age the page is for"),
        pytest.param({"alder": "1-2-aar"}, "3-4-aar", id="an age it is not for"),
        pytest.param({"alder": "findes-ikke"}, "3-4-aar", id="no such age"),
    ],
)
def test_a_hit_leads_to_the_readers_own_age(
    town: Town, client: Client, reader: dict[str, str], through: str
) -> None:
    assert f'href="/taet-og-toer/{through}/{ADVICE}/"' in read(client, "holder sig", **reader)


def test_the_readers_own_age_comes_first(town: Town, client: Client) -> None:
    add(town.page, "skole", title="Holder sig i skolen", bands=["5-10-aar"])
    add(town.page, "lille", body=[], bands=["1-2-aar"], summary="Når jeres barn holder sig.")

    html = read(client, "holder sig", alder="1-2-aar")

    assert html.index("/lille/") < html.index("Råd til andre aldre") < html.index("/skole/")
    assert "Råd til 1½–2 år" in html


def test_an_age_that_has_nothing_hears_that_others_do(town: Town, client: Client) -> None:
    html = read(client, "holder sig", alder="11-aar-og-aeldre")

    assert "Råd til andre aldre" in html
    assert "Råd til 11 år eller ældre" not in html


def test_the_age_is_kept_from_one_search_to_the_next(town: Town, client: Client) -> None:
    html = read(client, "holder sig", alder="5-10-aar")

    assert '<input type="hidden" name="alder" value="5-10-aar">' in html
    assert 'href="/taet-og-toer/5-10-aar/"' in html


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("/taet-og-toer/", SEARCH),
        ("/taet-og-toer/yngre/", SEARCH),
        ("/taet-og-toer/3-4-aar/", f"{SEARCH}?alder=3-4-aar"),
        (f"/taet-og-toer/3-4-aar/{ADVICE}/", f"{SEARCH}?alder=3-4-aar"),
    ],
)
def test_every_page_of_a_platform_leads_to_its_search(
    town: Town, client: Client, address: str, link: str
) -> None:
    assert f'<a class="find-link" href="{link}">' in read(client, address=address)


def test_the_front_page_of_the_portal_has_no_search(town: Town, client: Client) -> None:
    assert "soeg" not in read(client, address="/")


def test_nothing_found_is_told_kindly_with_the_ages(town: Town, client: Client) -> None:
    html = read(client, "bilforsikring")

    assert "Vi fandt ingen råd om “bilforsikring”" in html
    assert 'href="/taet-og-toer/11-aar-og-aeldre/"' in html


def test_a_misspelling_is_answered_by_what_is_closest(town: Town, client: Client) -> None:
    html = read(client, "toilletet")

    assert ADVICE in html
    assert "Her er det, der ligner mest." in html


@pytest.mark.parametrize("part", ["title", "search_terms", "summary", "quick_answer"])
def test_each_part_of_a_page_is_searched(town: Town, part: str) -> None:
    add(town.page, "andet", **{part: "Om kamelblade"})

    assert slugs(town.page, "kamelblad") == ["andet"]


@pytest.mark.parametrize(
    "asked", ["sjov", "med", "ros", "skælde ud", "ondt", "hvorfor legen er for sjov"]
)
def test_every_block_of_the_text_is_searched(town: Town, asked: str) -> None:
    assert slugs(town.page, asked) == ([ADVICE] if asked != "med" else [])


def test_another_platforms_pages_are_never_found(town: Town) -> None:
    other = make_platform("soevn", "Søvn")
    add(other, "kamelblade")
    SynonymSet.objects.create(platform=other.platform, words="dromedar, kamelblade")

    assert slugs(other, "dromedar") == ["kamelblade"]
    assert slugs(town.page, "kamelblade") == slugs(town.page, "dromedar") == []


def test_each_language_finds_its_own_pages(town: Town, client: Client) -> None:
    translate(town.guide, "en", title="When your child keeps waiting")

    english = read(client, "waits", "/en" + SEARCH)

    assert '<html lang="en"' in english
    assert "When your child keeps waiting" in english
    assert f'href="/en/taet-og-toer/3-4-aar/{ADVICE}/"' in english
    assert "Vi fandt ingen råd" in read(client, "waiting")
    assert f'href="/en{SEARCH}"' in read(client)


def test_a_copy_that_waits_to_be_translated_is_not_found_in_another_language(town: Town) -> None:
    waiting = add(town.page, "venter", title="Kamelblade")
    translate(town.guide, "en", title="When your child keeps waiting")
    english = PlatformPage.objects.get(locale__language_code="en")
    waiting.copy_for_translation(english.locale, alias=True)

    assert GuidancePage.objects.child_of(english).live().filter(slug="venter").exists()
    assert slugs(english, "kamelblade") == []
    assert slugs(english, "waiting") == [ADVICE]


def test_arabic_is_answered_right_to_left(town: Town, client: Client) -> None:
    translate(town.guide, "ar", title="عندما يحبس الطفل البول")

    html = read(client, "طفل", "/ar" + SEARCH)

    assert 'lang="ar" dir="rtl"' in html
    assert f"/ar/taet-og-toer/3-4-aar/{ADVICE}/" in html


def test_what_is_not_published_is_not_found(town: Town) -> None:
    town.guide.title = "Kamelblade"
    town.guide.save_revision()
    assert slugs(town.page, "kamelblade") == []

    town.guide.unpublish()
    assert slugs(town.page, "holder sig") == []


def test_a_page_is_found_by_its_new_words_as_soon_as_it_is_published(town: Town) -> None:
    assert slugs(town.page, "holder sig") == [ADVICE]
    town.guide.title = "Kamelblade"
    town.guide.save_revision().publish()

    assert slugs(town.page, "kamelblade") == [ADVICE]
    assert slugs(town.page, "sig selv holde barnet") == [ADVICE]  # it still says so elsewhere


def test_a_deleted_page_is_no_longer_found_though_its_words_were_kept(town: Town) -> None:
    assert slugs(town.page, "holder sig") == [ADVICE]
    town.guide.delete()

    assert slugs(town.page, "holder sig") == []
    assert cache.get(f"cms.search.{town.page.pk}").pages == {}


def test_pages_that_answer_equally_stand_in_the_editors_order_also_when_it_changes(
    town: Town,
) -> None:
    one, other = add(town.page, "en", title="Kamelblade"), add(town.page, "to", title="Kamelblade")
    assert slugs(town.page, "kamelblade") == ["en", "to"]

    Page.objects.get(pk=other.pk).move(Page.objects.get(pk=one.pk), pos="left")

    assert slugs(town.page, "kamelblade") == ["to", "en"]


def test_a_page_without_a_revision_is_read_as_it_stands(town: Town) -> None:
    GuidancePage.objects.update(live_revision=None)
    assert slugs(town.page, "kamelblade") == []
    GuidancePage.objects.update(title="Kamelblade")

    assert slugs(town.page, "kamelblade") == [ADVICE]


def test_a_page_whose_last_age_was_taken_away_is_not_found(town: Town) -> None:
    town.guide.bands.all().delete()

    assert slugs(town.page, "holder sig") == []


def test_an_unpublished_platform_has_no_search(town: Town, client: Client) -> None:
    town.page.unpublish()

    assert client.get(SEARCH, {"q": "holder"}).status_code == 404


@pytest.mark.parametrize("address", [f"{SEARCH}mere/", "/taet-og-toer/3-4-aar/soeg/"])
def test_the_search_is_at_one_address(town: Town, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


HOSTILE = [
    "'; DROP TABLE cms_guidancepage; --",
    "%",
    "*",
    '"',
    "\\",
    "\x00",
    "holder\x00sig",
    "🙂🙂",
    "\u202eholder sig\u200f",
    "<script>alert(1)</script>",
    "{{ 7|add:7 }}",
    "\ud83d",
]


@pytest.mark.parametrize("asked", HOSTILE)
def test_whatever_is_typed_is_answered(town: Town, client: Client, asked: str) -> None:
    response = client.get(SEARCH, QUERY_STRING="q=" + quote(asked, errors="surrogatepass"))

    html = response.content.decode()
    assert response.status_code == 200
    assert "<script" not in html
    assert "\x00" not in html


def test_an_endless_query_is_cut_and_told_so(town: Town, client: Client) -> None:
    html = read(client, "holder " * 1_500)

    assert "Vi har søgt på de første 100." in html
    assert ADVICE in html
    assert len(html) < 20_000


def test_what_somebody_typed_is_kept_by_no_cache_and_no_search_engine(
    town: Town, client: Client
) -> None:
    response = client.get(SEARCH, {"q": "holder"})

    assert {"no-store", "private"} <= set(response.headers["Cache-Control"].split(", "))
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert not response.cookies


def test_a_search_asks_the_database_a_known_number_of_times(
    town: Town, client: Client, django_assert_num_queries
) -> None:
    for number in range(5):
        add(town.page, f"raad-{number}")
    read(client, "holder sig")

    with django_assert_num_queries(10):
        read(client, "holder sig", alder="3-4-aar")
    with django_assert_num_queries(12):
        read(client, "bilforsikring")
    assert ZeroHit.objects.count() == 1
