"""From published weeks and stored points to a chart: what is missing is a gap, never a zero."""

from datetime import date

import pytest
from django.utils import timezone

from feedback.models import ChartMark, Measure, Observation, Publication
from feedback.seriescharts import (
    NOTHING,
    Chart,
    chart_of_observations,
    chart_of_publications,
    rules_of,
    share,
    weeks_words,
)
from portal.periods import Week
from tests.cast import Town

MEASURE = Measure(pk=1, title="Ved, hvem de kan spørge", questionnaire_id=1, link_id="a")
CLOSED, OPEN, WITHHELD = "closed", "open", "withheld"


def week(
    text: str, top: int | None = 12, people: int | None = 20, status: str = CLOSED
) -> Publication:
    table = {"people": {"all": people}, "top": {"a": {"all": top}}} if status == CLOSED else {}
    return Publication(week=text, status=status, count=people, table=table)


def states(chart: Chart) -> list[tuple[str, str]]:
    return [(row.label.split()[-1], row.state) for row in chart.drawing.rows]


def values(chart: Chart) -> list[str | None]:
    return [row.value and row.value.split()[0] for row in chart.drawing.rows]


def test_a_week_is_the_share_of_everyone_who_answered() -> None:
    chart = chart_of_publications(MEASURE, [week("2026-W46", 5, 20), week("2026-W47", 13, 26)])

    assert values(chart) == ["25", "50"]
    assert chart.shown_count == 2


def test_weeks_come_in_their_order_also_across_a_year() -> None:
    given = [week("2027-W02"), week("2026-W53"), week("2026-W52"), week("2027-W01")]

    chart = chart_of_publications(MEASURE, given)

    assert [number for number, _state in states(chart)] == ["52", "53", "1", "2"]


def test_a_week_without_answers_is_a_gap_and_not_hidden() -> None:
    chart = chart_of_publications(MEASURE, [week("2026-W45"), week("2026-W47")])

    assert states(chart) == [("45", "shown"), ("46", "missing"), ("47", "shown")]
    assert not chart.drawing.has_masked


@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param(week("2026-W46", None, 20), id="the share is masked"),
        pytest.param(week("2026-W46", 12, None), id="the people are masked"),
        pytest.param(week("2026-W46", None, None, WITHHELD), id="the week is withheld"),
    ],
)
def test_a_week_with_too_few_answers_is_marked_and_has_no_value(hidden: Publication) -> None:
    chart = chart_of_publications(MEASURE, [week("2026-W45"), hidden, week("2026-W47")])

    assert states(chart) == [("45", "shown"), ("46", "masked"), ("47", "shown")]
    assert values(chart)[1] is None
    assert chart.shown_count == 2


def test_the_week_that_runs_is_not_drawn() -> None:
    chart = chart_of_publications(MEASURE, [week("2026-W47"), week("2026-W48", status=OPEN)])

    assert states(chart) == [("47", "shown")]
    assert chart_of_publications(MEASURE, [week("2026-W48", status=OPEN)]) == NOTHING
    assert chart_of_publications(MEASURE, []) == NOTHING


def test_only_masked_weeks_make_a_chart_without_a_point() -> None:
    chart = chart_of_publications(MEASURE, [week("2026-W46", None), week("2026-W47", None)])

    assert chart.shown_count == chart.useful_count == chart.shift_side == 0


def test_a_question_that_the_version_does_not_have_has_no_share() -> None:
    another = Measure(questionnaire_id=1, link_id="another")
    assert share(week("2026-W47"), another) == (None, None)
    assert share(None, MEASURE) == (None, None)


def test_a_measure_of_chosen_answers_reads_its_own_row() -> None:
    publication = week("2026-W47")
    publication.table["in"] = {"a|0,1": {"all": 9}, "scale:s|low": {"all": 8}}
    choosing = Measure(source="choosing", link_id="a", codes="1, 0")
    band = Measure(source="band", scale="s", codes="low")

    people = publication.table["people"]["all"]
    assert share(publication, choosing) == (9, people)
    assert share(publication, band) == (8, people)


def test_weeks_put_together_are_one_point_and_a_week_that_waits_is_none() -> None:
    together = week("2026-W40")
    together.weeks = ["2026-W40", "2026-W42"]
    merged, waiting = (
        Publication(week=name, status=status)
        for name, status in (("2026-W42", "merged"), ("2026-W43", "waiting"))
    )

    chart = chart_of_publications(MEASURE, [together, week("2026-W41"), merged, waiting])

    assert [row.label for row in chart.drawing.rows] == ["2 af uge 40–42", "uge 41"]
    assert [row.state for row in chart.drawing.rows] == ["shown", "shown"]


@pytest.mark.parametrize(
    ("weeks", "words"),
    [
        pytest.param([40], "uge 40", id="one"),
        pytest.param([40, 41, 42], "uge 40–42", id="one after the other"),
        pytest.param([40, 42], "2 af uge 40–42", id="with a gap"),
    ],
)
def test_weeks_with_a_gap_between_them_are_not_said_to_be_a_stretch(
    weeks: list[int], words: str
) -> None:
    assert weeks_words([Week(2026, number) for number in weeks]) == words


def test_made_up_answers_make_the_chart_made_up() -> None:
    made_up = Publication(week="2026-W47", status=CLOSED, is_synthetic=True, table={})

    assert chart_of_publications(MEASURE, [week("2026-W46"), made_up]).is_synthetic
    assert not chart_of_publications(MEASURE, [week("2026-W46")]).is_synthetic


def rising(low: int, high: int) -> list[Publication]:
    first = Week(2026, 20)
    return [week(str(first.plus(at)), top, 100) for at, top in enumerate([*low, *high])]


def test_a_shift_that_reaches_the_newest_week_is_lasting() -> None:
    chart = chart_of_publications(MEASURE, rising([40, 42] * 5, [60, 62] * 5))

    assert chart.shift_side == 1
    assert chart.is_shift_lasting


def test_a_shift_that_was_followed_by_the_old_level_is_not() -> None:
    chart = chart_of_publications(MEASURE, rising([60] * 10, [40, 40, 40, 70] * 5))

    assert chart.shift_side == 1
    assert not chart.is_shift_lasting


def test_of_two_levels_the_newest_is_the_shift_though_the_old_one_lasted_longer() -> None:
    chart = chart_of_publications(MEASURE, rising([40, 42] * 6, [60, 62] * 5))

    assert (chart.shift_side, chart.is_shift_lasting) == (1, True)


def test_marks_of_a_measure_reach_the_arithmetic_also_on_weeks_put_together() -> None:
    together = week("2026-W40")
    together.weeks = ["2026-W40", "2026-W42"]
    marks = [
        ChartMark(pk=at, kind=kind, point=point, reason="r", made_at=timezone.now())
        for at, (kind, point) in enumerate((("part", "2026-W42"), ("exclude", "2026-W41")))
    ]

    chart = chart_of_publications(MEASURE, [week("2026-W39"), together, week("2026-W41")], marks)

    assert [point.part for point in chart.analysis.points] == [1, 2, 2]
    assert [point.is_excluded for point in chart.analysis.points] == [False, False, True]
    assert [mark.label for mark in chart.drawing.marks] == ["2 af uge 40–42", "uge 41"]


@pytest.mark.parametrize(
    ("direction", "improvement"), [("higher", "increase"), ("lower", "decrease")]
)
def test_the_nhs_rules_ask_for_an_xmr_chart_a_direction_and_a_target(
    direction: str, improvement: str
) -> None:
    measure = Measure(rules="nhs", direction=direction)

    assert rules_of(measure, target=5) == {
        "rules": "nhs", "chart": "i", "improvement": improvement, "target": 5,
    }  # fmt: skip
    assert rules_of(Measure(rules="anhoej"), target=5) == {}


@pytest.fixture
def measure(town: Town) -> Measure:
    return Measure.objects.create(
        slug="m", title="M", definition="–", platform=town.platform, source="series"
    )


def store(measure: Measure, *points: tuple[int | None, int | None]) -> None:
    Observation.objects.bulk_create(
        Observation(measure=measure, on=date(2026, at, 1), numerator=number, denominator=of)
        for at, (number, of) in enumerate(points, start=1)
    )


@pytest.mark.django_db
def test_a_series_of_counts_is_drawn_as_it_is(measure: Measure) -> None:
    store(measure, (40, None), (None, None), (1200, None))

    chart = chart_of_observations(measure)

    assert values(chart) == ["40", None, "1.200"]
    assert [state for _label, state in states(chart)] == ["shown", "masked", "shown"]


@pytest.mark.django_db
def test_a_series_with_denominators_is_drawn_as_shares(measure: Measure) -> None:
    store(measure, (40, 80), (None, None), (25, 100))

    assert values(chart_of_observations(measure)) == ["50", None, "25"]


@pytest.mark.django_db
@pytest.mark.parametrize("points", [[], [(None, None)], [(None, None), (None, None)]])
def test_a_series_with_nothing_to_see_is_no_fault(measure: Measure, points: list) -> None:
    store(measure, *points)

    assert chart_of_observations(measure).shown_count == 0
