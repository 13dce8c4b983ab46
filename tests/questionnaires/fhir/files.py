"""Small files of our own, each as plain as it can be."""

from typing import Any

from questionnaires.fhir import Reading, read

HL7 = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
YES_NO = [
    {"valueCoding": {"code": "y", "display": "Ja"}},
    {"valueCoding": {"code": "n", "display": "Nej"}},
]


def question(link_id: str = "q", kind: str = "boolean", **more: Any) -> dict:
    longest = {"maxLength": 100} if kind in ("string", "text") else {}
    options = {"answerOption": YES_NO} if kind in ("choice", "open-choice") else {}
    if "answerValueSet" in more or "options" in more:
        options = {}
    return {"linkId": link_id, "text": f"Text {link_id}", "type": kind} | longest | options | more


def condition(question: str, operator: str, **answer: Any) -> dict:
    return {"question": question, "operator": operator, **answer}


def extension(url: str, **value: Any) -> dict:
    return {"url": url, **value}


def control(code: str) -> dict:
    return extension(
        HL7 + "questionnaire-itemControl", valueCodeableConcept={"coding": [{"code": code}]}
    )


def file(*items: Any, **more: Any) -> dict:
    return {
        "resourceType": "Questionnaire",
        "language": "da",
        "status": "active",
        "name": "Prøve",
        "title": "Prøve",
        "version": "2.0",
        "item": list(items),
    } | more


def reading(*items: Any, **more: Any) -> Reading:
    return read(file(*items, **more))


def faults(*items: Any, **more: Any) -> list[str]:
    return [str(fault) for fault in reading(*items, **more).faults]


def warnings(*items: Any, **more: Any) -> list[str]:
    """Return the warnings that are not about the head of the file."""
    said = [str(warning) for warning in reading(*items, **more).warnings]
    return [one for one in said if not one.startswith(("reporter:", "licence:"))]


def made(*items: Any, **more: Any) -> dict:
    """Return the definition of a file that has no fault."""
    found = reading(*items, **more)
    assert found.document is not None, [str(fault) for fault in found.faults]
    return found.document


def item(given: dict, **more: Any) -> dict:
    return made(given, **more)["items"][0]
