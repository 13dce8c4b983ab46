"""The agenda builds itself from what waits in the circle, and people put it in order."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from feedback.circles import agenda_items, minutes, planning
from feedback.circles.demo import build_circle
from feedback.circles.guard import Refused
from feedback.circles.models import (
    Action,
    AgendaItem,
    Decision,
    ImprovementProject,
    Meeting,
    PDSACycle,
)
from feedback.models import Signal
from feedback.recording import record_signals
from tests.cast import Town
from tests.circles.meeting import PAGE, SOON, planned, running
from tests.circles.test_news_on_the_board import make_measure
from tests.circles.working import TODAY, decided, proposed, signed_in
from tests.conftest import TUESDAY
from tests.factories import make_platform

pytestmark = pytest.mark.django_db


@pytest.fixture
def sofie(town: Town) -> Client:
    return signed_in(town.people.sofie)


def kinds(meeting: Meeting) -> list[str]:
    return [line.topic.kind for line in agenda_items.agenda_of(meeting)]


def titles(meeting: Meeting) -> list[str]:
    return [line.topic.title for line in agenda_items.agenda_of(meeting)]


def signal(town: Town) -> Signal:
    make_measure(town.platform)
    record_signals(on=TODAY)
    return Signal.objects.get()


def action(town: Town, text: str = "Ring til lægehuset", days: int = 3) -> Action:
    return Action.objects.create(
        circle=town.circle, text=text, owner=town.people.sofie, made_on=TODAY,
        due_on=TODAY + timedelta(days),
    )  # fmt: skip


def cycle(town: Town, ends_in: int = 0) -> PDSACycle:
    project = ImprovementProject.objects.create(
        circle=town.circle, title="Et nummer", aim="Flere ved det.", started_on=TODAY
    )
    return PDSACycle.objects.create(
        project=project, title="Nummer på folderen", plan="Et hold", prediction="Flere ringer",
        judging="Vi tæller", starts_on=TODAY - timedelta(20), ends_on=TODAY + timedelta(ends_in),
    )  # fmt: skip


# --- what builds it -----------------------------------------------------------------------------


def test_where_nothing_waits_there_are_the_two_rounds(town: Town) -> None:
    assert kinds(planned(town)) == ["check_in", "check_out"]
    assert not AgendaItem.objects.exists()


def test_signals_decisions_actions_and_tests_stand_on_it_in_the_order_of_the_work(
    town: Town,
) -> None:
    meeting = planned(town)
    signal(town), proposed(town), action(town), cycle(town)

    assert kinds(meeting) == ["check_in", "signal", "decision", "action", "study", "check_out"]
    assert titles(meeting)[2:5] == [
        "Et nummer på kortet", "Ring til lægehuset (Sofie Lund)", "Nummer på folderen",
    ]  # fmt: skip


def test_what_holds_comes_up_when_it_is_to_be_looked_at_again_and_not_before(town: Town) -> None:
    meeting, decision = planned(town), decided(town)

    assert "decision" not in kinds(meeting)

    Decision.objects.filter(pk=decision.pk).update(review_on=TODAY)
    assert "Se igen på: Et nummer på kortet" in titles(meeting)


def test_what_is_withdrawn_done_or_not_ready_stays_away(town: Town) -> None:
    meeting = planned(town)
    Decision.objects.filter(pk=proposed(town).pk).update(step="withdrawn")
    Action.objects.filter(pk=action(town).pk).update(done_on=TODAY, outcome="Gjort.")
    cycle(town, ends_in=1)

    assert kinds(meeting) == ["check_in", "check_out"]


def test_what_another_circle_has_stays_there(town: Town) -> None:
    other = build_circle(make_platform("soevn", "Søvn").platform, "En anden", "", {})
    Action.objects.update_or_create(
        circle=other, text="x", made_on=TODAY, due_on=TODAY, owner=town.people.mikkel
    )

    assert kinds(planned(town)) == ["check_in", "check_out"]


def test_it_waits_at_the_next_meeting_and_at_no_later_one(town: Town) -> None:
    first, later = planned(town), planned(town, starts_at=SOON + timedelta(weeks=4))
    action(town)

    assert "action" in kinds(first)
    assert "action" not in kinds(later)


def test_a_signal_that_was_on_an_agenda_does_not_come_back_unless_that_meeting_was_called_off(
    town: Town,
) -> None:
    signal(town)
    first = running(town)
    Meeting.objects.filter(pk=first.pk).update(status="approved")
    second = planned(town)

    assert "signal" not in kinds(second)

    Meeting.objects.filter(pk=first.pk).update(status="cancelled")
    assert "signal" in kinds(second)


def test_a_long_action_is_cut_and_its_owner_is_not(town: Town) -> None:
    action(town, "o" * 200)

    [_in, title, _out] = titles(planned(town))

    assert len(title) == 160
    assert title.endswith("… (Sofie Lund)")


def test_from_the_beginning_on_nothing_comes_by_itself(town: Town) -> None:
    action(town)
    meeting = running(town)
    action(town, "For sent")

    assert kinds(meeting) == ["check_in", "action", "check_out"]
    assert meeting.items.count() == 3


# --- by hand ------------------------------------------------------------------------------------


def test_people_add_their_own_and_it_stands_before_the_last_round(
    town: Town, sofie: Client
) -> None:
    meeting = planned(town)

    for _time in range(2):
        sofie.post(f"{PAGE}{meeting.pk}/", {"deed": "add", "title": " Kaffe "})

    assert kinds(meeting) == ["check_in", "other", "check_out"]
    assert "Kaffe" in sofie.get(f"{PAGE}{meeting.pk}/").content.decode()


@pytest.mark.parametrize("title", ["", "   ", "x" * 161])
def test_what_cannot_stand_there_is_refused(town: Town, sofie: Client, title: str) -> None:
    meeting = planned(town)

    response = sofie.post(f"{PAGE}{meeting.pk}/", {"deed": "add", "title": title})

    assert response.status_code == 422
    assert not meeting.items.exists()


def test_lines_are_moved_with_the_buttons_on_the_page(town: Town, sofie: Client) -> None:
    meeting = planned(town)
    first, second = action(town, "Første"), action(town, "Anden", days=4)
    page = sofie.get(f"{PAGE}{meeting.pk}/").content.decode()
    names = re.findall(r'name="line" value="([^"]+)"', page)

    assert names == [f"action:{first.pk}", f"action:{second.pk}"]
    sofie.post(f"{PAGE}{meeting.pk}/", {"deed": "up", "line": names[1]})
    assert titles(meeting)[1].startswith("Anden")
    sofie.post(f"{PAGE}{meeting.pk}/", {"deed": "up", "line": names[1]})
    assert titles(meeting)[1].startswith("Anden")
    sofie.post(f"{PAGE}{meeting.pk}/", {"deed": "down", "line": names[1]})
    assert titles(meeting)[1].startswith("Første")


@pytest.mark.parametrize("line", ["", "action:0", "check_in:0", "x", "other:99999"])
def test_a_line_that_is_not_there_moves_nothing(town: Town, sofie: Client, line: str) -> None:
    meeting = planned(town)
    action(town)

    for deed in ("up", "down", "off"):
        assert sofie.post(f"{PAGE}{meeting.pk}/", {"deed": deed, "line": line}).status_code == 302

    assert kinds(meeting) == ["check_in", "action", "check_out"]


def test_ones_own_line_is_taken_off_and_what_waits_is_not(town: Town, sofie: Client) -> None:
    meeting, waiting = planned(town), action(town)
    agenda_items.add(meeting=meeting, title="Kaffe", by=town.people.sofie)
    own = meeting.items.get(kind="other")

    for line in (f"other:{own.pk}", f"action:{waiting.pk}"):
        sofie.post(f"{PAGE}{meeting.pk}/", {"deed": "off", "line": line})

    assert kinds(meeting) == ["check_in", "action", "check_out"]


def test_a_line_with_minutes_is_not_taken_off(town: Town) -> None:
    meeting = running(town)
    agenda_items.add(meeting=meeting, title="Kaffe", by=town.people.sofie)
    own = meeting.items.get(kind="other")
    minutes.write(item=own, seen=0, text="Sort.", by=town.people.sofie)

    agenda_items.take_off(meeting=meeting, name=f"other:{own.pk}", by=town.people.sofie)

    assert meeting.items.filter(pk=own.pk).exists()


def test_only_members_touch_it_and_only_until_the_meeting_is_over(town: Town) -> None:
    meeting = planned(town)
    for deed in (agenda_items.add, agenda_items.move, agenda_items.take_off):
        given = {"title": "x"} if deed is agenda_items.add else {"name": "x"}
        given |= {"way": "up"} if deed is agenda_items.move else {}
        with pytest.raises(PermissionDenied):
            deed(meeting=meeting, by=town.people.mikkel, **given)
        Meeting.objects.update(status="held")
        with pytest.raises(Refused):
            deed(meeting=meeting, by=town.people.sofie, **given)
        Meeting.objects.update(status="planned")


def test_a_meeting_called_off_shows_what_was_put_on_it(town: Town, sofie: Client) -> None:
    meeting = planned(town)
    agenda_items.add(meeting=meeting, title="Kaffe", by=town.people.sofie)
    planning.call_off(meeting=meeting, by=town.people.sofie)

    assert "Kaffe" in sofie.get(f"{PAGE}{meeting.pk}/").content.decode()


def test_the_page_asks_the_database_a_fixed_number_of_times(
    town: Town, sofie: Client, django_assert_num_queries
) -> None:
    meeting = planned(town)
    signal(town), proposed(town), cycle(town)
    for number in range(4):
        action(town, f"Nummer {number}")
    assert timezone.now() == TUESDAY

    # session, user, circle with platform, membership, meeting, items, which is next, signals had, signals,
    # decisions, actions, tests, attendances, voters, members, may lead; the platform's link: four
    with django_assert_num_queries(20):
        sofie.get(f"{PAGE}{meeting.pk}/")
