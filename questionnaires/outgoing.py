"""Answers on their way out: CSV and XLSX as `rows` reads them, FHIR as a Bundle or one to a line. Pure.

A row is what one person answered and the language it was asked in; who, where and when are not here to be
written. What places ask besides comes after the general questions, each version in columns of its own.

Cells that a spreadsheet program would take for a formula are guarded as in `sheets.cells`.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from questionnaires import rows, sheets, uploads
from questionnaires.definition import Definition
from questionnaires.fhir import OWN_VERSION, canonical, response
from questionnaires.local import Together
from questionnaires.ownwords import beside, without
from questionnaires.sheets import cells

# HL7's label for what is no real person's, so that nobody mistakes the demo for answers.
SYNTHETIC = {
    "security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "HTEST"}]
}
BUNDLE = '{"resourceType": "Bundle", "type": "collection", "entry": ['
# People are promised that numbers below five are hidden; so few rows would be less than a number.
FEWEST = 5


@dataclass(frozen=True)
class Given:
    """What one person answered; `shown` are the questions whose own words may be seen.

    `own` is what the place asked besides; without it, what was answered to that stays here.
    """

    answers: Mapping[str, Any]
    language: str
    is_synthetic: bool = False
    shown: frozenset[str] = frozenset()
    own: Together | None = None

    def to(self, general: Definition) -> tuple[Definition, dict[str, Any]]:
        """Return what was asked, and the answers to it that may be seen."""
        asked = self.own.whole if self.own else general
        return asked, without(asked, self.answers, self.shown)


Own = Sequence[Together]  # what places ask besides, each version once


def as_csv(definition: Definition, found: Iterable[Given], own: Own = ()) -> Iterator[bytes]:
    """Yield a file line by line, as a Danish Excel opens it with one click."""
    yield b"\xef\xbb\xbf"
    for row in _table(definition, found, own):
        line = io.StringIO(newline="")
        csv.writer(line, delimiter=";").writerow(row)
        yield line.getvalue().encode()


def as_xlsx(definition: Definition, found: Iterable[Given], own: Own = ()) -> Iterator[bytes]:
    """Yield a workbook; raises sheets.Refused where a cell is longer than Excel can keep."""
    yield sheets.write_answers(list(_table(definition, found, own)))


def as_bundle(definition: Definition, found: Iterable[Given], _own: Own = ()) -> Iterator[bytes]:
    yield from (f"{line}\n".encode() for line in bundle(_lines(definition, found)))


def as_ndjson(definition: Definition, found: Iterable[Given], _own: Own = ()) -> Iterator[bytes]:
    yield from (f"{line}\n".encode() for line in _lines(definition, found))


Writer = Callable[..., Iterator[bytes]]
WRITERS: Mapping[str, Writer] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "json": as_bundle,
    "ndjson": as_ndjson,
}


def _table(definition: Definition, found: Iterable[Given], own: Own) -> Iterator[list[str]]:
    names = [item.link_id for item in beside(definition.items)]
    names += [column for each in own for column in each.columns.values()]
    yield [cells.written(name) for name in names]
    for given in found:
        row = _row(definition, given)
        yield [row.get(name, "") for name in names]


def _row(definition: Definition, given: Given) -> dict[str, str]:
    asked, answers = given.to(definition)
    columns = given.own.columns if given.own else {}
    return {
        columns.get(item.link_id, item.link_id): rows.to_cell(item, answers.get(item.link_id))
        for item in beside(asked.items)
    }


def _lines(definition: Definition, found: Iterable[Given]) -> Iterator[str]:
    return (one_line(resource(definition, given)) for given in found)


def resource(definition: Definition, given: Given) -> dict[str, Any]:
    """Return one person's answers as a QuestionnaireResponse; it names what the place asked besides."""
    url, _bar, version = canonical(definition).rpartition("|")
    asked, answers = given.to(definition)
    made = response(asked, url, version, answers, given.language)
    if given.own:
        made["extension"] = [{"url": OWN_VERSION, "valueCanonical": canonical(given.own.local)}]
    return made | ({"meta": SYNTHETIC} if given.is_synthetic else {})


def one_line(found: dict[str, Any]) -> str:
    """Return one line of JSON; numbers stand as they were answered: 36.60 stays 36.60."""
    return " ".join(line.strip() for line in uploads.written(found).split("\n"))


def bundle(found: Iterable[str]) -> Iterator[str]:
    """Yield a Bundle line by line: a million answers are never held at once."""
    yield BUNDLE
    lead = ""
    for each in found:
        yield f'{lead}{{"resource": {each}}}'
        lead = ","
    yield "]}"
