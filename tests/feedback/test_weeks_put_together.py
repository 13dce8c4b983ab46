"""A week with few answers waits for its neighbours, and no answer is published twice (decision 25)."""

import random
from itertools import pairwise

import pytest

from feedback import publishing, seen
from feedback.cubes import ALL
from feedback.models import Publication
from feedback.quarters import count
from portal.periods import Span, Week
from tests.cast import Town
from tests.factories import make_response

pytestmark = pytest.mark.django_db
CODES = ("0", "1", "2", "3")


def answer(town: Town, week: int, people: int) -> None:
    chance = random.Random(week)
    items = town.poster.campaign.version.parsed.items
    for _ in range(people):
        answers = {item.link_id: chance.choice(CODES) for item in items}
        make_response(town.poster, answers, week=Week(2026, week))


def publish(before: Week) -> dict[str, str]:
    publishing.publish_closed_weeks(this_week=before)
    return dict(Publication.objects.values_list("week", "status"))


def test_a_week_of_which_enough_can_be_shown_is_published_at_once(town: Town) -> None:
    answer(town, 40, people=40)

    assert publish(Week(2026, 41)) == {"2026-W40": "closed"}


def test_a_thin_week_waits_until_its_month_is_over_and_then_stands_with_the_others(
    town: Town,
) -> None:
    for week in (40, 41):
        answer(town, week, people=9)
    answer(town, 42, people=40)

    assert publish(Week(2026, 43)) == {
        "2026-W40": "waiting",
        "2026-W41": "waiting",
        "2026-W42": "closed",
    }

    answer(town, 43, people=9)
    assert publish(Week(2026, 44)) == {
        "2026-W40": "closed",
        "2026-W41": "merged",
        "2026-W42": "closed",
        "2026-W43": "merged",
    }
    together = Publication.objects.get(week="2026-W40")
    assert together.weeks == ["2026-W40", "2026-W41", "2026-W43"]
    assert together.table["people"][ALL] == together.count == 27
    assert Publication.objects.get(week="2026-W41").table == {}


def test_what_is_still_thin_waits_for_the_quarter_and_is_then_published_as_it_is(
    town: Town,
) -> None:
    answer(town, 40, people=3)
    answer(town, 46, people=3)
    assert publish(Week(2026, 53)) == {"2026-W40": "waiting", "2026-W46": "waiting"}

    found = publish(Week(2027, 1))

    assert found == {"2026-W40": "closed", "2026-W46": "merged"}
    together = Publication.objects.get(week="2026-W40")
    assert together.weeks == ["2026-W40", "2026-W46"]
    assert together.table["weeks"] == {"2026-W40": None, "2026-W46": None}


def test_the_totals_seen_while_the_weeks_ran_are_known_to_the_protection(town: Town) -> None:
    """Six were seen in one week; had the total of both been shown, the three of the other would be."""
    answer(town, 40, people=6)
    answer(town, 46, people=3)
    platform, version = town.platform, town.poster.campaign.version
    Publication.objects.create(platform=platform, version=version, week="2026-W40", count=6)

    publish(Week(2027, 1))

    together = Publication.objects.get(week="2026-W40")
    assert together.table.get("weeks") in (None, {"2026-W40": 6, "2026-W46": None})
    assert together.count is None


def test_publishing_again_changes_nothing(town: Town) -> None:
    for week in (40, 41):
        answer(town, week, people=9)
    publish(Week(2026, 44))
    before = list(Publication.objects.values())

    publish(Week(2026, 44))

    assert list(Publication.objects.values()) == before


def test_weeks_put_together_can_be_counted_again_for_the_quarter(town: Town) -> None:
    for week in (40, 41):
        answer(town, week, people=9)
    publish(Week(2026, 44))

    counted = count(Publication.objects.get(week="2026-W40"))

    assert seen.agrees(counted.definition, counted.week)
    assert counted.week.people == {"2026-W40": 9, "2026-W41": 9}


def test_every_week_of_a_year_is_in_one_month_and_three_months_fill_a_quarter() -> None:
    for year in (2026, 2027):  # 2026 has 53 weeks
        last = Week(year + 1, 1).plus(-1).number
        months = list(dict.fromkeys(Span.month_of(Week(year, n)) for n in range(1, last + 1)))
        assert len(months) == 12
        assert months[0].first == Week(year, 1)
        assert months[-1].last == Week(year, last)
        assert all(one.last.plus(1) == other.first for one, other in pairwise(months))
