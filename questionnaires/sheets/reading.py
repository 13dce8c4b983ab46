"""From three tables back to a document, with every fault told by row and column. Pure.

What a cell cannot say is told by its cell alone; what is wrong with the whole is judged as any other
definition is, and the place is translated into rows.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from questionnaires.definition import LANGUAGES
from questionnaires.faults import faults
from questionnaires.faults.fault import Fault, _, places
from questionnaires.sheets import cells
from questionnaires.sheets.tables import (
    HEAD,
    HEAD_TEXTS,
    HEAD_VALUES,
    ITEM_TEXTS,
    ITEMS,
    LICENCE,
    SCALES,
)

OPTION_VALUES: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "weights": ("weight", cells.number),
    "faces": ("face", cells.number),
    "systems": ("system", str),
    "prefixes": ("prefix", str),
}
NOTES = "notes"  # a column for the author's own remarks
OTHER_NAMES = {"min": "minimum", "max": "maximum"}
Numbered = list[tuple[int, list[str]]]


@dataclass
class Row:
    """One row under its header. What its cells cannot say is gathered in `found`."""

    table: str
    number: int
    texts: Mapping[str, str]
    found: list[Fault]

    def place(self, column: str = "") -> str:
        where = f"{self.table}, row {self.number}"
        return f"{where}, column {column}" if column else where

    def read(self, column: str, what: Callable[[str], Any], nothing: Any = None) -> Any:
        """Return what a cell says, or `nothing` where it is empty or says nothing we can read."""
        text = self.texts.get(column, "")
        if not text:
            return nothing
        try:
            return what(text)
        except cells.Unreadable as error:
            shown = str(error)[:60]
            sentence = _("“%(text)s” cannot be read here.")
            self.found.append(Fault(self.place(column), sentence, {"text": shown}))
            return nothing

    def text(self, name: str) -> dict[str, str]:
        said = {language: self.texts.get(f"{name} {language}", "") for language in LANGUAGES}
        return {language: text for language, text in said.items() if text}


@dataclass
class Reading:
    """What a file holds: a document that can be imported, or its faults."""

    document: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def document(numbered: Mapping[str, Numbered]) -> Reading:
    """Return the document that three tables say, or all that is wrong with them."""
    found: list[Fault] = []
    rows = {name: _rows(name, numbered.get(name, []), found) for name in (HEAD, ITEMS, SCALES)}
    said: dict[str, Any] = _head(rows[HEAD])
    where: dict[int, Row] = {}
    said["items"] = _items(rows[ITEMS], where)
    scales = [_scale(row) for row in rows[SCALES]]
    if scales:
        said["scales"] = scales
    if found:
        return Reading({}, found)
    found = [_by_row(fault, said, where, rows) for fault in faults(said)]
    return Reading({} if found else said, found)


def _rows(name: str, numbered: Numbered, found: list[Fault]) -> list[Row]:
    filled = [(number, row) for number, row in numbered if any(row)]
    if not filled:
        return []
    number, header = filled[0]
    names = [OTHER_NAMES.get(cell, cell) for cell in header]
    for position, column in enumerate(names, start=1):
        if column and column not in KNOWN[name] and column != NOTES:
            where = f"{name}, row {number}, column {position}"
            found.append(Fault(where, _("“%(name)s” is no column here."), {"name": column[:60]}))
        elif column and names.index(column) < position - 1:
            where = f"{name}, row {number}, column {position}"
            found.append(Fault(where, _("“%(name)s” stands twice."), {"name": column[:60]}))
    for number, row in filled[1:]:
        if any(row[len(names) :]) or any(c for c, n in zip(row, names, strict=False) if not n):
            sentence = _("something stands where no column has a name.")
            found.append(Fault(f"{name}, row {number}", sentence))
    return [
        Row(name, number, dict(zip(names, row, strict=False)), found) for number, row in filled[1:]
    ]


def _head(rows: list[Row]) -> dict[str, Any]:
    said: dict[str, Any] = {"licence": {}}
    for row in rows:
        name, value = row.texts.get("name", ""), row.texts.get("value", "")
        text = {la: row.texts[la] for la in LANGUAGES if row.texts.get(la)}
        if name in HEAD_VALUES:
            said |= {name: value} if value else {}
        elif name.removeprefix("licence ") in LICENCE and name.startswith("licence "):
            said["licence"] |= {name.removeprefix("licence "): value} if value else {}
        elif name in HEAD_TEXTS:
            said |= {name: text} if text else {}
        else:
            row.found.append(
                Fault(
                    row.place("name"), _("“%(name)s” is no part of the head."), {"name": name[:60]}
                )
            )
    return said


def _items(rows: list[Row], where: dict[int, Row]) -> list[dict[str, Any]]:
    kinds = {row.texts.get("linkId", ""): row.texts.get("type") or "choice" for row in rows}
    top: list[dict[str, Any]] = []
    by_link_id: dict[str, dict[str, Any]] = {}
    for row in rows:
        item = _item(row, kinds)
        where[id(item)] = row
        parent = row.texts.get("group", "")
        if parent and parent not in by_link_id:
            sentence = _("“%(name)s” stands in no row above.")
            row.found.append(Fault(row.place("group"), sentence, {"name": parent[:60]}))
        beside = by_link_id[parent].setdefault("items", []) if parent in by_link_id else top
        beside.append(item)
        by_link_id.setdefault(item["linkId"], item)
    return top


def _item(row: Row, kinds: Mapping[str, str]) -> dict[str, Any]:
    kind = row.texts.get("type") or "choice"

    def conditions(cell: str) -> list[dict[str, Any]]:
        return [cells.condition(part, lambda q: kinds.get(q, "")) for part in cells.split(cell)]

    def limit(cell: str) -> Any:
        return cell if kind in ("date", "time") else cells.number(cell)

    item = {
        "linkId": row.texts.get("linkId", ""),
        "type": kind,
        **{name: row.text(name) for name in ITEM_TEXTS},
        "options": _options(row),
        "top_box": row.read("top_box", cells.split),
        "enableWhen": row.read("enableWhen", conditions),
        **{
            n: row.texts.get(n)
            for n in ("enableBehavior", "control", "scope", "prefix", "unit_code")
        },
        **{n: row.read(n, cells.flag) for n in ("required", "repeats", "may_decline", "hidden")},
        "maxLength": row.read("maxLength", cells.number),
        "minimum": row.read("minimum", limit),
        "maximum": row.read("maximum", limit),
        "code": row.read("code", cells.from_json),
    }
    said = {name: value for name, value in item.items() if not is_nothing(value)}
    initial = row.read("initial", lambda cell: cells.answer(cell, kind))
    return {"linkId": "", **said, **({} if initial is None else {"initial": initial})}


def _options(row: Row) -> list[dict[str, Any]]:
    """Danish says which options there are, and their order; the other columns add to them."""
    danish = row.read("options da", cells.split_pairs, {})
    options = {c: {"code": c, "text": {"da": t} if t else {}} for c, t in danish.items()}

    def option(column: str, code: str) -> dict[str, Any]:
        if code not in options:
            sentence = _("“%(name)s” is no option in “options da”.")
            row.found.append(Fault(row.place(column), sentence, {"name": code[:60]}))
        return options.get(code, {"text": {}})

    for language in LANGUAGES[1:]:
        column = f"options {language}"
        for code, text in row.read(column, cells.split_pairs, {}).items():
            option(column, code)["text"][language] = text
    for column, (name, what) in OPTION_VALUES.items():
        for code, value in row.read(column, _pairs_of(what), {}).items():
            option(column, code)[name] = value
    for column in ("not_relevant", "exclusive"):
        for code in row.read(column, cells.split, []):
            option(column, code)[column] = True
    return list(options.values())


def _pairs_of(what: Callable[[str], Any]) -> Callable[[str], dict[str, Any]]:
    return lambda cell: {code: what(value) for code, value in cells.split_pairs(cell).items()}


def _scale(row: Row) -> dict[str, Any]:
    weights = row.read("weights", _pairs_of(cells.number), {})
    turned = row.read("reversed", cells.split, [])
    counted = row.read("items", cells.split, [])
    for column, names in (("weights", weights), ("reversed", turned)):
        for name in set(names) - set(counted):
            sentence = _("“%(name)s” is not among the items of the scale.")
            row.found.append(Fault(row.place(column), sentence, {"name": name[:60]}))
    parts = [
        {
            "linkId": link_id,
            **({"weight": weights[link_id]} if link_id in weights else {}),
            **({"reverse": True} if link_id in turned else {}),
        }
        for link_id in counted
    ]
    most = row.read("missing most", cells.number)
    scale = {
        "key": row.texts.get("key", ""),
        "title": row.text("title"),
        "items": parts,
        "missing": {"kind": row.texts.get("missing") or "all", **({"most": most} if most else {})},
        **{n: row.texts.get(n) for n in ("method", "not_relevant", "direction", "source")},
        **{n: row.read(n, cells.number) for n in ("least", "greatest", "multiply")},
        **{n: row.read(n, cells.from_json) for n in ("bands", "cut_offs", "reference")},
        "shown_to_citizen": row.read("shown_to_citizen", cells.flag, False),
    }
    return {name: value for name, value in scale.items() if not is_nothing(value)}


def is_nothing(value: Any) -> bool:
    """An empty cell says nothing; a 0 does."""
    return value is None or value is False or value in ("", [], {})


def _by_row(
    fault: Fault, said: Mapping[str, Any], where: Mapping[int, Row], rows: Mapping[str, list[Row]]
) -> Fault:
    """Put the row, and the column where the sentence names one, before the place of a fault."""
    for place in places(said["items"]):
        if fault.place == str(place) or fault.place.startswith((f"{place}:", f"{place},")):
            return _at(where[id(place.item)], fault)
    for row in rows[SCALES]:
        if fault.place.startswith(f'scale "{row.texts.get("key")}"'):
            return _at(row, fault)
    name = fault.place.partition(":")[0] or _first_word(fault)
    for row in rows[HEAD]:
        if row.texts.get("name", "").split()[:1] == [name]:
            return _at(row, fault)
    return fault


def _at(row: Row, fault: Fault) -> Fault:
    column = next((name for name in _names(fault) if name in row.texts), "")
    place = ", ".join(filter(None, (row.place(column), fault.place)))
    return Fault(place, fault.sentence, fault.values)


def _names(fault: Fault) -> Iterator[str]:
    """Yield the columns a fault may speak of: `…: help`, `option`, or the first word said."""
    part = fault.place.rpartition(": ")[2]
    yield from (f"{part} da", part)
    if ", option " in fault.place:
        yield "options da"
    yield _first_word(fault)


def _first_word(fault: Fault) -> str:
    return (fault.sentence % fault.values).split()[0].strip(":,").partition(".")[0]


KNOWN = {
    HEAD: {"name", "value", *LANGUAGES},
    ITEMS: {
        "linkId", "type", "group", "weights", "faces", "systems", "prefixes", "not_relevant", "exclusive",
        "top_box",
        "enableWhen", "enableBehavior", "required", "repeats", "may_decline", "hidden", "control",
        "scope", "prefix", "maxLength", "minimum", "maximum", "unit_code", "initial", "code",
        *(f"{name} {language}" for name in (*ITEM_TEXTS, "options") for language in LANGUAGES),
    },
    SCALES: {
        "key", "items", "weights", "reversed", "method", "missing", "missing most", "not_relevant",
        "direction", "multiply", "least", "greatest", "bands", "cut_offs", "reference",
        "shown_to_citizen", "source", *(f"title {language}" for language in LANGUAGES),
    },
}  # fmt: skip
