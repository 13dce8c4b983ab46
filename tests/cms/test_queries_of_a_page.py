"""How often a page asks the database when no cache helps. The budget for a guidance page is 12."""

import pytest
from django.test import Client

from cms.demo import build_guide
from tests.cast import Town
from tests.factories import GUIDE

pytestmark = pytest.mark.django_db
ADVICE = "/taet-og-toer/3-4-aar/naar-barnet-holder-sig/"
COUNTS = [
    pytest.param("/", 5, id="portal"),
    pytest.param("/taet-og-toer/", 7, id="platform"),
    pytest.param("/taet-og-toer/yngre/", 6, id="younger"),
    pytest.param("/taet-og-toer/3-4-aar/", 7, id="band"),
    pytest.param(ADVICE, 10, id="guide"),
]


@pytest.mark.parametrize(("address", "count"), COUNTS)
def test_a_page_asks_the_database_a_known_number_of_times(
    town: Town, client: Client, django_assert_num_queries, address: str, count: int
) -> None:
    client.get(address)  # Wagtail remembers the addresses of its sites

    with django_assert_num_queries(count):
        client.get(address)


def test_a_guidance_page_keeps_its_budget_from_the_very_first_view(
    town: Town, client: Client, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(12):
        client.get(ADVICE)


@pytest.mark.parametrize(("address", "count"), COUNTS)
def test_more_advice_does_not_cost_more_queries(
    town: Town, client: Client, django_assert_num_queries, address: str, count: int
) -> None:
    for number in range(5):
        build_guide(town.page, GUIDE | {"slug": f"raad-{number}", "title": f"Råd {number}"})
    client.get(address)

    with django_assert_num_queries(count):
        client.get(address)
