"""A funnel plot: exact limits, no ranking, and nothing in the centre line that is masked."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.axes import text_width
from feedback.funnel import FunnelDrawing, Place, alphabetical, draw, judged, limits

ORDINARY = [Place("Brønderslev", 48, 80), Place("Aalborg", 130, 210), Place("Thisted", 35, 60)]
LOW = Place("Mors", 10, 40)
COUNTS = st.tuples(st.integers(0, 400), st.integers(5, 400)).map(lambda two: (min(two), max(two)))


def drawn(*places: Place) -> FunnelDrawing:
    return draw(places, id="f", title="Titel")


def states(*places: Place) -> dict[str, str]:
    return {row.name: row.state for row in drawn(*places).rows}


# --- the limits ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("center", "people", "z", "low", "high"),
    [
        (0.5, 100, 1.96, 0.402, 0.598),
        (0.2, 400, 3.0902, 0.2 - 3.0902 * 0.02, 0.2 + 3.0902 * 0.02),
        (0.9, 9, 1.96, 0.704, 1.0),
        (0.1, 9, 1.96, 0.0, 0.296),
        (0.0, 50, 3.09, 0.0, 0.0),
        (1.0, 50, 3.09, 1.0, 1.0),
    ],
)
def test_limits_are_those_of_the_formula_cut_to_none_and_all(
    center: float, people: int, z: float, low: float, high: float
) -> None:
    assert limits(center, people, z) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("top", "kind"), [(50, "within"), (59, "within"), (60, "beyond"), (65, "beyond"), (66, "far")]
)
def test_a_place_is_judged_by_both_limits(top: int, kind: str) -> None:
    """Around 50 % of 100 the limits are 59.8 and 65.45 above, and the same below."""
    assert judged(Place("x", top, 100), 0.5) == kind
    assert judged(Place("x", 100 - top, 100), 0.5) == kind


def test_a_place_on_a_limit_is_within_it() -> None:
    assert judged(Place("x", 30, 30), 1.0) == "within"
    assert judged(Place("x", 8, 8), 0.9) == "within"


@given(st.floats(0.01, 0.99), st.integers(1, 5000), st.floats(0.5, 4))
def test_more_people_never_widen_the_limits(center: float, people: int, z: float) -> None:
    low, high = limits(center, people, z)
    closer_low, closer_high = limits(center, people + 1, z)

    assert 0 <= low <= closer_low <= center <= closer_high <= high <= 1


# --- masked, and too few ------------------------------------------------------------------------


@pytest.mark.parametrize("masked", [Place("M", None, 900), Place("M", 800, None)])
def test_a_masked_place_is_listed_and_in_neither_picture_nor_centre_line(masked: Place) -> None:
    chart = drawn(*ORDINARY, masked)

    assert chart.center == drawn(*ORDINARY).center
    assert [len(picture.marks) for picture in chart.pictures] == [3, 3]
    assert states(*ORDINARY, masked)["M"] == "masked"
    assert [row.share for row in chart.rows if row.name == "M"] == [""]


def test_a_place_where_nobody_answered_hides_nothing() -> None:
    chart = drawn(*ORDINARY, Place("Tom", 0, 0))

    assert not chart.has_masked
    assert [row.state for row in chart.rows if row.name == "Tom"] == ["nobody"]


@pytest.mark.parametrize("shown", [0, 1, 2])
def test_fewer_than_three_places_are_not_compared(shown: int) -> None:
    chart = drawn(*ORDINARY[:shown], Place("Skjult", None, None))

    assert chart.pictures == ()
    assert chart.center == ""
    assert chart.shown_count == shown
    assert {row.state for row in chart.rows} <= {"plain", "masked"}


def test_the_common_share_is_that_of_all_people_and_no_average_of_shares() -> None:
    assert drawn(*ORDINARY).center == f"{round(100 * 213 / 350)}\N{NO-BREAK SPACE}%"


# --- no ranking ---------------------------------------------------------------------------------


@given(st.permutations([*ORDINARY, LOW, Place("Ærø", 5, 9), Place("Åbenrå", 9, 9)]))
def test_places_are_in_alphabetical_order_whatever_the_result(places: list[Place]) -> None:
    # Aa is Å in Danish, so Aalborg comes after Åbenrå.
    assert [row.name for row in drawn(*places).rows] == [
        "Brønderslev",
        "Mors",
        "Thisted",
        "Ærø",
        "Åbenrå",
        "Aalborg",
    ]


def test_danish_letters_come_last() -> None:
    assert sorted(["Øst", "Åst", "Ask", "Zoo", "Ært"], key=alphabetical) == [
        "Ask",
        "Zoo",
        "Ært",
        "Øst",
        "Åst",
    ]


# --- the picture --------------------------------------------------------------------------------


def test_a_place_beyond_the_limits_is_named_and_has_another_shape() -> None:
    chart = drawn(*ORDINARY, LOW)

    for picture in chart.pictures:
        marks = {chart.rows[mark.row].name: mark for mark in picture.marks}
        assert marks["Mors"].kind == "far"
        assert marks["Mors"].label.text == "Mors"
        assert marks["Aalborg"].label is None
        assert "a" in marks["Aalborg"].path
        assert "a" not in marks["Mors"].path
    assert [(row.name, row.side) for row in chart.outside] == [("Mors", -1)]


@given(st.lists(COUNTS, min_size=3, max_size=12))
def test_everything_stays_in_the_picture_and_names_never_collide(counts: list) -> None:
    chart = drawn(*(Place(f"Kommune {at}", *each) for at, each in enumerate(counts)))

    for picture, font in zip(chart.pictures, (13, 12.5), strict=True):
        boxes = []
        for mark in picture.marks:
            assert 0 <= mark.x <= picture.width
            assert 0 <= mark.y <= picture.height
            if mark.label:
                width = text_width(mark.label.text, font)
                left = mark.label.x - (width if mark.label.anchor == "end" else 0)
                boxes.append((left, left + width, mark.label.y))
                assert left >= -0.1
                assert left + width <= picture.width + 0.1
        for at, (left, right, y) in enumerate(boxes):
            for other_left, other_right, other_y in boxes[at + 1 :]:
                assert right <= other_left or other_right <= left or abs(y - other_y) >= 14


def test_the_limits_close_in_around_the_line_and_the_outer_are_outside() -> None:
    picture = drawn(*ORDINARY, LOW).pictures[0]

    def heights(path: str) -> list[float]:
        return [float(y) for y in re.findall(r"-?[\d.]+ (-?[\d.]+)", path)]

    upper, lower = (heights(path) for path in picture.inner)
    assert upper == sorted(upper)
    assert lower == sorted(lower, reverse=True)
    assert upper[-1] < picture.center.y1 < lower[-1]
    assert heights(picture.outer[0])[-1] < upper[-1]


def test_a_mark_stands_where_its_people_and_share_are() -> None:
    picture = drawn(*ORDINARY).pictures[0]
    few, many = (
        next(mark for mark in picture.marks if mark.row == row) for row in (1, 2)
    )  # Thisted with 60, Aalborg with 210

    left = picture.center.x1
    assert (few.x - left) / (many.x - left) == pytest.approx(60 / 210, abs=0.01)
    assert math.copysign(1, few.y - picture.center.y1) == 1  # 58 % is below 61 %
    assert many.y < picture.center.y1
