"""Reminders of actions and reviews: one letter a day to a person, the same thing once a week at most."""

from datetime import timedelta

import pytest
from django.core import mail

from feedback.circles import reminding
from feedback.circles.models import Action, CircleMember, Decision, Reminder
from feedback.circles.tasks import remind_of_duties
from portal.celery import app
from tests.cast import Town
from tests.circles.working import TODAY, decided, fill_circle

pytestmark = pytest.mark.django_db


def action(town: Town, name: str = "sofie", days: int = 0, **more: object) -> Action:
    return Action.objects.create(
        circle=town.circle, text=f"Ring om {days}", owner=getattr(town.people, name),
        made_on=TODAY - timedelta(30), due_on=TODAY + timedelta(days), **more,
    )  # fmt: skip


def due(town: Town, days: int = 0) -> Decision:
    decision = decided(town)
    Decision.objects.update(review_on=TODAY + timedelta(days))
    return decision


def run(days: int = 0) -> int:
    return reminding.remind(on=TODAY + timedelta(days))


# --- nothing to say -----------------------------------------------------------------------------


def test_without_anything_due_nobody_gets_a_letter(town: Town) -> None:
    action(town, days=4)
    action(town, days=-9, done_on=TODAY, outcome="Gjort.")
    due(town, days=15)

    assert run() == 0
    assert mail.outbox == []


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"email": ""}], ids=["has left", "has no address"]
)
def test_who_cannot_be_written_to_gets_none(town: Town, change: dict) -> None:
    action(town)
    type(town.people.sofie).objects.filter(pk=town.people.sofie.pk).update(**change)

    assert run() == 0


def test_who_wants_no_letters_or_sits_there_no_more_gets_none(town: Town) -> None:
    action(town)
    action(town, "mikkel")
    due(town)
    CircleMember.objects.update(wants_letters=False)

    assert run() == 0
    assert not Reminder.objects.exists()


# --- the letter ---------------------------------------------------------------------------------


def test_the_task_on_the_beat_writes_one_letter_with_all_of_it(town: Town, settings) -> None:
    first, late = action(town, days=3), action(town, days=-5)
    decision = due(town, days=14)

    remind_of_duties()

    [letter] = mail.outbox
    home = f"{settings.PUBLIC_URL}/kreds/taet-og-toer/"
    assert letter.to == ["sofie@kilden.example"]
    assert letter.subject == "Det, du har lovet i din cirkel"
    assert "Ring om -5 (skulle være gjort 19. november 2026, Driftscirklen)" in letter.body
    assert "Ring om 3" in letter.body
    for address in (
        f"handlinger/{first.pk}/",
        f"handlinger/{late.pk}/",
        f"beslutninger/{decision.pk}/",
    ):
        assert home + address in letter.body
    assert f"{settings.PUBLIC_URL}/kreds/#breve" in letter.body
    assert app.conf.beat_schedule["remind-of-duties"]["task"] == remind_of_duties.name


def test_nobody_is_written_to_twice_on_a_day_whatever_comes_up(town: Town) -> None:
    action(town)
    assert run() == 1
    action(town, days=1)

    assert run() == 0
    assert run(days=1) == 1
    assert "Ring om 1" in mail.outbox[1].body
    assert "Ring om 0" not in mail.outbox[1].body


def test_a_thing_is_told_again_after_a_week_until_it_is_done(town: Town) -> None:
    promised = action(town)
    due(town)

    sent = [run(days) for days in range(15)]
    Action.objects.filter(pk=promised.pk).update(done_on=TODAY, outcome="Gjort.")
    Decision.objects.all().update(review_on=TODAY + timedelta(200))

    assert sent == [1, *[0] * 6, 1, *[0] * 6, 1]
    assert run(days=21) == 0


def test_each_is_told_of_her_own_and_those_with_a_role_of_the_reviews(town: Town) -> None:
    fill_circle(town)
    action(town, "mikkel")
    due(town)

    assert run() == 2

    letters = {letter.to[0].partition("@")[0]: letter.body for letter in mail.outbox}
    assert "Ring om 0" in letters["mikkel"]
    assert "Et nummer på kortet" not in letters["mikkel"]
    assert "Et nummer på kortet" in letters["sofie"]


def test_where_nobody_has_a_role_all_are_told_of_a_review(town: Town) -> None:
    due(town)
    fill_circle(town)
    CircleMember.objects.update(role="member")

    assert run() == 3


def test_a_letter_that_could_not_be_sent_is_tried_again(town: Town, monkeypatch, caplog) -> None:
    action(town)

    def down(*args: object, **options: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(reminding, "send_mail", down)
        assert run() == 0
    assert "could not be sent" in caplog.text

    assert run() == 1


def test_a_second_worker_on_the_same_morning_sends_nothing(town: Town) -> None:
    action(town)
    Reminder.objects.create(user=town.people.sofie, sent_on=TODAY)

    assert run() == 0
    assert Action.objects.get().reminded_on is None
