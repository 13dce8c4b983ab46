"""A file that holds a questionnaire, in FHIR or as our own definition: what it says, or why not. Pure."""

from collections.abc import Mapping
from typing import Any

from questionnaires import uploads
from questionnaires.faults import faults
from questionnaires.fhir import Reading
from questionnaires.fhir import read as read_fhir


def read(content: bytes, licence: str = "") -> Reading:
    """Return the definition in a file; `licence` is its kind, where a person has said it."""
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
