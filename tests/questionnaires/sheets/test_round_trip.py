"""What goes out as a spreadsheet comes back the same, whatever the words are."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from questionnaires.definition import Definition
from questionnaires.faults import parse
from questionnaires.sheets import from_csv, from_xlsx, to_csv, to_xlsx

pytestmark = pytest.mark.thorough

FOLDER = Path("questionnaires/instruments")
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))
FORMATS = pytest.mark.parametrize(("write", "read"), [(to_csv, from_csv), (to_xlsx, from_xlsx)])
# The signs that mean something in a cell, in a list, or to a spreadsheet program.
SIGNS = "|=\\;,'\"[]{}+-@!<> \n#_x0041æøå ابج"
WORDS = (
    st.text(
        st.one_of(st.sampled_from(SIGNS), st.characters(exclude_categories=["C", "Zl", "Zp"])),
        max_size=12,
    )
    .map(str.strip)
    .filter(bool)
)
DECIMALS = st.decimals(-1000, 1000, places=2).map(lambda number: format(number, "f"))


def there_and_back(definition: Definition, write, read) -> Definition:
    reading = read(write(definition))

    assert [str(fault) for fault in reading.faults] == []
    return parse(reading.document)


def texts(**always) -> st.SearchStrategy[dict]:
    return st.fixed_dictionaries({"da": WORDS}, optional={"en": WORDS, "ar": WORDS})


@st.composite
def options(draw) -> list[dict]:
    codes = draw(st.lists(WORDS, min_size=2, max_size=4, unique=True))
    more = {
        "weight": st.integers(-5, 5) | DECIMALS,
        "face": st.integers(1, 5),
        "system": WORDS,
        "prefix": WORDS,
        "exclusive": st.just(True),
        "not_relevant": st.just(True),
    }
    return [
        {"code": code, "text": draw(texts()), **draw(st.fixed_dictionaries({}, optional=more))}
        for code in codes
    ]


@st.composite
def questions(draw, link_id: str) -> dict:
    kind = draw(
        st.sampled_from(
            [
                "boolean",
                "choice",
                "integer",
                "decimal",
                "quantity",
                "date",
                "time",
                "string",
                "display",
            ]
        )
    )
    item = {"linkId": link_id, "type": kind, "text": draw(texts())}
    item |= draw(
        st.fixed_dictionaries(
            {},
            optional={
                "help": texts(),
                "prefix": WORDS,
                "scope": st.just("place"),
                "required": st.just(True),
                "hidden": st.just(True),
                "low": texts(),
                "code": st.just([{"system": "http://loinc.org", "code": "1-2"}]),
            },
        )
    )
    if kind == "choice":
        item["options"] = draw(options())
        item["top_box"] = [item["options"][0]["code"]]
    elif kind in ("integer", "decimal", "quantity"):
        item |= {"minimum": draw(st.integers(-9, 0)), "maximum": draw(st.integers(0, 99))}
    elif kind == "string":
        item["maxLength"] = draw(st.integers(1, 200))
    if kind == "quantity":
        item |= {"unit": draw(texts()), "unit_code": draw(WORDS)}
    if kind != "display":
        item |= draw(st.fixed_dictionaries({}, optional={"initial": answers(item)}))
    return item


def answers(item: dict) -> st.SearchStrategy:
    return {
        "boolean": st.booleans(),
        "choice": st.sampled_from(
            [option["code"] for option in item.get("options", [{"code": ""}])]
        ),
        "integer": st.just(item.get("maximum")),
        "date": st.dates().map(lambda day: day.isoformat()),
        "time": st.times().map(lambda moment: moment.strftime("%H:%M")),
        "string": st.text(SIGNS, min_size=1, max_size=8),
    }.get(item["type"], st.sampled_from((str(item.get("minimum")), item.get("maximum"))))


@st.composite
def documents(draw) -> dict:
    link_ids = draw(st.lists(WORDS, min_size=2, max_size=5, unique=True))
    items = [draw(questions(link_id)) for link_id in link_ids]
    items[0] = {"linkId": link_ids[0], "type": "boolean", "text": draw(texts())}
    for number, item in enumerate(items[1:], start=1):
        asked = draw(st.sampled_from(items[:number]))
        if asked["type"] != "display" and draw(st.booleans()):
            answer = draw(answers(asked))
            item["enableWhen"] = [{"question": asked["linkId"], "operator": "=", "answer": answer}]
            item["enableWhen"] += [{"question": link_ids[0], "operator": "exists", "answer": True}]
            item["enableBehavior"] = draw(st.sampled_from(["all", "any"]))
    group = {"linkId": "".join(link_ids), "type": "group", "items": items[1:]}
    return {
        "key": "prove",
        "version": draw(WORDS),
        "url": draw(WORDS),
        "licence": {"kind": "own", "owner": draw(WORDS), "notice": draw(WORDS)},
        "reporter": "self",
        "title": draw(texts()),
        "intro": draw(texts()),
        "items": [items[0], group],
    }


SCALE = {
    "key": "s",
    "title": {"da": "Skala", "en": "Scale"},
    "items": [{"linkId": "a|b", "weight": "0.5"}, {"linkId": "c=d", "reverse": True}],
    "method": "mean",
    "missing": {"kind": "prorate", "most": 1},
    "not_relevant": "left_out",
    "direction": "lower_is_better",
    "multiply": "1.5",
    "least": 0,
    "greatest": 15,
    "bands": [{"code": "lav", "text": {"da": "Lav"}, "least": 0, "greatest": "3.5"}],
    "cut_offs": [
        {"value": "3.5", "side": "above", "source": "prøve", "to_months": 36, "reporters": ["self"]}
    ],
    "reference": {"standard_deviation": "1.5", "reliability": "0.8", "source": "prøve"},
    "source": "prøve",
    "shown_to_citizen": True,
}
WITH_SCALE = {
    "key": "prove",
    "version": "1",
    "licence": {"kind": "own", "owner": "Kilden"},
    "reporter": "self",
    "title": {"da": "Prøve"},
    "items": [
        {"linkId": link_id, "type": "integer", "control": "nrs", "minimum": 0, "maximum": 10,
         "text": {"da": "Hvor meget?"}}
        for link_id in ("a|b", "c=d")
    ],
    "scales": [SCALE],
}  # fmt: skip


@FORMATS
@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_instrument_comes_back_the_same(name: str, write, read) -> None:
    definition = parse(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))

    assert there_and_back(definition, write, read) == definition


def test_a_second_export_is_the_first_to_the_byte() -> None:
    definition = parse(WITH_SCALE)
    first = to_csv(definition)

    assert to_csv(parse(from_csv(first).document)) == first


@FORMATS
def test_every_rule_of_a_scale_comes_back_the_same(write, read) -> None:
    definition = parse(WITH_SCALE)

    assert there_and_back(definition, write, read) == definition


@settings(deadline=None)
@given(documents())
def test_any_questionnaire_comes_back_from_csv(document: dict) -> None:
    definition = parse(document)

    assert there_and_back(definition, to_csv, from_csv) == definition


@settings(deadline=None, max_examples=40)
@given(documents())
@example(WITH_SCALE | {"title": {"da": "_x0041_ og _x000D_"}, "scales": []})
def test_any_questionnaire_comes_back_from_a_workbook(document: dict) -> None:
    definition = parse(document)

    assert there_and_back(definition, to_xlsx, from_xlsx) == definition
