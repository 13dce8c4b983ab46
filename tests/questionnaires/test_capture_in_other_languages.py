"""The questionnaire names ages in the reader's words, and says which words nobody has translated."""

import re
from typing import Any

import pytest
from django.test import Client

from questionnaires import demo, doors
from tests.cast import Town
from tests.conftest import TUESDAY
from tests.factories import translate
from tests.questionnaires.test_capture import ADDRESS, open_form, submission

pytestmark = pytest.mark.django_db
THANKS = f"{ADDRESS}tak/?alder=3-4-aar"


@pytest.fixture
def english(town: Town) -> Town:
    page = translate(town.page, "en", title="Dry by day and night")
    page.band_texts.filter(band__slug="3-4-aar").update(name="3–4 years")
    page.band_texts.filter(band__slug="5-10-aar").delete()
    return town


def test_the_form_names_the_ages_as_the_front_page_in_that_language_does(
    english: Town, client: Client
) -> None:
    html = open_form(client, "?sprog=en")

    assert "<span>3–4 years</span>" in html
    assert "3–4 år" not in html
    assert ">3–4 år<" in open_form(client)


def test_an_age_without_words_in_that_language_is_marked_as_danish(
    english: Town, client: Client
) -> None:
    assert '<span lang="da" dir="ltr">5–10 år</span>' in open_form(client, "?sprog=en")
    assert '<span lang="da"' not in open_form(client)


def test_the_thanks_speak_of_the_age_and_lead_on_in_that_language(
    english: Town, client: Client
) -> None:
    html = client.get(f"{THANKS}&sprog=en").content.decode()

    assert "All advice for 3–4 years" in html
    assert 'href="/en/taet-og-toer/3-4-aar/"' in html
    assert "Alle råd til 3–4 år" in client.get(THANKS).content.decode()


@pytest.mark.parametrize("address", [ADDRESS, THANKS], ids=["form", "thanks"])
def test_without_a_front_page_in_that_language_the_ages_are_danish_and_say_so(
    town: Town, client: Client, address: str
) -> None:
    html = client.get(address, {"alder": "3-4-aar", "sprog": "en"}).content.decode()

    assert '<span lang="da" dir="ltr">3–4 år</span>' in html
    assert 'href="/taet-og-toer/' in html


def test_a_closed_questionnaire_leads_to_the_front_page_in_that_language(
    english: Town, client: Client
) -> None:
    english.poster.campaign.closes_on = english.poster.campaign.opens_on
    english.poster.campaign.save()

    html = client.get(f"{ADDRESS}?sprog=en").content.decode()

    assert 'href="/en/taet-og-toer/"' in html
    assert "Find advice at Dry by day and night" in html


def test_questions_that_nobody_has_translated_are_marked_as_danish(
    town: Town, client: Client
) -> None:
    version = town.poster.campaign.version
    assert "ar" in version.parsed.languages
    town.poster.campaign.version = demo.publish("bfi_25", on=TUESDAY.date())
    town.poster.campaign.save()

    html = open_form(client, "?sprog=ar")

    assert '<html lang="ar" dir="rtl"' in html
    assert re.search(r'<h1 lang="da" dir="ltr">', html)
    assert re.search(r'<fieldset id="q-q1"[^>]*lang="da" dir="ltr"', html)


def test_arabic_is_offered_where_every_question_has_it_and_lasts_to_the_thanks(
    town: Town, client: Client
) -> None:
    assert 'name="skift" value="ar" lang="ar">العربية</button>' in open_form(client)
    html = open_form(client, "?sprog=ar")
    assert "كم عمر طفلكم؟" in html

    response = client.post(f"{ADDRESS}?sprog=ar", {"submission": submission(html), "q1": "3"})

    assert response.headers["Location"].endswith("sprog=ar")
    assert "شكراً لكم" in client.get(response.headers["Location"]).content.decode()


@pytest.mark.parametrize(("address", "count"), [(ADDRESS, 4), (THANKS, 6)], ids=["form", "thanks"])
def test_other_languages_cost_no_query_more(
    english: Town,
    client: Client,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Any,
    address: str,
    count: int,
) -> None:
    settings.CAPTURE_DOOR_SECONDS = 60
    monkeypatch.setattr(doors, "KEPT", {})
    for language in ("da", "en"):
        client.get(address, {"alder": "3-4-aar", "sprog": language})
        with django_assert_num_queries(count):
            client.get(address, {"alder": "3-4-aar", "sprog": language})
