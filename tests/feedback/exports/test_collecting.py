"""What is taken away is what is published, and what is not shown says why."""

import pytest
from django.utils.translation import override

from feedback.demo import build_referrals
from feedback.exports.numbers import Number
from feedback.exports.quarters import by_quarter, quarters
from feedback.exports.series import all_series
from feedback.models import (
    DetailPublication,
    Observation,
    PagePublication,
    Publication,
    ThemePublication,
)
from tests.cast import Town
from tests.conftest import TUESDAY
from tests.feedback import details
from tests.feedback.exports.published import (
    QUARTER,
    publish_everything,
    publish_pages,
    publish_themes,
    publish_weeks,
)

pytestmark = pytest.mark.django_db


def numbers_of(town: Town, kind: str) -> list[Number]:
    return [number for number in by_quarter(town.platform)[QUARTER] if number.kind == kind]


def test_a_platform_without_publications_has_no_numbers(town: Town) -> None:
    assert all_series(town.platform) == []
    assert quarters(town.platform) == []
    assert by_quarter(town.platform) == {}


def test_a_measure_without_points_is_there_without_numbers(town: Town) -> None:
    measure = publish_weeks(town)
    Publication.objects.all().delete()

    [series] = all_series(town.platform)

    assert series.measure == measure
    assert (series.numbers, series.rules, series.kind_of_chart, series.signals) == ((), "", "", ())


def test_where_all_weeks_wait_there_is_no_point_and_no_crash(town: Town) -> None:
    publish_weeks(town)
    Publication.objects.exclude(status="waiting").delete()

    [series] = all_series(town.platform)

    assert [number.mask for number in series.numbers] == ["waiting"]
    assert series.chart.drawing is None


def test_every_week_of_a_measure_has_its_number_or_says_why_not(town: Town) -> None:
    publish_weeks(town)

    [series] = all_series(town.platform)

    assert [(one.first, one.numerator, one.mask) for one in series.numbers] == [
        ("2026-W27", 12, ""),
        ("2026-W28", None, "few"),
        ("2026-W29", None, "withheld"),
        ("2026-W30", None, "nobody"),
        ("2026-W31", 15, ""),
        ("2026-W32", None, "waiting"),
    ]
    assert [one.value for one in series.numbers] == [0.6, None, None, None, 0.75, None]
    assert series.numbers[0].rules == series.rules == "anhoej"
    assert series.numbers[0].version == "kontakten-i-dag:1.1"


def test_the_week_that_runs_is_in_no_file(town: Town) -> None:
    publish_weeks(town)
    Publication.objects.filter(week="2026-W32").update(status="open")

    [series] = all_series(town.platform)

    assert [number.first for number in series.numbers][-1] == "2026-W31"


def test_weeks_put_together_are_one_number_that_names_them(town: Town) -> None:
    publish_weeks(town)
    Publication.objects.filter(week="2026-W27").update(weeks=["2026-W27", "2026-W29"])
    Publication.objects.filter(week="2026-W29").update(status="merged")

    [series] = all_series(town.platform)

    first = series.numbers[0]
    assert (first.first, first.last, first.weeks) == ("2026-W27", "2026-W29", "2026-W27 2026-W29")


def test_a_series_from_another_system_has_dates_and_no_questionnaire(town: Town) -> None:
    build_referrals(town.platform, TUESDAY.date())
    Observation.objects.filter(on="2026-10-01").update(numerator=None)

    [series] = all_series(town.platform, "henvisninger")

    masked = series.numbers[-1]
    assert (masked.first, masked.weeks, masked.mask, masked.value) == (
        "2026-10-01",
        "",
        "few",
        None,
    )
    shown = series.numbers[-2]
    assert (shown.unit, shown.value) == ("count", shown.numerator)
    assert all(number.is_synthetic and not number.questionnaire for number in series.numbers)


def test_a_measure_of_another_platform_or_of_no_name_is_not_found(town: Town) -> None:
    publish_weeks(town)

    assert all_series(town.platform, "findes-ikke") == []


# --- quarters -----------------------------------------------------------------------------------


def test_each_answer_at_each_age_is_a_number_of_everybody_of_that_age(town: Town) -> None:
    details.publish(town.platform)

    found = numbers_of(town, "question")

    degrees = [one for one in found if one.code == "hvem" and one.segment_kind != "place"]
    assert len(degrees) == 6 * 5
    everybody = {one.answer: one.numerator for one in degrees if one.segment_kind == "all"}
    assert everybody == {
        "Nej, slet ikke": 20,
        "I mindre grad": 20,
        "I nogen grad": 40,
        "I høj grad": 40,
        "Ved ikke": 20,
        "sprunget over": 20,
    }
    assert {one.denominator for one in degrees} == {40, 160}


def test_stretches_of_a_line_and_of_a_scale_are_numbers(town: Town) -> None:
    details.publish(town.platform)

    line = [one for one in numbers_of(town, "question") if one.code == "let"]
    scale = numbers_of(town, "scale")

    assert [one.answer for one in line if one.segment_kind == "all"][:2] == ["0–10", "10–20"]
    assert {one.code for one in scale} == {"s"}
    assert len(scale) == len(line) == 11 * 5


def test_a_place_with_too_few_has_no_number(town: Town) -> None:
    details.publish(town.platform)

    places = {
        one.segment: one for one in numbers_of(town, "question") if one.segment_kind == "place"
    }

    assert (places["Aalborg"].numerator, places["Aalborg"].denominator) == (10, 20)
    assert (places["Læsø"].numerator, places["Læsø"].value, places["Læsø"].mask) == (
        None,
        None,
        "few",
    )
    assert "»I nogen grad« eller »I høj grad«" in places["Læsø"].definition


def test_pages_and_themes_are_numbers(town: Town) -> None:
    publish_pages(town)
    publish_themes(town)

    pages = [(one.title, one.numerator, one.mask) for one in numbers_of(town, "page")]
    themes = [(one.title, one.numerator, one.denominator) for one in numbers_of(town, "theme")]

    assert pages == [
        ("Når barnet holder sig", 21, ""),
        ("Andre steder", None, "few"),
        ("Alle sider", 28, ""),
    ]
    assert themes == [("Ventetid", 11, 18), ("Skyld", None, 18)]


def test_what_is_withheld_is_one_line_that_says_so(town: Town) -> None:
    publish_everything(town)
    for model in (DetailPublication, PagePublication, ThemePublication):
        model.objects.update(status="withheld", table={})

    found = by_quarter(town.platform)[QUARTER]

    assert [(one.kind, one.mask, one.numerator) for one in found] == [
        ("question", "withheld", None),
        ("page", "withheld", None),
        ("theme", "withheld", None),
    ]


def test_few_who_wrote_are_no_number(town: Town) -> None:
    publish_themes(town, status="few")

    [one] = numbers_of(town, "theme")

    assert (one.mask, one.numerator, one.denominator) == ("few", None, None)


def test_the_words_are_in_the_language_that_is_spoken(town: Town) -> None:
    details.publish(town.platform)

    with override("en"):
        titles = {one.title for one in numbers_of(town, "question")}

    assert titles == {"Did you know who?", "How easy?"}


def test_every_number_says_how_it_is_counted_of_what_and_when(town: Town) -> None:
    publish_everything(town)

    found = [*by_quarter(town.platform)[QUARTER], *all_series(town.platform)[0].numbers]

    assert len(found) > 100
    assert all(
        one.definition and one.title and one.code and one.first and one.last for one in found
    )
    assert all(one.mask or one.numerator is not None for one in found)


def test_how_often_the_database_is_asked_is_the_same_for_one_quarter_and_for_many(
    town: Town, django_assert_num_queries
) -> None:
    publish_everything(town)
    for quarter in ("2025-Q4", "2026-Q1"):
        details.publish(town.platform, quarter=quarter)

    # ages; details; pages; themes with their lists, and the names in them
    with django_assert_num_queries(5):
        by_quarter(town.platform)
    # measures, their observations, the publications of weeks
    with django_assert_num_queries(4):
        all_series(town.platform)
