"""How large a spreadsheet may be. A questionnaire has 200 items at most, answers are many. Pure."""

from dataclasses import dataclass

from questionnaires.faults.fault import Fault

MOST_BYTES = 2_000_000
# openpyxl needs about a second for two million bytes of cells, and ten for as many of styles.
MOST_UNPACKED = 4_000_000
MOST_BESIDE_CELLS = 400_000
MOST_FILES = 200  # inside a workbook, which is a zip file
MOST_ROWS = 2_000
MOST_COLUMNS = 100
MOST_IN_A_CELL = 32_767  # Excel cuts what is longer, without a word


@dataclass(frozen=True)
class Limits:
    bytes: int
    unpacked: int
    rows: int
    columns: int


QUESTIONS = Limits(MOST_BYTES, MOST_UNPACKED, MOST_ROWS, MOST_COLUMNS)
# Rows of answers are short, and taken in by a command that somebody waits for.
ANSWERS = Limits(bytes=10_000_000, unpacked=40_000_000, rows=50_001, columns=300)


class Refused(ValueError):
    """The file as a whole is not taken in."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))
