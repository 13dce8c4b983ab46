"""The description of the API is whole in itself; that the answers are as it says is tested with the API."""

import json
import re

import pytest

from feedback.exports.numbers import COLUMNS
from feedback.exports.openapi import document
from tests.feedback.exports.schemas import faults, resolved

DOCUMENT = document("/kreds/x/api/v1")


def test_it_is_json_and_names_its_version_and_address() -> None:
    found = json.loads(json.dumps(DOCUMENT))

    assert found["openapi"] == "3.1.0"
    assert found["servers"] == [{"url": "/kreds/x/api/v1"}]


@pytest.mark.parametrize("path", DOCUMENT["paths"])
def test_each_address_can_only_be_read_with_a_key_and_tells_what_can_go_wrong(path: str) -> None:
    [(method, operation)] = DOCUMENT["paths"][path].items()

    assert method == "get"
    assert {"200", "304", "401", "429"} <= operation["responses"].keys()
    inside = {one["name"] for one in operation["parameters"] if one.get("in") == "path"}
    assert inside == set(re.findall(r"\{(\w+)\}", path))
    assert ("404" in operation["responses"]) == bool(inside)


def test_what_is_referred_to_is_there_and_all_that_is_there_is_referred_to() -> None:
    refs = set(re.findall(r'"(#/components/[^"]+)"', json.dumps(DOCUMENT)))
    here = {
        f"#/components/{kind}/{name}"
        for kind, parts in DOCUMENT["components"].items()
        for name in parts
        if kind != "securitySchemes"
    }

    assert refs == here
    assert all(resolved(DOCUMENT, {"$ref": ref}) for ref in refs)


def test_a_number_is_described_by_its_columns() -> None:
    schema = DOCUMENT["components"]["schemas"]["Number"]

    assert list(schema["properties"]) == schema["required"] == [column.name for column in COLUMNS]
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"type": "about:blank", "status": "401", "title": "x"},
        {"type": "about:blank", "status": 401, "title": "x", "detail": "y"},
        [],
    ],
)
def test_what_is_otherwise_than_described_is_found(value: object) -> None:
    schema = {"$ref": "#/components/schemas/Problem"}

    assert faults(DOCUMENT, schema, value)
    assert not faults(DOCUMENT, schema, {"type": "about:blank", "status": 401, "title": "x"})
