"""FHIR R4 in and out, as plain dicts. Pure.

`read` takes a Questionnaire as a definition document, `write` the other way, `response` writes answers.
"""

from questionnaires.fhir.reading import Reading, read
from questionnaires.fhir.responses import response
from questionnaires.fhir.writing import canonical, write

__all__ = ["Reading", "canonical", "read", "response", "write"]
