"""Near the end of an age the next one is offered: nobody has to find the front page again."""

import pytest
from django.test import Client

from tests.cast import Town
from tests.factories import translate

pytestmark = pytest.mark.django_db
GUIDE = "naar-barnet-holder-sig"


def offered(client: Client, address: str) -> str:
    """Return the line about the next age, from "Snart" to the end of its link."""
    html = client.get(address).content.decode()
    return html.partition('<p class="next-age')[2].partition("</p>")[0]


@pytest.mark.parametrize(
    ("age", "limit", "following", "name"),
    [
        ("1-2-aar", "Snart 3 år?", "3-4-aar", "3–4 år"),
        ("3-4-aar", "Snart 5 år?", "5-10-aar", "5–10 år"),
        ("5-10-aar", "Snart 11 år?", "11-aar-og-aeldre", "11 år eller ældre"),
    ],
)
def test_an_age_leads_on_to_the_next(
    town: Town, client: Client, age: str, limit: str, following: str, name: str
) -> None:
    line = offered(client, f"/taet-og-toer/{age}/")

    assert limit in line
    assert f'<a href="/taet-og-toer/{following}/">Se rådene for {name}</a>' in line


@pytest.mark.parametrize("address", ["11-aar-og-aeldre/", "yngre/", ""])
def test_where_nothing_follows_nothing_is_offered(town: Town, client: Client, address: str) -> None:
    assert offered(client, f"/taet-og-toer/{address}") == ""


def test_a_page_leads_to_itself_where_it_is_for_the_next_age_too(
    town: Town, client: Client
) -> None:
    line = offered(client, f"/taet-og-toer/3-4-aar/{GUIDE}/")

    assert f'<a href="/taet-og-toer/5-10-aar/{GUIDE}/">' in line


def test_a_page_that_is_not_for_the_next_age_leads_to_what_is(town: Town, client: Client) -> None:
    line = offered(client, f"/taet-og-toer/5-10-aar/{GUIDE}/")

    assert '<a href="/taet-og-toer/11-aar-og-aeldre/">' in line


def test_an_age_before_a_gap_offers_nothing(town: Town, client: Client) -> None:
    town.platform.bands.filter(slug="3-4-aar").update(to_months=59)

    assert offered(client, "/taet-og-toer/3-4-aar/") == ""


def test_the_line_speaks_the_language_of_the_page_and_stays_in_it(
    town: Town, client: Client
) -> None:
    translate(town.guide, "en", title="When your child holds on")

    line = offered(client, f"/en/taet-og-toer/3-4-aar/{GUIDE}/")

    assert "Soon 5 years?" in line
    assert f'href="/en/taet-og-toer/5-10-aar/{GUIDE}/"' in line


def test_the_line_names_no_child_so_that_it_fits_adults(town: Town, client: Client) -> None:
    assert "barn" not in offered(client, "/taet-og-toer/3-4-aar/")
