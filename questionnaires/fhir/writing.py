"""Our definition out as FHIR R4 Questionnaire: core R4, known extensions, our own for the rest. Pure."""

from collections.abc import Mapping
from typing import Any

from questionnaires.definition import NRS, NUMBERS, VAS, Definition, Item
from questionnaires.definition import read as definition_of
from questionnaires.fhir.names import (
    CONTROL_SYSTEM,
    CONTROLS,
    HL7,
    KEY_SYSTEM,
    UCUM,
    UNKNOWN_OWNER,
    Json,
    own_url,
)
from questionnaires.fhir.ours import OF_ITEM, OF_OPTION, OF_QUESTIONNAIRE, own_extension
from questionnaires.fhir.values import coding, exact, to_fhir

SLIDERS = (VAS, NRS)


def write(document: Mapping[str, Any], status: str = "active") -> Json:
    """Return the Questionnaire of a definition that has no faults."""
    definition = definition_of(document)
    own = {**document, "reporter": definition.reporter}
    found: Json = {
        "resourceType": "Questionnaire",
        "language": "da",
        "extension": own_extension("questionnaire", own, OF_QUESTIONNAIRE),
        "url": definition.url or own_url(definition.key),
        "identifier": [{"system": KEY_SYSTEM, "value": definition.key}],
        "version": definition.version,
        "name": _name(definition.key),
        **words("title", definition.title),
        "status": status,
        "publisher": definition.licence.owner or UNKNOWN_OWNER,
    }
    if definition.licence.notice:
        found["copyright"] = definition.licence.notice
    taken = set(definition.by_link_id)
    named = document.get("option_sets", {})
    found["item"] = [
        _item(definition, item, given, named, taken)
        for item, given in zip(definition.items, document["items"], strict=True)
    ]
    return found


def canonical(definition: Definition) -> str:
    """Return the address of one version, by which a response names it."""
    return f"{definition.url or own_url(definition.key)}|{definition.version}"


def _name(key: str) -> str:
    """Return a name as programs want it: it begins with a capital and has no hyphens."""
    name = "".join(part[:1].upper() + part[1:] for part in key.replace("_", "-").split("-"))
    return name if name[:1].isalpha() else f"Q{name}"


def words(name: str, text: Mapping[str, str]) -> Json:
    """Return a text in Danish with its translations beside it."""
    found: Json = {name: text["da"]} if text.get("da") else {}
    translations = [
        {
            "url": HL7 + "translation",
            "extension": [
                {"url": "lang", "valueCode": language},
                {"url": "content", "valueString": content},
            ],
        }
        for language, content in text.items()
        if language != "da" and content
    ]
    return found | ({f"_{name}": {"extension": translations}} if translations else {})


def _item(
    definition: Definition,
    item: Item,
    given: Mapping[str, Any],
    named: Mapping[str, Any],
    taken: set[str],
) -> Json:
    found: Json = {"linkId": item.link_id}
    if extensions := _extensions(item, given):
        found["extension"] = extensions
    if item.codes_elsewhere:
        found["code"] = [dict(code) for code in item.codes_elsewhere]
    found |= {"prefix": item.prefix} if item.prefix else {}
    found |= words("text", item.text) | {"type": item.type}
    found |= _conditions(definition, item) | _switches(item)
    if item.options:
        options = given["options"]
        options = named[options] if isinstance(options, str) else options
        found["answerOption"] = [_option(option) for option in options]
    if item.initial is not None:
        found["initial"] = [_valued(item, each) for each in _listed(item.initial)]
    inside = [
        _item(definition, inner, below, named, taken)
        for inner, below in zip(item.items, given.get("items", ()), strict=True)
    ]
    if item.help and item.type != "display":
        inside.insert(0, _help(item, taken))
    return found | ({"item": inside} if inside else {})


def _listed(answer: Any) -> list[Any]:
    return answer if isinstance(answer, list) else [answer]


def _valued(item: Item, answer: Any, prefix: str = "value") -> Json:
    kind, content = to_fhir(item, answer)
    return {prefix + kind: content}


def _conditions(definition: Definition, item: Item) -> Json:
    if not item.conditions:
        return {}
    found = []
    for condition in item.conditions:
        asked = {"question": condition.question, "operator": condition.operator}
        if condition.operator == "exists":
            answer = {"answerBoolean": condition.answer}
        else:
            answer = _valued(definition.item(condition.question), condition.answer, "answer")
        found.append(asked | answer)
    several = item.behavior == "any" or len(found) > 1
    return {"enableWhen": found} | ({"enableBehavior": item.behavior} if several else {})


def _switches(item: Item) -> Json:
    found: Json = {"required": True} if item.required and item.type != "display" else {}
    found |= {"repeats": True} if item.repeats else {}
    return found | ({"maxLength": item.max_length} if item.max_length else {})


def _extensions(item: Item, given: Mapping[str, Any]) -> list[Json]:
    found = [_control(item.control)] if item.control in CONTROLS else []
    if item.control in SLIDERS:
        found = [
            _control("slider"),
            {"url": HL7 + "questionnaire-sliderStepValue", "valueInteger": 1},
        ]
    if item.is_hidden:
        found.append({"url": HL7 + "questionnaire-hidden", "valueBoolean": True})
    for name, least_or_most in (("minValue", item.minimum), ("maxValue", item.maximum)):
        if least_or_most is not None:
            found.append({"url": HL7 + name} | _limit(item, least_or_most))
    if item.type == "quantity":
        found.append({"url": HL7 + "questionnaire-unitOption", "valueCoding": _unit(item)})
    left = {
        **given,
        "control": "" if item.control in (*CONTROLS, *SLIDERS) else item.control,
        "help": item.help if item.type == "display" else {},
        "scope": "" if item.scope == "general" else item.scope,
    }
    return found + own_extension("item", left, OF_ITEM)


def _control(code: str) -> Json:
    concept = {"coding": [coding(code, CONTROL_SYSTEM)]}
    return {"url": HL7 + "questionnaire-itemControl", "valueCodeableConcept": concept}


def _limit(item: Item, limit: Any) -> Json:
    if item.type == "quantity":
        return {"valueDecimal": exact(limit)}
    if item.type == "integer":
        return {"valueInteger": int(limit)}
    if item.type in NUMBERS:
        return {"valueDecimal": exact(limit)}
    kind, content = to_fhir(item, limit)
    return {f"value{kind}": content}


def _unit(item: Item) -> Json:
    coded = {"system": UCUM, "code": item.unit_code} if item.unit_code else {}
    return coded | words("display", item.unit)


def _option(option: Mapping[str, Any]) -> Json:
    found: list[Json] = []
    if option.get("prefix"):
        found.append({"url": HL7 + "questionnaire-optionPrefix", "valueString": option["prefix"]})
    if option.get("weight") is not None:
        found.append({"url": HL7 + "ordinalValue", "valueDecimal": exact(option["weight"])})
    if option.get("exclusive"):
        found.append({"url": HL7 + "questionnaire-optionExclusive", "valueBoolean": True})
    found += own_extension("option", dict(option), OF_OPTION)
    value = coding(option["code"], option.get("system", "")) | words("display", option["text"])
    return ({"extension": found} if found else {}) | {"valueCoding": value}


def _help(item: Item, taken: set[str]) -> Json:
    """Return the help as FHIR has it: a line of its own below the question."""
    link_id = f"{item.link_id}-help"
    while link_id in taken:
        link_id += "-"
    taken.add(link_id)
    return {
        "linkId": link_id,
        "extension": [_control("help")],
        **words("text", item.help),
        "type": "display",
    }
