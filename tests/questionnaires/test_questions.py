"""Each kind of question as a citizen meets it, and as its answer is stored. All of it without a script."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape
from wagtail.test.utils.form_data import querydict_from_html

from questionnaires import demo, publishing
from questionnaires.models import Campaign, Response
from tests.cast import Town
from tests.questionnaires.made import document, group, question, rating, text, vas, when

TODAY = date(2026, 11, 24)
ADDRESS = "/s/proeve23/"
YES_NO = [{"code": "ja", "text": text("Ja tak")}, {"code": "nej", "text": text("Nej tak")}]
CODED = [
    {"code": "other", "text": text("En anden")}, {"code": "declined", "text": text("Har takket nej")},
]  # fmt: skip
Ask = Callable[..., str]
Answer = Callable[..., Any]
pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(town: Town, client: Client) -> Ask:
    """Ask some questions of whoever comes by, and return the page."""

    def asked(*items: dict, **changes: Any) -> str:
        version = publishing.publish_version(document=document(*items, **changes), on=TODAY)
        campaign = Campaign.objects.create(
            name="Prøve", platform=town.platform, version=version, opens_on=TODAY
        )
        demo.add_access_point(campaign, "proeve23", "card", None)
        response = client.get(ADDRESS)
        assert response.status_code == 200
        return response.content.decode()

    return asked


@pytest.fixture
def answer(client: Client) -> Answer:
    """Send the form as a browser would; return what was stored, or the page that came back."""

    def answered(html: str, **given: Any) -> Any:
        data = querydict_from_html(html, form_index=0)
        for name, value in given.items():
            data.setlist(name, value if isinstance(value, list) else [value])
        response = client.post(ADDRESS, dict(data.lists()))
        if response.status_code == 302:
            return Response.objects.get().answers
        assert not Response.objects.exists()
        return response.content.decode()

    return answered


def inputs(html: str, name: str) -> list[str]:
    return re.findall(rf'<(?:input|textarea|select)[^>]* name="{name}"[^>]*>', html)


def said_wrong(html: str) -> list[str]:
    assert isinstance(html, str), f"it was stored: {html}"
    return re.findall(r'<p class="wrong">(.*?)</p>', html)


# --- What every question has ------------------------------------------------------------------------

EVERY_KIND = [
    question("choice", "choice", options=YES_NO),
    question("menu", "choice", options=YES_NO, control="drop-down"),
    question("several", "choice", options=YES_NO, repeats=True),
    question("faces", "choice", options=[
        {"code": str(n), "text": text(f"Ansigt {n}"), "face": n} for n in range(1, 6)
    ], control="faces"),
    question("likert", "choice", options=YES_NO, control="likert"),
    question("open", "open-choice", options=YES_NO),
    question("open-menu", "open-choice", options=YES_NO, control="drop-down"),
    question("boolean", "boolean"),
    vas("vas", low=text("Slet ikke"), high=text("Helt vildt")),
    question("nrs", "integer", control="nrs", minimum=0, maximum=10, low=text("Intet"), high=text("Alt")),
    question("integer", "integer"), question("decimal", "decimal"),
    question("quantity", "quantity", unit=text("ml")),
    question("date", "date"), question("time", "time"),
    question("string", "string", maxLength=20), question("text", "text", maxLength=500),
]  # fmt: skip


def test_every_question_is_named_helped_and_reachable(ask: Ask) -> None:
    with_help = [item | {"help": text(f"Hjælp til {item['linkId']}.")} for item in EVERY_KIND]
    html = ask(
        *({**item, "may_decline": True} for item in with_help),
        group("g", {"linkId": "d", "type": "display", "text": text("Læs dette.")}, text=text("Del to"),
              help=text("Hjælp til delen.")),
    )  # fmt: skip

    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)), "two elements share an id"
    for target in re.findall(r' (?:for|aria-describedby)="([^"]+)"', html):
        assert target in ids, f"{target} is named, and is not there"
    for item in with_help:
        assert html.count(escape(item["text"]["da"])) == 1
        assert html.count(f"Hjælp til {item['linkId']}.") == 1
    for words in ("Del to", "Læs dette.", "Hjælp til delen.", "Slet ikke", "Helt vildt", "ml"):
        assert words in html


def test_every_field_has_a_label_or_stands_in_a_named_group(ask: Ask) -> None:
    html = ask(*EVERY_KIND)

    for tag in re.findall(r"<(?:input|textarea|select)[^>]*>", html):
        if 'type="hidden"' not in tag:
            field_id = re.search(r' id="([^"]+)"', tag)[1]
            assert f'for="{field_id}"' in html, tag
    assert html.count("<fieldset") == html.count("<legend")


def test_help_is_read_aloud_with_its_field(ask: Ask) -> None:
    html = ask(question("a", "integer", help=text("Cirka.")), rating("b", help=text("Nu og her.")))

    assert 'aria-describedby="id_q1_helptext"' in inputs(html, "q1")[0]
    assert re.search(r'<fieldset id="q-q2"[^>]* aria-describedby="id_q2_helptext"', html)
    assert re.search(r'id="id_q2_helptext">Nu og her.<', html)


def test_each_error_is_linked_from_the_top_of_the_page(ask: Ask, answer: Answer) -> None:
    html = ask(
        question("a", "integer"), question("b", "open-choice", options=YES_NO), rating("c", required=True)
    )  # fmt: skip

    back = answer(html, q1="mange", q2=":other", q2_other="mit cpr er 311235-4123")

    targets = re.findall(r'<li><a href="#([^"]+)"', back)
    assert targets == ["q-q1", "q-q2_other", "q-q3"]
    assert all(f'id="{target}"' in back for target in targets)
    assert len(said_wrong(back)) == 3
    assert 'value="mange"' in back, "what was written comes back"


def test_words_that_look_like_a_script_are_words(ask: Ask) -> None:
    bad = {"da": "<script>alert(1)</script>"}
    html = ask(
        rating("a", help=bad) | {"text": bad},
        vas("b", low=bad, high=bad),
        question("c", "quantity", unit=bad),
        question("d", "choice", options=[YES_NO[0], {"code": "<b>", "text": bad}]),
        group("e", question("f", "boolean") | {"text": bad}, text=bad),
        title=bad, intro=bad, licence={"kind": "own", "owner": "Kilden", "notice": bad["da"]},
    )  # fmt: skip

    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;alert(1)") >= 9


# --- One answer, and several ------------------------------------------------------------------------


def test_a_choice_is_stored_by_its_code(ask: Ask, answer: Answer) -> None:
    html = ask(question("a", "choice", options=YES_NO))

    assert len(inputs(html, "q1")) == 2
    assert answer(html, q1="nej") == {"a": "nej"}


def test_a_menu_begins_with_no_answer(ask: Ask, answer: Answer) -> None:
    html = ask(
        question("a", "choice", options=YES_NO, control="drop-down"), question("b", "boolean")
    )

    assert re.search(r'<option value="" selected>', html)
    assert answer(html, q1="", q2="true") == {"b": True}


def test_faces_are_drawn_beside_their_words(ask: Ask) -> None:
    html = ask(EVERY_KIND[3])

    assert html.count('class="icon face"') == 5
    assert all(f"<span>Ansigt {number}</span>" in html for number in range(1, 6))


@pytest.mark.parametrize(("given", "stored"), [("true", True), ("false", False)])
def test_yes_and_no_are_both_answers(ask: Ask, answer: Answer, given: str, stored: bool) -> None:
    assert answer(ask(question("a", "boolean")), q1=given) == {"a": stored}


SEVERAL = question("a", "choice", repeats=True, options=[
    {"code": "x", "text": text("X")}, {"code": "y", "text": text("Y")},
    {"code": "intet", "text": text("Intet"), "exclusive": True},
])  # fmt: skip


def test_several_answers_are_stored_in_the_order_of_the_options(ask: Ask, answer: Answer) -> None:
    html = ask(SEVERAL)

    assert all('type="checkbox"' in each for each in inputs(html, "q1"))
    assert answer(html, q1=["y", "x"]) == {"a": ["x", "y"]}


def test_an_answer_that_stands_alone_is_not_stored_with_others(ask: Ask, answer: Answer) -> None:
    assert said_wrong(answer(ask(SEVERAL), q1=["x", "intet"]))


def test_an_answer_that_stands_alone_is_stored_alone(ask: Ask, answer: Answer) -> None:
    assert answer(ask(SEVERAL), q1=["intet"]) == {"a": ["intet"]}


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        pytest.param({"q1": "ja"}, "ja", id="an option"),
        pytest.param({"q1": ":other", "q1_other": "Måske"}, {"other": "Måske"}, id="own words"),
        pytest.param({"q1_other": "Måske"}, {"other": "Måske"}, id="own words without a tick"),
        pytest.param({"q1": "ja", "q1_other": "Måske"}, "ja", id="a tick elsewhere counts"),
    ],
)
@pytest.mark.parametrize("control", ["", "drop-down"], ids=["a list", "a menu"])
def test_an_open_choice_takes_an_option_or_own_words(
    ask: Ask, answer: Answer, control: str, given: dict, stored: Any
) -> None:
    html = ask(question("a", "open-choice", options=YES_NO, control=control))

    assert len(inputs(html, "q1_other")) == 1
    assert answer(html, **given) == {"a": stored}


def test_something_else_without_words_is_no_answer(ask: Ask, answer: Answer) -> None:
    html = ask(question("a", "open-choice", options=YES_NO), question("b", "boolean"))

    assert answer(html, q1=":other", q2="true") == {"b": True}


def test_several_may_be_chosen_beside_own_words(ask: Ask, answer: Answer) -> None:
    html = ask(question("a", "open-choice", options=YES_NO, repeats=True))

    assert answer(html, q1=["nej", ":other"], q1_other="Måske") == {
        "a": ["nej", {"other": "Måske"}]
    }


@pytest.mark.parametrize("code", ["other", "declined"])
@pytest.mark.parametrize("kind", ["choice", "open-choice"])
def test_an_option_may_have_any_code(ask: Ask, answer: Answer, kind: str, code: str) -> None:
    html = ask(question("a", kind, options=CODED, may_decline=True))

    assert answer(html, q1=code) == {"a": code}


# --- Lines and numbers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        pytest.param("0", {"a": 0}, id="the low end"),
        pytest.param("50", {"a": 50}, id="the middle"),
        pytest.param("100", {"a": 100}, id="the high end"),
        pytest.param("", {}, id="untouched"),
    ],
)
def test_an_untouched_line_is_not_the_middle_of_it(
    ask: Ask, answer: Answer, given: str, stored: dict
) -> None:
    html = ask(vas("a", low=text("Slet ikke"), high=text("Helt vildt")), question("b", "boolean"))

    assert " value=" not in inputs(html, "q1")[0], "nothing is chosen beforehand"
    assert answer(html, q1=given, q2="true") == stored | {"b": True}


@pytest.mark.parametrize("given", ["-1", "101", "12,5", "midt"])
def test_a_line_ends_at_100(ask: Ask, answer: Answer, given: str) -> None:
    assert said_wrong(answer(ask(vas("a", low=text("Lidt"), high=text("Meget"))), q1=given))


def test_a_scale_of_numbers_has_eleven_of_them_and_two_ends(ask: Ask, answer: Answer) -> None:
    html = ask(EVERY_KIND[9])

    assert [re.search(r'value="(\d+)"', each)[1] for each in inputs(html, "q1")] == [
        str(number) for number in range(11)
    ]
    assert "Intet" in html
    assert answer(html, q1="0") == {"nrs": 0}


@pytest.mark.parametrize(
    ("kind", "given", "stored"),
    [
        ("integer", "7", 7),
        ("integer", "0", 0),
        ("decimal", "36,6", "36.6"),
        ("decimal", "36.60", "36.6"),
        ("decimal", "-0,5", "-0.5"),
        ("quantity", "250", "250"),
        ("quantity", "1000", "1000"),
    ],
)
def test_a_number_is_stored_exactly(
    ask: Ask, answer: Answer, kind: str, given: str, stored: Any
) -> None:
    unit = {"unit": text("ml")} if kind == "quantity" else {}
    html = ask(question("a", kind, **unit))

    assert answer(html, q1=given) == {"a": stored}


@pytest.mark.parametrize("given", ["35,9", "42,01", "varm", "NaN", "1e2000", "9" * 30])
def test_a_number_out_of_range_or_none_at_all_is_sent_back(
    ask: Ask, answer: Answer, given: str
) -> None:
    html = ask(question("a", "decimal", minimum=36, maximum=42))

    assert said_wrong(answer(html, q1=given))


# --- Days, times and words --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "given", "stored"),
    [
        ("date", "2026-11-24", "2026-11-24"),
        ("time", "07:05", "07:05"),
        ("time", "07:05:59", "07:05"),
    ],
)
def test_a_day_and_a_time_are_stored_as_a_calendar_writes_them(
    ask: Ask, answer: Answer, kind: str, given: str, stored: str
) -> None:
    html = ask(question("a", kind))

    assert f'type="{kind}"' in inputs(html, "q1")[0]
    assert answer(html, q1=given) == {"a": stored}


@pytest.mark.parametrize("given", ["2025-12-31", "2026-02-30", "i går"])
def test_a_day_that_is_none_or_too_early_is_sent_back(ask: Ask, answer: Answer, given: str) -> None:
    assert said_wrong(answer(ask(question("a", "date", minimum="2026-01-01")), q1=given))


def test_words_are_stored_without_what_tells_who_wrote_them(ask: Ask, answer: Answer) -> None:
    html = ask(
        question("a", "string", maxLength=100),
        question("b", "text", maxLength=500),
        question("c", "boolean"),
    )

    assert "Skriv ikke navne eller CPR-numre." in html
    assert answer(html, q1="Ring [telefon]", q2="En linje\r\nog en til", q3="true") == {
        "a": "Ring [telefon]",
        "b": "En linje\nog en til",
        "c": True,
    }


def test_a_line_break_counts_once_as_the_browser_counts_it(ask: Ask, answer: Answer) -> None:
    html = ask(question("a", "text", maxLength=5), question("b", "boolean"))

    assert answer(html, q1="ab\r\ncd", q2="true") == {"a": "ab\ncd", "b": True}


# --- Rows -------------------------------------------------------------------------------------------

DIARY = group(
    "rows",
    question("at", "time", required=True),
    question("ml", "quantity", unit=text("ml")),
    question("leak", "boolean", enableWhen=[when("at", "<", "12:00")]),
    text=text("Dagbog"), help=text("En linje hver gang."), repeats=True,
)  # fmt: skip


def test_each_row_of_a_diary_is_stored_and_empty_ones_are_left_out(
    ask: Ask, answer: Answer
) -> None:
    html = ask(DIARY)

    assert "En linje hver gang." in html
    assert answer(html, r1q1="08:00", r1q2="200", r1q3="true", r3q1="13:00", r3q3="true") == {
        "rows": [{"at": "08:00", "ml": "200", "leak": True}, {"at": "13:00"}]
    }


def test_what_a_row_lacks_is_told_in_that_row(ask: Ask, answer: Answer) -> None:
    back = answer(ask(DIARY), r2q2="200", r3q1="10:00")

    assert said_wrong(back) == ["Dette spørgsmål skal besvares."]
    assert re.search(r'<div id="q-r2q1" class="question field-wrong"', back)


def test_rows_are_stored_in_the_order_they_stand_in(ask: Ask, answer: Answer) -> None:
    html = ask(group("rows", question("at", "time"), question("ml", "integer"), repeats=True))

    assert answer(html, r1q2="100", r2q1="10:00", r2q2="200", r3q2="300") == {
        "rows": [{"ml": 100}, {"at": "10:00", "ml": 200}, {"ml": 300}]
    }


def test_rows_that_a_script_added_are_stored_and_come_back(ask: Ask, answer: Answer) -> None:
    html = ask(DIARY, question("sure", "integer"))
    assert html.count("data-row=") == 8
    added = {"r12q1": "10:00", "r13q1": "11:00"}

    back = answer(html, **added, q4="mange")
    assert back.count("data-row=") == 13
    assert 'value="11:00"' in back
    assert answer(html, **added) == {"rows": [{"at": "10:00"}, {"at": "11:00"}]}


def test_there_are_no_more_rows_than_can_be_stored(ask: Ask, answer: Answer) -> None:
    html = ask(DIARY)

    assert 'data-most="100"' in html
    assert answer(html, r1q1="08:00", r101q1="09:00") == {"rows": [{"at": "08:00"}]}


# --- Whether an answer is needed --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "given"),
    [
        pytest.param(question("a", "choice", options=YES_NO), {"q1": ":declined"}, id="choice"),
        pytest.param(question("a", "boolean"), {"q1": ":declined"}, id="yes or no"),
        pytest.param(question("a", "choice", options=YES_NO, repeats=True),
                     {"q1": ["ja", ":declined"]}, id="several"),
        pytest.param(question("a", "open-choice", options=YES_NO), {"q1": ":declined"}, id="open choice"),
        pytest.param(question("a", "integer", control="nrs", minimum=0, maximum=10),
                     {"q1": ":declined"}, id="NRS"),
        pytest.param(vas("a"), {"q1_declined": "on"}, id="VAS"),
        pytest.param(question("a", "date"), {"q1_declined": "on"}, id="date"),
        pytest.param(question("a", "text", maxLength=9), {"q1_declined": "on"}, id="words"),
    ],
)  # fmt: skip
def test_one_would_rather_not_answer(ask: Ask, answer: Answer, item: dict, given: dict) -> None:
    html = ask({**item, "may_decline": True, "required": True}, question("last", "boolean"))

    assert "Jeg vil helst ikke svare" in html
    assert answer(html, **given, q2="true") == {"a": {"declined": True}, "last": True}


def test_nobody_declines_where_that_is_not_offered(ask: Ask, answer: Answer) -> None:
    html = ask(question("a", "boolean"))

    assert "helst ikke svare" not in html
    assert said_wrong(answer(html, q1=":declined"))


ONLY_IF = (
    question("first", "boolean"),
    question("then", "boolean", required=True, enableWhen=[when("first", "=", True)]),
)


def test_an_answer_is_needed_where_the_question_is_asked(ask: Ask, answer: Answer) -> None:
    back = answer(ask(*ONLY_IF), q1="true")

    assert said_wrong(back) == ["Dette spørgsmål skal besvares."]
    assert re.search(r'name="q1" value="true"[^>]*checked', back)


def test_no_answer_is_needed_where_it_is_not_asked(ask: Ask, answer: Answer) -> None:
    assert answer(ask(*ONLY_IF), q1="false") == {"first": False}


def test_an_answer_to_what_is_not_asked_is_not_stored(ask: Ask, answer: Answer) -> None:
    assert answer(ask(*ONLY_IF), q1="false", q2="true") == {"first": False}


@pytest.mark.parametrize(
    ("then", "wrong"),
    [
        pytest.param(question("then", "integer"), {"q2": "mange"}, id="no number"),
        pytest.param(vas("then"), {"q2": "101"}, id="too much"),
        pytest.param(question("then", "text", maxLength=99), {"q2": "311235-4123"}, id="CPR"),
        pytest.param(question("then", "open-choice", options=YES_NO),
                     {"q2": ":other", "q2_other": "311235-4123"}, id="CPR in own words"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_question_nobody_sees_stops_nobody(
    ask: Ask, answer: Answer, then: dict, wrong: dict
) -> None:
    html = ask(ONLY_IF[0], {**then, "enableWhen": [when("first", "=", True)]})

    assert said_wrong(answer(html, q1="true", **wrong))
    assert answer(html, q1="false", **wrong) == {"first": False}


def test_what_is_wrong_in_a_row_where_it_is_not_asked_stops_nobody(
    ask: Ask, answer: Answer
) -> None:
    late = question("late", "integer", enableWhen=[when("at", ">", "12:00")])
    html = ask(group("rows", question("at", "time"), late, repeats=True))

    assert said_wrong(answer(html, r1q1="13:00", r1q2="mange"))
    assert answer(html, r1q1="10:00", r1q2="mange") == {"rows": [{"at": "10:00"}]}


def test_without_a_script_a_question_says_when_it_is_asked(ask: Ask) -> None:
    html = ask(*ONLY_IF)

    only_if = re.findall(r'<span class="only-if">(.*?)</span>', html)
    assert len(only_if) == 1
    assert only_if[0].startswith("Kun hvis I svarede")
    assert 'id="branching" type="application/json"' in html


@pytest.mark.parametrize(
    ("items", "scripts"),
    [
        pytest.param([question(n, "boolean") for n in "abc"], [], id="questions alone"),
        pytest.param([*ONLY_IF, question("c", "boolean")], ["branching"], id="conditions"),
        pytest.param([vas("a"), *(question(n, "boolean") for n in "bc")], ["line"], id="a line"),
        pytest.param([DIARY], ["rows", "branching"], id="rows"),
    ],
)
def test_a_page_loads_the_scripts_its_questions_need(
    ask: Ask, items: list[dict], scripts: list[str]
) -> None:
    loaded = re.findall(r'<script src="/static/questionnaires/(\w+)\.', ask(*items))

    assert loaded == [*scripts, "capture", "draft", "speak"]


def test_a_short_form_under_a_page_keeps_nothing_on_the_device(ask: Ask) -> None:
    html = ask(question("a", "boolean"))

    assert "data-draft" not in html
    assert "<script" not in html


def test_a_form_says_what_its_draft_fits_and_how_long_it_is_kept(ask: Ask) -> None:
    html = ask(*EVERY_KIND)

    form = re.search(r"<form[^>]*>", html)[0]
    assert 'data-draft="proeve23"' in form
    assert 'data-keep-until="2026-12-01"' in form
    assert re.search(r'data-version="\w{16}"', form)


def test_a_hidden_question_is_not_shown(ask: Ask) -> None:
    html = ask(question("a", "boolean"), question("b", "string", maxLength=9, hidden=True))

    assert "Spørgsmål b?" not in html
    assert not inputs(html, "q2")
