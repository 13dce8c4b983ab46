"""One answer in FHIR's clothes and in ours: `valueDecimal: 36.60` is "36.60", 10:00:00 is "10:00". Pure."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from questionnaires.definition import CHOICES, Item, spoken
from questionnaires.faults.fault import is_number
from questionnaires.fhir.names import UCUM, Json
from questionnaires.fhir.notes import mapping

# What an answer to a question of each type may be called: answerBoolean, valueBoolean …
FITTING: Mapping[str, tuple[str, ...]] = {
    "boolean": ("Boolean",),
    "integer": ("Integer",),
    "decimal": ("Decimal",),
    "quantity": ("Quantity",),
    "date": ("Date",),
    "time": ("Time",),
    "string": ("String",),
    "text": ("String",),
    "choice": ("Coding", "String", "Integer", "Date", "Time"),
    "open-choice": ("Coding", "String", "Integer", "Date", "Time"),
}


class Misfit(ValueError):
    """The value is none of its kind: `answerInteger: "2022-09"`."""


def named(holder: Mapping[str, Any], prefix: str) -> tuple[str, Any] | None:
    """Return the kind and content of the one `value…` or `answer…`; nothing where there is none or two."""
    found = [(key.removeprefix(prefix), value) for key, value in holder.items() if _is(key, prefix)]
    return found[0] if len(found) == 1 else None


def _is(key: Any, prefix: str) -> bool:
    return isinstance(key, str) and key.startswith(prefix) and key[len(prefix) :][:1].isupper()


def number(given: Any) -> int | str:
    """Return a number as our definitions hold it: whole, or exactly as it is written."""
    if isinstance(given, float):
        given = Decimal(repr(given))
    if isinstance(given, Decimal) and given.is_finite():
        given = format(given, "f")
    elif type(given) is not int:
        raise Misfit
    if not is_number(given, "decimal"):
        raise Misfit
    return given


def from_fhir(kind: str, given: Any) -> Any:
    """Return the value of a kind such as Boolean or Coding, or raise Misfit."""
    if kind == "Boolean" and isinstance(given, bool):
        return given
    if kind == "Integer" and type(given) is int and is_number(given, "integer"):
        return given
    if kind in ("Date", "String") and isinstance(given, str) and given:
        return given
    if kind == "Decimal":
        return str(number(given))
    if kind == "Quantity":
        return str(number(mapping(given).get("value")))
    if kind == "Time" and isinstance(given, str):
        # Ours are hours and minutes; seconds other than none would be lost.
        return given.removesuffix(":00") if given.count(":") == 2 else given
    if kind == "Coding":
        return code_of(mapping(given))
    raise Misfit


def code_of(coding: Mapping[str, Any]) -> str:
    code = coding.get("code") or coding.get("display")
    if not isinstance(code, str) or not code:
        raise Misfit
    return code


def to_fhir(item: Item, answer: Any, language: str = "da") -> tuple[str, Any]:
    """Return the kind and content of one answer; the opposite of `from_fhir`."""
    if item.type in CHOICES:
        return _chosen(item, answer, language)
    if item.type == "time":
        return "Time", f"{answer}:00"
    if item.type == "quantity":
        return "Quantity", quantity(item, answer, language)
    kind = FITTING[item.type][0]
    return kind, exact(answer) if kind == "Decimal" else answer


def _chosen(item: Item, answer: Any, language: str) -> tuple[str, Any]:
    if isinstance(answer, Mapping):
        return "String", answer["other"]
    option = item.option(answer)
    if option is None:
        return "String", answer
    return "Coding", coding(option.code, option.system, spoken(option.text, language))


def coding(code: str, system: str = "", display: str = "") -> Json:
    found = {"system": system, "code": code, "display": display}
    return {key: value for key, value in found.items() if value}


def quantity(item: Item, answer: Any, language: str) -> Json:
    found = {"value": exact(answer), "unit": spoken(item.unit, language)}
    coded = {"system": UCUM, "code": item.unit_code} if item.unit_code else {}
    return found | coded


def exact(written: Any) -> int | Decimal:
    return written if type(written) is int else Decimal(str(written))
