"""The files say what the numbers are, keep what is hidden hidden, and are nothing a spreadsheet would run."""

import csv
import io
from dataclasses import replace
from importlib.util import find_spec

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from feedback.exports import files, parquet, words
from feedback.exports.numbers import COLUMNS, Number
from tests.feedback.exports.test_numbers import NUMBER

SHOWN = replace(
    NUMBER, numerator=12, denominator=20, value=0.6, rules="anhoej", center=0.6, signal="shift"
)
HIDDEN = replace(NUMBER, mask="few", denominator=20)
WHOSE = words.Whose("Driftscirklen", "Tæt og tør", "24. november 2026")
EVIL = ["=1+1", "+45", "-2", "@SUM(A1)", "\t=cmd|' /C calc'!A0", "'=1"]


def read_csv(numbers: list[Number]) -> list[dict[str, str]]:
    with override("da"):
        content = files.csv_file(numbers, words.words())
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def read_xlsx(numbers: list[Number]):
    with override("da"):
        content = files.xlsx_file(numbers, words.words(), words.about(WHOSE, numbers))
    return load_workbook(io.BytesIO(content))


def test_a_file_of_nothing_says_so() -> None:
    [row] = read_csv([])
    sheet = read_xlsx([])

    assert row["Slags"] == "Der er ikke offentliggjort nogen tal endnu."
    assert sheet.worksheets[0].max_row == 1
    assert "Der er ikke offentliggjort nogen tal endnu." in [
        cell.value for cell in sheet.worksheets[1]["B"]
    ]


def test_a_line_carries_definition_period_n_mask_and_rules() -> None:
    shown, hidden = read_csv([SHOWN, HIDDEN])

    assert shown["Sådan er det talt"] == "Andel af alle"
    assert (shown["Fra"], shown["Til"], shown["Ud af"]) == ("2026-W40", "2026-W40", "20")
    assert (shown["Værdi"], shown["Skjult"], shown["Regler"]) == ("0,6", "", "Anhøjs regler")
    assert (hidden["Antal"], hidden["Værdi"]) == ("", "")
    assert hidden["Skjult"] == "for få svar (under 5)"


def test_a_code_that_nobody_has_words_for_yet_stands_as_it_is() -> None:
    [row] = read_csv([replace(SHOWN, rules="new-rules")])

    assert row["Regler"] == "new-rules"


@pytest.mark.parametrize("evil", EVIL)
def test_no_name_is_run_by_a_spreadsheet(evil: str) -> None:
    number = replace(SHOWN, title=evil, segment=evil, answer=evil)

    [row] = read_csv([number])
    cells = list(read_xlsx([number]).worksheets[0][2])

    assert row["Titel"].startswith("'")
    assert "f" not in {cell.data_type for cell in cells}
    assert cells[2].value.startswith("'")


def test_a_limit_below_0_is_a_number_and_no_text() -> None:
    number = replace(SHOWN, lower_limit=-0.25)

    [row] = read_csv([number])
    cells = dict(zip([c.name for c in COLUMNS], read_xlsx([number]).worksheets[0][2], strict=True))

    assert row["Nedre grænse"] == "-0,25"
    assert (cells["lower_limit"].value, cells["lower_limit"].data_type) == (-0.25, "n")


def test_the_workbook_comes_back_as_it_went() -> None:
    numbers, about = read_xlsx([SHOWN, HIDDEN]).worksheets

    heads, shown, hidden = [[cell.value for cell in row] for row in numbers.iter_rows()]
    assert len(heads) == len(set(heads)) == len(COLUMNS)
    assert [shown[heads.index(name)] for name in ("Antal", "Ud af", "Værdi")] == [12, 20, 0.6]
    assert hidden[heads.index("Antal")] is None
    said = {row[0].value: row[1].value for row in about.iter_rows(min_row=2)}
    assert said["Kreds"] == "Driftscirklen"
    assert said["Regler"] == "Anhøjs regler"
    assert "1 til 4" in said["Det, der er skjult"]
    assert numbers.freeze_panes == "A2"


@pytest.mark.parametrize("title", ["ن" * 80, "‮abc‬", "Lang " * 8000, "linje\nto", "\x00\x07"])
def test_any_title_can_be_written(title: str) -> None:
    number = replace(SHOWN, title=title)

    assert len(read_csv([number])) == 1
    assert read_xlsx([number]).worksheets[0].max_row == 2


def test_made_up_numbers_are_said_to_be_made_up() -> None:
    number = replace(SHOWN, is_synthetic=True)

    assert read_csv([number])[0]["Fundet på"] == "ja"
    with override("da"):
        assert dict(words.about(WHOSE, [number]))["Fundet på"] == "ja"


if find_spec("pyarrow"):

    def test_parquet_comes_back_as_it_went() -> None:
        from pyarrow import parquet as reader

        content = parquet.parquet_file([SHOWN, HIDDEN], words.about(WHOSE, [SHOWN]))

        found = reader.read_table(io.BytesIO(content))
        assert found.column_names == [column.name for column in COLUMNS]
        assert found.column("numerator").to_pylist() == [12, None]
        assert found.column("mask").to_pylist() == ["", "few"]
        assert b"Driftscirklen" in found.schema.metadata.values()

else:

    def test_without_pyarrow_parquet_is_not_offered() -> None:
        assert not parquet.is_there()
        with pytest.raises(ImportError):
            parquet.parquet_file([SHOWN], ())
