"""Sentences first: each says what the chart tells, and no more than it tells."""

from types import SimpleNamespace

import pytest
from django.utils.translation import override

from feedback.charts import RunChartDrawing
from feedback.dashboards import (
    SETTLED,
    Sentence,
    card,
    count_in,
    sentence,
    waiting_sentences,
    week_label,
    withheld_sentences,
)
from feedback.models import Measure, Publication
from feedback.seriescharts import NOTHING, Chart
from portal.periods import Week

HIGHER, LOWER = Measure.Direction.HIGHER, Measure.Direction.LOWER


@pytest.fixture(autouse=True)
def _plain_words():
    """The source's own words: what is asked here is which sentence, not how it is put in Danish."""
    with override(None):
        yield


def drawing(*signals: str) -> RunChartDrawing:
    return SimpleNamespace(signals=signals, shift_from="week 12")


def say(chart: Chart, direction: str = HIGHER) -> Sentence:
    return sentence(Measure(title="Known", direction=direction), chart)


def settled(*signals: str, side: int = 0, lasting: bool = False) -> Chart:
    return Chart(drawing(*signals), 20, SETTLED, side, lasting)


def test_without_a_point_there_is_nothing_to_tell() -> None:
    said = say(NOTHING)

    assert said.text == "Known: too few answers to show anything yet."
    assert said.tag == "fewer than 5 answers"
    assert not said.is_signal


@pytest.mark.parametrize(("shown", "tag"), [(1, "1 point"), (11, "11 points"), (14, "14 points")])
def test_with_few_useful_points_it_is_too_early(shown: int, tag: str) -> None:
    said = say(Chart(drawing("shift"), shown, min(shown, SETTLED - 1), 1, True))

    assert said.text == "Known: too early to tell."
    assert said.tag == tag
    assert not said.is_signal


@pytest.mark.parametrize(
    ("side", "direction", "way"),
    [
        pytest.param(1, HIGHER, "right", id="up, and up is good"),
        pytest.param(-1, HIGHER, "wrong", id="down, and up is good"),
        pytest.param(1, LOWER, "wrong", id="up, and down is good"),
        pytest.param(-1, LOWER, "right", id="down, and down is good"),
    ],
)
def test_a_lasting_shift_goes_the_right_or_the_wrong_way(
    side: int, direction: str, way: str
) -> None:
    said = say(settled("shift", side=side, lasting=True), direction)

    assert said.text == f"Known: it is going the {way} way, and has held."
    assert said.tag == "shift from week 12"
    assert said.is_signal


@pytest.mark.parametrize("direction", [HIGHER, LOWER])
def test_a_shift_that_has_ended_is_neither_right_nor_wrong(direction: str) -> None:
    said = say(settled("shift", side=1), direction)

    assert said.text == "Known: there was a shift, but it has not held."
    assert said.is_signal


def test_few_crossings_are_more_than_chance() -> None:
    said = say(settled("crossings"))

    assert said.text == "Known: more than chance is at work."
    assert said.tag == "few crossings"
    assert said.is_signal


def test_no_signal_is_ordinary_variation() -> None:
    said = say(settled())

    assert said.text == "Known: only ordinary variation."
    assert not said.is_signal


@pytest.mark.parametrize(
    ("week", "label"),
    [
        (Week(2026, 48), "week 48"),
        (Week(2026, 1), "week 1"),
        (Week(2025, 52), "week 52, 2025"),
        (Week(2027, 1), "week 1, 2027"),
    ],
)
def test_a_week_of_another_year_says_which(week: Week, label: str) -> None:
    assert week_label(week, this_week=Week(2026, 48)) == label


@pytest.mark.parametrize(
    ("counts", "shown", "has_more"),
    [
        pytest.param([], 0, False, id="nobody yet"),
        pytest.param([7], 7, False, id="one version"),
        pytest.param([7, 6], 13, False, id="two versions"),
        pytest.param([None], 0, True, id="1 to 4"),
        pytest.param([7, None], 7, True, id="1 to 4 beside others"),
    ],
)
def test_the_number_of_this_week(counts: list[int | None], shown: int, has_more: bool) -> None:
    publications = [Publication(week="2026-W48", count=count) for count in counts]
    other = Publication(week="2026-W47", count=100)

    assert count_in([other, *publications], Week(2026, 48)) == (shown, has_more)


def test_a_withheld_week_is_named_and_others_are_not() -> None:
    weeks = [
        Publication(week="2025-W51", status=Publication.Status.WITHHELD),
        Publication(week="2026-W46", status=Publication.Status.CLOSED),
        Publication(week="2026-W48", status=Publication.Status.OPEN),
    ]

    (said,) = withheld_sentences(weeks, Week(2026, 48))

    assert "week 51, 2025" in said.text
    assert not said.is_signal


def test_a_withheld_table_of_several_weeks_names_them_all() -> None:
    weeks = ["2026-W40", "2026-W41", "2026-W43"]
    together = Publication(week=weeks[0], weeks=weeks, status=Publication.Status.WITHHELD)

    (said,) = withheld_sentences([together], Week(2026, 48))

    assert "3 of weeks 40–43" in said.text


def test_weeks_that_wait_are_said_once_and_without_a_number_of_answers() -> None:
    wait, closed = Publication.Status.WAITING, Publication.Status.CLOSED
    weeks = [("2026-W46", wait), ("2026-W45", wait), ("2026-W46", wait), ("2026-W44", closed)]

    (said,) = waiting_sentences(
        [Publication(week=week, status=status) for week, status in weeks], Week(2026, 48)
    )

    assert "week 45, week 46 can" in said.text
    assert waiting_sentences([], Week(2026, 48)) == []


@pytest.mark.parametrize("questionnaire_id", [1, None])
def test_a_card_without_a_point_says_where_points_will_come_from(questionnaire_id) -> None:
    measure = Measure(pk=3, title="Known", questionnaire_id=questionnaire_id)

    shown = card(measure, Chart(drawing(), shown_count=0))

    assert shown.chart is None
    assert ("another system" in shown.empty_text) == (questionnaire_id is None)
