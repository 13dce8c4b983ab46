"""A file with a dated series: what it says, and what is wrong with it, cell by cell."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.series_file import Columns, read_points
from questionnaires.rows import UnreadableFile

COUNTS = Columns("month", "n")
SHARES = Columns("month", "n", "of")
ONE = {date(2026, 9, 1): (40, None)}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("month,n\n2026-09-01,40\n", id="commas"),
        pytest.param("month;n\n2026-09-01;40\n", id="semicolons, as a Danish Excel saves"),
        pytest.param("\ufeffmonth,n\r\n2026-09-01,40\r\n", id="byte order mark and Windows lines"),
        pytest.param('"month","n"\n"2026-09-01","40"\n', id="quotation marks"),
        pytest.param(" month , n \n 2026-09-01 , 40 \n", id="spaces"),
        pytest.param("other,n,month\nx,40,2026-09-01\n", id="other columns and another order"),
        pytest.param("month,n\n\n,\n2026-09-01,40\n\n", id="empty lines"),
    ],
)
def test_the_usual_ways_of_saving_a_file_are_read(content: str) -> None:
    assert read_points(content.encode(), COUNTS) == (ONE, [])


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("01-09-2026,1,2", "column month: “01-09-2026” is not a date like 2026-11-01"),
        ("2026-02-30,1,2", "column month: “2026-02-30” is not a date like 2026-11-01"),
        ("20260901,1,2", "column month: “20260901” is not a date like 2026-11-01"),
        ("2026-W36-1,1,2", "column month: “2026-W36-1” is not a date like 2026-11-01"),
        (",1,2", "column month: “” is not a date like 2026-11-01"),
        ("2026-09-01,-1,2", "column n: “-1” is not a whole number"),
        ("2026-09-01,1.5,2", "column n: “1.5” is not a whole number"),
        ("2026-09-01,16.688,2", "column n: “16.688” is not a whole number"),
        ("2026-09-01,,2", "column n: “” is not a whole number"),
        ("2026-09-01,NA,2", "column n: “NA” is not a whole number"),
        ("2026-09-01,1,many", "column of: “many” is not a whole number"),
        ("2026-09-01,1", "column of: “” is not a whole number"),
        ("2026-09-01,0,0", "column of: 0 of 0 is not a share"),
        ("2026-09-01,3,2", "column of: 3 of 2 is not a share"),
        (f"2026-09-01,{'9' * 20},2", f"column n: “{'9' * 20}” has more than 15 digits"),
        ("2026-09-01,1,2,3", "column after the last: the row has more cells than the header"),
    ],
)
def test_a_bad_cell_is_told_with_line_column_and_reason(line: str, fault: str) -> None:
    content = f"month,n,of\n2026-08-01,10,20\n{line}\n2026-10-01,11,20\n"

    points, faults = read_points(content.encode(), SHARES)

    assert [str(one) for one in faults] == [f"line 3, {fault}"]
    assert points == {date(2026, 8, 1): (10, 20), date(2026, 10, 1): (11, 20)}


def test_of_two_lines_with_one_date_the_first_is_kept_and_the_second_told() -> None:
    points, faults = read_points(b"month,n\n2026-09-01,40\n2026-09-01,41\n", COUNTS)

    assert points == ONE
    assert [str(one) for one in faults] == [
        "line 3, column month: 2026-09-01 stands twice; the first one is kept"
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "The file is empty", id="empty"),
        pytest.param(b"\n\n", "The file is empty", id="empty lines only"),
        pytest.param(b"month,m\n", "there is no column “n”; there are month, m", id="header only"),
        pytest.param(b"month,m\n1,2,3\n", "there is no column “n”", id="and too many cells"),
        pytest.param("måned,n\n".encode("latin-1"), "not UTF-8", id="another encoding"),
        pytest.param("month,n\n".encode("utf-16"), "not UTF-8", id="UTF-16"),
        pytest.param(b'month,n\n"2026-09-01,40\n', "cannot be read", id="quotation not closed"),
        pytest.param(b"month,n,n\n2026-09-01,1,2\n", "Two columns are called “n”", id="same name"),
    ],
)
def test_a_file_that_cannot_be_taken_in_is_refused_with_the_reason(
    content: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read_points(content, COUNTS)


@settings(deadline=None, derandomize=True)
@given(content=st.binary(max_size=200) | st.text("month,n;\n\r\"0123456789- '", max_size=200))
def test_any_file_is_either_read_or_refused(content: bytes | str) -> None:
    raw = content if isinstance(content, bytes) else b"month,n\n" + content.encode()
    try:
        points, _faults = read_points(raw, COUNTS)
    except UnreadableFile:
        return

    assert all(isinstance(on, date) and number >= 0 for on, (number, _none) in points.items())
