"""Which questionnaires a screen is about: all of them, all but one, or that one alone."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet

Rows = TypeVar("Rows", bound=Model)


@dataclass(frozen=True)
class Scope:
    """Keys of questionnaires. With `only`, what comes from no questionnaire is left out too."""

    only: int | None = None
    without: int | None = None

    def of(self, rows: "QuerySet[Rows]", field: str) -> "QuerySet[Rows]":
        if self.only is not None:
            rows = rows.filter(**{field: self.only})
        return rows if self.without is None else rows.exclude(**{field: self.without})


EVERYTHING = Scope()
FIELD = "version__questionnaire"
