"""How large a spreadsheet of questions may be. A questionnaire has 200 items at most. Pure."""

from questionnaires.faults.fault import Fault

MOST_BYTES = 2_000_000
# openpyxl needs about a second for two million bytes of cells, and ten for as many of styles.
MOST_UNPACKED = 4_000_000
MOST_BESIDE_CELLS = 400_000
MOST_FILES = 200  # inside a workbook, which is a zip file
MOST_ROWS = 2_000
MOST_COLUMNS = 100
MOST_IN_A_CELL = 32_767  # Excel cuts what is longer, without a word


class Refused(ValueError):
    """The file as a whole is not taken in."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))
