"""When a week has so many answers that somebody should look."""

import pytest

from questionnaires.unusual import about, is_unusual, usual


@pytest.mark.parametrize(
    ("count", "earlier", "stands_out"),
    [
        (0, [], False),
        (49, [1, 1, 1], False),
        (50, [1, 1, 1], True),
        (50, [0, 0, 0, 0], True),
        (99, [20, 20, 20], False),
        (100, [20, 20, 20], True),
        (499, [], False),
        (500, [], True),
        (499, [1, 1], False),
        (400, [90, 100, 110, 95], False),
        (480, [90, 100, 110, 95], False),
        (488, [90, 100, 110, 95], True),
        (100, [20, 20, 20, 4_000], True),
    ],
)
def test_five_times_the_median_and_at_least_fifty(
    count: int, earlier: list[int], stands_out: bool
) -> None:
    assert is_unusual(count, earlier) is stands_out


def test_an_answer_that_was_held_back_is_a_sign_by_itself() -> None:
    assert is_unusual(1, [10, 10, 10], refusals=1)
    assert not is_unusual(1, [10, 10, 10], refusals=0)


def test_one_flood_of_the_past_does_not_make_the_next_look_usual() -> None:
    assert usual([10, 12, 9_000, 11]) == 11.5


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, 0), (4, 0), (5, 0), (6, 10), (14, 10), (16, 20), (11.5, 10), (996, 1000)],
)
def test_counts_are_told_to_the_nearest_ten(count: float, told: int) -> None:
    assert about(count) == told
