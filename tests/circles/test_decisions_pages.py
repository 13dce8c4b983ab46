"""The pages where a circle decides: seen by its members alone, usable without a script."""

import pytest
from django.test import Client

from feedback.circles.models import Decision, Statement
from feedback.models import Signal
from feedback.recording import record_signals
from tests.cast import CAST, Town
from tests.circles.test_news_on_the_board import make_measure
from tests.circles.working import (
    HOME,
    TODAY,
    consent,
    consenting,
    decided,
    fill_circle,
    proposed,
    signed_in,
)

pytestmark = pytest.mark.django_db
PAGE = f"{HOME}beslutninger/"
GOOD = {"title": "Et nummer på kortet", "proposal": "Vi skriver et nummer på kortet."}


@pytest.fixture
def sofie(town: Town) -> Client:
    return signed_in(town.people.sofie)


def at(decision: Decision) -> str:
    return f"{PAGE}{decision.pk}/"


@pytest.mark.parametrize("name", CAST)
def test_only_members_see_decisions_and_take_part(town: Town, name: str) -> None:
    decision = consenting(town)
    client = signed_in(getattr(town.people, name))
    said = {"deed": "consent", "say-round": "1"}

    statuses = [client.get(address).status_code for address in (PAGE, f"{PAGE}ny/", at(decision))]
    statuses += [
        client.post(f"{PAGE}ny/", GOOD).status_code,
        client.post(at(decision), said).status_code,
    ]

    assert statuses == ([200, 200, 200, 302, 302] if name == "sofie" else [403] * 5)
    assert Statement.objects.filter(kind="consent").count() == (name == "sofie")


def test_a_citizen_is_asked_to_sign_in(town: Town, client: Client) -> None:
    for address in (PAGE, f"{PAGE}ny/", at(proposed(town))):
        assert client.get(address).headers["Location"].startswith("/konto/login/?next=/kreds/")


def test_a_decision_of_another_circle_is_not_found_here(town: Town, sofie: Client) -> None:
    assert sofie.get(f"{PAGE}9999/").status_code == 404


def test_the_list_tells_what_is_open_what_holds_and_what_is_due(town: Town, sofie: Client) -> None:
    proposed(town, "Åbent forslag")
    decided(town, "Gælder endnu")
    due = decided(town, "Skal ses på igen")
    Decision.objects.filter(pk=due.pk).update(review_on=TODAY)

    html = sofie.get(PAGE).content.decode()

    places = [
        html.index(text) for text in ("Skal ses på igen</a>", "Åbent forslag", "Gælder endnu")
    ]
    assert places == sorted(places)
    assert "skal ses på igen" in html


def test_a_signal_leads_to_a_proposal_that_remembers_it(town: Town, sofie: Client) -> None:
    make_measure(town.platform)
    record_signals(on=TODAY)
    signal = Signal.objects.get()
    page = sofie.get(f"{HOME}signal/{signal.pk}/").content.decode()
    address = f"{PAGE}ny/?signal={signal.pk}"
    assert f'href="{address}"' in page

    sofie.post(address, GOOD)

    decision = Decision.objects.get()
    assert decision.signal == signal
    assert f"{HOME}signal/{signal.pk}/" in sofie.get(at(decision)).content.decode()


@pytest.mark.parametrize("pk", ["9999", "x", "99999999999999999999"])
def test_a_signal_that_is_not_there_is_not_found(sofie: Client, pk: str) -> None:
    assert sofie.get(f"{PAGE}ny/?signal={pk}").status_code == 404


def test_a_circle_goes_through_all_rounds_on_the_page(town: Town, sofie: Client) -> None:
    fill_circle(town)
    sofie.post(f"{PAGE}ny/", GOOD)
    decision = Decision.objects.get()
    page, mikkel, hanne = at(decision), signed_in(town.people.mikkel), signed_in(town.people.hanne)

    sofie.post(page, {"deed": "next", "step": "proposed"})
    hanne.post(page, {"deed": "question", "say-text": "Hvem svarer?"})
    sofie.post(page, {"deed": "answer", "say-text": "Vi skiftes."})
    sofie.post(page, {"deed": "next", "step": "clarifying"})
    mikkel.post(page, {"deed": "reaction", "say-text": "Det er en start."})
    sofie.post(page, {"deed": "next", "step": "reacting"})
    mikkel.post(page, {"deed": "objection", "say-text": "Ingen om natten.", "say-round": "1"})
    sofie.post(page, {"deed": "amend", "amend-text": "Et nummer, kl. 8–15."})
    for member in (mikkel, sofie):
        member.post(page, {"deed": "consent", "say-text": "", "say-round": "2"})
    closed = sofie.post(
        page, {"deed": "close", "close-outcome": "Vi gør det.", "close-review_on": "2027-03-01"}
    )

    html = sofie.get(page).content.decode()
    assert closed.status_code == 302
    assert Decision.objects.get().step == "decided"
    for said in ("Hvem svarer?", "Vi skiftes.", "Det er en start.", "Ingen om natten.", "kl. 8–15"):
        assert said in html
    assert "Hanne Krogh, Mikkel Bro, Sofie Lund" in html


def test_an_objection_without_a_reason_is_asked_for_one(town: Town, sofie: Client) -> None:
    answer = sofie.post(at(consenting(town)), {"deed": "objection", "say-round": "1"})

    assert answer.status_code == 200
    assert "Giv begrundelsen" in answer.content.decode()
    assert not Statement.objects.filter(kind="objection").exists()


def test_words_of_an_old_page_are_refused_with_a_sentence(town: Town, sofie: Client) -> None:
    decision = consenting(town)

    html = sofie.post(at(decision), {"deed": "consent", "say-round": "7"}).content.decode()

    assert "Læs de nye ord først" in html


def test_a_member_without_a_vote_is_told_so(town: Town) -> None:
    fill_circle(town)

    html = signed_in(town.people.hanne).get(at(consenting(town))).content.decode()

    assert "tager ikke del i samtykket" in html
    assert 'value="consent"' not in html


@pytest.mark.parametrize("deed", ["", "delete", "say"])
def test_a_deed_that_does_not_exist_is_refused(town: Town, sofie: Client, deed: str) -> None:
    assert sofie.post(at(proposed(town)), {"deed": deed}).status_code == 403


def test_the_pages_ask_the_database_a_fixed_number_of_times(
    town: Town, sofie: Client, django_assert_num_queries
) -> None:
    fill_circle(town)
    for number in range(3):
        decision = consenting(town, f"Forslag {number}")
        consent(decision, town.people.sofie)
        consent(decision, town.people.mikkel)

    # session, user, circle with platform, membership, decisions; the link to the platform: four
    with django_assert_num_queries(9):
        sofie.get(PAGE)
    # … statements, members, what it replaces, who leads and changes, what may be replaced
    with django_assert_num_queries(14):
        sofie.get(at(decision))
