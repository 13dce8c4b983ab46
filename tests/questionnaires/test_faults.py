"""Each thing that can be wrong with a definition is told in one sentence, with its exact place."""

import ast
import copy
import json
from pathlib import Path
from typing import Any

import pytest

from questionnaires.definition import DefinitionError
from questionnaires.faults import MOST_ITEMS, faults, parse
from tests.questionnaires.made import document, group, question, rating, scale, text, vas, when

TWO = [{"code": "a", "text": text("A")}, {"code": "b", "text": text("B")}]
ONE = rating("q")
SUM = {"least": 0, "greatest": 3}
CHOICES_WANTED = "or the name of an option set."
KINDS = "group, display, boolean, choice, open-choice, integer, decimal, quantity, date, time, string, text"


def without(made: dict, *names: str) -> dict:
    return {name: value for name, value in made.items() if name not in names}


def with_options(*options: Any, **changes: Any) -> dict:
    return document(question("q", "choice", options=list(options), **changes))


def with_scale(*items: Any, **changes: Any) -> dict:
    return document(ONE, scales=[scale(*(items or ("q",)), **(SUM | changes))])


def deep(depth: int) -> dict:
    item: dict = rating("q")
    for level in range(depth - 1):
        item = group(f"g{level}", item)
    return item


CUT = {"value": 2, "side": "above", "source": "Kilden"}
BAND = {"code": "few", "text": text("Få"), "least": 0, "greatest": 1}
REFERENCE = {"standard_deviation": 1, "reliability": "0.9", "source": "Kilden"}
LICENCE = {"kind": "own", "owner": "Kilden"}

DOCUMENT = [
    ([], "The file must hold one JSON object."),
    (document(ONE, licens={}), '"licens" is not known here. Is "licence" meant?'),
    (document(ONE, colour="red"), '"colour" is not known here.'),
    (document(ONE, **{"\u2603": 1}), '"\\u2603" is not known here.'),
    (without(document(ONE), "key"), "key: is missing."),
    (document(ONE, version=["1"]), "version: is missing."),
    (document(ONE, version="1" * 21), "version: may be 20 characters long."),
    (
        document(ONE, key="kontakten i dag"),
        "key: may hold the letters a to z, digits, hyphens and underscores only.",
    ),
    (document(ONE, title=text("x" * 121)), "title: may be 120 characters long."),
    (document(ONE, title={"en": "x"}), "title: is missing in Danish."),
    (
        document(ONE, intro={"da": "x", "de": "y"}),
        "intro: may be given in da, en, ar only.",
    ),
    (document(ONE, thanks={"da": 1}), "thanks: may be given in da, en, ar only."),
    (document(ONE, url=1), "url: must be text."),
    (
        document(ONE, reporter="mother"),
        "reporter must be one of self, self_with_relative, self_with_staff, relative, staff.",
    ),
    (
        document(ONE, licence="MPL-2.0"),
        "licence: must hold kind and owner, and may hold citation and notice.",
    ),
    (
        document(ONE, licence=LICENCE | {"year": "2026"}),
        "licence: must hold kind and owner, and may hold citation and notice.",
    ),
    (
        document(ONE, licence=LICENCE | {"kind": "free"}),
        "licence: kind must be one of own, public-domain, free-with-notice, non-commercial, licensed.",
    ),
    (
        document(ONE, licence=LICENCE | {"owner": ""}),
        "licence: owner, citation and notice must be text, and owner must be there.",
    ),
    (document(), "items must be a list of 1 to 200 questions."),
    (document(ONE, items="q"), "items must be a list of 1 to 200 questions."),
    (
        document(group("g", {"linkId": "t", "type": "display", "text": text("T")})),
        "items must hold at least one question.",
    ),
    (
        document(ONE, group("g", ONE), rating("q")),
        'linkId "q" is used 3 times; it must be used once.',
    ),
    (
        document(rating("q", help=text("\x00"))),
        "/items/1/help/da: holds a sign that cannot be stored.",
    ),
    (document(ONE, **{"\ud800": 1}), "/: holds a sign that cannot be stored."),
]

ITEM = [
    (document(ONE, "q"), "item /2: linkId is missing."),
    (document(without(ONE, "linkId")), "item /q1: linkId is missing."),
    (
        document(rating("q", requierd=True)),
        'item /q1 (linkId "q"): "requierd" is not known here. Is "required" meant?',
    ),
    (document(question("q", "essay")), f'item /q1 (linkId "q"): type must be one of {KINDS}.'),
    (document(question("q", ["choice"])), f'item /q1 (linkId "q"): type must be one of {KINDS}.'),
    (document(without(ONE, "text")), 'item /q1 (linkId "q"): text: is missing in Danish.'),
    (document(rating("q", help={"en": "x"})), 'item /q1 (linkId "q"): help: is missing in Danish.'),
    (document(rating("q", prefix=1)), 'item /q1 (linkId "q"): prefix and unit_code must be text.'),
    (document(rating("q", code=["1"])), 'item /q1 (linkId "q"): code must be a list of codings.'),
    (
        document(rating("q", code=[{"code": 1}])),
        'item /q1 (linkId "q"): code must be a list of codings.',
    ),
    (document(rating("q", scope="ward")), 'item /q1 (linkId "q"): scope must be general or place.'),
    (
        document(rating("q", required="yes")),
        'item /q1 (linkId "q"): required must be true or false.',
    ),
    (document(rating("q", hidden=1)), 'item /q1 (linkId "q"): hidden must be true or false.'),
    (
        document(question("q", "boolean", options=TWO)),
        'item /q1 (linkId "q"): options has no meaning for the type boolean.',
    ),
    (
        document(rating("q", minimum=0)),
        'item /q1 (linkId "q"): minimum has no meaning for the type choice.',
    ),
    (
        document(vas("q", repeats=True)),
        'item /q1 (linkId "q"): repeats has no meaning for the type integer.',
    ),
    (
        document(group("g", ONE, may_decline=True)),
        'item /group1 (linkId "g"): may_decline has no meaning for the type group.',
    ),
    (
        document(question("q", "boolean", control="faces")),
        'item /q1 (linkId "q"): control must be one of: nothing.',
    ),
    (
        document(question("q", "integer", control="slider")),
        'item /q1 (linkId "q"): control must be one of: vas, nrs.',
    ),
    (
        document(question("q", "integer", control="nrs", minimum=0, maximum=100)),
        'item /q1 (linkId "q"): a nrs goes from 0 to 10.',
    ),
    (document(rating("q", items={})), 'item /q1 (linkId "q"): items must be a list.'),
    (document(ONE, group("g")), 'item /group2 (linkId "g"): a group must hold at least one item.'),
    (
        document(
            ONE, {"linkId": "t", "type": "display", "text": text("T"), "items": [rating("r")]}
        ),
        'item /text2 (linkId "t"): a text to read cannot hold items.',
    ),
    (
        document(ONE, group("a", group("b", rating("q11", scope="ward")))),
        'item /group2/group1/q1 (linkId "q11"): scope must be general or place.',
    ),
]

ANSWERS = [
    (
        document(question("q", "string", maxLength=201)),
        'item /q1 (linkId "q"): maxLength must be a whole number from 1 to 200.',
    ),
    (
        document(question("q", "text")),
        'item /q1 (linkId "q"): maxLength must be a whole number from 1 to 2000.',
    ),
    (
        document(question("q", "string", maxLength=True)),
        'item /q1 (linkId "q"): maxLength must be a whole number from 1 to 200.',
    ),
    (
        document(question("q", "integer", minimum="1.5")),
        'item /q1 (linkId "q"): minimum and maximum must be numbers.',
    ),
    (
        document(question("q", "decimal", maximum="1e9")),
        'item /q1 (linkId "q"): minimum and maximum must be numbers.',
    ),
    (
        document(question("q", "decimal", minimum=0.5)),
        'item /q1 (linkId "q"): minimum and maximum must be numbers.',
    ),
    (
        document(question("q", "decimal", minimum="10", maximum="9")),
        'item /q1 (linkId "q"): minimum is greater than maximum.',
    ),
    (
        document(question("q", "quantity")),
        'item /q1 (linkId "q"): unit: is missing in Danish.',
    ),
    (
        document(question("q", "date", minimum="24.11.2026")),
        'item /q1 (linkId "q"): minimum and maximum must be written as the answers are.',
    ),
    (
        document(question("q", "time", minimum="16:00", maximum="08:00")),
        'item /q1 (linkId "q"): minimum is greater than maximum.',
    ),
    (
        document(question("q", "choice", options="none")),
        f'item /q1 (linkId "q"): options must be a list of 2 to 200, {CHOICES_WANTED}',
    ),
    (
        document(question("q", "choice", options="x"), option_sets=["x"]),
        f'item /q1 (linkId "q"): options must be a list of 2 to 200, {CHOICES_WANTED}',
    ),
    (
        with_options(TWO[0]),
        f'item /q1 (linkId "q"): options must be a list of 2 to 200, {CHOICES_WANTED}',
    ),
    (
        document(question("q", "open-choice", options=[])),
        f'item /q1 (linkId "q"): options must be a list of 1 to 200, {CHOICES_WANTED}',
    ),
    (with_options(*TWO, TWO[0]), 'item /q1 (linkId "q"): each option needs a code of its own.'),
    (with_options(*TWO, "c"), 'item /q1 (linkId "q"): each option needs a code of its own.'),
    (
        with_options(*TWO, {"code": "c"}),
        'item /q1 (linkId "q"), option "c": text: is missing in Danish.',
    ),
    (
        with_options(TWO[0], TWO[1] | {"wieght": 1}),
        'item /q1 (linkId "q"), option "b": "wieght" is not known here. Is "weight" meant?',
    ),
    (
        with_options(TWO[0], TWO[1] | {"weight": 0.5}),
        'item /q1 (linkId "q"), option "b": weight must be a number.',
    ),
    (
        with_options(TWO[0], TWO[1] | {"exclusive": "yes"}),
        'item /q1 (linkId "q"), option "b": exclusive must be true or false.',
    ),
    (
        with_options(TWO[0], TWO[1] | {"face": 6}),
        'item /q1 (linkId "q"), option "b": face must be a whole number from 1 to 5.',
    ),
    (
        with_options(TWO[0], TWO[1] | {"system": 1}),
        'item /q1 (linkId "q"), option "b": system must be text.',
    ),
    (
        with_options(*TWO, top_box="a"),
        'item /q1 (linkId "q"): top_box must be a list of option codes.',
    ),
    (
        with_options(*TWO, top_box=["a", "b"]),
        'item /q1 (linkId "q"): top_box must name some, not all, of the option codes.',
    ),
    (
        with_options(*TWO, initial="c"),
        'item /q1 (linkId "q"): initial is no answer to this question.',
    ),
    (
        with_options(*TWO, initial=["a"]),
        'item /q1 (linkId "q"): initial is no answer to this question.',
    ),
    (
        with_options(*TWO, repeats=True, initial="a"),
        'item /q1 (linkId "q"): initial is no answer to this question.',
    ),
    (
        document(vas("q", initial=101)),
        'item /q1 (linkId "q"): initial is no answer to this question.',
    ),
    (
        document(question("q", "date", minimum="2026-01-01", initial="2025-12-31")),
        'item /q1 (linkId "q"): initial is no answer to this question.',
    ),
]


def waiting(operator: Any, answer: Any, **asked: Any) -> dict:
    """A question "q" of which the second waits."""
    first = {"linkId": "q", "text": text("Q?"), **asked}
    return document(first, rating("w", enableWhen=[when("q", operator, answer)]))


CHOICE, OPEN = {"options": TWO}, {"type": "open-choice", "options": TWO}
W = 'item /q2 (linkId "w"): '
CONDITIONS = [
    (
        document(rating("w", enableBehavior="both")),
        'item /q1 (linkId "w"): enableBehavior must be all or any.',
    ),
    (
        document(rating("w", enableWhen=[{"question": "q", "operator": "="}])),
        'item /q1 (linkId "w"): enableWhen must be a list of conditions with question, operator, answer.',
    ),
    (
        document(rating("w", enableWhen=[when(["q"], "=", 1)])),  # type: ignore[arg-type]
        'item /q1 (linkId "w"): enableWhen must be a list of conditions with question, operator, answer.',
    ),
    (
        waiting("==", "a", **CHOICE),
        W + "enableWhen: operator must be one of exists, =, !=, >, <, >=, <=.",
    ),
    (
        document(
            ONE, group("g", rating("a"), rating("q11", enableWhen=[when("q99", "exists", True)]))
        ),
        'item /group2/q2 (linkId "q11"): enableWhen refers to "q99", which does not exist.',
    ),
    (
        document(group("g", ONE), rating("w", enableWhen=[when("g", "exists", True)])),
        W + 'enableWhen refers to "g", which is no question.',
    ),
    (
        document(
            group("g", ONE, repeats=True), rating("w", enableWhen=[when("q", "exists", True)])
        ),
        W + 'enableWhen refers to "q", which is asked in the rows of a group.',
    ),
    (
        document(group("g", ONE, repeats=True, enableWhen=[when("q", "exists", True)])),
        'item /group1 (linkId "g"): enableWhen refers to "q", which is asked in the rows of a group.',
    ),
    (
        document(
            group(
                "g",
                group("h", ONE, repeats=True),
                rating("w", enableWhen=[when("q", "=", "1")]),
                repeats=True,
            )
        ),
        'item /group1/q2 (linkId "w"): enableWhen refers to "q", which is asked in the rows of a group.',
    ),
    (waiting(">", "a", **CHOICE), W + 'enableWhen: ">" has no meaning for "q" (choice).'),
    (
        waiting("<=", True, type="boolean"),
        W + 'enableWhen: "<=" has no meaning for "q" (boolean).',
    ),
    (waiting("exists", "a", **CHOICE), W + "enableWhen: exists takes true or false."),
    (waiting("=", "c", **CHOICE), W + 'enableWhen: "c" is no option of "q".'),
    (waiting("=", 1, **OPEN), W + 'enableWhen: "1" is no answer to "q" (open-choice).'),
    (waiting("=", 1, type="boolean"), W + 'enableWhen: "1" is no answer to "q" (boolean).'),
    (waiting("=", "1", type="integer"), W + 'enableWhen: "1" is no answer to "q" (integer).'),
    (waiting(">", "1e9", type="decimal"), W + 'enableWhen: "1e9" is no answer to "q" (decimal).'),
    (waiting(">", "2026", type="date"), W + 'enableWhen: "2026" is no answer to "q" (date).'),
    (
        document(
            ONE,
            rating("x", enableWhen=[when("y", "exists", True)]),
            rating("y", enableWhen=[when("x", "exists", True)]),
        ),
        'item /q2 (linkId "x"): enableWhen runs in a ring: x → y → x.',
    ),
    (
        document(rating("x", enableWhen=[when("x", "exists", True)])),
        'item /q1 (linkId "x"): enableWhen runs in a ring: x → x.',
    ),
    (
        document(group("g", ONE, enableWhen=[when("q", "exists", False)])),
        'item /group1 (linkId "g"): enableWhen runs in a ring: g → q → g.',
    ),
]

S = 'scale "sum": '
SCALES = [
    (document(ONE) | {"scales": {}}, "scales: must be a list of at most 50."),
    (document(ONE, scales=[1]), "scales: each scale needs a key of its own."),
    (
        document(ONE, scales=[scale("q", **SUM), scale("q", **SUM)]),
        "scales: each scale needs a key of its own.",
    ),
    (with_scale(norms=0), S + '"norms" is not known here.'),
    (with_scale(cutoffs=[]), S + '"cutoffs" is not known here. Is "cut_offs" meant?'),
    (with_scale(title={}), 'scale "sum": title: is missing in Danish.'),
    (with_scale(method="median"), S + "method must be one of sum, mean."),
    (with_scale(direction="up"), S + "direction must be one of higher_is_better, lower_is_better."),
    (with_scale(not_relevant="zero"), S + "not_relevant must be one of missing, left_out."),
    (with_scale(least=None), S + "least must be a number."),
    (with_scale(multiply=0.1), S + "multiply must be a number."),
    (with_scale(source=1), S + "source must be text."),
    (with_scale(shown_to_citizen="yes"), S + "shown_to_citizen must be true or false."),
    (with_scale(missing={"kind": "guess"}), S + "missing.kind must be one of all, prorate, half, zero."),
    (
        with_scale(missing={"kind": "half", "least": 1}),
        S + "missing may hold kind and most (a whole number) only.",
    ),
    (
        with_scale(missing={"kind": "prorate"}),
        S + "missing.most, how many may be missing, belongs to prorate.",
    ),
    (
        with_scale(missing={"kind": "all", "most": 1}),
        S + "missing.most, how many may be missing, belongs to prorate.",
    ),
    (
        with_scale(missing={"kind": "prorate", "most": 1}),
        S + "missing.most must be less than the number of questions.",
    ),
    (
        document(
            ONE,
            vas("v"),
            scales=[scale("q", "v", least=0, greatest=103, missing={"kind": "half"})],
        ),
        S + "half needs questions with the same least and greatest answer.",
    ),
    (document(ONE, scales=[scale(**SUM)]), S + "items must be a list."),
    (with_scale("q", bands={}), S + "bands must be a list."),
    (with_scale({"linkId": "q", "weight": 0}), S + "number 1 of items is not written as it should be."),
    (with_scale({"linkId": "q", "times": 2}), S + "number 1 of items is not written as it should be."),
    (
        with_scale(bands=[BAND, without(BAND, "text")]),
        S + "number 2 of bands is not written as it should be.",
    ),
    (
        with_scale(cut_offs=[without(CUT, "source")]),
        S + "number 1 of cut_offs is not written as it should be.",
    ),
    (
        with_scale(cut_offs=[CUT | {"age": 12}]),
        S + "number 1 of cut_offs is not written as it should be.",
    ),
    (
        with_scale(cut_offs=[CUT | {"from_months": 60, "to_months": 60}]),
        S + "number 1 of cut_offs is not written as it should be.",
    ),
    (
        with_scale(cut_offs=[CUT | {"reporters": ["mother"]}]),
        S + "number 1 of cut_offs is not written as it should be.",
    ),
    (
        with_scale(reference=REFERENCE | {"reliability": 1}),
        S + "reference must hold standard_deviation, reliability (0 to 1) and source.",
    ),
    (
        with_scale(reference=REFERENCE | {"standard_deviation": 0}),
        S + "reference must hold standard_deviation, reliability (0 to 1) and source.",
    ),
    (with_scale("ghost"), S + 'counts "ghost", which is no question here.'),
    (
        document(ONE, rating("r", repeats=True), scales=[scale("r", **SUM)]),
        S + 'counts "r", which may have several answers.',
    ),
    (
        document(ONE, group("g", rating("r"), repeats=True), scales=[scale("r", **SUM)]),
        S + 'counts "r", which may have several answers.',
    ),
    (
        document(question("q", "choice", options=TWO), scales=[scale("q", **SUM)]),
        S + 'counts "q", which has no weights, or no least and greatest answer.',
    ),
    (
        document(question("q", "integer", minimum=0), scales=[scale("q", **SUM)]),
        S + 'counts "q", which has no weights, or no least and greatest answer.',
    ),
    (with_scale("q", "q", greatest=6), S + "counts a question twice."),
    (with_scale(greatest=4), S + "least and greatest must be 0 and 3."),
    (with_scale(multiply="-0.1"), S + "least and greatest must be -0.3 and 0."),
    (with_scale(bands=[BAND, BAND | {"code": "x", "least": 1}]), S + 'band "x" begins before it may.'),
    (with_scale(bands=[BAND | {"least": 2}]), S + 'band "few" begins before it may.'),
    (with_scale(cut_offs=[CUT | {"value": "3.5"}]), S + "a cut-off of 3.5 is out of range."),
    (
        with_scale(cut_offs=[CUT | {"side": "below"}]),
        S + "a cut-off of 2 has its side where lower_is_better says that people do well.",
    ),
]  # fmt: skip

ALL = [*DOCUMENT, *ITEM, *ANSWERS, *CONDITIONS, *SCALES]


@pytest.mark.parametrize(("wrong", "sentence"), ALL, ids=[ascii(sentence) for _, sentence in ALL])
def test_a_fault_is_told_with_its_place(wrong: Any, sentence: str) -> None:
    assert list(map(str, faults(wrong))) == [sentence]


def test_what_is_too_deep_is_told_where_it_is_too_deep() -> None:
    assert list(faults(document(deep(8)))) == []

    (fault,) = faults(document(rating("z"), deep(9)))

    path = "/group2" + "/group1" * 7
    assert str(fault) == f'item {path} (linkId "g0"): items may stand at most 8 deep.'


def test_there_may_be_two_hundred_items_and_no_more() -> None:
    many = [rating(f"q{number}") for number in range(MOST_ITEMS + 1)]

    assert list(faults(document(*many[:-1]))) == []
    assert list(map(str, faults(document(*many)))) == [
        "items must be a list of 1 to 200 questions."
    ]


def test_each_sentence_there_is_has_been_told_above() -> None:
    told = {
        fault.sentence for wrong, _ in [*ALL, (document(deep(9)), "")] for fault in faults(wrong)
    }
    written = {
        node.args[0].value
        for path in Path("questionnaires/faults").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
    }

    assert written - told == {"nothing"}  # a word within a sentence
    assert told <= written


def test_all_faults_of_the_parts_come_at_once_in_the_order_of_the_file() -> None:
    wrong = document(
        rating("a", scope="ward", requierd=True),
        group("g", question("b", "string"), rating("a")),
        version=None,
        scales=[scale("a", method="median", **SUM)],
    )

    assert [str(fault) for fault in faults(wrong)] == [
        "version: is missing.",
        'item /q1 (linkId "a"): "requierd" is not known here. Is "required" meant?',
        'item /q1 (linkId "a"): scope must be general or place.',
        'item /group2/q1 (linkId "b"): maxLength must be a whole number from 1 to 200.',
        'linkId "a" is used 2 times; it must be used once.',
        'scale "sum": method must be one of sum, mean.',
    ]


def test_all_faults_between_the_parts_come_at_once() -> None:
    wrong = document(
        rating("a", initial="9", enableWhen=[when("x", "=", "1"), when("b", ">", "1")]),
        rating("b", enableWhen=[when("y", "exists", True)]),
        scales=[scale("a", "z", **SUM), scale("a", key="other", least=0, greatest=9)],
    )

    assert [str(fault) for fault in faults(wrong)] == [
        'item /q1 (linkId "a"): initial is no answer to this question.',
        'item /q1 (linkId "a"): enableWhen refers to "x", which does not exist.',
        'item /q1 (linkId "a"): enableWhen: ">" has no meaning for "b" (choice).',
        'item /q2 (linkId "b"): enableWhen refers to "y", which does not exist.',
        'scale "sum": counts "z", which is no question here.',
        'scale "other": least and greatest must be 0 and 3.',
    ]


def test_a_definition_with_faults_is_never_read() -> None:
    with pytest.raises(DefinitionError) as refusal:
        parse(document(ONE, licence=None))

    assert refusal.value.faults == [
        "licence: must hold kind and owner, and may hold citation and notice."
    ]


def test_the_words_of_a_fault_and_what_they_are_about_are_kept_apart() -> None:
    (fault,) = faults(document(rating("q", requierd=True)))

    assert fault.place == 'item /q1 (linkId "q")'
    assert fault.sentence % fault.values == '"requierd" is not known here. Is "required" meant?'


def test_a_document_that_goes_too_deep_to_follow_is_judged_without_falling_over() -> None:
    bottomless: Any = []
    for _level in range(50_000):
        bottomless = [bottomless]

    assert [str(fault) for fault in faults(document(ONE, comment=bottomless))] == [
        '"comment" is not known here.'
    ]
    while bottomless:  # taken apart by hand: to throw it away in one go would be as deep
        bottomless = bottomless.pop()


@pytest.mark.parametrize(
    "good",
    [
        pytest.param(with_options(*TWO, initial="a"), id="initial"),
        pytest.param(with_options(*TWO, repeats=True, initial=["a", "b"]), id="several initial"),
        pytest.param(with_options(TWO[0], repeats=True), id="one box to tick"),
        pytest.param(waiting("=", "c", **OPEN), id="own words of an open choice"),
        pytest.param(waiting("!=", "x", type="string", maxLength=9), id="a line that is not x"),
        pytest.param(waiting(">=", "36.6", type="decimal"), id="a decimal"),
        pytest.param(waiting("<", "10:00", type="time"), id="a time"),
        pytest.param(waiting("exists", False, type="boolean"), id="not answered"),
        pytest.param(
            document(
                group(
                    "g",
                    ONE,
                    group("h", rating("r", enableWhen=[when("q", "=", "1")]), repeats=True),
                    repeats=True,
                )
            ),
            id="the row around",
        ),
        pytest.param(with_scale(bands=[], cut_offs=[], reference=REFERENCE), id="nothing but a reference"),
        pytest.param(with_scale(bands=[BAND | {"least": 1}]), id="a band of one value"),
        pytest.param(document(question("/44250-9", "boolean"), question(" ", "boolean")), id="any linkId"),
        pytest.param(document(question("q", "integer", initial=0, minimum=0)), id="nought is an answer"),
    ],
)  # fmt: skip
def test_what_is_unusual_and_right_has_no_fault(good: dict) -> None:
    assert list(map(str, faults(good))) == []
    assert parse(json.loads(json.dumps(copy.deepcopy(good))))
