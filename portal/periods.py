"""Time as an anonymous answer may know it: the ISO week, and what whole weeks add up to. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

WRITTEN = re.compile(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True, order=True)
class Week:
    """An ISO 8601 week, written 2026-W48; in that form weeks sort as they follow one another."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raise ValueError with a sentence when `text` is not a week of the calendar."""
        written = WRITTEN.fullmatch(text)
        try:
            if written is None:
                raise ValueError
            week = cls(int(written[1]), int(written[2]))
            week.monday  # noqa: B018  a week 54 is found out here
        except ValueError:
            raise ValueError(f"“{text}” is not a week: write it like 2026-W48.") from None
        return week

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    def plus(self, weeks: int) -> "Week":
        return Week.of(self.monday + timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"


QUARTERS = ((1, 13), (14, 26), (27, 39), (40, 53))


@dataclass(frozen=True, order=True)
class Quarter:
    """Thirteen ISO weeks, written 2026-Q4; the last of a long year has fourteen."""

    year: int
    number: int

    @classmethod
    def of(cls, week: Week) -> Self:
        return cls(week.year, min((week.number - 1) // 13, 3) + 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        year, _, number = text.partition("-Q")
        return cls(int(year), int(number))

    @property
    def first(self) -> Week:
        return Week(self.year, QUARTERS[self.number - 1][0])

    @property
    def last(self) -> Week:
        if self.number < len(QUARTERS):
            return Week(self.year, QUARTERS[self.number - 1][1])
        return Week(self.year + 1, 1).plus(-1)

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.number}"


MONTHS = ((0, 3), (4, 7), (8, 13))


@dataclass(frozen=True, order=True)
class Span:
    """Whole weeks from the first to the last, both included."""

    first: Week
    last: Week

    @classmethod
    def month_of(cls, week: Week) -> Self:
        """Return the third of a quarter that a week is in: four weeks, four, and what is left."""
        quarter = Quarter.of(week)
        at = week.number - quarter.first.number
        begin, end = next(month for month in MONTHS if at <= month[1])
        last = min(quarter.first.plus(end), quarter.last)
        return cls(quarter.first.plus(begin), last)

    @classmethod
    def quarter_of(cls, week: Week) -> Self:
        quarter = Quarter.of(week)
        return cls(quarter.first, quarter.last)

    @property
    def weeks(self) -> list[Week]:
        found = [self.first]
        while found[-1] < self.last:
            found.append(found[-1].plus(1))
        return found
