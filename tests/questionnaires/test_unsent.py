"""How long a draft stays on the device, and which form it fits."""

from datetime import date

import pytest

from questionnaires.unsent import fit_of, keep_until
from tests.questionnaires.made import definition, question, rating, text

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("closes_on", "until"),
    [
        (None, date(2026, 12, 1)),
        (date(2027, 6, 1), date(2026, 12, 1)),
        (date(2026, 11, 26), date(2026, 11, 26)),
        (TODAY, TODAY),
    ],
)
def test_a_draft_is_kept_a_week_or_until_the_campaign_closes(
    closes_on: date | None, until: date
) -> None:
    assert keep_until(TODAY, closes_on) == until


FORM = definition(rating("a"), question("b", "boolean"))


@pytest.mark.parametrize(
    "other",
    [
        definition(question("b", "boolean"), rating("a")),
        definition(rating("a", (0, 1, 2)), question("b", "boolean")),
        definition(rating("a"), question("b", "integer")),
        definition(rating("a"), question("c", "boolean")),
        definition(rating("a"), question("b", "boolean"), version="2"),
        definition(rating("a"), question("b", "boolean"), key="anden"),
    ],
    ids=["order", "codes", "type", "question", "version", "questionnaire"],
)
def test_a_draft_does_not_fit_another_form(other) -> None:
    assert fit_of(other) != fit_of(FORM)


def test_a_draft_fits_the_same_form_in_another_language() -> None:
    translated = definition(
        rating("a", help={"da": "Hjælp", "en": "Help"}), question("b", "boolean"), title=text("Navn")
    )  # fmt: skip

    assert fit_of(translated) == fit_of(FORM)
