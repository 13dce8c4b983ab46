"""One description of a number: every format has its columns, and a hidden number is nowhere."""

from dataclasses import fields

import pytest

from feedback.exports.numbers import COLUMNS, Mask, Number, as_dict, row, share

NUMBER = Number(
    kind="measure",
    code="hvem",
    title="Ved, hvem",
    definition="Andel af alle",
    first="2026-W40",
    last="2026-W40",
    is_synthetic=False,
)


def test_every_field_has_a_column_and_every_column_a_field() -> None:
    names = [column.name for column in COLUMNS]

    assert len(names) == len(set(names))
    assert set(names) == {field.name for field in fields(Number)}
    assert list(as_dict(NUMBER)) == names


@pytest.mark.parametrize(
    ("numerator", "denominator", "mask"),
    [(None, 20, Mask.FEW), (12, None, Mask.FEW), (None, None, Mask.FEW), (0, 0, Mask.NOBODY)],
)
def test_a_share_of_what_is_hidden_or_of_nobody_is_no_number(
    numerator: int | None, denominator: int | None, mask: Mask
) -> None:
    found = share(numerator, denominator)

    assert "value" not in found
    assert found["mask"] == mask


def test_a_share_of_nothing_at_all_among_many_is_0_and_shown() -> None:
    assert share(0, 20) == {"numerator": 0, "denominator": 20, "value": 0.0}


def test_a_code_leaves_as_plain_text() -> None:
    cells = row(Number(**{**as_dict(NUMBER), "mask": Mask.WITHHELD}))

    assert {type(cell) for cell in cells} <= {str, int, float, bool, type(None)}
    assert "withheld" in cells


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_a_number_fits_its_columns(column) -> None:
    value = as_dict(NUMBER)[column.name]

    assert value is None if column.is_nullable else type(value) is column.type
    assert not column.values or value in column.values
    assert column.said.endswith(".")
