"""The owner decides what people read when they have answered: help, advice, and what was changed."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from questionnaires.models import Afterword, Response
from questionnaires.publishing import publish_version
from tests.cast import Town
from tests.questionnaires.made import document, rating, scale
from tests.questionnaires.test_capture import ADDRESS, open_form, submission

pytestmark = pytest.mark.django_db
HELP = "Ring til jeres læge i dag."


def add(town: Town, kind: str, text: str = "", **changes: Any) -> Afterword:
    words = Afterword(campaign=town.poster.campaign, kind=kind, text_da=text, **changes)
    words.full_clean()
    words.save()
    return words


def send(client: Client, **answers: str) -> Any:
    return client.post(ADDRESS, {"submission": submission(open_form(client)), **answers})


def test_the_risk_text_meets_the_one_who_gave_that_answer_and_nobody_else(
    town: Town, client: Client
) -> None:
    add(town, "risk", HELP, link_id="sammenhaeng", codes="0, 1")

    answered = send(client, q1="0")
    other = send(client, q1="3")

    assert (answered.status_code, other.status_code) == (200, 302)
    assert HELP in answered.content.decode()
    assert HELP not in client.get(other.headers["Location"]).content.decode()


def test_what_follows_from_an_answer_stands_in_no_address(town: Town, client: Client) -> None:
    add(town, "risk", HELP, link_id="sammenhaeng", codes="0")

    answered = send(client, q1="0")

    assert "Location" not in answered.headers
    assert "no-store" in answered.headers["Cache-Control"]
    assert HELP not in client.get(f"{ADDRESS}tak/").content.decode()


def test_the_same_form_again_says_the_same_and_is_stored_once(town: Town, client: Client) -> None:
    add(town, "risk", HELP, link_id="sammenhaeng", codes="0")
    data = {"submission": submission(open_form(client)), "q1": "0"}

    first, second = client.post(ADDRESS, data), client.post(ADDRESS, data | {"q1": "3"})

    assert HELP in first.content.decode()
    assert HELP in second.content.decode()
    assert "De første gælder." in second.content.decode()
    assert Response.objects.count() == 1


def test_advice_that_fits_the_age_is_shown_for_that_age_only(town: Town, client: Client) -> None:
    band = town.platform.bands.get(slug="3-4-aar")
    add(town, "read", band=band, page=town.guide)

    fits = client.get(send(client, q1="3", age="3-4-aar").headers["Location"]).content.decode()
    other = client.get(send(client, q1="3", age="11-aar-og-aeldre").headers["Location"])

    assert "/taet-og-toer/3-4-aar/naar-barnet-holder-sig/" in fits
    assert "naar-barnet-holder-sig" not in other.content.decode()


def test_a_page_that_is_not_live_is_not_led_to(town: Town, client: Client) -> None:
    add(town, "read", page=town.guide)
    town.guide.unpublish()

    html = client.get(f"{ADDRESS}tak/").content.decode()

    assert town.guide.title not in html


def test_what_earlier_answers_changed_is_told_to_everybody(town: Town, client: Client) -> None:
    add(town, "changed", "I savnede et nummer at ringe til. Nu står det på kortet.")

    html = client.get(f"{ADDRESS}tak/").content.decode()

    assert "Det sagde I – det gjorde vi" in html
    assert "Nu står det på kortet." in html


def test_the_words_are_in_the_language_people_answered_in(town: Town, client: Client) -> None:
    add(town, "changed", "Nu står det på kortet.", text_en="It is on the card now.")

    assert "It is on the card now." in client.get(f"{ADDRESS}tak/?sprog=en").content.decode()


@pytest.mark.parametrize(
    ("wrong", "field", "why"),
    [
        ({}, "text_da", "Skriv en tekst, eller vælg en side."),
        ({"text_da": "x", "link_id": "sammenhaeng"}, "codes", "både spørgsmålet og svarene"),
        ({"text_da": "x", "link_id": "nej", "codes": "0"}, "link_id", "sammenhaeng"),
        ({"text_da": "x", "link_id": "sammenhaeng", "codes": "0, 9"}, "codes", "“9”"),
    ],
    ids=["nothing to show", "a question without answers", "no such question", "no such answer"],
)
def test_a_rule_that_would_never_show_anything_is_refused(
    town: Town, wrong: dict[str, str], field: str, why: str
) -> None:
    words = Afterword(campaign=town.poster.campaign, kind="risk", **wrong)

    with pytest.raises(ValidationError) as refused:
        words.full_clean()

    assert why in " ".join(refused.value.message_dict[field])


def score_shown(town: Town, is_shown: bool) -> None:
    bands = [
        {"code": "lav", "text": {"da": "En svær tid"}, "least": 0, "greatest": 3},
        {"code": "hoej", "text": {"da": "Det går godt"}, "least": 4, "greatest": 6},
    ]
    made = document(
        rating("a"),
        rating("b"),
        scales=[scale("a", "b", least=0, greatest=6, bands=bands, shown_to_citizen=is_shown)],
        key="egen-score",
    )
    campaign = town.poster.campaign
    campaign.version = publish_version(document=made, on=campaign.opens_on)
    campaign.save()


def test_the_own_score_is_shown_where_the_version_allows_it(town: Town, client: Client) -> None:
    score_shown(town, is_shown=True)

    html = send(client, q1="3", q2="2").content.decode()

    assert "5 af 6" in html
    assert "Det går godt" in html


def test_the_own_score_is_not_shown_otherwise_or_when_there_is_none(
    town: Town, client: Client
) -> None:
    score_shown(town, is_shown=False)
    assert send(client, q1="3", q2="2").status_code == 302

    score_shown_again = document(
        rating("a"),
        rating("b"),
        scales=[scale("a", "b", least=0, greatest=6, shown_to_citizen=True)],
        key="egen-score",
        version="2",
    )
    campaign = town.poster.campaign
    campaign.version = publish_version(document=score_shown_again, on=campaign.opens_on)
    campaign.save()
    assert send(client, q1="3").status_code == 302
