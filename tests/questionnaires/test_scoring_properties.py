"""Whatever the scale and the answers, the score is what a person with a pencil would get. Pure."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.branching import asked
from questionnaires.definition import DECLINED, read
from questionnaires.faults import faults
from questionnaires.faults.scales import range_of
from questionnaires.scoring import band_of, rounded, scores
from tests.questionnaires.made import document, question, rating, scale, text, when

NAMES = tuple("abcdef")
WEIGHTS = st.sampled_from([-2, -1, 1, 2, 3, "0.5"])
RULES = st.sampled_from(
    [{"kind": "all"}, {"kind": "half"}, {"kind": "zero"}]
    + [{"kind": "prorate", "most": most} for most in (1, 2)]
)
SKIPPED = (None, "", [], DECLINED)


def pencil(scale: dict, items: dict, answers: dict, are_asked: frozenset) -> Fraction | None:
    """One scale, one line at a time, with nothing shared with the engine but its documents."""
    lines = []  # (weight, value or None) of all that counts
    for entry in scale["items"]:
        name, weight = entry["linkId"], Fraction(str(entry["weight"]))
        item, answer = items[name], answers.get(name)
        if name not in are_asked:
            continue
        if answer == "na" and scale["not_relevant"] == "left_out":
            continue
        value = None if answer == "na" or answer in SKIPPED else Fraction(answer)
        if value is not None and entry["reverse"]:
            value = min(limits(item)) + max(limits(item)) - value
        lines.append((weight, value))
    there = [line for line in lines if line[1] is not None]
    if not there or is_too_little(scale["missing"], len(there), len(lines)):
        return None
    stand_in = Fraction(0)
    if scale["missing"]["kind"] != "zero":
        stand_in = sum(abs(w) * v for w, v in there) / sum(abs(w) for w, v in there)
    total = sum(w * (stand_in if v is None else v) for w, v in lines)
    if scale["method"] == "mean":
        total = total / sum(abs(w) for w, v in lines)
    return total * Fraction(str(scale["multiply"]))


def is_too_little(rule: dict, there: int, lines: int) -> bool:
    if rule["kind"] == "all":
        return there != lines
    if rule["kind"] == "prorate":
        return lines - there > rule["most"]
    return rule["kind"] == "half" and there / lines < 0.5


def limits(item: dict) -> list[int]:
    if item["type"] == "integer":
        return [item["minimum"], item["maximum"]]
    return [option["weight"] for option in item["options"] if "weight" in option]


@st.composite
def forms(draw):
    """A form of up to six questions with the same limits, one scale over some, and answers."""
    least = draw(st.integers(-2, 1))
    names = NAMES[: draw(st.integers(1, 6))]
    items = [draw(one_question(name, least, names[:at])) for at, name in enumerate(names)]
    counted = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    rule = draw(RULES)
    made = scale(
        *(
            {"linkId": name, "weight": draw(WEIGHTS), "reverse": draw(st.booleans())}
            for name in counted
        ),
        method=draw(st.sampled_from(["sum", "mean"])),
        missing=rule if rule.get("most", 0) < len(counted) else {"kind": "all"},
        not_relevant=draw(st.sampled_from(["missing", "left_out"])),
        multiply=draw(st.sampled_from([1, 4, "0.1", -1])),
        least=0,
        greatest=0,
    )
    answers = {item["linkId"]: draw(answer_to(item)) for item in items}
    return document(*items, scales=[made]), answers


@st.composite
def one_question(draw, name: str, least: int, before: tuple[str, ...]):
    conditions = {}
    if before and draw(st.booleans()):
        conditions = {"enableWhen": [when(draw(st.sampled_from(before)), "exists", True)]}
    if draw(st.booleans()):
        return question(name, "integer", minimum=least, maximum=least + 3, **conditions)
    return rating(name, (*range(least, least + 4), None), **conditions)


def answer_to(item: dict):
    if item["type"] == "integer":
        answers = st.integers(item["minimum"], item["maximum"])
    else:
        answers = st.sampled_from([option["code"] for option in item["options"]])
    return answers | st.sampled_from(SKIPPED)


@given(forms())
@settings(max_examples=150)
def test_a_score_is_what_a_pencil_gives(form) -> None:
    made, answers = form
    definition = read(made)
    (found,) = scores(definition, answers)
    items = {item["linkId"]: item for item in made["items"]}

    are_asked = asked(definition, answers)
    assert found.value == pencil(made["scales"][0], items, answers, are_asked)
    assert (found.reason == "") == (found.value is not None)
    counts = (found.answered, found.missing, found.declined, found.not_relevant, found.not_asked)
    assert sum(counts) == len(made["scales"][0]["items"])
    assert found.not_asked == len({e["linkId"] for e in made["scales"][0]["items"]} - are_asked)
    if found.value is not None:
        assert Fraction(found.exact) == found.value


@given(forms())
def test_a_score_of_questions_that_were_all_asked_lies_in_the_range_of_its_scale(form) -> None:
    made, answers = form
    definition = read(made)
    least, greatest = range_of(definition, definition.scales[0])
    (found,) = scores(definition, answers)

    whole = not found.not_asked and not found.not_relevant and found.rule.kind != "zero"
    if whole and found.value is not None:
        assert least <= found.value <= greatest


@given(forms())
def test_the_only_fault_of_such_a_form_is_the_range_it_states(form) -> None:
    made, _ = form
    definition = read(made)
    least, greatest = range_of(definition, definition.scales[0])
    (stated,) = made["scales"]
    said = list(map(str, faults(made)))

    if (least, greatest) != (0, 0):
        ((sentence, ends),) = [line.split(" must be ") for line in said]
        assert sentence == 'scale "sum": least and greatest'
        stated["least"], stated["greatest"] = ends.rstrip(".").split(" and ")
    assert not list(faults(made))


@given(st.lists(st.sampled_from([*range(5), None]), min_size=1, max_size=12), st.integers(1, 11))
def test_unweighted_prorating_is_the_sum_times_questions_by_answers(answers, most: int) -> None:
    names = [f"q{number}" for number in range(len(answers))]
    rule = {"kind": "prorate", "most": most}
    made = scale(*names, least=0, greatest=4 * len(names), missing=rule)
    form = read(document(*(rating(name, range(5)) for name in names), scales=[made]))
    given_answers = [answer for answer in answers if answer is not None]

    coded = {n: str(a) for n, a in zip(names, answers, strict=True) if a is not None}
    (found,) = scores(form, coded)

    if not given_answers or len(answers) - len(given_answers) > most:
        assert found.value is None
    else:
        expected = Fraction(sum(given_answers) * len(answers), len(given_answers))
        assert found.value == expected


@given(st.fractions(max_denominator=10**6), st.integers(0, 6))
def test_a_rounded_value_is_the_nearest_and_on_a_half_the_greater_in_size(value, places) -> None:
    shown = Fraction(rounded(value, places))
    step = Fraction(1, 10**places)

    assert shown % step == 0
    assert abs(shown - value) <= step / 2
    if abs(shown - value) == step / 2:
        assert abs(shown) > abs(value)


@given(st.lists(st.integers(0, 40), min_size=2, max_size=8, unique=True), st.fractions(-2, 45))
def test_each_value_in_the_range_of_the_bands_has_one_band(starts, value: Fraction) -> None:
    starts = sorted(starts)
    ends = [following - 1 for following in starts[1:]] + [41]
    bands = [
        {"code": str(at), "text": text("Bånd"), "least": least, "greatest": greatest}
        for at, (least, greatest) in enumerate(zip(starts, ends, strict=True))
    ]
    made = read(document(rating("a"), scales=[scale("a", least=0, greatest=41, bands=bands)]))

    expected = ""
    if starts[0] <= value <= 41:
        expected = str(max(at for at, least in enumerate(starts) if least <= value))
    assert band_of(made.scales[0], value) == expected
