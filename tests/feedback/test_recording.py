"""A signal is written down once, with its chart as it was, and with what was published and nothing else."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.template.loader import render_to_string
from django.utils import timezone

from feedback import marking
from feedback.models import ChartMark, Measure, Observation, Publication, Signal
from feedback.recording import record_signals
from feedback.themes import publish_all_closed
from portal.periods import Week
from tests.cast import Town

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
LOW, HIGH = [40, 42] * 6, [60, 62] * 5
FIRST = Week(2026, 20)


@pytest.fixture
def measure(town: Town) -> Measure:
    return Measure.objects.create(
        slug="m", title="Ventetid", definition="–", platform=town.platform, source="series"
    )


def add(measure: Measure, *values: int | None, is_synthetic: bool = False) -> None:
    start = measure.observations.count()
    Observation.objects.bulk_create(
        Observation(measure=measure, on=day(at), numerator=value, is_synthetic=is_synthetic)
        for at, value in enumerate(values, start=start)
    )


def day(at: int) -> date:
    return date(2025, 1, 6) + timedelta(weeks=at)


def mark(town: Town, measure: Measure, kind: str, at: int) -> ChartMark:
    return marking.mark(
        measure=measure,
        kind=kind,
        point=str(day(at)),
        reason="Derfor",
        by=town.people.ida,
        at=timezone.now(),
    )


def recorded() -> list[tuple[str, int, str]]:
    return [(each.rule, each.side, each.start) for each in Signal.objects.order_by("pk")]


# --- nothing to write ---------------------------------------------------------------------------


@pytest.mark.parametrize("values", [(), (None,), (None,) * 30, (40, 42) * 12, (1, 9) * 4], ids=str)
def test_a_chart_that_tells_nothing_leaves_nothing(measure: Measure, values: tuple) -> None:
    add(measure, *values)

    assert record_signals(on=TODAY) == 0
    assert recorded() == []


def test_a_chart_that_is_too_early_to_judge_gives_no_signal(town: Town, measure: Measure) -> None:
    add(measure, 40, 42, 40, 60, 61, 62, 63, 64, 65, 66)
    mark(town, measure, "freeze", 2)

    assert record_signals(on=TODAY) == 0


# --- once ---------------------------------------------------------------------------------------


def test_a_signal_is_written_down_with_its_rule_points_and_day(measure: Measure) -> None:
    add(measure, *LOW, *HIGH)

    assert record_signals(on=TODAY) == 1

    signal = Signal.objects.get()
    assert (signal.rules, signal.rule, signal.side) == ("anhoej", "shift", 1)
    assert (signal.start, len(signal.points)) == (str(day(12)), 10)
    assert (signal.recorded_on, signal.is_better, signal.is_synthetic) == (TODAY, True, False)


def test_a_signal_that_stays_is_not_written_again(measure: Measure) -> None:
    add(measure, *LOW, *HIGH)
    record_signals(on=TODAY)

    assert record_signals(on=TODAY) == 0
    add(measure, 61, 63)
    assert record_signals(on=TODAY + timedelta(weeks=2)) == 0


def test_a_new_shift_is_a_new_signal(town: Town, measure: Measure) -> None:
    add(measure, *LOW, *HIGH)
    mark(town, measure, "freeze", 11)
    record_signals(on=TODAY)
    add(measure, *[20, 22] * 6)

    assert record_signals(on=TODAY) == 1
    assert recorded()[1][:2] == ("shift", -1)


def test_a_new_line_gives_a_new_signal(town: Town, measure: Measure) -> None:
    add(measure, *LOW, *HIGH)
    record_signals(on=TODAY)
    mark(town, measure, "freeze", 11)

    assert record_signals(on=TODAY) == 1
    assert Signal.objects.first().baseline == f"freeze {day(11)}"


def test_a_new_part_begins_without_a_signal_and_may_get_one(town: Town, measure: Measure) -> None:
    add(measure, *LOW, *HIGH)
    record_signals(on=TODAY)
    mark(town, measure, "part", 12)

    assert record_signals(on=TODAY) == 0
    add(measure, *[61] * 2, *[90, 92] * 6)
    assert record_signals(on=TODAY) == 1
    assert Signal.objects.first().baseline == f"part {day(12)}"


def test_with_other_rules_it_is_another_signal(measure: Measure) -> None:
    add(measure, *LOW, *HIGH)
    record_signals(on=TODAY)
    Measure.objects.update(rules="nhs")

    record_signals(on=TODAY)

    assert {signal.rules for signal in Signal.objects.all()} == {"anhoej", "nhs"}
    assert record_signals(on=TODAY) == 0


def test_where_lower_is_better_a_rise_is_for_the_worse(measure: Measure) -> None:
    Measure.objects.update(direction="lower")
    add(measure, *LOW, *HIGH)
    record_signals(on=TODAY)

    assert Signal.objects.get().is_better is False


def test_made_up_numbers_make_a_made_up_signal(measure: Measure) -> None:
    add(measure, *LOW, *HIGH, is_synthetic=True)
    record_signals(on=TODAY)

    assert Signal.objects.get().is_synthetic


# --- the chart as it was ------------------------------------------------------------------------


def test_the_chart_of_a_signal_never_changes(town: Town, measure: Measure) -> None:
    add(measure, *LOW, *HIGH)
    record_signals(on=TODAY)
    before = Signal.objects.get().chart

    measure.observations.update(numerator=1)
    mark(town, measure, "exclude", 3)
    Measure.objects.update(title="Noget andet")
    record_signals(on=TODAY)

    assert Signal.objects.get().chart == before
    html = render_to_string("feedback/components/run_chart.html", {"chart": before})
    assert "Ventetid" in html
    assert html.count('class="rc-signal"') == 2 * 10 + 1  # two pictures, and the key


def test_a_masked_number_is_in_no_frozen_chart(measure: Measure) -> None:
    add(measure, *LOW, None, *HIGH)
    record_signals(on=TODAY)

    chart = Signal.objects.get().chart
    assert [row["value"] for row in chart["rows"] if row["state"] == "masked"] == [None]
    assert json.loads(json.dumps(chart)) == chart


# --- the doors that write it --------------------------------------------------------------------


def weekly(town: Town) -> None:
    version = town.poster.campaign.version
    Measure.objects.create(
        slug="w",
        title="Ved det",
        definition="–",
        platform=town.platform,
        questionnaire=version.questionnaire,
        link_id="a",
    )
    Publication.objects.bulk_create(
        Publication(
            platform=town.platform,
            version=version,
            week=str(FIRST.plus(at)),
            status="closed",
            table={"people": {"all": 100}, "top": {"a": {"all": top}}},
        )
        for at, top in enumerate([*LOW, *HIGH])
    )


def test_publishing_writes_what_the_weeks_signal(town: Town) -> None:
    weekly(town)

    publish_all_closed(this_week=Week(2026, 48))
    publish_all_closed(this_week=Week(2026, 48))

    assert recorded() == [("shift", 1, str(FIRST.plus(12)))]


def test_reading_a_series_in_writes_what_it_signals(measure: Measure, tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    lines = [f"{day(at)};{value}" for at, value in enumerate([*LOW, *HIGH])]
    file.write_text("\n".join(["dato;antal", *lines]), encoding="utf-8")

    for _time in range(2):
        call_command("import_series", "m", str(file), date="dato", numerator="antal")

    assert [each[:2] for each in recorded()] == [("shift", 1)]


def test_signals_are_written_though_tallies_and_answers_cannot_be_read(town: Town) -> None:
    weekly(town)
    closed = ("feedback_tally", "questionnaires_response", "questionnaires_score")

    def refuse(execute, sql, params, many, context):
        assert not any(f'"{table}"' in sql for table in closed), sql
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        assert record_signals(on=TODAY) == 1


def test_a_measure_with_a_signal_or_a_mark_cannot_be_deleted(measure: Measure) -> None:
    add(measure, *LOW, *HIGH)
    record_signals(on=TODAY)

    with pytest.raises(Exception, match="protected"):
        measure.delete()
