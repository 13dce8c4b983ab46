"""A file of answers as one list, whatever it is written in: CSV, XLSX, or FHIR as a Bundle or NDJSON. Pure.

Each entry knows its place in the file, its answers, and what is wrong with it. The good ones can be taken in
while the bad ones are told; a file that cannot be read at all is refused with one sentence.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from portal.privacy.redaction import redact
from questionnaires import rows, sheets, uploads
from questionnaires.definition import Definition
from questionnaires.faults.fault import Fault, _
from questionnaires.fhir import Answered, answered
from questionnaires.local import Together
from questionnaires.ownwords import words_of

MOST_BYTES = 20_000_000
MOST_VALUES = 2_000_000
MOST_ENTRIES = 50_000
FOREIGN = ("key", "number")  # in what is said of broken JSON, these are the file's own words

NO_ANSWER = _("the row has no answer")
EMPTY = _("No question that counts is answered. Leave the entry out.")


@dataclass(frozen=True)
class Entry:
    """One person's answers. `content` and `repeat` make the same entry known when it comes again."""

    content: Mapping[str, str]
    repeat: int
    answers: Mapping[str, Any]
    faults: list[Fault]
    place: str = ""
    months: int | None = None
    authored: datetime | date | None = None
    language: str = "da"


@dataclass(frozen=True)
class File:
    entries: list[Entry]
    header: list[str] = field(default_factory=list)


class Refused(ValueError):
    """The file as a whole is not taken in; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


@dataclass(frozen=True)
class Wanted:
    """What is read out of a file: answers to one version, the column of the age, and whether days count.

    `own` is what the place asks besides.
    """

    definition: Definition
    age_column: str = "age"
    with_day: bool = True
    own: Together | None = None

    @property
    def asked(self) -> Definition:
        return self.own.whole if self.own else self.definition

    @property
    def columns(self) -> Mapping[str, str]:
        return self.own.columns if self.own else {}


def read(name: str, content: bytes, wanted: Wanted) -> File:
    """Return what a file holds; the end of its name says what it is."""
    ending = name.lower().rpartition(".")[2]
    try:
        if ending in ("json", "ndjson"):
            found = _lines(content) if ending == "ndjson" else _entries(content)
            return File(list(_from_fhir(found, wanted)))
        if ending == "xlsx":
            return _from_table(*rows.read_sheet(sheets.read_answers(content)), wanted)
        return _from_table(*rows.read(content), wanted)
    except uploads.Unreadable as error:
        raise Refused(_unnamed(error.fault)) from error
    except sheets.Refused as error:
        raise Refused(error.fault) from error
    except rows.UnreadableFile as error:
        raise Refused(Fault("", str(error).replace("%", "%%"))) from error


def redacted_count(entries: Iterable[Entry], definition: Definition) -> int:
    """Return in how many entries something is taken out of people's own words."""
    return sum(
        any(redact(words).kinds for words in words_of(definition, entry.answers))
        for entry in entries
    )


# --- Tables -----------------------------------------------------------------------------------------


def _from_table(header: list[str], found: list[rows.Row], wanted: Wanted) -> File:
    return File([_from_row(row, wanted) for row in found], header)


def _from_row(row: rows.Row, wanted: Wanted) -> Entry:
    definition = wanted.asked
    answers, faults = rows.answers(definition, row, wanted.columns)
    months, age_faults = rows.age_in_months(row, wanted.age_column)
    if not faults and not _counts(definition, answers):
        first = rows.countable(definition)[0].link_id
        faults = [rows.Fault(row.line, first, NO_ANSWER)]
    return Entry(
        content=row.cells,
        repeat=row.repeat,
        answers=answers,
        faults=[in_column(each) for each in faults + age_faults],
        place=f"line {row.line}",
        months=months,
    )


def in_column(fault: rows.Fault) -> Fault:
    return Fault(f"line {fault.line}, column {fault.column}", fault.sentence, fault.values)


def _counts(definition: Definition, answers: Mapping[str, Any]) -> bool:
    """Say whether anything but a text was answered, as the form on a phone asks it too."""
    texts = {item.link_id for item in definition.questions if item.is_text}
    return bool(set(answers) - texts)


# --- FHIR -------------------------------------------------------------------------------------------

Numbered = tuple[str, Any, Fault | None]


def _from_fhir(found: Iterable[Numbered], wanted: Wanted) -> Iterator[Entry]:
    seen: Counter[str] = Counter()
    for place, resource, broken in found:
        read = Answered(faults=[broken]) if broken else _answered(resource, wanted)
        content = {"fhir": json.dumps([read.answers, read.language], sort_keys=True)}
        if read.authored:
            content["day"] = str(read.authored)
        seen[str(content)] += 1
        yield Entry(
            content=content,
            repeat=seen[str(content)],
            answers=read.answers,
            faults=[_within(place, each) for each in read.faults],
            place=place,
            authored=read.authored,
            language=read.language,
        )


def _answered(resource: Any, wanted: Wanted) -> Answered:
    read = answered(wanted.definition, resource, wanted.with_day, wanted.own)
    if not read.faults and not _counts(wanted.asked, read.answers):
        read.faults.append(Fault("", EMPTY))
    return read


def _within(place: str, fault: Fault) -> Fault:
    inside = f"{place}, {fault.place}" if fault.place else place
    return Fault(inside, fault.sentence, fault.values)


def _lines(content: bytes) -> Iterator[Numbered]:
    """Yield each line by itself: one that is broken does not take the others with it."""
    # Not splitlines: a line break of Unicode may stand inside a text.
    lines = uploads.decoded(content, MOST_BYTES).split("\n")
    _refuse_many(len(lines))
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield f"line {number}", uploads.read_text(line), None
        except uploads.Unreadable as error:
            yield f"line {number}", None, _unnamed(error.fault)


def _entries(content: bytes) -> Iterator[Numbered]:
    document = uploads.read(content, MOST_BYTES, MOST_VALUES)
    if not isinstance(document, Mapping) or document.get("resourceType") != "Bundle":
        yield "entry 1", document, None
        return
    entries = document.get("entry", [])
    if not isinstance(entries, list):
        raise Refused(Fault("", _("%(name)s must be a list."), {"name": "entry"}))
    _refuse_many(len(entries))
    for number, entry in enumerate(entries, start=1):
        resource = entry.get("resource") if isinstance(entry, Mapping) else None
        yield f"entry {number}", resource, None


def _refuse_many(count: int) -> None:
    if count > MOST_ENTRIES:
        sentence = _("The file holds more than %(most)s entries. Divide it.")
        raise Refused(Fault("", sentence, {"most": MOST_ENTRIES}))


def _unnamed(fault: Fault) -> Fault:
    hidden = {name: "…" for name in FOREIGN if name in fault.values}
    return Fault(fault.place, fault.sentence, {**fault.values, **hidden})
