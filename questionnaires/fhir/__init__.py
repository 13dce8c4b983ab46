"""FHIR R4 in and out, as plain dicts. Pure.

`read` takes a Questionnaire as a definition document, `write` the other way; `response` writes answers,
`answered` takes them in.
"""

from questionnaires.fhir.answers import Answered, answered
from questionnaires.fhir.names import OWN_VERSION
from questionnaires.fhir.reading import Reading, read
from questionnaires.fhir.responses import response
from questionnaires.fhir.writing import canonical, write

__all__ = [
    "OWN_VERSION",
    "Answered",
    "Reading",
    "answered",
    "canonical",
    "read",
    "response",
    "write",
]
