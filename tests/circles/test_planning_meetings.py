"""Meetings are planned singly or in a row, moved, and called off; all who sit in the circle are told."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from feedback.circles import inviting, planning
from feedback.circles.demo import build_circle
from feedback.circles.guard import Refused
from feedback.circles.models import CircleMember, Meeting, MeetingSeries
from feedback.circles.tasks import invite
from tests.cast import Town
from tests.circles.meeting import PAGE, SOON, planned, running
from tests.circles.working import fill_circle, signed_in
from tests.conftest import TUESDAY
from tests.factories import make_platform

pytestmark = pytest.mark.django_db
SENT = {
    "title": "Driftsmøde", "day": "2026-12-01", "hour": "13:30", "minutes": "90",
    "place": "Lokale 4", "link": "", "count": "1", "weeks_between": "4",
}  # fmt: skip


@pytest.fixture
def sofie(town: Town) -> Client:
    return signed_in(town.people.sofie)


# --- what cannot be planned ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Giv mødet et navn."),
        ({"day": ""}, "Vælg dagen."),
        ({"day": "i morgen"}, "Det er ikke en dag"),
        ({"hour": ""}, "Vælg tidspunktet."),
        ({"hour": "halv ni"}, "Det er ikke et tidspunkt"),
        ({"day": "2026-11-23"}, "Det tidspunkt er gået"),
        ({"minutes": "4"}, "5"),
        ({"minutes": "481"}, "480"),
        ({"count": "27"}, "26"),
        ({"count": "0"}, "1"),
        ({"link": "javascript:alert(1)"}, "URL"),
    ],
)
def test_what_is_no_meeting_is_refused_with_a_sentence(
    sofie: Client, changes: dict[str, str], said: str
) -> None:
    html = sofie.post(f"{PAGE}nyt/", SENT | changes).content.decode()

    assert said in html
    assert not Meeting.objects.exists()


def test_the_deeds_themselves_refuse(town: Town) -> None:
    with pytest.raises(PermissionDenied):
        planned(town, by=town.people.mikkel)
    for bad in (
        {"title": " "}, {"starts_at": TUESDAY}, {"minutes": 1}, {"count": 27}, {"weeks_between": 0},
    ):  # fmt: skip
        with pytest.raises(Refused):
            planned(town, **bad)
    assert not Meeting.objects.exists()


def test_a_form_sent_twice_plans_once(town: Town, sofie: Client) -> None:
    sofie.post(f"{PAGE}nyt/", SENT)
    html = sofie.post(f"{PAGE}nyt/", SENT).content.decode()

    assert "allerede" in html
    assert Meeting.objects.count() == 1


# --- planning -----------------------------------------------------------------------------------


def test_a_meeting_stands_in_the_list_at_the_hour_on_the_wall(sofie: Client) -> None:
    answer = sofie.post(f"{PAGE}nyt/", SENT)

    [meeting] = Meeting.objects.all()
    assert answer.headers["Location"] == PAGE
    assert timezone.localtime(meeting.starts_at).strftime("%H:%M") == "13:30"
    assert meeting.series is None
    assert "1. december 2026 13:30" in sofie.get(PAGE).content.decode()


def test_a_row_keeps_its_hour_when_summer_time_begins(town: Town, sofie: Client) -> None:
    sofie.post(f"{PAGE}nyt/", SENT | {"day": "2027-03-09", "count": "3", "weeks_between": "2"})

    meetings = list(Meeting.objects.order_by("starts_at"))
    walls = [timezone.localtime(meeting.starts_at).isoformat() for meeting in meetings]
    assert walls == [
        "2027-03-09T13:30:00+01:00", "2027-03-23T13:30:00+01:00", "2027-04-06T13:30:00+02:00",
    ]  # fmt: skip
    assert {meeting.series for meeting in meetings} == {MeetingSeries.objects.get()}


def test_a_change_raises_the_sequence_and_no_change_does_not(town: Town) -> None:
    meeting, by = planned(town), town.people.sofie

    assert planning.change_meeting(meeting=meeting, by=by, at=TUESDAY, place="Lokale 4")
    assert not planning.change_meeting(meeting=meeting, by=by, at=TUESDAY, place="Lokale 4")

    meeting.refresh_from_db()
    assert (meeting.place, meeting.sequence) == ("Lokale 4", 1)


def test_the_form_of_a_change_holds_what_is_planned(town: Town, sofie: Client) -> None:
    meeting = planned(town)
    address = f"{PAGE}{meeting.pk}/ret/"

    html = sofie.get(address).content.decode()
    answer = sofie.post(address, SENT)

    meeting.refresh_from_db()
    assert 'value="2026-11-24"' in html
    assert 'value="12:00"' in html
    assert answer.headers["Location"] == f"{PAGE}{meeting.pk}/"
    assert (meeting.minutes, meeting.sequence) == (90, 1)


def test_a_meeting_that_has_begun_is_neither_moved_nor_called_off(
    town: Town, sofie: Client
) -> None:
    meeting = running(town)

    for address in ("ret/", "aflys/"):
        assert (
            "er begyndt eller aflyst"
            in sofie.post(f"{PAGE}{meeting.pk}/{address}", SENT).content.decode()
        )
    meeting.refresh_from_db()
    assert meeting.status == "running"


def test_a_meeting_is_called_off_after_one_more_question_and_stays_to_be_read(
    town: Town, sofie: Client
) -> None:
    meeting = planned(town)
    address = f"{PAGE}{meeting.pk}/aflys/"

    assert "Aflys" in sofie.get(address).content.decode()
    sofie.post(address)

    meeting.refresh_from_db()
    assert (meeting.status, meeting.sequence) == ("cancelled", 1)
    assert "aflyst" in sofie.get(f"{PAGE}{meeting.pk}/").content.decode()


# --- the letters --------------------------------------------------------------------------------


@pytest.fixture
def told(django_capture_on_commit_callbacks) -> object:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def calendar_of(message: mail.EmailMessage) -> tuple[str, tuple[str, str], str]:
    """Return the name, the kind and the lines of the attached file, as they travel."""
    part = list(message.message().walk())[2]
    lines = part.get_payload(decode=True).decode().replace("\r\n ", "").replace("\n ", "")
    return part.get_filename(), (part.get_content_type(), part.get_param("method")), lines


def test_all_members_are_invited_each_with_a_file_for_the_calendar(town: Town, told) -> None:
    fill_circle(town)
    CircleMember.objects.update(wants_letters=False)

    with told():
        meeting = planned(town, place="Lokale 4")

    assert sorted(letter.to[0] for letter in mail.outbox) == [
        f"{name}@kilden.example" for name in ("hanne", "mikkel", "sofie")
    ]
    [letter] = [one for one in mail.outbox if one.to == ["sofie@kilden.example"]]
    name, kind, lines = calendar_of(letter)
    assert letter.subject == "Invitation: Driftsmøde den 24. november 2026 (Driftscirklen)"
    assert "24. november 2026 12:00" in letter.body
    assert name == f"taet-og-toer-2026-11-24-{meeting.pk}.ics"
    assert kind == ("text/calendar", "REQUEST")
    assert f"UID:meeting-{meeting.pk}@testserver" in lines
    assert "DTSTART:20261124T110000Z" in lines
    assert 'CN="Sofie Lund":mailto:sofie@kilden.example' in lines
    assert "mikkel" not in lines


def test_a_row_is_one_letter_with_a_file_for_each_meeting(town: Town, told) -> None:
    with told():
        planned(town, count=3)

    [letter] = mail.outbox
    assert len(letter.attachments) == 3
    assert letter.body.count("\n* ") == 3


def test_a_change_and_a_calling_off_are_told_with_the_same_uid(town: Town, told) -> None:
    meeting, by = planned(town), town.people.sofie
    with told():
        planning.change_meeting(meeting=meeting, by=by, at=TUESDAY, place="Lokale 9")
    with told():
        planning.change_meeting(meeting=meeting, by=by, at=TUESDAY, place="Lokale 9")
    with told():
        planning.call_off(meeting=meeting, by=by)

    moved, off = mail.outbox
    assert moved.subject.startswith("Ændret: Driftsmøde")
    assert off.subject.startswith("Aflyst: Driftsmøde")
    for letter, sequence, method in ((moved, 1, "REQUEST"), (off, 2, "CANCEL")):
        _name, kind, lines = calendar_of(letter)
        assert kind == ("text/calendar", method)
        assert f"UID:meeting-{meeting.pk}@testserver" in lines
        assert f"SEQUENCE:{sequence}" in lines


def test_who_has_left_meanwhile_or_cannot_be_written_to_gets_no_letter(town: Town) -> None:
    meeting = planned(town)
    keys = [meeting.pk]

    assert not inviting.send(user_id=town.people.mikkel.pk, meeting_ids=keys)
    assert not inviting.send(user_id=town.people.sofie.pk, meeting_ids=[])
    town.people.sofie.is_active = False
    town.people.sofie.save()
    assert not inviting.send(user_id=town.people.sofie.pk, meeting_ids=keys)
    assert mail.outbox == []


def test_a_mail_server_that_is_down_is_tried_again() -> None:
    assert OSError in invite.autoretry_for
    assert invite.max_retries >= 5


def test_a_title_cannot_begin_another_line_of_the_letter(town: Town, told) -> None:
    with told():
        planned(town, title="Møde\r\nBcc: alle@x.dk")

    [letter] = mail.outbox
    assert "\n" not in letter.subject
    assert letter.message()["Bcc"] is None


def test_the_file_can_be_taken_from_the_page_too(town: Town, sofie: Client) -> None:
    meeting = planned(town)

    response = sofie.get(f"{PAGE}{meeting.pk}.ics")

    assert response.headers["Content-Type"].startswith("text/calendar")
    assert b"METHOD:REQUEST\r\n" in response.content
    assert response.content.endswith(b"END:VCALENDAR\r\n")


def test_a_meeting_of_another_circle_is_not_found_from_here(town: Town, sofie: Client) -> None:
    platform = make_platform("soevn", "Søvn").platform
    other = build_circle(platform, "En anden", "", {town.people.sofie: "secretary"})
    [meeting] = planning.plan_meetings(
        circle=other, title="x", starts_at=SOON, minutes=60, by=town.people.sofie, at=TUESDAY
    )

    for address in ("/", ".ics", ".pdf", "/ret/", "/aflys/", "/punkt/1/"):
        assert sofie.get(f"{PAGE}{meeting.pk}{address}").status_code == 404


def test_the_hour_that_summer_time_skips_is_still_an_hour() -> None:
    before = datetime(2027, 3, 21, 2, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))

    after = planning.same_hour(before, 1)

    assert after - before == timedelta(weeks=1)
