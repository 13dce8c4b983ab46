"""Files that nobody here wrote: each has the verdict that stands in `verdicts.txt`, word for word."""

from pathlib import Path

import pytest

from questionnaires import documents, uploads
from questionnaires.faults import parse
from questionnaires.fhir import read, write
from tests.conftest import ORACLES

FILES = ORACLES / "fhir"
pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(not FILES.exists(), reason="the public files are not here"),
]


def expected() -> dict[str, tuple[str, list[str]]]:
    """Return for each file its verdict, and its faults and warnings in their order."""
    found: dict[str, tuple[str, list[str]]] = {}
    name = ""
    for line in Path(__file__).with_name("verdicts.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            found[name][1].append(line.strip())
        else:
            name, _, verdict = line.partition(": ")
            found[name] = (verdict, [])
    return found


VERDICTS = expected()
GOOD = [name for name, (verdict, _) in VERDICTS.items() if verdict == "imports"]


def test_every_file_has_an_expected_verdict() -> None:
    folders = ("good", "awkward", "unsupported")
    there = {f"{folder}/{path.name}" for folder in folders for path in (FILES / folder).glob("*")}

    assert there == set(VERDICTS)
    assert {name for name in there if name.startswith("good/")} <= set(GOOD)


@pytest.mark.parametrize("name", VERDICTS)
def test_a_file_has_exactly_these_faults_and_warnings(name: str) -> None:
    reading = documents.read((FILES / name).read_bytes())

    said = [f"fault {one}" for one in reading.faults]
    said += [f"warning {one}" for one in reading.warnings]
    assert ("imports" if reading.document else "refused", said) == VERDICTS[name]


@pytest.mark.parametrize("name", GOOD)
def test_a_file_comes_out_and_in_again_as_the_same(name: str) -> None:
    first = documents.read((FILES / name).read_bytes()).document
    assert first is not None

    again = documents.read(uploads.written(write(first)).encode())

    assert again.document == first
    assert parse(first).items


def test_the_questions_of_the_phq9_make_the_score_the_research_names() -> None:
    document = documents.read((FILES / "good/phq9-ordinalvalue-weight.json").read_bytes()).document
    assert document is not None
    definition = parse(document)
    (scale,) = definition.scales

    pattern = (0, 1, 2, 3, 0, 1, 2, 3, 0)
    weights = [
        next(o.weight for o in definition.item(part.link_id).options if o.weight == value)
        for part, value in zip(scale.items, pattern, strict=True)
    ]
    assert sum(weights) == 12
    assert (scale.least, scale.greatest, scale.missing.kind) == (0, 27, "zero")


def test_no_script_of_a_public_file_comes_along() -> None:
    given = uploads.read((FILES / "awkward/xhtml-script-tag.json").read_bytes())
    given["item"].append({"linkId": "q", "text": "Spørgsmål", "type": "boolean"})

    document = read(given).document

    assert document is not None
    assert "script" not in str(document)
