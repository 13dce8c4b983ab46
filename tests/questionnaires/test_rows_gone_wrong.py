"""What spreadsheets do to a file of answers: nobody's answers are lost without a word. Pure."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.periods import Week
from questionnaires import rows
from questionnaires.faults import parse
from tests.questionnaires.test_definition import GOOD

DEFINITION = parse(GOOD)
CELLS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=6
)


def lines(content: str) -> list[int]:
    return [row.line for row in rows.read(content.encode())[1]]


def outcome(content: bytes) -> tuple[list[str], list[rows.Row]] | str:
    try:
        return rows.read(content)
    except rows.UnreadableFile as refusal:
        return str(refusal)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_with_a_sentence(content: bytes) -> None:
    read = outcome(content)

    if isinstance(read, str):
        assert read.endswith(".")
    else:
        assert any(read[0])
        assert all(set(row.cells) == set(read[0]) for row in read[1])


@given(st.lists(st.tuples(CELLS, CELLS), max_size=6), st.sampled_from(",;"))
def test_what_a_spreadsheet_writes_is_what_we_read(table: list, separator: str) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator)
    writer.writerows([("a", "b"), *table])

    _, found = rows.read(file.getvalue().encode())

    stripped = [(one.strip(), other.strip()) for one, other in table]
    assert [tuple(row.cells.values()) for row in found] == [pair for pair in stripped if any(pair)]


@given(st.text(max_size=8))
def test_any_cell_is_an_age_or_a_fault(cell: str) -> None:
    months, faults = rows.age_in_months(rows.Row(2, {"age": cell}, 1), "age")

    assert (months is None) or (not faults and 0 <= months <= 120 * 12)


def test_a_number_too_long_to_count_is_no_age() -> None:
    _, faults = rows.age_in_months(rows.Row(2, {"age": "9" * 5000}, 1), "age")

    assert len(faults) == 1


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("a\n1\n2\n", [2, 3], id="plain"),
        pytest.param("a\n1\n\n2\n", [2, 4], id="an empty line is a row of the spreadsheet"),
        pytest.param("a,b\n1,2\n,\n3,4\n", [2, 4], id="a row of empty cells is nobody"),
        pytest.param('a,b\n1,"x\ny\nz"\n2,\n', [2, 3], id="line breaks inside a cell"),
        pytest.param('"a\nb",c\n1,2\n', [2], id="a line break inside the header"),
    ],
)
def test_rows_are_numbered_as_the_spreadsheet_does(content: str, expected: list[int]) -> None:
    assert lines(content) == expected


def test_cells_pushed_beyond_the_header_are_told() -> None:
    _, found = rows.read(b"a,b\nyes,no,yes\nyes,no,,\n")

    first, second = (rows.answers(DEFINITION, row)[1] for row in found)

    assert [str(fault) for fault in first] == [
        "line 2, column after the last: the row has more cells than the header"
    ]
    assert not second  # empty cells to the right are what a spreadsheet leaves behind


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b'a,b\n1,"2\n3,4\n5,6\n', id="a quotation mark never closed"),
        pytest.param(b'a,b\n1,"2"x\n', id="text after a quotation"),
    ],
)
def test_rows_are_not_swallowed_by_a_quotation_mark(content: bytes) -> None:
    with pytest.raises(rows.UnreadableFile, match="cannot be read"):
        rows.read(content)


def test_columns_without_a_name_may_be_many_and_keep_people_apart() -> None:
    _, found = rows.read(b"a,,\nyes,1,\nyes,1,\nno,1,\n")

    assert [(row.cells["a"], row.repeat) for row in found] == [("yes", 1), ("yes", 2), ("no", 1)]


@given(st.lists(st.sampled_from(["yes,1", "yes,2", "no,1", " yes ,1", "yes"]), max_size=12))
def test_no_two_rows_have_both_content_and_number_in_common(table: list[str]) -> None:
    _, found = rows.read("\n".join(["a,", *table]).encode())

    identities = [(tuple(row.cells.items()), row.repeat) for row in found]
    assert len(set(identities)) == len(found) == len(table)


def test_the_earliest_weeks_are_written_with_four_digits_too() -> None:
    assert str(Week.parse("0999-W07")) == "0999-W07"
