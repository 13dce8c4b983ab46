"""Between a scale and its part in the editor, both ways. Pure.

Least and greatest are worked out from the questions, so that nobody needs to.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from questionnaires.drafts import code_of, plain

Document = Mapping[str, Any]
KEPT = ("multiply", "not_relevant", "cut_offs", "reference", "source", "shown_to_citizen")


def to_parts(document: Document) -> list[dict[str, Any]]:
    return [{"type": "scale", "value": _part(scale)} for scale in document.get("scales", ())]


def _part(scale: Document) -> dict[str, Any]:
    rule = scale.get("missing", {"kind": "all"})
    return {
        "text": scale["title"].get("da", ""), "code": scale["key"], "method": scale["method"],
        "missing": rule["kind"], "most": rule.get("most"), "direction": scale["direction"],
        "items": [
            {
                "code": item["linkId"], "reverse": item.get("reverse", False),
                "weight": item.get("weight", 1),
            }
            for item in scale["items"]
        ],
        "bands": [
            {"text": band["text"].get("da", ""), "least": band["least"], "greatest": band["greatest"]}
            for band in scale.get("bands", ())
        ],
    }  # fmt: skip


def from_parts(parts: Iterable[Document], before: Document) -> list[dict[str, Any]]:
    old = {scale["key"]: scale for scale in before.get("scales", ())}
    taken = {part["value"]["code"] for part in parts}
    made = []
    for part in parts:
        key = part["value"]["code"] or code_of(part["value"]["text"], taken)
        taken.add(key)
        made.append(_scale(part["value"], key, old.get(key, {})))
    return made


def _scale(value: Document, key: str, before: Document) -> dict[str, Any]:
    rule = {"kind": value["missing"]}
    if value["missing"] == "prorate":
        rule["most"] = value["most"] or 1
    return {
        **{name: before[name] for name in KEPT if name in before},
        "key": key,
        "title": {**before.get("title", {}), "da": value["text"]},
        "method": value["method"],
        "direction": value["direction"],
        "missing": rule,
        "least": before.get("least", 0),
        "greatest": before.get("greatest", 0),
        "items": [_counted(item) for item in value["items"]],
        "bands": _bands(value["bands"], before.get("bands", ())),
    }


def _counted(item: Document) -> dict[str, Any]:
    made: dict[str, Any] = {"linkId": item["code"]}
    if item.get("reverse"):
        made["reverse"] = True
    if (weight := plain(item.get("weight"))) not in (None, 1):
        made["weight"] = weight
    return made


def _bands(bands: Iterable[Document], before: Iterable[Document]) -> list[dict[str, Any]]:
    """A band is the same as before where it is called the same or begins at the same score."""
    by_text = {band["text"].get("da"): band for band in before}
    by_least = {plain(band["least"]): band for band in before}
    made: list[dict[str, Any]] = []
    for band in bands:
        least, taken = plain(band["least"]), [each["code"] for each in made]
        old = by_text.get(band["text"]) or by_least.get(least, {})
        code = old.get("code")
        made.append({
            "code": code if code and code not in taken else code_of(band["text"], taken),
            "text": {**old.get("text", {}), "da": band["text"]},
            "least": least,
            "greatest": plain(band["greatest"]),
        })  # fmt: skip
    return made
