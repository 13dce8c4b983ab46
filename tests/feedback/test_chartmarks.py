"""Marks on a chart, read: bad ones are refused, and one whose point is gone changes nothing."""

from dataclasses import dataclass
from datetime import date

import pytest

from feedback.chartmarks import Reading, Spot, fault_of, place_of_day, read

WEEKS = [Spot(f"2026-W{number}") for number in range(10, 30)]
MERGED = [Spot("2026-W10"), Spot("2026-W11", ("2026-W11", "2026-W13")), Spot("2026-W12")]


@dataclass(frozen=True)
class Made:
    kind: str
    point: str
    is_active: bool = True


def fault(kind: str, point: str, *marks: Made, rules: str = "anhoej") -> tuple[str, str] | None:
    found = fault_of(kind, point, WEEKS, marks, rules)
    return found and (found.place, found.sentence % found.values)


# --- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["note", "exclude", "freeze", "part"])
@pytest.mark.parametrize("point", ["2026-W30", "2026-11-01", "W10", "", "uge 10", "2026-W10 "])
def test_a_point_that_is_not_on_the_chart_is_refused(kind: str, point: str) -> None:
    assert fault(kind, point) == ("point", "The chart has no such point. Choose one that is on it.")


def test_a_chart_without_points_takes_no_mark() -> None:
    assert fault_of("note", "2026-W10", [], [], "anhoej") is not None


def test_a_part_cannot_begin_where_the_chart_does() -> None:
    assert fault("part", "2026-W10")[0] == "point"
    assert fault("part", "2026-W11") is None


def test_a_chart_is_in_parts_or_frozen_and_not_both() -> None:
    frozen, part = Made("freeze", "2026-W21"), Made("part", "2026-W21")

    assert fault("part", "2026-W15", frozen)[0] == "kind"
    assert fault("freeze", "2026-W15", part)[0] == "kind"
    assert fault("freeze", "2026-W15", frozen)[0] == "kind"


def test_a_mark_taken_back_stands_in_nobodys_way() -> None:
    assert fault("part", "2026-W15", Made("freeze", "2026-W21", is_active=False)) is None
    assert fault("exclude", "2026-W15", Made("exclude", "2026-W15", is_active=False)) is None


@pytest.mark.parametrize("kind", ["exclude", "part"])
def test_a_point_is_left_out_or_begins_a_part_once(kind: str) -> None:
    assert fault(kind, "2026-W15", Made(kind, "2026-W15"))[0] == "point"
    assert fault(kind, "2026-W16", Made(kind, "2026-W15")) is None


def test_a_merged_week_is_the_same_point_by_each_of_its_names() -> None:
    assert fault_of("exclude", "2026-W13", MERGED, [Made("exclude", "2026-W11")], "anhoej")
    assert fault_of("exclude", "2026-W12", MERGED, [Made("exclude", "2026-W11")], "anhoej") is None


def test_a_point_may_have_many_notes() -> None:
    assert fault("note", "2026-W15", Made("note", "2026-W15"), Made("exclude", "2026-W15")) is None


@pytest.mark.parametrize(
    ("point", "rules", "is_refused"),
    [
        ("2026-W20", "nhs", True),  # the eleventh
        ("2026-W21", "nhs", False),
        ("2026-W20", "anhoej", False),
    ],
)
def test_the_nhs_rules_freeze_after_twelve_points(point: str, rules: str, is_refused: bool) -> None:
    assert (fault("freeze", point, rules=rules) is not None) == is_refused


# --- what is read -------------------------------------------------------------------------------


def test_without_marks_nothing_is_asked_of_the_arithmetic() -> None:
    assert read([], WEEKS) == Reading()
    assert Reading().options == {"freeze": None, "parts": (), "exclude": ()}


def test_each_kind_becomes_what_the_arithmetic_takes() -> None:
    parts = read([Made("part", "2026-W15"), Made("part", "2026-W20")], WEEKS)
    frozen = read([Made("freeze", "2026-W21"), Made("exclude", "2026-W12")], WEEKS)

    assert (parts.parts, parts.baseline) == ((5, 10), "part 2026-W20")
    assert (frozen.freeze, frozen.exclude, frozen.baseline) == (12, (3,), "freeze 2026-W21")


def test_marks_are_placed_in_the_order_of_their_points() -> None:
    late, early = Made("note", "2026-W20"), Made("note", "2026-W11")

    assert read([late, early], WEEKS).placed == ((1, early), (10, late))


def test_a_mark_on_any_week_of_a_merged_point_is_on_that_point() -> None:
    marks = [Made("exclude", "2026-W13"), Made("exclude", "2026-W11")]

    assert read(marks, MERGED).exclude == (2,)
    assert read([Made("part", "2026-W13")], MERGED).parts == (1,)


@pytest.mark.parametrize(
    ("mark", "rules"),
    [
        pytest.param(Made("note", "2025-W01"), "anhoej", id="the point is gone"),
        pytest.param(Made("part", "2026-W10"), "anhoej", id="the points before it are gone"),
        pytest.param(Made("freeze", "2026-W15"), "nhs", id="the rules have changed"),
    ],
)
def test_a_mark_that_no_longer_holds_is_lost_and_said_to_be(mark: Made, rules: str) -> None:
    assert read([mark], WEEKS, rules) == Reading(lost=(mark,))


def test_a_frozen_line_gives_way_where_there_are_parts_all_the_same() -> None:
    frozen, part = Made("freeze", "2026-W21"), Made("part", "2026-W15")
    reading = read([frozen, part], WEEKS)

    assert (reading.freeze, reading.parts, reading.lost) == (None, (5,), (frozen,))


def test_what_is_taken_back_is_neither_placed_nor_lost() -> None:
    assert read([Made("part", "2026-W15", is_active=False)], WEEKS) == Reading()


# --- where a day is -----------------------------------------------------------------------------

MONTHS = [Spot("2026-03-01"), Spot("2026-04-01"), Spot("2026-05-01")]
TOGETHER = [
    Spot("2026-W10"),
    Spot("2026-W11", ("2026-W11", "2026-W12", "2026-W13")),
    Spot("2026-W14"),
]


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (date(2026, 3, 1), None),  # the Sunday before the first week
        (date(2026, 3, 2), 0),
        (date(2026, 3, 8), 0),
        (date(2026, 3, 9), 1),
        (date(2026, 3, 29), 1),  # the last day of three weeks that are one point
        (date(2026, 3, 30), 2),
        (date(2026, 4, 6), None),  # no point yet
    ],
)
def test_a_day_is_found_in_its_week_also_where_weeks_were_put_together(
    day: date, place: int | None
) -> None:
    assert place_of_day(day, TOGETHER) == place


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (date(2026, 2, 28), None),
        (date(2026, 3, 1), 0),
        (date(2026, 3, 2), 1),  # the number of March cannot know of it
        (date(2026, 5, 1), 2),
        (date(2026, 5, 2), None),
    ],
)
def test_a_day_between_two_numbers_is_found_at_the_next(day: date, place: int | None) -> None:
    assert place_of_day(day, MONTHS) == place


def test_a_chart_without_points_has_no_days() -> None:
    assert place_of_day(date(2026, 3, 1), []) is None
