"""The citizen's two minutes, without a script, a cookie or a login."""

import logging
import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.test import Client

from questionnaires.models import Response
from tests.cast import Town

pytestmark = pytest.mark.django_db
ADDRESS = "/s/plakat23/"


def submission(html: str) -> str:
    return re.search(r'name="submission" value="([^"]+)"', html)[1]


def open_form(client: Client, query: str = "") -> str:
    response = client.get(ADDRESS + query)
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode()


def test_all_questions_stand_on_one_page_in_one_form(town: Town, client: Client) -> None:
    html = open_form(client)

    assert html.count("<form") == 1
    assert html.count("<fieldset") == 6
    assert html.count('type="radio"') == 4 + 5 * 5


def test_answers_are_stored_with_the_week_and_the_age_and_lead_to_thanks(
    town: Town, client: Client
) -> None:
    data = {
        "submission": submission(open_form(client)),
        "age": "5-10-aar",
        "q1": "3",
        "q2": "unknown",
    }

    response = client.post(ADDRESS, data)

    assert response.headers["Location"] == "/s/plakat23/tak/?alder=5-10-aar"
    assert not response.cookies
    stored = Response.objects.get()
    assert stored.answers == {"sammenhaeng": "3", "hvem-kan-vi-spoerge": "unknown"}
    assert (stored.week, stored.age_band.slug) == ("2026-W48", "5-10-aar")


def test_the_age_may_be_left_out(town: Town, client: Client) -> None:
    response = client.post(ADDRESS, {"submission": submission(open_form(client)), "q5": "0"})

    assert response.headers["Location"] == "/s/plakat23/tak/"
    assert Response.objects.get().age_band is None


def test_a_form_with_nothing_answered_is_sent_back_with_a_word(town: Town, client: Client) -> None:
    data = {"submission": submission(open_form(client)), "age": "5-10-aar"}

    response = client.post(ADDRESS, data)

    assert response.status_code == 200
    assert "Svar på mindst ét spørgsmål, og send så." in response.content.decode()
    assert re.search(r'value="5-10-aar"[^>]*checked', response.content.decode())
    assert not Response.objects.exists()


@pytest.mark.parametrize("forged", ["", "abc", "7f7c2d8e-0000-4000-8000-000000000000:x"])
def test_a_form_with_a_forged_id_keeps_its_answers_and_gets_a_new_one(
    town: Town, client: Client, forged: str
) -> None:
    response = client.post(ADDRESS, {"submission": forged, "q1": "3"})
    html = response.content.decode()

    assert re.search(r'name="q1" value="3"[^>]*checked', html)
    assert not Response.objects.exists()
    again = client.post(ADDRESS, {"submission": submission(html), "q1": "3"})
    assert again.status_code == 302
    assert Response.objects.count() == 1


def test_an_option_that_is_not_there_is_refused(town: Town, client: Client) -> None:
    data = {"submission": submission(open_form(client)), "q1": "99"}

    assert client.post(ADDRESS, data).status_code == 200
    assert not Response.objects.exists()


def test_english_lasts_from_the_form_to_the_thanks(town: Town, client: Client) -> None:
    html = open_form(client, "?sprog=en")
    assert '<html lang="en"' in html
    assert "Does the advice make sense in your everyday life?" in html
    action = re.search(r'<form[^>]*action="([^"]+)"', html)[1]

    response = client.post(action, {"submission": submission(html), "q1": "3"})

    assert urlsplit(response.headers["Location"]).query == "sprog=en"
    assert Response.objects.get().language == "en"
    assert "Thank you" in client.get(response.headers["Location"]).content.decode()


def test_the_age_in_the_link_is_chosen_already(town: Town, client: Client) -> None:
    assert re.search(r'value="3-4-aar"[^>]*checked', open_form(client, "?alder=3-4-aar"))


def test_the_code_may_be_typed_in_capitals(town: Town, client: Client) -> None:
    assert client.get("/s/PLAKAT23/").status_code == 200


@pytest.mark.parametrize(
    ("opens_on", "closes_on"),
    [(date(2026, 12, 1), None), (date(2026, 1, 1), date(2026, 11, 23))],
    ids=["not open yet", "closed yesterday"],
)
def test_a_closed_questionnaire_says_so_and_leads_to_the_advice(
    town: Town, client: Client, opens_on: date, closes_on: date | None
) -> None:
    campaign = town.poster.campaign
    campaign.opens_on, campaign.closes_on = opens_on, closes_on
    campaign.save()

    for response in (client.get(ADDRESS), client.post(ADDRESS, {"q1": "3"})):
        assert response.status_code == 410
        assert 'href="/taet-og-toer/"' in response.content.decode()
    assert not Response.objects.exists()


def test_an_unknown_code_gets_a_kind_page(town: Town, client: Client) -> None:
    for address in ("/s/findes-ikke/", "/s/findes-ikke/tak/"):
        response = client.get(address)
        assert response.status_code == 404
        assert 'href="/"' in response.content.decode()


def test_thanks_lead_to_the_advice_for_the_chosen_age(town: Town, client: Client) -> None:
    html = client.get("/s/plakat23/tak/?alder=3-4-aar").content.decode()

    assert 'href="/taet-og-toer/3-4-aar/naar-barnet-holder-sig/"' in html
    assert "3-4-aar" not in client.get("/s/plakat23/tak/?alder=nej").content.decode()


def test_nothing_of_the_answer_reaches_a_log(
    town: Town, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    data = {"submission": submission(open_form(client)), "age": "5-10-aar", "q1": "unknown"}

    client.post(ADDRESS, data)

    lines = [
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    ]
    assert not [line for line in lines if "unknown" in line or data["submission"] in line]


def test_no_page_of_the_questionnaire_is_kept_by_a_cache_or_found_by_a_search_engine(
    town: Town, client: Client
) -> None:
    response = client.get(ADDRESS)

    assert "no-store" in response.headers["Cache-Control"]
    assert re.search(r'<meta name="robots" content="[^"]*noindex', response.content.decode())


def test_one_answer_takes_six_queries(
    town: Town, client: Client, django_assert_num_queries
) -> None:
    data = {"submission": submission(open_form(client)), "q1": "3"}

    # Two of the eight are the test's own: outside a test the outer savepoint is BEGIN and COMMIT.
    with django_assert_num_queries(6 + 2):
        client.post(ADDRESS, data)


def test_other_methods_are_refused(town: Town, client: Client) -> None:
    assert client.delete(ADDRESS).status_code == 405
    assert client.post("/s/plakat23/tak/").status_code == 405
