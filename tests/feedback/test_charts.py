"""The drawing: what stands where, and that nothing runs into anything else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.axes import round_scale, shorten, text_width, thinned
from feedback.charts import Annotation, MarkLine, draw, number, percent
from feedback.frames import LANE, NARROW, WIDE
from feedback.runcharts import analyse

QUIET = [4, 6] * 12
SHIFTED = [4, 6] * 8 + [7, 8] * 5


def weeks(count, first=14):
    return [f"uge {first + at}" for at in range(count)]


def drawn(values, *, labels=None, **options):
    chart = {
        k: options.pop(k) for k in ("chart", "rules", "freeze", "parts", "exclude") if k in options
    }
    analysis = analyse(values, **chart)
    return draw(analysis, labels or weeks(len(values)), id="c", title="Titel", **options)


def wide(values, **options):
    return drawn(values, **options).pictures[0]


def numbers(path):
    return [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path)]


# --- axes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "is_percent", "ticks"),
    [
        ([0.48, 0.78], True, (0.4, 0.5, 0.6, 0.7, 0.8)),
        ([0.1, 0.95], True, (0, 0.25, 0.5, 0.75, 1)),
        ([0.97, 0.99], True, (0.9, 0.95, 1)),
        ([12, 29], False, (0, 10, 20, 30)),
        ([40, 52], False, (40, 45, 50, 55)),
        ([0, 0], True, (0, 0.05, 0.1)),
        ([5, 5], False, (4.6, 4.8, 5, 5.2, 5.4)),
        ([-3, 3], False, (-4, -2, 0, 2, 4)),
        ([], True, (0, 0.25, 0.5, 0.75, 1)),
    ],
)
def test_an_axis_has_few_and_round_numbers(values, is_percent, ticks):
    assert round_scale(values, is_percent=is_percent).ticks == pytest.approx(ticks)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.booleans())
def test_every_value_lies_on_its_axis(values, is_percent):
    scale = round_scale(values, is_percent=is_percent)
    assert 2 <= len(scale.ticks) <= 12
    for value in values:
        assert 9.9 <= scale.place(value, 10, 110) <= 110.1


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_an_axis_of_shares_stays_between_none_and_all(values):
    scale = round_scale(values, is_percent=True)
    assert 0 <= scale.low < scale.high <= 1


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=120), st.integers(50, 600))
def test_labels_never_collide_and_the_last_is_always_there(labels, width):
    places = [width * (at + 0.5) / len(labels) for at in range(len(labels))]
    kept = thinned(labels, places, 12)
    assert kept[-1] == len(labels) - 1
    for a, b in zip(kept, kept[1:], strict=False):
        half = (text_width(labels[a], 12) + text_width(labels[b], 12)) / 2
        assert places[b] - places[a] >= half


def test_a_text_without_room_is_cut_with_an_ellipsis():
    assert shorten("kort på køleskabet", 60, 10) == "kort på k…"
    assert shorten("kort", 60, 10) == "kort"


# --- numbers as text ----------------------------------------------------------------------------


def test_numbers_are_written_as_danes_write_them():
    assert [number(v) for v in (4350.5, 56.58, 0.25, 7, -3, -0.001)] == [
        "4.350,5",
        "56,6",
        "0,25",
        "7",
        "−3",
        "0",
    ]


def test_half_a_percent_goes_up_even_where_a_float_holds_less():
    assert [percent(v) for v in (0.575, 0.525, 0.004, 1)] == [
        f"{whole}\N{NO-BREAK SPACE}%" for whole in (58, 53, 0, 100)
    ]


def test_the_caller_may_write_numbers_differently():
    chart = drawn([1, 2, 3], format=lambda value: f"{value:.0f} kr")
    assert chart.rows[0].value == "1 kr"
    assert chart.parts[0].center == "2 kr"


# --- the picture --------------------------------------------------------------------------------


def test_there_is_a_wide_and_a_narrow_picture_of_the_same_points():
    chart = drawn(QUIET)
    assert [(p.kind, p.width) for p in chart.pictures] == [("wide", 560), ("narrow", 300)]
    assert len({len(p.marks) for p in chart.pictures}) == 1


def test_letters_are_large_enough_on_a_small_phone_and_in_the_smallest_wide_room():
    phone, smallest_wide_room = 280, 480
    assert NARROW.font * phone / NARROW.width >= 11
    assert WIDE.font * smallest_wide_room / WIDE.width >= 11


def test_higher_is_higher_and_later_is_further_right():
    marks = wide([1, 3, 2]).marks
    assert marks[0].y > marks[2].y > marks[1].y
    assert marks[0].x < marks[1].x < marks[2].x


def test_the_line_is_broken_where_a_point_is_missing():
    picture = wide([1, 2, None, 4, 5, 6])
    assert [len(numbers(path)) // 2 for path in picture.lines] == [2, 3]
    assert len(picture.marks) == 5


def test_a_lonely_point_has_a_mark_but_no_line():
    picture = wide([1, None, 3, None])
    assert picture.lines == ()
    assert len(picture.marks) == 2


def test_masked_stretches_get_one_band_each():
    bands = wide([1, None, None, 4, 5, 6, 7, 8, 9, None]).bands
    assert len(bands) == 2
    assert bands[0].width == pytest.approx(2 * bands[1].width, abs=0.2)


def test_the_words_under_two_near_bands_are_written_once():
    picture = wide([None, 2, None, *range(40)])
    assert [band.text_x is not None for band in picture.bands] == [True, False]


def test_a_missing_point_that_is_not_masked_has_no_band():
    chart = drawn([1, None, 3, None], masked=[1])
    assert len(chart.pictures[0].bands) == 1
    assert [row.state for row in chart.rows] == ["shown", "masked", "shown", "missing"]


def test_a_shift_is_drawn_as_diamonds_and_nothing_else_is():
    chart = drawn(SHIFTED, freeze=16)
    kinds = [mark.kind for mark in chart.pictures[0].marks]
    assert kinds == ["common"] * 15 + ["signal"] * 11
    assert chart.signals == ("shift",)
    assert chart.shift_from == "uge 29"
    paths = {mark.kind: mark.path for mark in chart.pictures[0].marks}
    assert "a" in paths["common"]
    assert "l" in paths["signal"]
    assert "a" not in paths["signal"]


def test_an_excluded_point_looks_left_out():
    assert wide([1, 9, 2, 3], exclude=[2]).marks[1].kind == "excluded"


def test_a_frozen_median_goes_on_as_an_extended_line():
    rules = wide(SHIFTED, freeze=16).medians
    assert [rule.is_extended for rule in rules] == [False, True]
    assert rules[0].y1 == rules[1].y1
    assert rules[0].x2 == rules[1].x1


def test_each_part_has_its_own_median_and_the_last_is_written_beside_the_plot():
    picture = wide([1, 2, 3, 7, 8, 9], parts=[3])
    assert len(picture.medians) == 2
    assert picture.medians[0].y1 > picture.medians[1].y1
    assert picture.median_label.text == "8"
    assert picture.median_label.x > picture.medians[1].x2


def test_limits_are_broken_at_the_edge_of_a_part_and_where_they_are_not_known():
    assert len(wide([1, 2, 3, 7, 8, 9], chart="i", parts=[3]).limits) == 4
    assert wide([1, 2, 3]).limits == ()
    shares = analyse([3, None, 4, 5], [9, None, 9, 9], chart="p")
    picture = draw(shares, weeks(4), id="c", title="t", is_percent=True).pictures[0]
    assert len(picture.limits) == 4


def test_an_annotation_stands_between_its_point_and_the_one_before():
    picture = wide(QUIET, annotations=[Annotation(8, "PDSA 3")])
    line = picture.annotations[0]
    assert line.x1 == pytest.approx((picture.marks[7].x + picture.marks[8].x) / 2, abs=0.1)
    assert picture.annotation_labels[0].anchor == "start"
    assert (
        wide(QUIET, annotations=[Annotation(22, "PDSA 3 lang")]).annotation_labels[0].anchor
        == "end"
    )


def test_annotations_that_would_run_into_each_other_get_rows_of_their_own():
    notes = [Annotation(3, "Plakat i venteværelset"), Annotation(5, "Nyt modul")]
    picture = wide(QUIET, annotations=notes)
    first, second = picture.annotation_labels
    assert second.y - first.y == LANE
    assert min(line.y1 for line in picture.grid) > second.y


def test_points_close_together_make_a_dense_picture_with_small_marks():
    picture = wide(QUIET * 6)
    assert picture.is_dense
    assert not wide(QUIET).is_dense


@given(
    st.lists(st.none() | st.integers(0, 99), min_size=1, max_size=60),
    st.sampled_from(["run", "i", "c"]),
    st.data(),
)
def test_everything_lies_within_the_picture(values, chart, data):
    places = st.integers(0, len(values) - 1)
    notes = data.draw(st.lists(st.builds(Annotation, places, st.text(max_size=40)), max_size=3))
    for picture in drawn(values, chart=chart, annotations=notes).pictures:
        spots = [(m.x, m.y) for m in picture.marks]
        spots += [(x, r.y1) for r in (*picture.grid, *picture.medians) for x in (r.x1, r.x2)]
        spots += [(b.x, b.y) for b in picture.bands]
        spots += [(r.x1, y) for r in picture.annotations for y in (r.y1, r.y2)]
        for x, y in spots:
            assert -0.1 <= x <= picture.width + 0.1
            assert -0.1 <= y <= picture.height
        for label in (*picture.x_labels, *picture.y_labels):
            assert 0 <= label.x <= picture.width
            assert 0 < label.y <= picture.height


# --- facts and table ----------------------------------------------------------------------------


def test_there_is_one_row_for_every_point_and_no_number_for_a_masked_one():
    chart = drawn([1, None, 3])
    assert [row.label for row in chart.rows] == ["uge 14", "uge 15", "uge 16"]
    assert [row.value for row in chart.rows] == ["1", None, "3"]
    assert chart.has_masked


def test_a_row_says_what_is_special_about_its_point():
    chart = drawn([*QUIET, 99], chart="i", annotations=[Annotation(2, "Nyt modul")])
    assert chart.rows[-1].remark == "outside"
    assert chart.rows[2].annotation == "Nyt modul"
    assert "outside" in chart.signals


def test_facts_are_given_for_each_part_with_its_first_and_last_label():
    chart = drawn([1, 2, 3, 7, 8, 9], parts=[3])
    assert [(p.first, p.last, p.center) for p in chart.parts] == [
        ("uge 14", "uge 16", "2"),
        ("uge 17", "uge 19", "8"),
    ]


def test_a_quiet_series_of_enough_points_has_no_signal_and_is_not_early():
    chart = drawn(QUIET)
    assert (chart.signals, chart.is_early, chart.shift_from) == ((), False, "")


def test_a_short_series_is_called_early_instead_of_quiet():
    assert drawn([1, 2, 3]).is_early
    assert drawn([None, None]).is_early


def test_too_few_crossings_are_a_signal_without_a_shift():
    chart = drawn([1] * 6 + [9] * 6)
    assert chart.signals == ("crossings",)
    assert {mark.kind for mark in chart.pictures[0].marks} == {"common"}


def test_with_the_nhs_rules_a_row_says_improvement_or_concern():
    analysis = analyse([2, 4] * 4 + [6, 8] * 4, chart="i", rules="nhs", improvement="increase")
    chart = draw(analysis, weeks(16), id="c", title="t")
    assert {row.remark for row in chart.rows} == {"concern", "improvement"}
    assert chart.signals == ("special",)
    assert chart.center_kind == "mean"


def test_a_series_with_nothing_to_show_is_still_a_picture_with_a_table():
    chart = drawn([None] * 4, is_percent=True)
    assert chart.pictures[0].marks == ()
    assert chart.pictures[0].median_label is None
    assert [row.state for row in chart.rows] == ["masked"] * 4


def test_labels_and_annotations_must_fit_the_points():
    with pytest.raises(ValueError, match="There are 2 points but 1 labels"):
        drawn([1, 2], labels=["uge 1"])
    with pytest.raises(ValueError, match="An annotation is at index 2; it must be .* 0 to 1[.]"):
        drawn([1, 2], annotations=[Annotation(2, "for sent")])


# --- marks --------------------------------------------------------------------------------------


def line(kind, index, **more):
    label = "" if index is None else f"uge {14 + index}"
    return MarkLine(kind, index, label, more.pop("text", "Derfor"), "Ida", "i dag", **more)


def test_marks_are_numbered_as_they_stand_and_an_excluded_point_needs_no_number():
    marks = [line("note", 2), line("exclude", 3), line("part", 9), line("note", None)]
    chart = drawn(QUIET, parts=[9], exclude=[4], marks=marks)
    assert [mark.flag for mark in chart.marks] == ["1", "", "2", ""]
    labels = chart.pictures[0].annotation_labels
    assert [(label.text, label.kind) for label in labels] == [("1", "note"), ("2", "part")]
    assert chart.rows[2].annotation == "Derfor"


def test_a_part_begins_before_its_point_and_a_frozen_line_ends_after_its_own():
    part = wide(QUIET, parts=[9], marks=[line("part", 9)])
    frozen = wide(QUIET, freeze=10, marks=[line("freeze", 9)])
    assert part.marks[8].x < part.annotations[0].x1 < part.marks[9].x
    assert frozen.marks[9].x < frozen.annotations[0].x1 < frozen.marks[10].x
    assert frozen.annotations[0].kind == "freeze"


def test_a_line_frozen_at_the_newest_point_stays_within_the_picture():
    picture = wide(QUIET, freeze=24, marks=[line("freeze", 23)])
    assert picture.annotations[0].x1 <= picture.marks[-1].x


def test_what_was_taken_back_is_told_and_not_drawn():
    chart = drawn(QUIET, marks=[line("part", None, taken_back="Ida, i dag", because="Fejl")])
    assert (chart.marks, len(chart.taken_back)) == ((), 1)
    assert chart.pictures[0].annotations == ()


def test_an_excluded_point_is_crossed_out_and_said_to_be_also_outside_the_limits():
    chart = drawn([5, 6] * 10 + [50], chart="i", freeze=20, exclude=[21])
    assert chart.pictures[0].marks[-1].kind == "excluded"
    assert chart.pictures[0].marks[-1].path.count("M") == 2  # the ring, and the stroke
    assert chart.rows[-1].remark == "excluded"
    assert chart.excluded == ("uge 34",)
    assert chart.signals == ()


@pytest.mark.parametrize(
    ("newest", "variation", "is_high"),
    [
        ([], "common_cause", False),
        ([50], "special_cause_improvement", True),
        ([-50], "special_cause_concern", False),
        ([50, None], "special_cause_improvement", True),
    ],
)
def test_the_sign_of_the_nhs_rules_is_that_of_the_newest_point(newest, variation, is_high):
    options = {"chart": "i", "rules": "nhs", "improvement": "increase", "freeze": 20}
    chart = draw(
        analyse([5, 6] * 10 + newest, **options), weeks(20 + len(newest)), id="c", title="t"
    )
    assert (chart.variation, chart.is_high, chart.assurance) == (variation, is_high, "")


@pytest.mark.parametrize(
    ("target", "assurance"),
    [(100, "consistent_fail"), (-100, "consistent_pass"), (5.5, "inconsistent")],
)
def test_with_a_target_there_is_a_second_sign(target, assurance):
    options = {"chart": "i", "rules": "nhs", "improvement": "increase", "target": target}
    chart = draw(analyse([5, 6] * 10, **options), weeks(20), id="c", title="t")
    assert chart.assurance == assurance


def test_with_other_rules_there_is_no_sign():
    chart = drawn(QUIET)
    assert (chart.variation, chart.is_high, chart.assurance) == ("", False, "")
