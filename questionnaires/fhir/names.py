"""Addresses and names of FHIR R4 that we read and write. Pure.

Sources: HL7 FHIR R4 (4.0.1) Questionnaire and QuestionnaireResponse; the extensions of the core
specification and of Structured Data Capture (SDC) 3.0. What FHIR has no place for is written under
`OURS`, so that nobody takes it for a standard.
"""

from typing import Any

HL7 = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
OURS = "https://kilden.example/fhir/"
CONTROL_SYSTEM = "http://hl7.org/fhir/questionnaire-item-control"
UCUM = "http://unitsofmeasure.org"
KEY_SYSTEM = OURS + "key"
OWN_VERSION = OURS + "own-questions"  # which questionnaire a place asked besides
UNKNOWN_OWNER = "ukendt"

CONTROLS = ("radio-button", "check-box", "drop-down", "page")  # those that are ours and FHIR's

# Each changes what is asked or who is asked, or takes data from a record we have no access to.
REFUSED = {
    "launchContext", "answerExpression", "initialExpression", "candidateExpression",
    "enableWhenExpression", "subQuestionnaire", "targetStructureMap", "sourceStructureMap",
    "templateExtract", "templateExtractBundle", "templateExtractContext", "templateExtractValue",
    "itemPopulationContext", "sourceQueries",
}  # fmt: skip
STU3 = {"option": "answerOption", "options": "answerValueSet"}
R5 = ("answerConstraint", "disabledDisplay")
UNSUPPORTED_TYPES = ("dateTime", "url", "attachment", "reference")
OPERATORS = ("exists", "=", "!=", ">", "<", ">=", "<=")
STATUSES = ("draft", "active", "retired", "unknown")

Json = dict[str, Any]


def own_url(key: str) -> str:
    """Return the canonical address of a questionnaire that has no other."""
    return f"{OURS}Questionnaire/{key}"


def short(url: Any) -> str:
    """Return the name of an extension: HL7's own without the long address, others in full."""
    text = url if isinstance(url, str) else "?"
    if text.startswith(OURS):
        return "kilden:" + text.removeprefix(OURS)
    if not text.startswith("http://hl7.org/fhir/"):
        return text
    name = text.rsplit("/", 1)[-1]
    for prefix in ("sdc-questionnaire-", "questionnaire-", "valueset-"):
        name = name.removeprefix(prefix)
    return name
