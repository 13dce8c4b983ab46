"""The file behind a chart: every line says what it is, nothing masked has a number, no cell is a formula."""

import csv
import io

import pytest

from feedback.detailfile import Line, as_csv, write


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize(
    ("count", "whole", "numbers"),
    [
        (5, 40, ["5", "40", "13", ""]),
        (0, 40, ["0", "40", "0", ""]),
        (0, 0, ["0", "0", "", ""]),
        (None, 40, ["", "40", "", "for få svar"]),
        (5, None, ["5", "", "", "for få svar"]),
        (None, None, ["", "", "", "for få svar"]),
    ],
)
def test_a_masked_number_is_empty_and_says_why(
    count: int | None, whole: int | None, numbers: list[str]
) -> None:
    line = Line("3–4 år", "Gik det godt?", "Ja", count, whole, "Andel af alle")

    [_, found] = rows(write(["h"] * 9, ["Skema"], [line], "for få svar"))

    same = ["Skema", "Andel af alle", "3–4 år", "Gik det godt?", "Ja"]
    assert found == [*same, *numbers]


@pytest.mark.parametrize("evil", ["=1+1", "+45", "-2", "@SUM(A1)", "'=1", "\t=1", " =1"])
def test_no_cell_is_read_as_a_formula(evil: str) -> None:
    for [cell] in rows(as_csv([evil], [[evil]])):
        assert cell.startswith("'")


def test_a_danish_excel_opens_it_with_one_click() -> None:
    content = as_csv(["Spørgsmål", "Antal"], [['Æ; "ø" å', "5"]])

    assert content.startswith(b"\xef\xbb\xbf")
    assert rows(content) == [["Spørgsmål", "Antal"], ['Æ; "ø" å', "5"]]
