"""Answers on their way out: CSV and XLSX as `rows` reads them, FHIR as a Bundle or one to a line. Pure.

A row is what one person answered and the language it was asked in; who, where and when are not here to be
written. Cells that a spreadsheet program would take for a formula are guarded as in `sheets.cells`.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from questionnaires import rows, sheets, uploads
from questionnaires.definition import Definition
from questionnaires.fhir import canonical, response
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
    """What one person answered; `shown` are the questions whose own words may be seen."""

    answers: Mapping[str, Any]
    language: str
    is_synthetic: bool = False
    shown: frozenset[str] = frozenset()


def as_csv(definition: Definition, found: Iterable[Given]) -> Iterator[bytes]:
    """Yield a file line by line, as a Danish Excel opens it with one click."""
    yield b"\xef\xbb\xbf"
    for row in _table(definition, found):
        line = io.StringIO(newline="")
        csv.writer(line, delimiter=";").writerow(row)
        yield line.getvalue().encode()


def as_xlsx(definition: Definition, found: Iterable[Given]) -> Iterator[bytes]:
    """Yield a workbook; raises sheets.Refused where a cell is longer than Excel can keep."""
    yield sheets.write_answers(list(_table(definition, found)))


def as_bundle(definition: Definition, found: Iterable[Given]) -> Iterator[bytes]:
    yield from (f"{line}\n".encode() for line in bundle(_lines(definition, found)))


def as_ndjson(definition: Definition, found: Iterable[Given]) -> Iterator[bytes]:
    yield from (f"{line}\n".encode() for line in _lines(definition, found))


Writer = Callable[[Definition, Iterable[Given]], Iterator[bytes]]
WRITERS: Mapping[str, Writer] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "json": as_bundle,
    "ndjson": as_ndjson,
}


def _table(definition: Definition, found: Iterable[Given]) -> Iterator[list[str]]:
    items = list(beside(definition.items))
    yield [cells.written(item.link_id) for item in items]
    for given in found:
        answers = without(definition, given.answers, given.shown)
        yield [rows.to_cell(item, answers.get(item.link_id)) for item in items]


def _lines(definition: Definition, found: Iterable[Given]) -> Iterator[str]:
    return (one_line(resource(definition, given)) for given in found)


def resource(definition: Definition, given: Given) -> dict[str, Any]:
    """Return one person's answers as a QuestionnaireResponse."""
    url, _bar, version = canonical(definition).rpartition("|")
    answers = without(definition, given.answers, given.shown)
    made = response(definition, url, version, answers, given.language)
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
