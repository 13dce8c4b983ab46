"""With a link of her own a person answers again, and takes back all she said. Only she has the link."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from feedback.models import DirtyMark
from portal.privacy.tokens import ALPHABET
from questionnaires.episodes.models import Occasion, Participant
from questionnaires.models import Campaign, Erasure, Notice, Response, Score
from tests.cast import Town
from tests.factories import make_response
from tests.questionnaires.test_capture import ADDRESS, open_form, submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(town: Town) -> Campaign:
    town.poster.campaign.notice = Notice.objects.create(
        name="Forløb", kind="notice", text_da="I får et link.", purpose="p", legal_ground="l"
    )
    town.poster.campaign.mode = Campaign.Mode.PSEUDONYMOUS
    town.poster.campaign.save()
    return town.poster.campaign


def key_in(html: str) -> str:
    return re.search(r'name="own" value="([^"]+)"', html)[1]


def answer(client: Client, **changes: str) -> tuple[str, str]:
    """Return the key and the page of thanks."""
    html = open_form(client)
    data = {"submission": submission(html), "own": key_in(html), "q1": "3"} | changes
    return data["own"], client.post(ADDRESS, data).content.decode()


def test_the_link_is_shown_on_the_page_of_thanks_and_only_there(
    campaign: Campaign, client: Client
) -> None:
    key, html = answer(client)

    assert f"/f/{key}" in html
    assert html.count("<svg") >= 2  # the code to scan stands beside the seal
    assert "/f/" not in client.get(f"{ADDRESS}tak/").content.decode()


def test_the_key_is_stored_nowhere_and_cannot_be_told_from_what_is(
    campaign: Campaign, client: Client
) -> None:
    key, _ = answer(client)

    assert len(key) == 27
    assert not set(key) - set(ALPHABET)
    for model in (Participant, Occasion, Response):
        assert key not in str(list(model.objects.values()))


def test_an_anonymous_campaign_has_no_key_and_no_participant(town: Town, client: Client) -> None:
    html = open_form(client)
    client.post(ADDRESS, {"submission": submission(html), "own": "2" * 27, "q1": "3"})

    assert 'name="own"' not in html
    assert Response.objects.count() == 1
    assert not Participant.objects.exists()


def test_the_same_form_twice_is_one_answer_with_one_link(
    campaign: Campaign, client: Client
) -> None:
    html = open_form(client)
    data = {"submission": submission(html), "own": key_in(html), "q1": "3"}

    pages = [client.post(ADDRESS, data).content.decode() for _ in range(2)]

    assert all(f"/f/{data['own']}" in page for page in pages)
    assert Occasion.objects.count() == 1


@pytest.mark.parametrize("weak", ["", "a", "1" * 27, "2" * 26])
def test_a_key_that_we_did_not_make_is_refused(
    campaign: Campaign, client: Client, weak: str
) -> None:
    answer(client, own=weak)

    assert not Response.objects.exists()


def test_the_key_in_the_address_becomes_a_cookie_of_half_an_hour(
    campaign: Campaign, client: Client
) -> None:
    key, _ = answer(client)

    entered = client.get(f"/f/{key}")

    cookie = entered.cookies["eget_link"]
    assert entered.headers["Location"] == "/f/"
    assert (cookie["path"], cookie["max-age"], cookie["samesite"]) == ("/f/", 1800, "Lax")
    assert cookie["httponly"]
    assert "no-store" in entered.headers["Cache-Control"]


def test_answering_again_is_a_second_occasion_of_the_same_person(
    campaign: Campaign, client: Client
) -> None:
    key, _ = answer(client)
    client.get(f"/f/{key}")
    assert "Du har svaret én gang." in client.get("/f/").content.decode()

    html = client.get("/f/?igen=1").content.decode()
    assert key_in(html) == key
    client.post(ADDRESS, {"submission": submission(html), "own": key, "q1": "0"})

    assert list(Participant.objects.get().occasions.values_list("number", flat=True)) == [1, 2]
    assert "Du har svaret 2 gange." in client.get("/f/").content.decode()


def proof(client: Client) -> str:
    return re.search(r'name="proof" value="([^"]+)"', client.get("/f/").content.decode())[1]


def test_all_is_taken_back_at_once_and_the_weeks_are_counted_anew(
    campaign: Campaign, town: Town, client: Client
) -> None:
    other = make_response(town.link)
    key, _ = answer(client)
    client.get(f"/f/{key}")
    DirtyMark.objects.all().delete()

    html = client.post("/f/slet/", {"proof": proof(client)}).content.decode()

    assert "Dine svar er slettet" in html
    assert list(Response.objects.all()) == [other]
    assert not Participant.objects.exists()
    assert not Score.objects.exclude(response=other).exists()
    assert DirtyMark.objects.get().week == "2026-W48"
    noted = Erasure.objects.get()
    assert (noted.campaign, noted.reason, noted.count) == (campaign, "withdrawn", 1)
    assert client.get("/f/").status_code == 404


@pytest.mark.parametrize("forged", ["", "x", "forged:proof"])
def test_another_page_cannot_make_a_browser_take_answers_back(
    campaign: Campaign, client: Client, forged: str
) -> None:
    key, _ = answer(client)
    client.get(f"/f/{key}")

    assert client.post("/f/slet/", {"proof": forged}).status_code == 404
    assert Response.objects.count() == 1


def test_one_persons_proof_does_not_erase_anothers_answers(
    campaign: Campaign, client: Client
) -> None:
    mine, theirs = answer(client)[0], answer(client)[0]
    client.get(f"/f/{theirs}")
    stolen = proof(client)
    client.get(f"/f/{mine}")

    assert client.post("/f/slet/", {"proof": stolen}).status_code == 404
    assert Participant.objects.count() == 2


def test_a_link_that_fits_nobody_is_met_kindly(client: Client, town: Town) -> None:
    client.get("/f/" + "2" * 27)

    page = client.get("/f/")

    assert page.status_code == 404
    assert "Vi kan ikke finde dine svar" in page.content.decode()
    assert client.get("/f/slet/").status_code == 405


def test_a_closed_campaign_still_lets_people_take_their_answers_back(
    campaign: Campaign, client: Client
) -> None:
    key, _ = answer(client)
    Campaign.objects.update(stopped_on="2026-11-20")
    client.get(f"/f/{key}")

    html = client.get("/f/?igen=1").content.decode()

    assert "Spørgsmålene er lukket" in html
    assert client.post("/f/slet/", {"proof": proof(client)}).status_code == 200
    assert not Response.objects.exists()


def test_a_campaign_with_links_must_say_what_people_agree_to(town: Town) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.update(mode=Campaign.Mode.PSEUDONYMOUS)


def test_a_text_in_use_never_changes(campaign: Campaign) -> None:
    campaign.notice.text_da = "Noget andet"

    with pytest.raises(ValidationError, match="ny version"):
        campaign.notice.full_clean()
