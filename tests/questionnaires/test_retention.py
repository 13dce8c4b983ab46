"""Answers are erased when their time is over, week by week, and the numbers shown stay."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from feedback.models import DirtyMark
from portal.periods import Week
from questionnaires import erasing
from questionnaires.models import Campaign, Erasure, Response, Score
from questionnaires.retention import last_week_over, months_before
from questionnaires.tasks import erase_answers
from tests.cast import Town
from tests.factories import make_response

TODAY = date(2026, 11, 24)  # a Tuesday in week 48
DATES = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 24), 24, date(2024, 11, 24)),
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2024, 8, 31), 6, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
    ],
)
def test_months_are_counted_as_people_do(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


@given(DATES, st.integers(1, 120))
def test_no_day_of_a_week_that_is_over_is_younger_than_promised(day: date, months: int) -> None:
    week = last_week_over(day, months)

    assert week.monday + timedelta(days=6) < months_before(day, months)
    assert week.plus(1).monday + timedelta(days=6) >= months_before(day, months)


@pytest.fixture
def old_and_young(town: Town) -> tuple[Response, Response]:
    old = make_response(town.poster, week=last_week_over(TODAY, 24))
    young = make_response(town.poster, week=last_week_over(TODAY, 24).plus(1))
    return old, young


@pytest.mark.django_db
def test_the_night_erases_what_is_over_and_counts_it(
    old_and_young: tuple[Response, Response], town: Town
) -> None:
    DirtyMark.objects.all().delete()

    erase_answers()

    assert Response.objects.get() == old_and_young[1]
    assert not Score.objects.filter(response=old_and_young[0]).exists()
    assert not DirtyMark.objects.exists()  # what was counted stays counted
    noted = Erasure.objects.get()
    assert (noted.campaign, noted.reason, noted.count) == (town.poster.campaign, "retention", 1)
    assert noted.on == TODAY


@pytest.mark.django_db
def test_a_second_night_finds_nothing_more(old_and_young: tuple[Response, Response]) -> None:
    erase_answers()
    erase_answers()

    assert Erasure.objects.get().count == 1


@pytest.mark.django_db
def test_each_campaign_has_its_own_time(
    old_and_young: tuple[Response, Response], town: Town
) -> None:
    Campaign.objects.filter(pk=town.poster.campaign.pk).update(keep_months=60)

    erase_answers()

    assert Response.objects.count() == 2


@pytest.mark.django_db
def test_many_answers_go_in_small_transactions(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasing, "ROWS_A_TRANSACTION", 2)
    for _ in range(5):
        make_response(town.poster, week=Week.parse("2020-W10"))

    erase_answers()

    assert not Response.objects.exists()
    assert Erasure.objects.get().count == 5


@pytest.mark.django_db
def test_the_dry_run_tells_and_erases_nothing(old_and_young: tuple[Response, Response]) -> None:
    out, later = StringIO(), StringIO()

    call_command("erase_answers", "--dry-run", stdout=out)
    call_command("erase_answers", "--dry-run", "--on", "2027-12-31", stdout=later)

    assert "(24 months): 1 would be erased" in out.getvalue()
    assert "2 answers would be erased." in later.getvalue()
    assert Response.objects.count() == 2
    assert not Erasure.objects.exists()


@pytest.mark.django_db
def test_the_command_does_what_the_night_does(old_and_young: tuple[Response, Response]) -> None:
    out = StringIO()

    call_command("erase_answers", stdout=out)

    assert out.getvalue().endswith("1 answers erased.\n")
    assert Response.objects.get() == old_and_young[1]


@pytest.mark.django_db
def test_no_campaign_erases_before_its_answers_can_be_published(town: Town) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.update(keep_months=5)
