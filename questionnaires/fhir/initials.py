"""What is filled in from the start. Pure."""

from typing import Any

from questionnaires.definition import CHOICES, NRS, VAS
from questionnaires.faults.fault import Place, _, is_moment
from questionnaires.fhir.names import Json
from questionnaires.fhir.notes import listed, mapping
from questionnaires.fhir.source import Source
from questionnaires.fhir.values import FITTING, Misfit, from_fhir, named


def initial(source: Source, place: Place, kind: str, made: Json) -> Json:
    """Return the initial answer. One that fits nothing is left out: it asks nobody anything."""
    given = listed(source.notes, place, place.item, "initial")
    if not given:
        return {}
    if made.get("control") in (VAS, NRS):
        # A mark that is there already is an answer nobody gave.
        source.notes.drop(place, "initial", _("%(feature)s: a scale begins without a mark."))
        return {}
    try:
        found = [_answer(kind, value, made) for value in given]
    except Misfit:
        source.notes.drop(
            place, "initial", _("%(feature)s does not fit the question, and is left out.")
        )
        return {}
    return {"initial": found if made.get("repeats") else found[0]}


def _answer(kind: str, given: Json, made: Json) -> Any:
    value = named(given, "value")
    if value is None or value[0] not in FITTING.get(kind, ()):
        raise Misfit
    answer = from_fhir(*value)
    if kind in ("date", "time") and not is_moment(answer, kind):
        raise Misfit
    if kind in CHOICES:
        return _chosen(kind, str(answer), made)
    # A number with a unit is a quantity here, whose answers are text.
    return str(answer) if made.get("type") == "quantity" else answer


def _chosen(kind: str, code: str, made: Json) -> Any:
    if any(code == mapping(option).get("code") for option in made.get("options", ())):
        return code
    if kind != "open-choice":
        raise Misfit
    return {"other": code}
