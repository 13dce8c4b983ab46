"""A form has as many rows as it names, and never more than fit in one form."""

import pytest

from questionnaires.row_names import MOST_FIELDS, ROWS, most_rows, row_of, rows_named
from tests.questionnaires.made import definition, group, question

DIARY = definition(group("rows", question("at", "time"), question("ml", "integer"), repeats=True))
WIDE = definition(group("rows", *(question(f"q{n}", "integer") for n in range(60)), repeats=True))


@pytest.mark.parametrize(
    "names",
    [
        pytest.param([], id="nothing"),
        pytest.param(["q1", "submission"], id="no rows"),
        pytest.param(["r3q1", "r0q1"], id="few"),
        pytest.param(["rq1", "r-9q1", "r9", "xr9q1", "r99999q1", "r٩٩q1", "r9qq"], id="no names of rows"),
    ],
)  # fmt: skip
def test_without_more_there_are_eight(names: list[str]) -> None:
    assert rows_named(DIARY, names) == ROWS


def test_a_form_with_more_rows_has_them_all() -> None:
    assert rows_named(DIARY, ["r2q1", "r31q2", "r9q1_other"]) == 31


def test_there_is_an_end_to_it() -> None:
    assert rows_named(DIARY, ["r9999q1"]) == most_rows(DIARY) == 100
    assert rows_named(WIDE, ["r9999q1"]) == most_rows(WIDE) == ROWS


def test_all_rows_fit_in_one_form() -> None:
    ten = definition(
        group("rows", *(question(f"q{n}", "integer") for n in range(10)), repeats=True)
    )

    assert most_rows(ten) * 10 * 2 <= MOST_FIELDS


def test_the_row_of_a_field_is_in_its_name() -> None:
    assert [row_of(name) for name in ("r12q3", "r1q3_other", "q3", "age")] == [12, 1, 0, 0]
