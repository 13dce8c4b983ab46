"""FHIR R4 in and out, as plain dicts. Pure.

`read` takes a Questionnaire as a definition document, `write` the other way; `response` writes answers,
`answered` takes them in.
"""

from questionnaires.fhir.answers import Answered, answered
from questionnaires.fhir.reading import Reading, read
from questionnaires.fhir.responses import response
from questionnaires.fhir.writing import canonical, write

__all__ = ["Answered", "Reading", "answered", "canonical", "read", "response", "write"]
