"""Minutes are written while the circle meets, and hold when those who were there consent to their words."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections
from django.utils import timezone

from feedback.circles import minutes
from feedback.circles.demo import build_circle
from feedback.circles.guard import Refused
from feedback.circles.merging import merged
from feedback.circles.models import AgendaItem, Attendance, CircleMember, Meeting
from tests.cast import Town
from tests.circles.meeting import SOON, come, over, planned, running, write
from tests.circles.working import TODAY, fill_circle
from tests.factories import make_platform

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(town: Town) -> Town:
    fill_circle(town)
    return town


def consent(meeting: Meeting, by: object) -> None:
    seen = minutes.words_of(meeting)
    minutes.consent(meeting=meeting, seen=seen, by=by, at=timezone.now())


# --- begin, and who is here ---------------------------------------------------------------------


def test_only_members_begin_it_and_not_before_the_day(town: Town) -> None:
    meeting, later = planned(town), planned(town, starts_at=SOON + timedelta(days=1))

    with pytest.raises(PermissionDenied):
        minutes.begin(meeting=meeting, by=town.people.mikkel, on=TODAY)
    with pytest.raises(Refused):
        minutes.begin(meeting=later, by=town.people.sofie, on=TODAY)
    assert set(Meeting.objects.values_list("status", flat=True)) == {"planned"}


def test_two_who_begin_it_begin_it_once(full: Town) -> None:
    meeting = running(full)

    minutes.begin(meeting=meeting, by=full.people.mikkel, on=TODAY)

    assert meeting.items.count() == 2


@pytest.mark.parametrize("status", ["held", "approved", "cancelled"])
def test_what_is_over_is_not_begun_again(town: Town, status: str) -> None:
    meeting = planned(town)
    Meeting.objects.update(status=status)

    with pytest.raises(Refused):
        minutes.begin(meeting=meeting, by=town.people.sofie, on=TODAY)


def test_each_is_ticked_off_alone_and_nobody_twice(full: Town) -> None:
    meeting = running(full)

    for _time in range(2):
        come(full, meeting, full.people.sofie)
    come(full, meeting, full.people.mikkel)
    come(full, meeting, full.people.mikkel, is_here=False)

    assert [one.user for one in minutes.standing(meeting).here] == [full.people.sofie]
    assert Attendance.objects.count() == 2


def test_nobody_from_another_circle_is_here(town: Town) -> None:
    meeting = running(town)
    other = build_circle(
        make_platform("soevn", "Søvn").platform, "En anden", "", {town.people.mikkel: "member"}
    )

    with pytest.raises(Refused):
        minutes.attend(
            meeting=meeting, member=other.members.get(), is_here=True, by=town.people.sofie
        )


# --- writing ------------------------------------------------------------------------------------


def test_nothing_is_written_before_it_begins_or_when_it_is_approved(town: Town) -> None:
    meeting = running(town)
    item = meeting.items.first()

    for status in ("planned", "approved", "cancelled"):
        Meeting.objects.update(status=status)
        with pytest.raises(Refused):
            write(AgendaItem.objects.get(pk=item.pk), "x", town.people.sofie)
    Meeting.objects.update(status="running")
    with pytest.raises(PermissionDenied):
        write(item, "x", town.people.mikkel)
    assert AgendaItem.objects.get(pk=item.pk).text == ""


def test_what_is_written_is_kept_with_who_wrote_it(full: Town) -> None:
    item = running(full).items.first()

    write(item, "Linje et.\r\nLinje to.  \r\n", full.people.mikkel)

    item.refresh_from_db()
    assert (item.text, item.revision) == ("Linje et.\nLinje to.", 1)
    assert item.written_by == full.people.mikkel


def test_a_stale_page_changes_nothing_and_is_told_what_stands_there(full: Town) -> None:
    item = running(full).items.first()
    write(item, "Hendes.", full.people.sofie)

    with pytest.raises(minutes.Changed) as found:
        write(item, "Min.", full.people.mikkel)

    item.refresh_from_db()
    assert item.text == found.value.item.text == "Hendes."
    assert found.value.item.revision == 1


def test_the_same_words_sent_again_are_no_conflict_and_no_new_revision(town: Town) -> None:
    item = running(town).items.first()

    for _time in range(2):
        write(item, "Det samme.", town.people.sofie)

    item.refresh_from_db()
    assert item.revision == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_who_write_at_once_never_lose_a_line(full: Town) -> None:
    item = running(full).items.first()
    writers = [full.people.sofie, full.people.mikkel] * 5

    def add(number: int) -> None:
        """Write one line on a page that was loaded before anybody wrote, and put it together when told to."""
        text, seen = f"Linje {number}", 0
        try:
            while True:
                try:
                    return write(item, text, writers[number], seen)
                except minutes.Changed as change:
                    text, seen = merged(change.item.text, text), change.item.revision
        finally:
            connections.close_all()

    # SQLite in memory is one connection that all threads share, so there they take turns.
    with ThreadPoolExecutor(1 if connection.vendor == "sqlite" else 10) as pool:
        list(pool.map(add, range(10)))

    item.refresh_from_db()
    assert sorted(item.text.split("\n")) == sorted(f"Linje {number}" for number in range(10))
    assert item.revision == 10


# --- consent ------------------------------------------------------------------------------------


def test_a_meeting_ends_by_those_with_a_role_when_somebody_was_here(full: Town) -> None:
    meeting = running(full)

    with pytest.raises(Refused):
        minutes.end(meeting=meeting, by=full.people.sofie)
    come(full, meeting, full.people.sofie)
    with pytest.raises(PermissionDenied):
        minutes.end(meeting=meeting, by=full.people.mikkel)
    minutes.end(meeting=meeting, by=full.people.sofie)
    assert Meeting.objects.get(pk=meeting.pk).status == "held"


def test_they_are_approved_when_all_who_were_here_and_vote_have_consented(full: Town) -> None:
    people = full.people
    meeting = over(full, people.sofie, people.mikkel, people.hanne)

    consent(meeting, people.sofie)
    with pytest.raises(Refused):
        minutes.approve(meeting=meeting, by=people.sofie, on=TODAY)
    consent(meeting, people.mikkel)
    with pytest.raises(PermissionDenied):
        minutes.approve(meeting=meeting, by=people.mikkel, on=TODAY)
    minutes.approve(meeting=meeting, by=people.sofie, on=TODAY)

    meeting.refresh_from_db()
    assert (meeting.status, meeting.approved_on) == ("approved", TODAY)


def test_who_does_not_vote_or_was_not_here_cannot_consent(full: Town) -> None:
    meeting = over(full, full.people.sofie, full.people.hanne)

    with pytest.raises(PermissionDenied):
        consent(meeting, full.people.hanne)
    with pytest.raises(Refused):
        consent(meeting, full.people.mikkel)


def test_where_nobody_who_votes_was_here_nothing_is_approved(full: Town) -> None:
    meeting = over(full, full.people.hanne)

    assert not minutes.standing(meeting).can_approve


def test_an_objection_has_a_reason_stops_the_approval_and_stays_when_it_is_met(full: Town) -> None:
    sofie, mikkel = full.people.sofie, full.people.mikkel
    meeting = over(full, sofie, mikkel)
    consent(meeting, sofie)

    with pytest.raises(Refused):
        minutes.object_to(meeting=meeting, seen=0, reason="  ", by=mikkel)
    minutes.object_to(meeting=meeting, seen=0, reason="Tallet er forkert.", by=mikkel)
    assert [one.user for one in minutes.standing(meeting).objecting] == [mikkel]
    with pytest.raises(Refused):
        minutes.approve(meeting=meeting, by=sofie, on=TODAY)

    consent(meeting, mikkel)
    assert minutes.standing(meeting).can_approve
    assert Attendance.objects.get(user=mikkel).objection == "Tallet er forkert."


def test_changed_words_are_asked_about_anew(full: Town) -> None:
    sofie, mikkel = full.people.sofie, full.people.mikkel
    meeting = over(full, sofie, mikkel)
    consent(meeting, sofie)
    consent(meeting, mikkel)

    write(meeting.items.first(), "Rettet.", mikkel)

    assert len(minutes.standing(meeting).waits_for) == 2
    with pytest.raises(Refused):
        minutes.consent(meeting=meeting, seen=0, by=sofie, at=timezone.now())


def test_who_has_left_the_circle_is_not_waited_for(full: Town) -> None:
    sofie, mikkel = full.people.sofie, full.people.mikkel
    meeting = over(full, sofie, mikkel)
    consent(meeting, sofie)

    CircleMember.objects.filter(user=mikkel).delete()

    assert minutes.standing(meeting).can_approve
