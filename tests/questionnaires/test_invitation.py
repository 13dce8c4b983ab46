"""Under the advice stands an invitation to the questionnaires of that platform that are open."""

from datetime import date

import pytest
from django.test import Client

from questionnaires import demo
from tests.cast import Town
from tests.factories import make_platform, translate

pytestmark = pytest.mark.django_db
ADVICE = "/taet-og-toer/3-4-aar/naar-barnet-holder-sig/"


def invitations(client: Client, query: str = "") -> str:
    html = client.get(ADVICE + query).content.decode()
    return html.partition('class="invitation')[2].partition("</section>")[0]


def test_the_advice_invites_to_answer_for_the_age_it_is_read_for(
    town: Town, client: Client
) -> None:
    found = invitations(client)

    assert 'href="/s/sidelink/?alder=3-4-aar"' in found
    assert "Kontakten i dag" in found


def test_in_english_the_invitation_leads_to_the_english_form(town: Town, client: Client) -> None:
    translate(town.guide, "en", title="When your child holds on")
    found = client.get("/en/taet-og-toer/3-4-aar/naar-barnet-holder-sig/").content.decode()

    assert 'href="/s/sidelink/?alder=3-4-aar&amp;sprog=en"' in found
    assert "Your contact today" in found


def test_a_poster_is_no_invitation(town: Town, client: Client) -> None:
    assert "/s/plakat23/" not in invitations(client)


@pytest.mark.parametrize(
    ("opens_on", "closes_on"),
    [(date(2026, 11, 25), None), (date(2026, 1, 1), date(2026, 11, 23))],
    ids=["opens tomorrow", "closed yesterday"],
)
def test_a_campaign_that_is_not_open_does_not_invite(
    town: Town, client: Client, opens_on: date, closes_on: date | None
) -> None:
    campaign = town.link.campaign
    campaign.opens_on, campaign.closes_on = opens_on, closes_on
    campaign.save()

    assert invitations(client) == ""


def test_another_platforms_campaign_does_not_invite(town: Town, client: Client) -> None:
    other = make_platform("soevn", "Søvn").platform
    campaign = demo.build_campaign(other, "bfi_25", opens_on=date(2026, 1, 1), is_synthetic=False)
    demo.add_access_point(campaign, "soevnside", "page", None)

    found = invitations(client)

    assert "soevnside" not in found
    assert "sidelink" in found


def test_the_invitation_costs_one_query_however_many_there_are(
    town: Town, client: Client, django_assert_max_num_queries
) -> None:
    for number in range(4):
        demo.add_access_point(town.link.campaign, f"side{number}", "page", None)
    client.get(ADVICE)

    with django_assert_max_num_queries(11):
        assert invitations(client).count("/s/side") == 5
