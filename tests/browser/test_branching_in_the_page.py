"""The page hides what is not asked. Its script is held against `branching`, over any definition."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.html import json_script
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from questionnaires.branching import asked, asked_in_row
from questionnaires.definition import DECLINED, Definition, read
from questionnaires.questions import AnswersForm
from questionnaires.truthtable import table
from tests.browser.asked import EVERY
from tests.browser.conftest import ROOT
from tests.questionnaires.made import definition, group, question, text, when
from tests.questionnaires.test_branching_properties import answers_to, definitions

SCRIPT = Path(ROOT / "questionnaires/static/questionnaires/branching.js").read_text(
    encoding="utf-8"
)
# What is typed, by the names of the fields; then the places of what is still asked, with their rows.
ANSWER = """typed => {
  const form = document.querySelector("form");
  for (const field of form.elements) {
    const values = (typed[field.name] || []);
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else field.value = values[0] || "";
  }
  form.dispatchEvent(new Event("change", { bubbles: true }));
  return [...form.querySelectorAll("[data-item]:not([data-unasked])")]
    .map((part) => [Number(part.closest("[data-row]")?.dataset.row || 0), Number(part.dataset.item)]);
}"""


@pytest.fixture(scope="module")
def blank(browser: Browser):
    """A page of no site: only the form and the script."""
    tab = browser.new_page()
    yield tab
    tab.close()


def show(tab: Page, made: Definition) -> AnswersForm:
    form = AnswersForm(made, "da")
    parts = "".join(
        render_to_string("questionnaires/parts/part.html", {"part": part, "own_words": ""})
        for part in form.parts
    )
    lines_of_it = json_script(table(made), "branching")
    tab.set_content(f'<form class="questions">{parts}</form>{lines_of_it}')
    tab.evaluate(SCRIPT)
    return form


def shown(tab: Page, form: AnswersForm, answers: dict) -> dict[int, set[str]]:
    """Return what the page asks, outside rows (0) and in each row."""
    by_place = {at: link_id for link_id, at in form.places.items()}
    found: dict[int, set[str]] = {}
    for row, at in tab.evaluate(ANSWER, typed(form, answers)):
        found.setdefault(row, set()).add(by_place[at])
    return found


def typed(form: AnswersForm, answers: dict) -> dict[str, list[str]]:
    """Return the answers as a citizen would type and tap them."""
    fields: dict[str, list[str]] = {}
    for name, item in form.named_items():
        row = re.match(r"r(\d+)q", name)
        rows = answers.get(form.definition.rows_of.get(item.link_id, ""), [])
        given_here = (rows + [{}] * form.row_count)[int(row[1]) - 1] if row else answers
        answer = given_here.get(item.link_id)
        for each in answer if isinstance(answer, list) else [answer]:
            if each == DECLINED:
                fields[name] = [":declined"]
            elif isinstance(each, dict):
                fields.setdefault(name, []).append(":other")
                fields[f"{name}_other"] = [each["other"]]
            elif each not in (None, ""):
                fields.setdefault(name, []).append(
                    str(each).lower()
                    if each in (True, False) and isinstance(each, bool)
                    else str(each)
                )
    return fields


def is_visible(form: AnswersForm, link_id: str) -> bool:
    return not form.definition.item(link_id).is_hidden


def assert_alike(tab: Page, form: AnswersForm, answers: dict) -> None:
    made, found = form.definition, shown(tab, form, answers)
    outside = asked(made, answers)
    assert found.get(0, set()) == {each for each in outside if is_visible(form, each)}
    for name in set(made.rows_of.values()):
        rows = answers.get(name) or []
        for number in range(1, form.row_count + 1):
            row = rows[number - 1] if number <= len(rows) else {}
            inside = {each for each, above in made.rows_of.items() if above == name}
            expected = asked_in_row(made, answers, row) & inside
            assert found.get(number, set()) & inside == expected, (number, row)


@st.composite
def forms(draw) -> tuple[Definition, list[dict]]:
    """A definition with a few sets of answers. Rows inside rows are only met in files, never in a form."""
    made = draw(definitions().filter(has_no_rows_in_rows))
    for item in lines(made["items"]):
        item["may_decline"] = item["type"] != "group"
    return read(made), [draw(answers_to(made["items"])) for _time in range(4)]


def lines(items: list[dict]):
    for item in items:
        yield item
        yield from lines(item.get("items", []))


def has_no_rows_in_rows(made: dict) -> bool:
    groups = [
        item for item in lines(made["items"]) if item.get("repeats") and item["type"] == "group"
    ]
    return not any(
        below.get("repeats") and below["type"] == "group"
        for item in groups
        for below in lines(item["items"])
    )


@given(forms())
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_page_asks_what_the_server_asks(blank: Page, form: tuple) -> None:
    made, answers = form
    page = show(blank, made)
    for each in answers:
        assert_alike(blank, page, each)


CODES = [{"code": code, "text": text(code)} for code in ("a", "b")]
KINDS: list[tuple[dict, list[Any], list[Any]]] = [
    (question("x", "decimal"), ["0.1", "36.6"], ["0.1", "36.60", "-5", "100", None]),
    (question("x", "quantity", unit=text("ml")), ["100"], ["99,9", "100", "100.0", None]),
    (question("x", "integer", control="nrs", minimum=0, maximum=10), [5], [0, 5, 10, DECLINED, None]),
    (question("x", "date"), ["2026-11-24"], ["2025-12-31", "2026-11-24", "2026-11-25", None]),
    (question("x", "time"), ["09:30"], ["08:00", "09:30", "10:00", None]),
    (question("x", "string", maxLength=9), ["ja"], ["ja", "Ja", "nej", "a b", None]),
    (question("x", "open-choice", options=CODES), ["a", "egne"],
     ["a", "b", {"other": "egne"}, {"other": "a"}, None]),
    (question("x", "open-choice", options=CODES, repeats=True), ["a", "egne"],
     [["a", {"other": "egne"}], ["b"], [{"other": "andet"}], None]),
    (question("x", "boolean"), [True], [True, False, DECLINED, None]),
]  # fmt: skip


@pytest.mark.parametrize(
    "kind", KINDS, ids=lambda kind: f"{kind[0]['type']}{kind[0].get('repeats', '')}"
)
def test_every_kind_of_answer_is_read_as_the_server_reads_it(blank: Page, kind: tuple) -> None:
    asked_first, wanted, answers = kind
    is_ordered = asked_first["type"] in ("decimal", "quantity", "integer", "date", "time")
    waits = [("exists", True), ("exists", False)]
    waits += [(operator, each) for each in wanted for operator in ("=", "!=")]
    waits += [
        (operator, each) for each in wanted for operator in (">", "<", ">=", "<=") if is_ordered
    ]
    made = definition(
        {**asked_first, "may_decline": True},
        *(question(f"y{n}", "boolean", enableWhen=[when("x", *wait)]) for n, wait in enumerate(waits)),
        group("all", question("z", "boolean", enableWhen=[when("y0", "exists", False)]),
              enableWhen=[when("x", *wait) for wait in waits[:2]], enableBehavior="any"),
    )  # fmt: skip
    form = show(blank, made)

    for answer in answers:
        given_answers = {} if answer is None else {"x": answer}
        if isinstance(answer, str):
            given_answers = (
                {"x": answer.replace(",", ".")}
                if asked_first["type"] in ("decimal", "quantity")
                else given_answers
            )
        assert_alike(blank, form, given_answers)


def test_questions_come_and_go_while_one_answers_and_are_counted(phone: Page, asking: str) -> None:
    phone.goto(asking + EVERY)
    count, onward = phone.locator(".progress span"), phone.get_by_role("button", name="Næste")
    expect(count).to_have_text("1 af 5")
    onward.tap()
    expect(phone.locator(".only-if:visible")).to_have_count(0)

    phone.get_by_label("Ja", exact=True).first.check()
    expect(count).to_have_text("2 af 6")
    onward.tap()
    expect(phone.get_by_role("group", name="Hvem hjalp jer?")).to_be_visible()
    phone.get_by_text("Dagplejen").tap()
    phone.get_by_role("button", name="Tilbage").tap()
    phone.get_by_label("Nej", exact=True).first.check()
    expect(count).to_have_text("2 af 5")
    onward.tap()
    expect(phone.get_by_role("slider", name=re.compile("Hvor let"))).to_be_visible()

    phone.get_by_role("button", name="Vis alle spørgsmål på én side").tap()
    expect(phone.get_by_role("group", name="Hvem hjalp jer?")).to_be_hidden()
    phone.get_by_label("Ja", exact=True).first.check()
    expect(phone.get_by_label("Dagplejen")).to_be_checked()  # what is hidden keeps its answer
    phone.get_by_role("button", name="Vis ét spørgsmål ad gangen").tap()
    expect(count).to_have_text("4 af 6")


def test_without_a_script_all_is_shown_with_a_sentence(
    phone_without_script: Page, asking: str
) -> None:
    tab = phone_without_script
    tab.goto(asking + EVERY)

    expect(tab.get_by_role("group", name=re.compile("Hvem hjalp jer?"))).to_be_visible()
    expect(tab.locator(".only-if").first).to_contain_text("Kun hvis I svarede")
    tab.get_by_label("Nej", exact=True).first.check()
    tab.get_by_label("Dagplejen").check()
    tab.get_by_role("spinbutton", name=re.compile("Hvor let var det")).fill("63")
    tab.get_by_role("button", name="Send svarene").click()

    expect(tab.get_by_role("heading", name="Tak")).to_be_visible()
