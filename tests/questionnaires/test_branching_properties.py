"""Whatever the definition and the answers: what is asked is what a slow and obvious reading gives."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.branching import OPERATORS, asked, asked_in_row, dependency_order, kept, missing
from questionnaires.definition import DECLINED, read
from questionnaires.faults import faults
from tests.questionnaires.made import document, group, question, text, when

pytestmark = pytest.mark.thorough

CODES = ("a", "b", "c")
NOTHING = (None, "", [], DECLINED)


# --- The slow and obvious reading -----------------------------------------------------------------
# It knows documents only. All is asked at first; then conditions are read again and again, and every
# time with the answers of what was asked the time before, until nothing changes any more.


def slow_asked(made: dict, answers: dict, row: dict) -> set[str]:
    lines = list(lines_of(made["items"], None, None))
    are_asked = {item["linkId"] for item, _above, _rows in lines}
    for _pass in range(len(lines) + 2):
        seen = {}
        for item, _above, rows in lines:
            answer = (row if rows else answers).get(item["linkId"])
            seen[item["linkId"]] = answer if item["linkId"] in are_asked else None
        following = {item["linkId"] for item, _above, _rows in lines if slow_holds(item, seen)}
        by_name = {item["linkId"]: above for item, above, _rows in lines}
        following = {name for name in following if is_whole(name, following, by_name)}
        if following == are_asked:
            return are_asked
        are_asked = following
    raise AssertionError("It never comes to rest.")


def lines_of(items: list, above: str | None, rows: str | None):
    for item in items:
        yield item, above, rows
        inside = item["linkId"] if item.get("repeats") and item["type"] == "group" else rows
        yield from lines_of(item.get("items", []), item["linkId"], inside)


def is_whole(name: str | None, following: set[str], above: dict) -> bool:
    return name is None or (name in following and is_whole(above[name], following, above))


def slow_holds(item: dict, seen: dict) -> bool:
    met = []
    for condition in item.get("enableWhen", []):
        answer, wanted = seen[condition["question"]], condition["answer"]
        given = [] if answer in NOTHING else answer if isinstance(answer, list) else [answer]
        operator = condition["operator"]
        if operator == "exists":
            met.append((len(given) > 0) == wanted)
        elif operator == "!=":
            met.append(wanted not in given)
        else:
            met.append(any(slow_compare(one, operator, wanted) for one in given))
    if not met:
        return True
    return any(met) if item.get("enableBehavior") == "any" else all(met)


def slow_compare(one: Any, operator: str, wanted: Any) -> bool:
    if operator == "=":
        return one == wanted
    return {">": one > wanted, "<": one < wanted, ">=": one >= wanted, "<=": one <= wanted}[
        operator
    ]


def slow_kept(items: list, answers: dict, made: dict, whole: dict, row: dict) -> dict:
    are_asked, found = slow_asked(made, whole, row), {}
    for item in items:
        name, given_answer = item["linkId"], answers.get(item["linkId"])
        if name not in are_asked:
            continue
        if item["type"] == "group" and item.get("repeats"):
            rows = [
                slow_kept(item["items"], each, made, whole, {**row, **each})
                for each in given_answer or []
            ]
            if any(rows):
                found[name] = [each for each in rows if each]
            continue
        if item["type"] != "group" and given_answer not in (None, "", []):
            found[name] = given_answer
        found |= slow_kept(item.get("items", []), answers, made, whole, row)
    return found


def slow_missing(items: list, answers: dict, made: dict, whole: dict, row: dict):
    are_asked = slow_asked(made, whole, row)
    for item in items:
        name = item["linkId"]
        if name not in are_asked:
            continue
        if item.get("required") and name not in answers:
            yield name
        if item["type"] == "group" and item["repeats"]:
            for each in answers.get(name, []):
                yield from slow_missing(item["items"], each, made, whole, {**row, **each})
        else:
            yield from slow_missing(item.get("items", []), answers, made, whole, row)


# --- Any definition -------------------------------------------------------------------------------


@st.composite
def definitions(draw) -> dict:
    """Up to ten items in groups and rows; each may wait for any that was made before it."""
    count = draw(st.integers(1, 10))
    made: list[tuple[dict, tuple]] = []
    top = [draw(branch(f"i{at}", made, (), 0)) for at in range(count)]
    # In another order than they were made, so that some wait for questions that stand after them.
    order = draw(st.permutations(range(count)))
    return document(*[top[at] for at in order], question("last", "boolean"))


@st.composite
def branch(draw, name: str, made: list, rows: tuple, depth: int) -> dict:
    """One item; `rows` are the groups that repeat around it, and it may look into each of them."""
    conditions = draw(conditions_on([item for item, at in made if at == rows[: len(at)]]))
    if depth < 3 and draw(st.integers(0, 3)) == 0:
        repeats = draw(st.booleans())
        inside = (*rows, name) if repeats else rows
        below = [
            draw(branch(f"{name}.{at}", made, inside, depth + 1))
            for at in range(draw(st.integers(1, 3)))
        ]
        return group(name, *below, repeats=repeats, **conditions)
    kind = draw(st.sampled_from(["boolean", "integer", "choice", "choices"]))
    more: dict = {"required": draw(st.booleans())}
    if kind in ("choice", "choices"):
        more["options"] = [{"code": code, "text": text(code)} for code in CODES]
        more["repeats"] = kind == "choices"
    item = question(name, "choice" if kind == "choices" else kind, **more, **conditions)
    made.append((item, rows))
    return item


@st.composite
def conditions_on(draw, possible: list[dict]) -> dict:
    if not possible or draw(st.booleans()):
        return {}
    chosen = draw(st.lists(st.sampled_from(possible), min_size=1, max_size=3))
    conditions = []
    for waited_for in chosen:
        orders = OPERATORS if waited_for["type"] == "integer" else ("exists", "=", "!=")
        operator = draw(st.sampled_from(orders))
        wanted = st.booleans() if operator == "exists" else one_answer(waited_for)
        conditions.append(when(waited_for["linkId"], operator, draw(wanted)))
    return {"enableWhen": conditions, "enableBehavior": draw(st.sampled_from(["all", "any"]))}


def one_answer(item: dict) -> st.SearchStrategy:
    if item["type"] == "boolean":
        return st.booleans()
    return st.integers(0, 3) if item["type"] == "integer" else st.sampled_from(CODES)


@st.composite
def answers_to(draw, items: list) -> dict:
    """Answers to anything, whether it is asked or not."""
    found: dict = {}
    for item in items:
        if item["type"] == "group" and item["repeats"]:
            size = draw(st.integers(0, 3))
            found[item["linkId"]] = [draw(answers_to(item["items"])) for _row in range(size)]
        elif item["type"] == "group":
            found |= draw(answers_to(item["items"]))
        elif draw(st.integers(0, 4)):
            one = one_answer(item)
            several = st.lists(one, max_size=3, unique=True)
            given_answer = several if item.get("repeats") else one
            found[item["linkId"]] = draw(given_answer | st.sampled_from(NOTHING))
    return found


@st.composite
def forms(draw) -> tuple[dict, dict]:
    made = draw(definitions())
    return made, draw(answers_to(made["items"]))


@given(forms())
@settings(max_examples=150, deadline=None)
def test_what_is_asked_and_kept_is_what_the_slow_reading_gives(form) -> None:
    made, answers = form
    definition = read(made)
    outside = {item.link_id for item in definition.walk()} - set(definition.rows_of)

    assert list(map(str, faults(made))) == []
    assert asked(definition, answers) == slow_asked(made, answers, {}) & outside
    for item in definition.walk():
        for row in answers.get(item.link_id) or [] if item.is_rows else []:
            expected = slow_asked(made, answers, row) & set(definition.rows_of)
            assert asked_in_row(definition, answers, row) == expected
    assert kept(definition, answers) == slow_kept(made["items"], answers, made, answers, {})


@given(forms())
@settings(max_examples=40, deadline=None)
def test_to_keep_twice_is_to_keep_once_and_changes_nothing_of_what_is_asked(form) -> None:
    made, answers = form
    definition = read(made)
    stored = kept(definition, answers)

    assert kept(definition, stored) == stored
    assert asked(definition, stored) == asked(definition, answers)
    assert missing(definition, stored) == missing(definition, answers)


@given(forms())
@settings(max_examples=40, deadline=None)
def test_what_is_missing_is_required_asked_and_not_answered(form) -> None:
    made, answers = form
    definition = read(made)
    stored = kept(definition, answers)
    expected = list(slow_missing(made["items"], stored, made, stored, {}))

    assert [item.link_id for item in missing(definition, answers)] == expected


@given(definitions())
@settings(max_examples=40, deadline=None)
def test_each_item_comes_after_its_parent_and_what_it_waits_for(made: dict) -> None:
    order = dependency_order(read(made))
    place = {name: at for at, name in enumerate(order)}

    assert len(order) == len(set(order)) == len(list(lines_of(made["items"], None, None)))
    for item, above, _rows in lines_of(made["items"], None, None):
        before = [condition["question"] for condition in item.get("enableWhen", [])]
        assert all(
            place[name] < place[item["linkId"]] for name in [*before, *filter(None, [above])]
        )
