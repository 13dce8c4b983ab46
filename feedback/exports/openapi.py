"""The description of the JSON API (OpenAPI 3.1), made of the same columns as the numbers. Pure.

It is for programmers, so it is in English; the words in the answers are in the language that is asked for.
"""

from collections.abc import Mapping
from typing import Any

from feedback.exports.numbers import COLUMNS, Column

VERSION = "1"
TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}
JSON, PROBLEM = "application/json", "application/problem+json"
Schema = dict[str, Any]


def document(base: str) -> Schema:
    """Return the description of the API below this address, which has no slash at its end."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Published numbers of a circle",
            "version": VERSION,
            "description": (
                "Read only. Every number was protected before it was published and never changes: counts "
                "of 1 to 4 are hidden (null, with the reason in `mask`), and so is what they could be "
                "worked out from. Ask again with If-None-Match to be told that nothing is new."
            ),
            "license": {"name": "MPL-2.0", "identifier": "MPL-2.0"},
        },
        "servers": [{"url": base}],
        "security": [{"key": []}],
        "paths": paths(),
        "components": {
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "description": "A key of the circle."}
            },
            "parameters": {"language": LANGUAGE},
            "headers": HEADERS,
            "responses": {
                name: problem(said, headers)
                for name, (said, headers) in {
                    "NoKey": ("The key is missing, wrong, stopped or too old.", "WWW-Authenticate"),
                    "Nothing": ("There is no such measure or quarter.", ""),
                    "Wait": ("Too many requests.", "Retry-After"),
                }.items()
            },
            "schemas": schemas(),
        },
    }


LANGUAGE = {
    "name": "sprog",
    "in": "query",
    "description": "The language of the words: da (without it), en or ar.",
    "schema": {"type": "string", "enum": ["da", "en", "ar"], "default": "da"},
}
HEADERS = {
    "ETag": {"description": "Changes when the answer does.", "schema": {"type": "string"}},
    "WWW-Authenticate": {"description": "Bearer.", "schema": {"type": "string"}},
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "string"}},
}


def paths() -> Schema:
    return {
        "/": path("index", "What there is.", "Index"),
        "/measures/": path("measures", "All measures, without their numbers.", "Measures"),
        "/measures/{code}/": path(
            "measure",
            "One measure and its points over time.",
            "MeasureWithNumbers",
            parameter("code", "The code of the measure.", {"type": "string"}),
        ),
        "/quarters/": path("quarters", "The quarters of which something is published.", "Quarters"),
        "/quarters/{quarter}/": path(
            "quarter",
            "How the answers of a quarter are spread, which pages helped, and what was written of.",
            "QuarterWithNumbers",
            parameter("quarter", "Such as 2026-Q3.", QUARTER),
        ),
    }


QUARTER = {"type": "string", "pattern": r"^\d{4}-Q[1-4]$"}


def path(name: str, said: str, schema: str, *parameters: Schema) -> Schema:
    content = {JSON: {"schema": ref("schemas", schema)}}
    etag = {"ETag": ref("headers", "ETag")}
    responses: Schema = {
        "200": {"description": said, "headers": etag, "content": content},
        "304": {"description": "Nothing is new since the ETag that was sent.", "headers": etag},
        "401": ref("responses", "NoKey"),
        "429": ref("responses", "Wait"),
    }
    if parameters:
        responses["404"] = ref("responses", "Nothing")
    operation: Schema = {"operationId": name, "summary": said, "responses": responses}
    operation["parameters"] = [*parameters, ref("parameters", "language")]
    return {"get": operation}


def parameter(name: str, said: str, schema: Schema) -> Schema:
    return {"name": name, "in": "path", "required": True, "description": said, "schema": schema}


def problem(said: str, header: str) -> Schema:
    found: Schema = {
        "description": said,
        "content": {PROBLEM: {"schema": ref("schemas", "Problem")}},
    }
    return found | ({"headers": {header: ref("headers", header)}} if header else {})


def ref(kind: str, name: str) -> Schema:
    return {"$ref": f"#/components/{kind}/{name}"}


# --- schemas ------------------------------------------------------------------------------------


def schemas() -> Schema:
    quarter = {
        "quarter": QUARTER,
        "first": text("Its first ISO week."),
        "last": text("Its last ISO week."),
        "url": text("Where its numbers are."),
    }
    numbers = {"numbers": many("Number")}
    return {
        "Number": whole({column.name: schema_of(column) for column in COLUMNS}),
        "Index": whole(INDEX),
        "Measure": whole(MEASURE),
        "MeasureWithNumbers": whole(MEASURE | numbers),
        "Measures": whole({"measures": many("Measure")}),
        "Quarter": whole(quarter),
        "QuarterWithNumbers": whole(quarter | numbers),
        "Quarters": whole({"quarters": many("Quarter")}),
        "Problem": whole(
            {"type": text("about:blank"), "status": {"type": "integer"}, "title": text("What.")}
        ),
    }


def text(said: str, *values: str) -> Schema:
    return {"type": "string", "description": said} | ({"enum": list(values)} if values else {})


def whole(properties: Mapping[str, Any]) -> Schema:
    """Return an object that has all of these fields and no other."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def many(name: str) -> Schema:
    return {"type": "array", "items": ref("schemas", name)}


def schema_of(column: Column) -> Schema:
    kind: Any = TYPES[column.type]
    found: Schema = {"type": [kind, "null"] if column.is_nullable else kind}
    found["description"] = column.said
    return found | ({"enum": list(column.values)} if column.values else {})


INDEX: Schema = {
    "version": text("The version of this API."),
    "circle": text("The name of the circle."),
    "platform": text("The platform it runs."),
    "hidden": text("What is hidden, and why, in words."),
    "links": whole({name: text("An address.") for name in ("measures", "quarters", "openapi")}),
}
MEASURE: Schema = {
    "code": text("What it is called by programs."),
    "title": text("What it is called by people."),
    "definition": text("What is counted, in a sentence."),
    "kind": text("outcome, process or balancing."),
    "direction": text("Which way is better: higher, lower, or else."),
    "chart": text("How it is drawn: run, i, p, …; empty while there is no point."),
    "rules": text("Which rules judge it: anhoej or nhs; empty while there is no point."),
    "signals": {
        "type": "array",
        "description": "What is more than chance: shift, crossings, outside, special.",
        "items": {"type": "string"},
    },
    "is_synthetic": {
        "type": "boolean",
        "description": "Whether numbers are made up, for practice.",
    },
    "url": text("Where its numbers are."),
}
