"""A definition as three tables: its head, its items, its scales. Pure."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from questionnaires.definition import LANGUAGES, Definition, Item, Option, Text
from questionnaires.scales import CutOff, Reference, Scale
from questionnaires.sheets import cells

HEAD, ITEMS, SCALES = "head", "items", "scales"
HEAD_VALUES = ("key", "version", "url", "reporter")
LICENCE = ("kind", "owner", "citation", "notice")
HEAD_TEXTS = ("title", "intro", "thanks", "age_question")
ITEM_TEXTS = ("text", "help", "unit", "low", "high")
HEAD_COLUMNS = ("name", "value", *LANGUAGES)

Tables = dict[str, list[list[str]]]
Column = tuple[str, Callable[[Any], str]]


def tables(definition: Definition) -> Tables:
    """Return rows of cells for each table; Arabic has columns only where there is Arabic."""
    texts = [*definition.texts(), *(scale.title for scale in definition.scales)]
    languages = [
        language
        for language in LANGUAGES
        if language in ("da", "en") or any(language in text for text in texts)
    ]
    parents = {below.link_id: item.link_id for item in definition.walk() for below in item.items}
    return {
        HEAD: _head(definition),
        ITEMS: _table(definition.walk(), _item_columns(definition, parents, languages)),
        SCALES: _table(definition.scales, _scale_columns(languages)),
    }


def _table(things: Iterable[Any], columns: list[Column]) -> list[list[str]]:
    return [
        [name for name, _tell in columns],
        *([cells.written(tell(thing)) for _name, tell in columns] for thing in things),
    ]


def _head(definition: Definition) -> list[list[str]]:
    values = {name: getattr(definition, name) for name in HEAD_VALUES}
    values |= {f"licence {name}": getattr(definition.licence, name) for name in LICENCE}
    texts: dict[str, Text] = {name: getattr(definition, name) for name in HEAD_TEXTS}
    rows = [[name, value, *("" for _language in LANGUAGES)] for name, value in values.items()]
    rows += [[name, "", *(text.get(la, "") for la in LANGUAGES)] for name, text in texts.items()]
    return [list(HEAD_COLUMNS), *([cells.written(cell) for cell in row] for row in rows)]


def _item_columns(
    definition: Definition, parents: Mapping[str, str], languages: list[str]
) -> list[Column]:
    def conditions(item: Item) -> str:
        told = (cells.told_condition(c, definition.item(c.question)) for c in item.conditions)
        return cells.join(told)

    return [
        ("linkId", lambda item: item.link_id),
        ("type", lambda item: item.type),
        ("group", lambda item: parents.get(item.link_id, "")),
        *_texts(ITEM_TEXTS[:2], languages),
        *(_options(f"options {language}", _said(language)) for language in languages),
        _options("weights", lambda o: "" if o.weight is None else cells.told_number(o.weight)),
        _options("faces", lambda option: str(option.face or "")),
        _options("systems", lambda option: option.system),
        _options("prefixes", lambda option: option.prefix),
        _codes("not_relevant", lambda option: option.is_not_relevant),
        _codes("exclusive", lambda option: option.is_exclusive),
        ("top_box", lambda item: cells.join(sorted(item.top_box))),
        ("enableWhen", conditions),
        ("enableBehavior", lambda item: "" if item.behavior == "all" else item.behavior),
        _flag("required", "required"),
        _flag("repeats", "repeats"),
        _flag("may_decline", "may_decline"),
        _flag("hidden", "is_hidden"),
        ("control", lambda item: item.control),
        ("scope", lambda item: "" if item.scope == "general" else item.scope),
        ("prefix", lambda item: item.prefix),
        ("maxLength", lambda item: str(item.max_length or "")),
        ("minimum", lambda item: _limit(item.minimum)),
        ("maximum", lambda item: _limit(item.maximum)),
        *_texts(ITEM_TEXTS[2:], languages),
        ("unit_code", lambda item: item.unit_code),
        ("initial", _initial),
        ("code", lambda item: cells.to_json(item.codes_elsewhere) if item.codes_elsewhere else ""),
    ]


def _texts(names: Iterable[str], languages: list[str]) -> list[Column]:
    def column(name: str, language: str) -> Column:
        return f"{name} {language}", lambda thing: getattr(thing, name).get(language, "")

    return [column(name, language) for name in names for language in languages]


def _options(name: str, tell: Callable[[Option], str]) -> Column:
    """Write the options that have something to tell here; Danish tells them all."""

    def told(item: Item) -> str:
        pairs = {option.code: tell(option) for option in item.options}
        is_whole = name == "options da"
        return cells.join_pairs({code: text for code, text in pairs.items() if text or is_whole})

    return name, told


def _said(language: str) -> Callable[[Option], str]:
    return lambda option: option.text.get(language, "")


def _codes(name: str, is_so: Callable[[Option], bool]) -> Column:
    return name, lambda item: cells.join(o.code for o in item.options if is_so(o))


def _flag(name: str, attribute: str) -> Column:
    return name, lambda thing: "ja" if getattr(thing, attribute) else ""


def _limit(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else cells.told_number(value)


def _initial(item: Item) -> str:
    return "" if item.initial is None else cells.told_answer(item.initial, item.type)


def _scale_columns(languages: list[str]) -> list[Column]:
    return [
        ("key", lambda scale: scale.key),
        *_texts(("title",), languages),
        ("items", lambda scale: cells.join(part.link_id for part in scale.items)),
        ("weights", _weights),
        (
            "reversed",
            lambda scale: cells.join(part.link_id for part in scale.items if part.is_reversed),
        ),
        ("method", lambda scale: scale.method),
        ("missing", lambda scale: scale.missing.kind),
        ("missing most", lambda scale: str(scale.missing.most or "")),
        ("not_relevant", lambda scale: scale.not_relevant),
        ("direction", lambda scale: scale.direction),
        ("multiply", lambda scale: cells.told_number(scale.multiply)),
        ("least", lambda scale: cells.told_number(scale.least)),
        ("greatest", lambda scale: cells.told_number(scale.greatest)),
        ("bands", _bands),
        ("cut_offs", lambda scale: _json([_cut_off(each) for each in scale.cut_offs])),
        ("reference", lambda scale: _json(_reference(scale.reference))),
        _flag("shown_to_citizen", "is_shown_to_citizen"),
        ("source", lambda scale: scale.source),
    ]


def _weights(scale: Scale) -> str:
    told = {p.link_id: cells.told_number(p.weight) for p in scale.items if p.weight != 1}
    return cells.join_pairs(told)


def _bands(scale: Scale) -> str:
    return _json(
        [
            {
                "code": band.code,
                "least": cells.told_number(band.least),
                "greatest": cells.told_number(band.greatest),
                "text": dict(band.text),
            }
            for band in scale.bands
        ]
    )


def _cut_off(cut_off: CutOff) -> dict[str, Any]:
    return {
        "value": cells.told_number(cut_off.value),
        "side": cut_off.side,
        "includes_border": cut_off.includes_border,
        "from_months": cut_off.from_months,
        "to_months": cut_off.to_months,
        "reporters": list(cut_off.reporters),
        "source": cut_off.source,
    }


def _reference(reference: Reference | None) -> dict[str, str]:
    if reference is None:
        return {}
    return {
        "standard_deviation": cells.told_number(reference.standard_deviation),
        "reliability": cells.told_number(reference.reliability),
        "source": reference.source,
    }


def _json(value: Any) -> str:
    return cells.to_json(value) if value else ""
