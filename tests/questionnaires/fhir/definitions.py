"""Definitions of every kind, for hypothesis: all without faults, none like another."""

from typing import Any

from hypothesis import strategies as st

from questionnaires.faults import parse

WORDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12)
TEXTS = st.fixed_dictionaries({"da": WORDS}, optional={"en": WORDS, "ar": WORDS})
MAYBE = st.booleans()
NUMBER = st.decimals(-999, 999, places=2).map(lambda number: format(number, "f"))
CODE = st.sampled_from(("1", "2", "ja", "nej", "æ", "LA6568-5"))
CODES = st.lists(CODE, min_size=2, max_size=4, unique=True)
DATES = st.dates().map(str)
TIMES = st.times().map(lambda time: time.strftime("%H:%M"))
LEAVES = (
    "boolean", "integer", "vas", "nrs", "decimal", "quantity", "date", "time", "string", "text",
    "choice", "choices", "open-choice", "display",
)  # fmt: skip
SLIDERS = {"vas": 100, "nrs": 10}


def answer_to(draw: Any, item: dict) -> Any:
    """Return one answer to a question, as a condition or an initial value holds it."""
    plain = {
        "boolean": MAYBE,
        "integer": st.integers(-999, 999),
        "decimal": NUMBER,
        "quantity": NUMBER,
        "date": DATES,
        "time": TIMES,
    }
    if "options" in item:
        return draw(st.sampled_from([option["code"] for option in item["options"]]))
    return draw(plain.get(item["type"], WORDS))


def within(item: dict, answer: Any) -> Any:
    """Return the answer, or where the question has limits one of these: what is out of them is a fault."""
    limit = item.get("minimum", item.get("maximum"))
    if limit is None:
        return answer
    return limit if item["type"] == "integer" else str(limit)


def with_some(draw: Any, item: dict, **maybe: Any) -> dict:
    """Add those of the keys that are drawn."""
    return item | {name: draw(values) for name, values in maybe.items() if draw(MAYBE)}


def option(draw: Any, code: str, weighted: bool) -> dict:
    found: dict = {"code": code, "text": draw(TEXTS)}
    if weighted:
        found["weight"] = draw(st.integers(-9, 9) | NUMBER)
    true = st.just(True)
    return with_some(
        draw, found, system=st.just("http://s.example"), exclusive=true, not_relevant=true,
        face=st.integers(1, 5), prefix=WORDS,
    )  # fmt: skip


def options(draw: Any, kind: str, item: dict) -> dict:
    weighted = draw(MAYBE)
    item["options"] = [option(draw, code, weighted) for code in draw(CODES)]
    item["repeats"] = kind == "choices"
    if kind == "choice" and draw(MAYBE):
        item["top_box"] = [item["options"][0]["code"]]
    controls = ("radio-button", "check-box", "drop-down")
    own = ("likert", "faces") if kind != "open-choice" else ()
    return with_some(draw, item, control=st.sampled_from(controls + own))


def numbers(draw: Any, item: dict) -> dict:
    least, most = sorted(draw(st.tuples(st.integers(-99, 99), st.integers(-99, 99))))
    found = with_some(draw, item, minimum=st.just(least), maximum=st.just(most))
    if found["type"] == "quantity":
        found["unit"] = draw(TEXTS)
        found = with_some(draw, found, unit_code=st.sampled_from(("mL", "kg")))
    return found


def leaf(draw: Any, link_id: str) -> dict:
    kind = draw(st.sampled_from(LEAVES))
    names = {"vas": "integer", "nrs": "integer", "choices": "choice"}
    item: dict = {"linkId": link_id, "type": names.get(kind, kind), "text": draw(TEXTS)}
    item = with_some(
        draw, item, help=TEXTS, prefix=WORDS, hidden=st.just(True), scope=st.just("place")
    )
    if kind == "display":
        return item
    if kind in SLIDERS:
        item |= {"control": kind, "minimum": 0, "maximum": SLIDERS[kind]}
        item = with_some(draw, item, low=TEXTS, high=TEXTS)
    elif item["type"] in ("integer", "decimal", "quantity"):
        item = numbers(draw, item)
    elif kind in ("string", "text"):
        item["maxLength"] = draw(st.integers(20, 200))
    elif "choice" in kind:
        item = options(draw, kind, item)
    true = st.just(True)
    item = with_some(draw, item, required=true, may_decline=true, code=st.just([{"code": "c"}]))
    if kind not in SLIDERS and draw(MAYBE):
        first = within(item, answer_to(draw, item))
        item["initial"] = [first] if item.get("repeats") else first
    return item


def condition(draw: Any, asked: dict) -> dict:
    ordered = asked["type"] in ("integer", "decimal", "quantity", "date", "time")
    operators = ("exists", "=", "!=") + ((">", "<", ">=", "<=") if ordered else ())
    operator = draw(st.sampled_from(operators))
    answer = draw(MAYBE) if operator == "exists" else answer_to(draw, asked)
    return {"question": asked["linkId"], "operator": operator, "answer": answer}


def grouped(draw: Any, link_id: str, inside: list[dict]) -> dict:
    found: dict = {"linkId": link_id, "type": "group", "items": inside}
    found = with_some(
        draw, found, text=TEXTS, help=TEXTS, control=st.just("page"), required=st.just(True)
    )
    waits = any("enableWhen" in item for item in inside)
    return found if waits else with_some(draw, found, repeats=st.just(True))


def items(draw: Any) -> list[dict]:
    names = iter(draw(st.lists(WORDS, min_size=9, max_size=9, unique=True)))
    top: list[dict] = [{"linkId": next(names), "type": "boolean", "text": {"da": "Altid"}}]
    asked = list(top)  # what may be waited for: the questions outside of rows
    for _ in range(draw(st.integers(0, 3))):
        made = [leaf(draw, next(names)) for _ in range(draw(st.integers(1, 2)))]
        for item in made:
            if draw(MAYBE):
                waits_for = draw(st.lists(st.sampled_from(asked), min_size=1, max_size=2))
                item["enableWhen"] = [condition(draw, each) for each in waits_for]
                item["enableBehavior"] = draw(st.sampled_from(("all", "any")))
        if draw(MAYBE):
            top.append(grouped(draw, f"g{len(top)} {next(names, '')}", made))
            continue
        asked += [item for item in made if item["type"] != "display"]
        top += made
    return top


def scales(draw: Any, found: list[dict]) -> list[dict]:
    vas = [item["linkId"] for item in found if item.get("control") in SLIDERS]
    most = sum(item["maximum"] for item in found if item["linkId"] in vas)
    if not vas:
        return []
    scale = {
        "key": "sum", "title": draw(TEXTS), "items": [{"linkId": link_id} for link_id in vas],
        "method": "sum", "direction": "higher_is_better", "least": 0, "greatest": most,
        "missing": {"kind": draw(st.sampled_from(("all", "half", "zero")))},
    }  # fmt: skip
    return [with_some(draw, scale, source=WORDS, shown_to_citizen=st.just(True))]


@st.composite
def definitions(draw: Any) -> dict:
    licence = {"kind": "own", "owner": draw(WORDS)}
    found = items(draw)
    document = {
        "key": draw(st.from_regex(r"[a-zA-Z0-9_-]{1,50}", fullmatch=True)),
        "version": draw(st.from_regex(r"[0-9]\.[0-9]", fullmatch=True)),
        "title": draw(TEXTS),
        "reporter": draw(st.sampled_from(("self", "relative", "staff"))),
        "licence": with_some(draw, licence, notice=WORDS, citation=WORDS),
        "items": found,
        "scales": scales(draw, found),
    }
    document = with_some(
        draw, document, intro=TEXTS, thanks=TEXTS, age_question=TEXTS,
        url=st.just("https://spoerg.example/Questionnaire/1"),
    )  # fmt: skip
    parse(document)
    return document
