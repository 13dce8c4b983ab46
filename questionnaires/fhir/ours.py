"""What FHIR has no place for: written as JSON in extensions of our own, and read back. Pure."""

from typing import Any

from questionnaires import uploads
from questionnaires.faults.fault import Place, _
from questionnaires.fhir.names import OURS, Json
from questionnaires.fhir.notes import Notes

OF_QUESTIONNAIRE = ("intro", "thanks", "age_question", "reporter", "licence", "scales")
OF_ITEM = ("scope", "may_decline", "top_box", "low", "high", "control", "help")
OF_OPTION = ("not_relevant", "face")


def read_own(notes: Notes, place: Place | str, value: Any, names: tuple[str, ...]) -> Json:
    """Return what was added here; it is as little trusted as the rest of the file."""
    try:
        found = uploads.plain(uploads.read_text(value if isinstance(value, str) else ""))
    except uploads.Unreadable as error:
        notes.fault(place, error.fault.sentence, **error.fault.values)
        return {}
    if not isinstance(found, dict) or set(found) - set(names):
        said = _("what Kilden added may hold %(names)s only.")
        notes.fault(place, said, names=", ".join(names))
        return {}
    return found


def own_extension(kind: str, given: Json, names: tuple[str, ...]) -> list[Json]:
    """Return the extension that holds those of the names that are given; none where none is."""
    found = {name: given[name] for name in names if given.get(name)}
    if not found:
        return []
    return [{"url": OURS + kind, "valueString": " ".join(uploads.written(found).split("\n"))}]
