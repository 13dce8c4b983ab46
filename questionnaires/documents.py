"""A file that holds a questionnaire: what it says, or why not. Pure.

FHIR and our own definition are told apart by what is in them, a spreadsheet by the end of its name.
"""

from collections.abc import Mapping
from typing import Any

from questionnaires import sheets, uploads
from questionnaires.faults import faults
from questionnaires.fhir import Reading
from questionnaires.fhir import read as read_fhir

SHEETS = {"csv": sheets.from_csv, "xlsx": sheets.from_xlsx}


def read(content: bytes, licence: str = "", name: str = "") -> Reading:
    """Return the definition in a file; `licence` is its kind, where a person has said it."""
    ending = name.lower().rpartition(".")[2]
    if ending in SHEETS:
        found = SHEETS[ending](content)
        return Reading(None, found.faults) if found.faults else _ours(found.document, licence)
    try:
        given = uploads.read(content)
    except uploads.Unreadable as error:
        return Reading(None, [error.fault])
    if isinstance(given, Mapping) and "resourceType" in given:
        return read_fhir(given, licence)
    return _ours(uploads.plain(given), licence)


def _ours(document: Any, licence: str) -> Reading:
    if licence and isinstance(document, dict) and isinstance(document.get("licence"), dict):
        document["licence"]["kind"] = licence
    found = list(faults(document))
    return Reading(None if found else document, found)
