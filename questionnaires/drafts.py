"""Between a definition's document and the parts in the editor, both ways. Pure.

The editor writes Danish and what a part is. What it does not show (translations, codes of other systems,
numbers of an imported file) is taken over from the document as it was, by linkId and option code.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from questionnaires.definition import NRS, NUMBERS, VAS, options_of

Document = Mapping[str, Any]
ALWAYS = ("required", "may_decline")
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
LONGEST_CODE = 40
YES, NO = ("ja", "yes", "true"), ("nej", "no", "false")
KINDS = {
    "yes_no": {"type": "boolean"},
    "vas": {"type": "integer", "control": VAS, "minimum": 0, "maximum": 100},
    "nrs": {"type": "integer", "control": NRS, "minimum": 0, "maximum": 10},
    "several": {"type": "choice", "repeats": True},
    "open_choice": {"type": "open-choice"},
    "rows": {"type": "group", "repeats": True},
    **{kind: {"type": kind} for kind in ("choice", "date", "time", "display", "group")},
}


class TooDeep(ValueError):
    """A file from elsewhere holds parts inside parts that the editor has no room for."""


def code_of(words: str, taken: Iterable[str] = ()) -> str:
    """Return a code made of the words, with a number where it is taken."""
    plain = unicodedata.normalize("NFKD", words.lower().translate(LETTERS))
    code = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    code = code[:LONGEST_CODE].rstrip("-") or "x"
    found, number = code, 1
    while found in taken:
        number += 1
        found = f"{code}-{number}"
    return found


# --- From the document to the editor --------------------------------------------------------------


def to_parts(document: Document) -> list[dict[str, Any]]:
    """Return the items as the editor's stream. Raise TooDeep where it has no room for them."""
    named = document.get("option_sets", {})
    return [_part(item, named, depth=1) for item in document.get("items", ())]


def _part(item: Document, named: Document, depth: int) -> dict[str, Any]:
    name = _name(item)
    if item.get("items") and (name not in ("group", "rows") or depth > 1):
        raise TooDeep(item.get("linkId", ""))
    value = {
        "text": _danish(item, "text"), "help": _danish(item, "help"), "code": item.get("linkId", ""),
        "scope": item.get("scope", "general"), "behavior": item.get("enableBehavior", "all"),
        "conditions": [_condition_part(each) for each in item.get("enableWhen", ())],
        **{each: item.get(each, False) for each in ALWAYS},
    }  # fmt: skip
    value |= _own_values(name, item, named)
    if name in ("group", "rows"):
        value["items"] = [_part(below, named, depth + 1) for below in item.get("items", ())]
    return {"type": name, "value": value}


def _name(item: Document) -> str:
    kind = item.get("type", "choice")
    if item.get("control") in (VAS, NRS):
        return str(item["control"])
    if kind == "group":
        return "rows" if item.get("repeats") else "group"
    if kind == "choice":
        return "several" if item.get("repeats") else "choice"
    renamed = {
        "boolean": "yes_no",
        "open-choice": "open_choice",
        "string": "words",
        "text": "words",
    }
    return "number" if kind in NUMBERS else renamed.get(kind, kind)


def _own_values(name: str, item: Document, named: Document) -> dict[str, Any]:
    if name in ("choice", "several", "open_choice"):
        top_box = item.get("top_box", ())
        options = [_option_part(each, top_box) for each in options_of(item, named) or ()]
        return {
            "options": options, "control": item.get("control", ""),
            "repeats": item.get("repeats", False),
        }  # fmt: skip
    if name in (VAS, NRS):
        return {"low": _danish(item, "low"), "high": _danish(item, "high")}
    if name == "number":
        limits = {each: item.get(each) for each in ("minimum", "maximum")}
        return limits | {"kind": item["type"], "unit": _danish(item, "unit")}
    if name == "words":
        return {"several_lines": item["type"] == "text", "longest": item.get("maxLength", 200)}
    return {}


def _option_part(option: Document, top_box: Iterable[str]) -> dict[str, Any]:
    return {
        "text": _danish(option, "text"), "code": option["code"], "counts": option["code"] in top_box,
        "weight": option.get("weight"), "face": option.get("face"),
        "not_relevant": option.get("not_relevant", False),
        "exclusive": option.get("exclusive", False),
    }  # fmt: skip


def _condition_part(condition: Document) -> dict[str, Any]:
    answer = condition["answer"]
    words = {True: "ja", False: "nej"}[answer] if isinstance(answer, bool) else str(answer)
    return {
        "question": condition["question"], "operator": condition["operator"], "answer": words,
    }  # fmt: skip


def _danish(part: Document, name: str) -> str:
    return (part.get(name) or {}).get("da", "")


# --- From the editor to the document --------------------------------------------------------------


def bare(value: Any) -> Any:
    """Return what the editor holds without the wrapping that it puts around each row of a list."""
    if isinstance(value, Mapping):
        return {name: bare(each) for name, each in value.items()}
    if not isinstance(value, list | tuple):
        return value
    return [bare(each["value"] if is_wrapped(each) else each) for each in value]


def is_wrapped(each: Any) -> bool:
    return isinstance(each, Mapping) and each.get("type") == "item" and "value" in each


def from_parts(parts: list[Document], before: Document) -> list[dict[str, Any]]:
    """Return the items of the editor's stream; `before` is the document that was opened."""
    old = {item["linkId"]: item for item in _all(before.get("items", ())) if "linkId" in item}
    maker = _Maker(old, before.get("option_sets", {}), set(_written(parts)))
    items = [maker.item(part) for part in parts]
    types = {item["linkId"]: item for item in _all(items)}
    for item in _all(items):
        for condition in item.get("enableWhen", ()):
            condition["answer"] = _answer(condition, types.get(condition["question"], {}))
    return items


def _all(items: Iterable[Document]) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _all(item.get("items", ()))


def _written(parts: Iterable[Document]) -> Iterator[str]:
    """Yield the codes that stand there, so that none that is made anew equals one of them."""
    for part in parts:
        yield part["value"].get("code", "")
        yield from _written(part["value"].get("items", ()))


class _Maker:
    def __init__(self, old: Document, named: Document, taken: set[str]) -> None:
        self.old, self.named, self.taken = old, named, taken

    def item(self, part: Document) -> dict[str, Any]:
        value = part["value"]
        link_id = value["code"] or code_of(value["text"] or part["type"], self.taken)
        self.taken.add(link_id)
        before = self.old.get(link_id, {})
        made = self.kind_of(part, before)
        item = {name: before[name] for name in kept_of(made, before) if name in before}
        item |= {"linkId": link_id, **made}
        item |= _texts({"text": value["text"], "help": value.get("help", "")}, before)
        item |= {name: True for name in ALWAYS if value.get(name)}
        if value.get("scope") == "place":
            item["scope"] = "place"
        if value.get("conditions"):
            item["enableWhen"] = [dict(condition) for condition in value["conditions"]]
        if value.get("behavior") == "any":
            item["enableBehavior"] = "any"
        if "items" in value:
            item["items"] = [self.item(below) for below in value["items"]]
        return item

    def kind_of(self, part: Document, before: Document) -> dict[str, Any]:
        value, name = part["value"], part["type"]
        if name == "number":
            limits = {each: plain(value[each]) for each in ("minimum", "maximum")}
            item = {"type": value["kind"]} | {k: v for k, v in limits.items() if v is not None}
            return item | _texts({"unit": value.get("unit", "")}, before)
        if name == "words":
            kind = "text" if value["several_lines"] else "string"
            return {"type": kind, "maxLength": value["longest"]}
        item = dict(KINDS[name])
        if name in (VAS, NRS):
            return item | _texts({"low": value["low"], "high": value["high"]}, before)
        if "options" in value:
            item |= self.options(value, before)
        return item

    def options(self, value: Document, before: Document) -> dict[str, Any]:
        old = {option["code"]: option for option in options_of(before, self.named) or ()}
        taken = {option["code"] for option in value["options"]}
        made, top_box = [], []
        for option in value["options"]:
            code = option["code"] or code_of(option["text"], taken)
            taken.add(code)
            made.append(_option(option, code, old.get(code, {})))
            top_box += [code] * bool(option["counts"])
        extras = {
            "control": value.get("control"),
            "repeats": value.get("repeats"),
            "top_box": top_box,
        }
        return {"options": made} | {name: each for name, each in extras.items() if each}


KEPT = ("prefix", "code", "hidden")
# What only fits as long as the question is of the same kind; the editor shows none of it.
KEPT_BY_KIND = {
    "choice": ("initial", "low", "high"), "open-choice": ("initial", "control"),
    "quantity": ("initial", "unit_code"), "group": ("control",),
    **dict.fromkeys(("date", "time"), ("initial", "minimum", "maximum")),
}  # fmt: skip


def kept_of(made: Document, before: Document) -> tuple[str, ...]:
    """Return what is taken over from the item as it was."""
    kinds = [(item.get("type", "choice"), bool(item.get("repeats"))) for item in (made, before)]
    if kinds[0] != kinds[1]:
        return KEPT
    control = ("control",) if kinds[0] == ("choice", True) else ()
    return (*KEPT, *KEPT_BY_KIND.get(kinds[0][0], ("initial",)), *control)


def _option(option: Document, code: str, before: Document) -> dict[str, Any]:
    made = {"code": code, **_texts({"text": option["text"]}, before)}
    extras = {
        "system": before.get("system"), "prefix": before.get("prefix"),
        "weight": plain(option.get("weight")),
        "face": option.get("face"), "not_relevant": option.get("not_relevant"),
        "exclusive": option.get("exclusive"),
    }  # fmt: skip
    # 0 points are points, though to Python they are as good as False.
    return made | {name: each for name, each in extras.items() if each or type(each) is int}


def _texts(danish: Mapping[str, str], before: Document) -> dict[str, Any]:
    """Put the Danish beside the translations that were there; without Danish there is no text."""
    return {
        name: {**(before.get(name) or {}), "da": words} for name, words in danish.items() if words
    }


def plain(number: Decimal | int | str | None) -> int | str | None:
    """Return a number as a document writes it: whole, or as text that loses nothing."""
    if number in (None, ""):
        return None
    exact = Decimal(str(number))
    return int(exact) if exact == exact.to_integral_value() else f"{exact.normalize():f}"


def _answer(condition: Document, question: Document) -> Any:
    """Return what was typed as an answer to its question; `faults` says where it is none."""
    words = str(condition["answer"]).strip()
    if condition["operator"] == "exists" and not words:
        return True
    if condition["operator"] == "exists" or question.get("type") == "boolean":
        return words.lower() in YES if words.lower() in (*YES, *NO) else words
    if question.get("type") == "integer" and re.fullmatch(r"-?\d{1,15}", words, re.ASCII):
        return int(words)
    options = question.get("options", ())
    if words in [option["code"] for option in options]:
        return words  # one option may be called by the code of another
    for option in options:
        if words.lower() == _danish(option, "text").lower():
            return option["code"]
    return words.replace(",", ".") if question.get("type") in NUMBERS else words
