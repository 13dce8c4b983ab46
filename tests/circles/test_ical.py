"""What calendars get: one entry, in lines they can read, that nothing in a title can break out of."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.circles import ical

EVENT = ical.Event(
    uid="moede-7@kilden.example",
    sequence=2,
    stamp=datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
    starts_at=datetime(2026, 12, 1, 10, 0, tzinfo=timezone(timedelta(hours=1))),
    minutes=90,
    summary="Driftscirklen",
    organizer=ical.Person("Kilden", "kilden@kilden.example"),
    invited=ical.Person("Sofie Lund", "sofie@kilden.example"),
    place="Lokale 4",
    url="https://kilden.example/kreds/taet-og-toer/moeder/7/",
)


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize(
    "title",
    ["Møde\r\nMETHOD:CANCEL", "Møde\nEND:VEVENT", "a\x00b\x85c\u2028END:VEVENT", "x\r\n y"],
)
def test_nothing_in_a_title_begins_another_property(title: str) -> None:
    content = ical.calendar(replace(EVENT, summary=title, place=title, description=title))

    names = [line.split(":")[0].split(";")[0] for line in unfolded(content)]
    assert names.count("METHOD") == names.count("SUMMARY") == names.count("LOCATION") == 1
    assert names.count("END") == 2


def test_nothing_in_a_name_or_an_address_does_either() -> None:
    bad = ical.Person('Eva "Evil"\r\nX:y', "a@b.dk\r\nMETHOD:CANCEL")

    lines = unfolded(ical.calendar(replace(EVENT, invited=bad, url="https://x.dk/\r\nA:b")))

    assert (
        'ATTENDEE;ROLE=REQ-PARTICIPANT;RSVP=FALSE;CN="Eva EvilX:y":mailto:a@b.dkMETHOD:CANCEL'
        in lines
    )
    assert "URL:https://x.dk/A:b" in lines


def test_commas_semicolons_and_line_ends_are_escaped() -> None:
    lines = unfolded(ical.calendar(replace(EVENT, summary="Tal, ord; og\\så\nmere")))

    assert r"SUMMARY:Tal\, ord\; og\\så\nmere" in lines


def test_the_hours_are_told_in_utc() -> None:
    lines = unfolded(ical.calendar(EVENT))

    assert {"DTSTART:20261201T090000Z", "DTEND:20261201T103000Z"} <= set(lines)


def test_an_invitation_asks_and_one_that_is_called_off_takes_back() -> None:
    asks = unfolded(ical.calendar(EVENT))
    takes_back = unfolded(ical.calendar(replace(EVENT, is_called_off=True, sequence=3)))

    assert {"METHOD:REQUEST", "STATUS:CONFIRMED", "SEQUENCE:2"} <= set(asks)
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:3"} <= set(takes_back)
    assert "UID:moede-7@kilden.example" in asks
    assert "UID:moede-7@kilden.example" in takes_back


def test_what_is_empty_is_left_out() -> None:
    names = {
        line.split(":")[0] for line in unfolded(ical.calendar(replace(EVENT, place="", url="")))
    }

    assert not names & {"LOCATION", "URL", "DESCRIPTION"}


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_no_line_is_longer_than_75_octets_and_no_letter_is_lost(words: str) -> None:
    content = ical.calendar(replace(EVENT, summary=words))

    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert all(line.decode() is not None for line in content.split(b"\r\n"))
    assert f"SUMMARY:{ical.text(words)}" in unfolded(content)
