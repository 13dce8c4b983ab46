"""Advice to those who write questionnaires; it stops nobody."""

import copy
import json
from pathlib import Path

import pytest

from questionnaires.faults import faults, parse
from questionnaires.wording import Advice, advice, seconds_to_answer, untranslated

FOLDER = Path("questionnaires/instruments")
NAMES = sorted(path.stem for path in FOLDER.glob("*.json") if path.stem != "bfi_25")
FIRST = 'item /q1 (linkId "q1")'


def choice(number: int = 1, text: str = "Går det godt?", **changes) -> dict:
    options = [
        {"code": str(weight), "text": {"da": f"Svar {weight}"}, "weight": weight}
        for weight in range(3)
    ]
    question = {"linkId": f"q{number}", "type": "choice", "text": {"da": text}, "options": options}
    return copy.deepcopy(question | changes)


def scale(*link_ids: str, **changes) -> dict:
    return {
        "key": "s",
        "title": {"da": "Skala"},
        "items": [{"linkId": link_id} for link_id in link_ids],
        "method": "sum",
        "direction": "higher_is_better",
        "least": 0,
        "greatest": 2 * len(link_ids),
    } | changes


def document(*items: dict, scales: tuple[dict, ...] = (), **changes) -> dict:
    return {
        "key": "prove",
        "version": "1",
        "licence": {"kind": "own", "owner": "Kilden"},
        "reporter": "relative",
        "title": {"da": "Prøve"},
        "items": list(items),
        "scales": list(scales),
    } | changes


def given(*items: dict, **changes) -> list[Advice]:
    return advice(parse(document(*items, **changes)))


def about(*items: dict, **changes) -> list[tuple[str, str]]:
    return [(each.about, str(each)) for each in given(*items, **changes)]


def reversed_options(number: int, **changes) -> dict:
    question = choice(number, **changes)
    question["options"].reverse()
    return question


@pytest.mark.parametrize("name", [name for name in NAMES if name != "vaeske_vandladningsskema"])
def test_our_own_questionnaires_need_no_advice_in_danish(name: str) -> None:
    definition = parse(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))

    assert [str(each) for each in advice(definition) if each.about != "translation"] == []


def test_advice_is_no_fault() -> None:
    bad = document(choice(text="Var det ikke både godt og skidt, vel?"))

    assert list(faults(bad)) == []
    assert advice(parse(bad))


def test_eight_questions_are_enough() -> None:
    items = [choice(number) for number in range(1, 10)]

    assert about(*items[:8]) == []
    assert about(*items) == [("length", "There are 9 questions. Try to manage with 8.")]


def test_a_diary_counts_as_one_question_and_what_is_hidden_as_none() -> None:
    rows = {
        "linkId": "linjer",
        "type": "group",
        "repeats": True,
        "items": [choice(number) for number in range(1, 8)],
    }
    others = [choice(number, hidden=number > 17) for number in range(11, 20)]

    assert [about for about, _sentence in about_of(rows, *others)] == []


def about_of(*items: dict) -> list[tuple[str, str]]:
    return [each for each in about(*items) if each[0] == "length"]


def test_own_words_take_longer_than_a_tap() -> None:
    tap = seconds_to_answer(parse(document(choice())))
    words = {"linkId": "ord", "type": "text", "maxLength": 200, "text": {"da": "Hvorfor?"}}

    assert tap == 10
    assert seconds_to_answer(parse(document(words))) > 3 * tap
    assert seconds_to_answer(parse(document(choice(repeats=True)))) > tap


def test_what_is_read_takes_time_too() -> None:
    long = {"da": "ord " * 90}

    assert seconds_to_answer(parse(document(choice(), intro=long))) == 10 + 30
    assert seconds_to_answer(parse(document(choice(help=long)))) == 10 + 30


def test_more_than_two_minutes_are_told() -> None:
    texts = [
        {"linkId": f"t{n}", "type": "text", "maxLength": 200, "text": {"da": "Hvorfor?"}}
        for n in range(3)
    ]

    assert about(*texts[:2]) == []
    assert about(*texts) == [
        ("time", "It takes about 3 minutes. On a phone 2 is what people have.")
    ]


HARD = "Hvorledes oplever I den tværsektorielle koordination vedrørende jeres barns inkontinensudredning?"


def test_hard_words_are_told_with_their_lix() -> None:
    assert about(choice(text=HARD)) == [
        (
            "words",
            f"{FIRST}: is hard to read: LIX 70, where 32 is the most. Use shorter words.",
        )
    ]


def test_hard_words_are_told_in_intro_and_help_too() -> None:
    hard = {"da": HARD}

    assert [each.place for each in given(choice(help=hard), intro=hard, thanks=hard)] == [
        "intro", "thanks", FIRST,
    ]  # fmt: skip


def test_the_three_traps_of_a_question_are_told_apart() -> None:
    found = given(choice(text="Var det ikke venligt og dygtigt, vel?"))

    assert [each.about for each in found] == ["two", "turned", "leading"]
    assert "“venligt og dygtigt”" in str(found[0])


def test_own_words_may_answer_two_things() -> None:
    words = {"linkId": "ord", "type": "text", "maxLength": 200}

    assert about(words | {"text": {"da": "Hvad manglede, eller hvad var godt?"}}) == []


def test_a_text_to_read_is_no_question() -> None:
    text = {"linkId": "laes", "type": "display", "text": {"da": "Svar ikke på hvad og hvordan."}}

    assert about(text, choice()) == []


def test_a_long_answer_is_told() -> None:
    question = choice()
    question["options"][1]["text"]["da"] = "x" * 61

    assert about(question) == [
        ("long option", f'{FIRST}, option "1": is long for a phone: more than 60 characters.')
    ]


def test_dont_know_comes_last() -> None:
    question = choice()
    question["options"].insert(1, {"code": "nej", "text": {"da": "Ved ikke"}, "not_relevant": True})

    assert about(question) == [
        ("order", f"{FIRST}: has an answer that is no rating among the others. Put it last.")
    ]


def test_faces_go_from_sad_to_glad() -> None:
    question = choice(control="faces")
    for option, face in zip(question["options"], (5, 3, 1), strict=True):
        option["face"] = face

    assert about(question) == [("order", f"{FIRST}: has faces that do not go from sad to glad.")]


def test_weights_that_jump_about_are_told() -> None:
    question = choice()
    question["options"][0]["weight"] = 5

    assert [sentence for _about, sentence in about(question)] == [
        f"{FIRST}: has weights that neither rise nor fall from answer to answer."
    ]


def test_a_question_that_runs_the_other_way_is_told() -> None:
    items = [choice(1), choice(2), reversed_options(3)]

    assert about(*items, scales=(scale("q1", "q2", "q3"),)) == [
        (
            "order",
            'item /q3 (linkId "q3"): runs the other way than the other questions of the scale “s”.',
        )
    ]
    assert about(*items) == []


@pytest.mark.parametrize(
    ("direction", "top_box", "reverse", "is_told"),
    [
        ("higher_is_better", ["2"], False, False),
        ("higher_is_better", ["0"], False, True),
        ("higher_is_better", ["0"], True, False),
        ("lower_is_better", ["2"], False, True),
        ("lower_is_better", ["0"], False, False),
        ("lower_is_better", ["1"], False, False),
    ],
)
def test_good_answers_that_count_as_bad_are_told(direction, top_box, reverse, is_told) -> None:
    part = {"linkId": "q1", "reverse": reverse}
    found = about(choice(top_box=top_box), scales=(scale("q1", items=[part], direction=direction),))

    assert bool(found) == is_told


def test_missing_translations_are_counted_once_somebody_has_begun() -> None:
    question = choice()
    question["text"]["en"] = "Is it going well?"

    assert about(choice()) == []
    assert about(question) == [("translation", "4 of 5 texts are missing in en.")]
    assert untranslated(parse(document(question))) == {"da": 0, "en": 4, "ar": 5}
