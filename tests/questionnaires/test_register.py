"""The register of processing is made from the campaigns, so it cannot be out of date."""

import pytest
from django.test import Client

from questionnaires.models import Campaign, Notice
from tests.cast import Town

pytestmark = pytest.mark.django_db
ADDRESS = "/privatliv/fortegnelse/"


def test_it_tells_purpose_ground_what_is_stored_and_for_how_long(
    town: Town, client: Client, django_assert_num_queries
) -> None:
    campaign = town.poster.campaign
    campaign.keep_months = 18
    campaign.notice = Notice.objects.create(
        name="Svar", text_da="t", purpose="Bedre råd til familier", legal_ground="Art. 6(1)(e)"
    )
    campaign.save()

    with django_assert_num_queries(1):
        html = client.get(ADDRESS).content.decode()

    for words in ("Bedre råd til familier", "Art. 6(1)(e)", "18 måneder", "ugen, men ikke dagen"):
        assert words in html


def test_an_anonymous_campaign_without_a_notice_says_that_it_needs_none(
    town: Town, client: Client
) -> None:
    html = client.get(ADDRESS).content.decode()

    assert "Svarene er anonyme, når de gemmes." in html
    assert "24 måneder" in html


def test_it_tells_where_answers_of_one_person_belong_together(town: Town, client: Client) -> None:
    together = "hvilke af svarene der hører sammen"
    assert together not in client.get(ADDRESS).content.decode()

    notice = Notice.objects.create(name="Forløb", text_da="t", purpose="p", legal_ground="l")
    Campaign.objects.update(mode=Campaign.Mode.PSEUDONYMOUS, notice=notice)

    assert together in client.get(ADDRESS).content.decode()


def test_a_stopped_campaign_stands_there_as_long_as_it_keeps_answers(
    town: Town, client: Client
) -> None:
    Campaign.objects.update(stopped_on="2026-11-01")

    assert town.poster.campaign.name in client.get(ADDRESS).content.decode()


def test_a_template_takes_no_answers_and_is_no_processing(town: Town, client: Client) -> None:
    Campaign.objects.update(is_template=True)

    html = client.get(ADDRESS).content.decode()
    assert town.poster.campaign.name not in html
    assert "Der er intet spørgeskema endnu." in html
    assert client.get("/s/plakat23/").status_code == 410


def test_the_page_about_privacy_leads_to_it(town: Town, client: Client) -> None:
    assert ADDRESS in client.get("/privatliv/").content.decode()
