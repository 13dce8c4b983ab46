"""Holds an answer against the schema that describes it: only what our own description uses."""

import re
from typing import Any

TYPES = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: type(value) is int,
    "number": lambda value: type(value) in (int, float),
    "boolean": lambda value: type(value) is bool,
    "null": lambda value: value is None,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
KNOWN = {
    "type", "description", "enum", "pattern", "items", "properties", "required", "additionalProperties",
    "$ref", "default",
}  # fmt: skip


def resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    found: Any = document
    for name in schema["$ref"].removeprefix("#/").split("/"):
        found = found[name]
    return found


def faults(document: dict[str, Any], schema: dict[str, Any], value: Any, at: str = "") -> list[str]:
    """Return where the value is not what the schema says; a schema we cannot read is a fault too."""
    schema = resolved(document, schema)
    found = [f"{at}: unknown {name}" for name in schema.keys() - KNOWN]
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(TYPES[kind](value) for kind in kinds):
        return [*found, f"{at}: {value!r} is not {kinds}"]
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: {value!r} is not among {schema['enum']}")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        found.append(f"{at}: {value!r} does not look like {schema['pattern']}")
    if isinstance(value, dict):
        found += [f"{at}: {name} is missing" for name in set(schema["required"]) - value.keys()]
        found += [
            f"{at}: {name} is not told" for name in value.keys() - schema["properties"].keys()
        ]
        for name, part in schema["properties"].items():
            if name in value:
                found += faults(document, part, value[name], f"{at}.{name}")
    if isinstance(value, list):
        for number, one in enumerate(value):
            found += faults(document, schema["items"], one, f"{at}[{number}]")
    return found
