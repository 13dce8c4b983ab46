"""Whatever a file holds, it gets a verdict: no crash, no hang, and what is imported can be written."""

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questionnaires import documents, uploads
from questionnaires.faults import faults
from questionnaires.fhir import read, write
from questionnaires.fhir.names import KEY_SYSTEM, OURS
from tests.conftest import ORACLES
from tests.questionnaires.fhir.files import HL7, SDC, condition, control, extension, file, question
from tests.questionnaires.fhir.test_scores import SOME, SUM, score, weighted
from tests.questionnaires.fhir.test_texts import translation
from tests.questionnaires.test_definitions_of_any_shape import JSON, places, with_something_else

pytestmark = pytest.mark.thorough

BOOLEAN = [condition("a", "exists", answerBoolean=True), condition("n", ">", answerInteger=1)]
WIDE = file(
    weighted("a", 0, 1, 2),
    weighted("b", 0, 1),
    score(f"iif({SOME}.answer.count() = 2, {SOME}{SUM}, {{}})"),
    question("n", "integer", extension=[control("slider"), extension(HL7 + "minValue", valueInteger=0)]),
    question("s", "string", _text={"extension": [translation("en", "Sleep?")]}, prefix="1."),
    question("v", "choice", answerValueSet="#v", initial=[{"valueCoding": {"code": "x"}}]),
    question("u", "quantity", extension=[extension(HL7 + "questionnaire-unit", valueCoding={"code": "mL"})]),
    {"linkId": "g", "type": "group", "repeats": True, "item": [
        question("w", enableWhen=BOOLEAN, enableBehavior="any"),
        question("h", "display", extension=[control("help")]),
    ]},
    question("c", extension=[extension(SDC + "observationLinkPeriod", valueDuration={})]),
    contained=[{"resourceType": "ValueSet", "id": "v", "compose": {"include": [
        {"system": "s", "concept": [{"code": "x", "designation": [{"language": "en"}]}, {"code": "y"}]}
    ]}}],
    extension=[extension(OURS + "questionnaire", valueString='{"intro": {"da": "Hej"}}')],
    identifier=[{"system": KEY_SYSTEM, "value": "wide"}],
    copyright="© **Nogen**",
)  # fmt: skip
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Words that mean something to the reader: with them a changed file goes further than with noise.
TELLING = st.sampled_from(
    ["group", "display", "choice", "quantity", "a", "g", "#v", "help", "slider", "", "da", "exists", True, -1]
)  # fmt: skip


def judge(given: Any) -> None:
    found = read(given)

    assert (found.document is None) == bool(found.faults)
    assert all(str(one) for one in (*found.faults, *found.warnings))
    if found.document is not None:
        assert not list(faults(found.document))
        again = documents.read(uploads.written(write(found.document)).encode())
        assert again.document == found.document


def test_the_wide_file_itself_is_imported() -> None:
    assert read(WIDE).document is not None


@unhurried
@given(st.sampled_from([place for place in places(WIDE) if place]), JSON | TELLING)
def test_a_good_file_with_anything_in_one_place_is_judged(place: tuple, value: Any) -> None:
    judge(with_something_else(place, value, good=WIDE))


@unhurried
@given(st.data())
def test_a_good_file_in_which_things_change_places_is_judged(data: st.DataObject) -> None:
    document = copy.deepcopy(WIDE)
    for _ in range(data.draw(st.integers(1, 4))):
        there = [place for place in places(document) if place]
        place, other = data.draw(st.sampled_from(there)), data.draw(st.sampled_from(there))
        value: Any = document
        for key in other:
            value = value[key]
        document = with_something_else(place, copy.deepcopy(value), good=document)

    judge(document)


@unhurried
@given(JSON, st.sampled_from(["item", "contained", "extension", "identifier", "title", "language"]))
def test_any_json_in_a_questionnaire_is_judged(value: Any, name: str) -> None:
    judge({"resourceType": "Questionnaire", name: value})
    judge(file(question(), **{name: value}))


@given(JSON)
def test_any_json_is_judged(value: Any) -> None:
    judge(value)


PUBLIC = sorted((ORACLES / "fhir").glob("[agu]*/*.json"))


@pytest.mark.oracle
@pytest.mark.skipif(not PUBLIC, reason="the public files are not here")
@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: path.stem)
def test_a_public_file_with_anything_in_one_place_is_judged(path: Path) -> None:
    good = uploads.read(path.read_bytes())
    there = [place for place in places(good) if place]

    @settings(unhurried, max_examples=30)
    @given(st.sampled_from(there), JSON | TELLING)
    def change(place: tuple, value: Any) -> None:
        judge(with_something_else(place, value, good=good))

    change()


@pytest.mark.oracle
@pytest.mark.skipif(not PUBLIC, reason="the public files are not here")
@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: path.stem)
def test_a_public_file_with_broken_bytes_is_judged(path: Path) -> None:
    content = path.read_bytes()

    @settings(unhurried, max_examples=20)
    @given(st.integers(0, len(content)), st.integers(0, 20), st.binary(max_size=8))
    def change(start: int, length: int, instead: bytes) -> None:
        found = documents.read(content[:start] + instead + content[start + length :])
        assert (found.document is None) == bool(found.faults)

    change()
