"""How a question is shown, and the extensions of an item that we understand. Pure."""

from collections.abc import Mapping
from typing import Any

from questionnaires.definition import CHOICES, NRS, NUMBERS, VAS
from questionnaires.faults.fault import Place, _, is_number
from questionnaires.faults.items import LIMITS
from questionnaires.fhir.names import CONTROLS, REFUSED, Json
from questionnaires.fhir.notes import mapping
from questionnaires.fhir.ours import OF_ITEM, read_own
from questionnaires.fhir.source import Source
from questionnaires.fhir.texts import extensions, label, value_of
from questionnaires.fhir.values import Misfit, from_fhir, number

HANDLED = {
    "minOccurs", "maxOccurs", "itemControl", "sliderStepValue", "minValue", "maxValue", "hidden",
    "unit", "entryFormat",
}  # fmt: skip
LEFT_OUT: Mapping[str, str] = {
    "displayCategory": _("%(feature)s has no meaning here and is left out."),
    "supportLink": _("%(feature)s is not shown; write the address in the help text."),
}


def extras(source: Source, place: Place) -> Json:
    """Return what the item's extensions say, by their short names; tell what is left out."""
    found: Json = {}
    for name, extension in extensions(place.item):
        value = value_of(extension)
        if name in HANDLED:
            found[name] = value
        elif name == "unitOption":
            found.setdefault(name, []).append(value)
        elif name == "kilden:item":
            found[name] = read_own(source.notes, place, value, OF_ITEM)
        elif name in LEFT_OUT:
            source.notes.drop(place, name, LEFT_OUT[name])
        elif name not in REFUSED:
            source.notes.drop(place, name)
    _occurs(source, place, found)
    return found


def _occurs(source: Source, place: Place, found: Json) -> None:
    for name in ("minOccurs", "maxOccurs"):
        if name in found and found[name] != 1:
            source.notes.drop(place, name, _("%(feature)s: how often is not checked here."))


def code_of_control(value: Any) -> str:
    codings = mapping(value).get("coding")
    first = mapping(codings[0]) if isinstance(codings, list) and codings else {}
    code = first.get("code")
    return code if isinstance(code, str) else label(value)


def is_help(place: Place) -> bool:
    """Say whether an item only explains the question it stands under."""
    item = place.item
    if item.get("type") != "display" or item.get("enableWhen") or item.get("item"):
        return False
    controls = [value_of(part) for name, part in extensions(item) if name == "itemControl"]
    return bool(controls) and code_of_control(controls[0]) == "help"


def control_of(source: Source, place: Place, kind: str, given: Mapping[str, Any]) -> Json:
    format_help = _entry_format(source, place, given)
    control = code_of_control(given["itemControl"]) if "itemControl" in given else ""
    if control == "slider" and kind in NUMBERS:
        return format_help | _slider(source, place, kind, given)
    fits = (kind == "group") if control == "page" else kind in CHOICES
    if control in CONTROLS and fits:
        return format_help | {"control": control}
    if control:
        source.notes.drop(place, f"itemControl {control}")
    return format_help


def _entry_format(source: Source, place: Place, given: Mapping[str, Any]) -> Json:
    text = given.get("entryFormat")
    if not isinstance(text, str) or not text:
        return {}
    return {"help": source.words.read(place, {"entryFormat": text}, "entryFormat")}


def _slider(source: Source, place: Place, kind: str, given: Mapping[str, Any]) -> Json:
    """A whole number from 0 to 100 is a visual analogue scale in mm, from 0 to 10 a numeric rating scale."""
    limits_given = given.get("minValue"), given.get("maxValue")
    step = given.get("sliderStepValue", 1)
    found = next((name for name, limits_of in LIMITS.items() if limits_of == limits_given), "")
    if kind == "integer" and found and step == 1 and type(step) is int:
        return {"control": found}
    source.notes.warn(
        place,
        _("a slider is read as a plain number, unless it has whole steps from 0 to 10 or 100."),
    )
    return {}


def limits(source: Source, place: Place, kind: str, given: Mapping[str, Any]) -> Json:
    found: Json = {}
    for name, ours in (("minValue", "minimum"), ("maxValue", "maximum")):
        if name not in given:
            continue
        if kind not in (*NUMBERS, "date", "time"):
            source.notes.drop(place, name)
            continue
        try:
            found[ours] = _limit(kind, given[name])
        except Misfit:
            said = _("%(name)s does not fit the type %(type)s.")
            source.notes.fault(place, said, name=name, type=kind)
    return found


def _limit(kind: str, value: Any) -> Any:
    if kind in ("date", "time"):
        return from_fhir(kind.capitalize(), value)
    found = number(mapping(value).get("value") if kind == "quantity" and mapping(value) else value)
    if not is_number(found, kind):
        raise Misfit
    return found


def quantity_of(
    source: Source, place: Place, kind: str, given: Mapping[str, Any], made: Mapping[str, Any]
) -> Json:
    """Return the one unit. A number with a unit is a quantity here, or its unit would not be shown."""
    units = [*given.get("unitOption", ()), *([given["unit"]] if "unit" in given else ())]
    units = [dict(unit) for number_, unit in enumerate(map(mapping, units)) if unit]
    if len(units) != 1:
        said = _("a quantity needs one unit (questionnaire-unit or unitOption).")
        if units:
            said = _("offers %(count)s units; one can be asked for.")
        source.notes.fault(place, said, count=len(units))
        return {}
    if made.get("control") in (VAS, NRS):
        source.notes.drop(place, "unit")
        return {}
    unit = units[0]
    named_so = {**unit, "display": unit.get("display") or unit.get("code")}
    text = source.words.read(place, named_so, "display")
    if kind != "quantity":
        source.notes.warn(place, _("a number with a unit is asked as a quantity."))
    code = unit.get("code")
    coded = {"unit_code": code} if isinstance(code, str) and code else {}
    return {"type": "quantity", "unit": text} | coded
