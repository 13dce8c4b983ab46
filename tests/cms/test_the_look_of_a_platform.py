"""A platform's own logo and its own words at the foot of every page, in the page's language."""

import pytest
from django.test import Client
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from tests.cast import Town

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the file of a new rendition to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]
PAGES = [
    "/taet-og-toer/",
    "/taet-og-toer/3-4-aar/",
    "/taet-og-toer/3-4-aar/naar-barnet-holder-sig/",
]


@pytest.fixture
def with_logo(town: Town, settings, tmp_path) -> Town:
    settings.MEDIA_ROOT = tmp_path
    town.platform.logo = get_image_model().objects.create(
        title="logo.png", description="Tre dråber", file=get_test_image_file(size=(900, 300))
    )
    town.platform.save()
    return town


@pytest.mark.parametrize("address", PAGES)
def test_the_logo_stands_beside_the_name_small_and_with_words(
    with_logo: Town, client: Client, address: str
) -> None:
    brand = client.get(address).content.decode().partition('class="brand"')[2].partition("</a>")[0]

    assert 'width="240" height="80" alt="Tre dråber"' in brand
    assert ".webp" in brand
    assert "<span>Tæt og tør</span>" in brand


def test_without_a_logo_the_drop_is_shown(town: Town, client: Client) -> None:
    brand = client.get(PAGES[0]).content.decode().partition('class="brand"')[2].partition("</a>")[0]

    assert "<svg" in brand
    assert "<img" not in brand


def test_a_logo_costs_few_queries(
    with_logo: Town, client: Client, django_assert_max_num_queries
) -> None:
    client.get(PAGES[2])

    with django_assert_max_num_queries(12):
        client.get(PAGES[2])


@pytest.mark.parametrize("address", PAGES)
def test_who_is_behind_stands_at_the_foot_of_every_page(
    town: Town, client: Client, address: str
) -> None:
    assert "foot-words" not in client.get(address).content.decode()

    town.page.footer = "<p>Region Nordjylland og <b>kommunerne</b></p>"
    town.page.save()

    foot = client.get(address).content.decode().partition("<footer")[2]
    assert "<p>Region Nordjylland og <b>kommunerne</b></p>" in foot
