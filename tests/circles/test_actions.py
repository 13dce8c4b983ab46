"""Who does what before when; done only with a line on what happened."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from feedback.circles import doing
from feedback.circles.guard import Refused
from feedback.circles.models import Action
from tests.cast import CAST, Town
from tests.circles.working import HOME, LATER, TODAY, decided, signed_in

pytestmark = pytest.mark.django_db
PAGE = f"{HOME}handlinger/"


@pytest.fixture
def sofie(town: Town) -> Client:
    return signed_in(town.people.sofie)


def make(town: Town, **changes: object) -> Action:
    given = {"text": "Ring til trykkeriet", "owner": town.people.sofie, "due_on": LATER}
    return doing.make_action(circle=town.circle, by=town.people.sofie, on=TODAY, **given | changes)


def sent(town: Town, **changes: object) -> dict[str, object]:
    return {
        "text": "Ring til trykkeriet", "owner": town.people.sofie.pk, "due_on": "2026-12-01",
    } | changes  # fmt: skip


@pytest.mark.parametrize("name", CAST)
def test_only_members_see_make_and_finish_actions(town: Town, name: str) -> None:
    action = make(town)
    client = signed_in(getattr(town.people, name))
    done = f"{PAGE}{action.pk}/"

    statuses = [client.get(PAGE).status_code, client.post(PAGE, sent(town)).status_code]
    statuses += [client.get(done).status_code, client.post(done, {"outcome": "Gjort."}).status_code]

    assert statuses == ([200, 302, 200, 302] if name == "sofie" else [403] * 4)
    assert Action.objects.open().count() == 1


def test_a_citizen_is_asked_to_sign_in(town: Town, client: Client) -> None:
    for address in (PAGE, f"{PAGE}{make(town).pk}/"):
        assert client.get(address).headers["Location"].startswith("/konto/login/?next=/kreds/")


def test_the_deeds_themselves_refuse_who_may_not(town: Town) -> None:
    with pytest.raises(PermissionDenied):
        doing.make_action(
            circle=town.circle, text="x", owner=town.people.sofie, due_on=LATER,
            by=town.people.mikkel, on=TODAY,
        )  # fmt: skip
    with pytest.raises(PermissionDenied):
        doing.finish_action(action=make(town), outcome="x", by=town.people.jonas, on=TODAY)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": " "}, "hvad der skal gøres"),
        ({"due_on": TODAY - timedelta(1)}, "Den dag er gået"),
    ],
)
def test_what_is_no_promise_is_refused(town: Town, wrong: dict, said: str) -> None:
    with pytest.raises(Refused, match=said):
        make(town, **wrong)


def test_an_action_is_a_members(town: Town, sofie: Client) -> None:
    with pytest.raises(Refused, match="i kredsen"):
        make(town, owner=town.people.mikkel)

    html = sofie.post(PAGE, sent(town, owner=town.people.mikkel.pk)).content.decode()
    assert 'class="wrong"' in html
    assert not Action.objects.exists()


def test_a_day_that_is_over_is_refused_on_the_page(town: Town, sofie: Client) -> None:
    html = sofie.post(PAGE, sent(town, due_on="2026-11-23")).content.decode()

    assert "Den dag er gået" in html


def test_sent_twice_it_is_one_action(town: Town, sofie: Client) -> None:
    sofie.post(PAGE, sent(town))
    sofie.post(PAGE, sent(town))

    assert Action.objects.count() == 1


def test_an_action_may_come_from_a_decision(town: Town, sofie: Client) -> None:
    decision = decided(town)
    page = sofie.get(f"{PAGE}?beslutning={decision.pk}").content.decode()
    assert f'<option value="{decision.pk}" selected' in page

    sofie.post(PAGE, sent(town, decision=decision.pk))

    assert Action.objects.get().decision == decision
    assert decision.get_absolute_url() in sofie.get(PAGE).content.decode()


@pytest.mark.parametrize("outcome", ["", "   "])
def test_it_is_not_done_without_a_line_on_what_happened(
    town: Town, sofie: Client, outcome: str
) -> None:
    action = make(town)

    html = sofie.post(f"{PAGE}{action.pk}/", {"outcome": outcome}).content.decode()

    assert "Skriv på én linje, hvad der skete." in html
    with pytest.raises(Refused):
        doing.finish_action(action=action, outcome=outcome, by=town.people.sofie, on=TODAY)
    assert Action.objects.get().done_on is None


def test_the_first_word_on_what_happened_stands(town: Town) -> None:
    action = make(town)
    for outcome in ("De trykker fredag.", "Noget andet."):
        doing.finish_action(action=action, outcome=outcome, by=town.people.sofie, on=TODAY)

    assert Action.objects.get().outcome == "De trykker fredag."


def test_what_is_overdue_says_so_in_words(town: Town, sofie: Client) -> None:
    action = make(town)
    assert "over tiden" not in sofie.get(PAGE).content.decode()

    Action.objects.update(due_on=TODAY - timedelta(1))

    assert "over tiden" in sofie.get(PAGE).content.decode()
    assert "over tiden" in sofie.get(f"{PAGE}{action.pk}/").content.decode()


def test_the_page_asks_the_database_a_fixed_number_of_times(
    town: Town, sofie: Client, django_assert_num_queries
) -> None:
    for number in range(4):
        make(town, text=f"Handling {number}")

    # session, user, circle with platform, membership, members, decisions, open, done; the link: four
    with django_assert_num_queries(12):
        sofie.get(PAGE)
