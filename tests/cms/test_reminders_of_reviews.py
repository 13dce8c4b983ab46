"""Who is written to when a review is due, on which days, and what stands in the letter."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from cms.actions import remind_of_reviews
from cms.demo import build_guide
from cms.models import GuidancePage, Platform
from cms.tasks import remind_of_reviews as task
from portal.celery import app
from tests.cast import Town
from tests.cms.governance import fresh, review
from tests.factories import GUIDE, translate

pytestmark = pytest.mark.django_db
DUE = date(2026, 11, 24)


def after(days: int) -> date:
    return DUE + timedelta(days=days)


@pytest.fixture
def due_page(town: Town) -> GuidancePage:
    """A page that Ida answers for and Jonas leads the platform of, due on the day of the tests."""
    Platform.objects.update(lead=town.people.jonas)
    GuidancePage.objects.update(owner=town.people.ida, reviewed_on=date(2024, 11, 24), due_on=DUE)
    return fresh(town)


def letters(day: date) -> dict[str, str]:
    """Let the morning of a day come, and return what each person finds in the post."""
    before = len(mail.outbox)
    remind_of_reviews(on=day)
    new = mail.outbox[before:]
    assert all(len(letter.to) == 1 for letter in new)
    assert len({letter.to[0] for letter in new}) == len(new)
    return {letter.to[0].partition("@")[0]: letter.body for letter in new}


def test_a_page_that_nobody_ever_reviewed_has_no_day_and_no_letter(town: Town) -> None:
    GuidancePage.objects.update(owner=town.people.ida)

    assert letters(DUE) == {}


def test_the_owner_is_told_ninety_days_before_thirty_before_and_on_the_day(
    due_page: GuidancePage,
) -> None:
    told = {day: set(letters(after(day))) for day in range(-95, 1)}

    assert {day: who for day, who in told.items() if who} == {
        -90: {"ida"},
        -30: {"ida"},
        0: {"ida"},
    }


def test_when_it_is_overdue_the_lead_is_told_as_well_once_a_week(due_page: GuidancePage) -> None:
    letters(DUE)

    told = {day: set(letters(after(day))) for day in range(1, 22)}

    assert {day: who for day, who in told.items() if who} == {
        day: {"ida", "jonas"} for day in (7, 14, 21)
    }


def test_a_morning_that_was_missed_is_caught_up_once(due_page: GuidancePage) -> None:
    assert set(letters(after(-27))) == {"ida"}
    assert letters(after(-26)) == {}


def test_the_same_morning_twice_is_one_letter(due_page: GuidancePage) -> None:
    letters(DUE)

    assert letters(DUE) == {}


def test_a_review_ends_the_reminders_and_a_short_interval_does_not_nag_at_once(
    town: Town, due_page: GuidancePage
) -> None:
    GuidancePage.objects.update(review_interval_months=3)
    review(town, on=DUE)

    due = fresh(town).due_on
    told = [day for day in range((due - DUE).days + 1) if letters(after(day))]

    assert told == [(due - DUE).days - 90, (due - DUE).days - 30, (due - DUE).days][-len(told) :]
    assert 0 not in told
    assert told[-1] == (due - DUE).days


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"owner": None}, id="nobody owns the page"),
        pytest.param({"gone": True}, id="the owner has left"),
        pytest.param({"mute": True}, id="the owner has no address"),
    ],
)
def test_without_an_owner_the_lead_is_told(
    town: Town, due_page: GuidancePage, changes: dict
) -> None:
    ida = town.people.ida
    if changes.get("gone"):
        type(ida).objects.filter(pk=ida.pk).update(is_active=False)
    elif changes.get("mute"):
        type(ida).objects.filter(pk=ida.pk).update(email="")
    else:
        GuidancePage.objects.update(owner=None)

    assert set(letters(DUE)) == {"jonas"}


def test_with_nobody_to_tell_the_page_waits_for_somebody(
    town: Town, due_page: GuidancePage
) -> None:
    GuidancePage.objects.update(owner=None)
    Platform.objects.update(lead=None)

    assert letters(DUE) == {}
    assert fresh(town).reminded_on is None
    Platform.objects.update(lead=town.people.jonas)
    assert set(letters(after(1))) == {"jonas"}


def test_who_both_owns_and_leads_gets_one_letter(town: Town, due_page: GuidancePage) -> None:
    Platform.objects.update(lead=town.people.ida)

    assert set(letters(after(7))) == {"ida"}


def test_a_page_that_is_not_live_is_nobodys_hurry(town: Town, due_page: GuidancePage) -> None:
    due_page.unpublish()

    assert letters(DUE) == {}


def test_all_pages_of_a_person_stand_in_one_letter_the_longest_overdue_first(
    town: Town, due_page: GuidancePage
) -> None:
    for number in (1, 2):
        build_guide(town.page, GUIDE | {"slug": f"raad-{number}", "title": f"Råd {number}"})
        GuidancePage.objects.filter(slug=f"raad-{number}").update(
            owner=town.people.ida, reviewed_on=date(2024, 1, 1), due_on=after(-7 * number)
        )

    found = letters(DUE)["ida"]

    assert found.index("Råd 2") < found.index("Råd 1") < found.index("Når barnet holder sig")
    assert mail.outbox[-1].subject in ("3 sider skal gennemgås", "2 sider skal gennemgås")


def test_the_letter_is_danish_and_names_pages_days_and_addresses_at_the_desk_only(
    due_page: GuidancePage, settings
) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://kilden.example"

    body = letters(after(-30))["ida"]

    assert body == (
        "Hej\n\n"
        "De her sider med råd skal gennemgås af en fagperson:\n\n"
        "Når barnet holder sig\n"
        "Skal gennemgås senest 24. november 2026.\n"
        f"https://kilden.example/admin/pages/{due_page.pk}/edit/\n\n"
        "Læs hele siden sammen med en fagperson. Ret det, der trænger, udgiv, og tryk på “Markér som"
        " gennemgået”. Siderne bliver ved med at være åbne for borgerne imens.\n\n"
        "Du får mailen, fordi du har ansvar for siderne eller leder deres platform.\n"
    )
    assert mail.outbox[0].subject == "1 side skal gennemgås"
    assert "ida" not in body.lower()


def test_an_overdue_page_is_called_so_and_its_title_is_not_escaped(
    town: Town, due_page: GuidancePage
) -> None:
    GuidancePage.objects.update(title='Tis & "bæ"')

    body = letters(after(7))["jonas"]

    assert 'Tis & "bæ"\nSkulle være gennemgået senest 24. november 2026.' in body


def test_a_mail_server_that_is_down_is_tried_again_the_next_day(
    town: Town, due_page: GuidancePage, monkeypatch, caplog
) -> None:
    def down(self: EmailBackend, messages: list) -> int:
        raise ConnectionRefusedError("no mail server")

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", down)
        assert letters(DUE) == {}

    assert fresh(town).reminded_on is None
    assert "could not be sent" in caplog.text
    assert set(letters(after(1))) == {"ida", "jonas"}
    assert letters(after(2)) == {}


def test_one_letter_that_cannot_be_sent_does_not_stop_the_others(
    town: Town, due_page: GuidancePage, monkeypatch
) -> None:
    send = EmailBackend.send_messages

    def only_jonas(self: EmailBackend, messages: list) -> int:
        if "ida" in messages[0].to[0]:
            raise ConnectionResetError
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", only_jonas)

    assert set(letters(after(7))) == {"jonas"}
    assert fresh(town).reminded_on == after(7)


def test_a_page_that_another_worker_has_taken_is_left_to_it(
    town: Town, due_page: GuidancePage, monkeypatch
) -> None:
    read = GuidancePage.wants_reminder

    def slowly(self: GuidancePage, today: date) -> bool:
        GuidancePage.objects.update(reminded_on=today)
        return read(self, today)

    monkeypatch.setattr(GuidancePage, "wants_reminder", slowly)

    assert letters(DUE) == {}


def test_a_translation_has_a_review_and_a_letter_of_its_own(
    town: Town, due_page: GuidancePage
) -> None:
    english = translate(due_page, "en", title="When your child holds it")
    GuidancePage.objects.filter(pk=english.pk).update(
        owner=town.people.sofie, reviewed_on=date(2025, 1, 1), due_on=after(30)
    )

    assert "When your child holds it" in letters(DUE)["sofie"]


def test_it_happens_every_morning_in_the_background(due_page: GuidancePage) -> None:
    timetable = app.conf.beat_schedule["remind-of-reviews"]

    assert timetable["task"] == task.name
    with time_machine.travel(DUE, tick=False):
        task()
    assert len(mail.outbox) == 1
