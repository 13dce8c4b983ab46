"""An invitation as calendars read it: iCalendar (RFC 5545), sent as iTIP says (RFC 5546). Pure.

Times are in UTC, which every calendar turns into its own hour; so no time zone has to be described. A change
of a meeting has the same UID and a higher SEQUENCE: the calendar moves its entry instead of making another.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LONGEST = 75  # octets in a line, without its end (RFC 5545, 3.1)
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class Person:
    name: str
    email: str


@dataclass(frozen=True)
class Event:
    uid: str
    sequence: int
    stamp: datetime
    starts_at: datetime
    minutes: int
    summary: str
    organizer: Person
    invited: Person | None = None
    place: str = ""
    url: str = ""
    description: str = ""
    is_called_off: bool = False


def calendar(event: Event) -> bytes:
    """Return the file for one meeting."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kilden//Kredse//DA",
        f"METHOD:{method(event)}",
        *of_event(event),
        "END:VCALENDAR",
    ]
    return "".join(folded(line) + "\r\n" for line in lines).encode()


def method(event: Event) -> str:
    return "CANCEL" if event.is_called_off else "REQUEST"


def of_event(event: Event) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{text(event.uid)}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{moment(event.stamp)}",
        f"DTSTART:{moment(event.starts_at)}",
        f"DTEND:{moment(event.starts_at + timedelta(minutes=event.minutes))}",
        f"STATUS:{'CANCELLED' if event.is_called_off else 'CONFIRMED'}",
        f"SUMMARY:{text(event.summary)}",
        person("ORGANIZER", event.organizer),
    ]
    if event.invited:
        lines.append(person("ATTENDEE;ROLE=REQ-PARTICIPANT;RSVP=FALSE", event.invited))
    optional = {
        "LOCATION": text(event.place),
        "DESCRIPTION": text(event.description),
        "URL": in_one_line(event.url),
    }
    lines += [f"{name}:{value}" for name, value in optional.items() if value]
    return [*lines, "END:VEVENT"]


def moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def text(words: str) -> str:
    """Return the words as a value: nothing in them ends the line or begins another property."""
    kept = (letter for letter in words if letter == "\n" or letter.isprintable())
    return "".join(kept).translate(ESCAPED)


def in_one_line(words: str) -> str:
    return "".join(letter for letter in words if letter.isprintable() and letter != " ")


def person(role: str, who: Person) -> str:
    """A quoted name may hold anything but quotes and line ends (RFC 5545, 3.2)."""
    name = "".join(letter for letter in who.name if letter.isprintable() and letter != '"')
    return f'{role};CN="{name}":mailto:{in_one_line(who.email)}'


def folded(line: str) -> str:
    """Part a long line; the rest begins with a space. A letter of several octets is never parted."""
    parts, part, room = [], "", LONGEST
    for letter in line:
        if len((part + letter).encode()) > room:
            parts.append(part)
            part, room = "", LONGEST - 1  # the space counts
        part += letter
    return "\r\n ".join([*parts, part])
