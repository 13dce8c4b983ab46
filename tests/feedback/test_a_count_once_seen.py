"""The circle has seen how many answered while the week ran; a table that hides it hides nothing.

So the count counts as known when the week is protected. What cannot be protected then is withheld.
"""

import random
from datetime import timedelta

import pytest
import time_machine

from feedback import actions, cubes, disclosure, publishing
from feedback.cubes import ALL, AgeCount
from feedback.models import Publication, Tally
from portal.periods import Week
from tests.cast import Town
from tests.conftest import TUESDAY
from tests.factories import make_response

pytestmark = pytest.mark.django_db
NOW = Week(2026, 48)
NEXT, QUARTER_OVER = NOW.plus(1), Week(2027, 1)
CODES = ("0", "1", "2", "3")


def answer(town: Town, count: int, seed: int) -> None:
    chance = random.Random(seed)
    bands = list(town.platform.bands.values_list("slug", flat=True))
    items = town.poster.campaign.version.parsed.items
    for _ in range(count):
        answers = {item.link_id: chance.choice(CODES) for item in items}
        make_response(town.poster, answers, band=chance.choice(bands), week=NOW)


def publish(this_week: Week = QUARTER_OVER) -> Publication:
    with time_machine.travel(TUESDAY + timedelta(days=6), tick=False):
        publishing.publish_closed_weeks(this_week=this_week)
    return Publication.objects.get()


def whole(town: Town) -> cubes.Cube:
    ages = {str(band.pk): AgeCount() for band in town.platform.bands.all()}
    for tally in Tally.objects.all():
        ages[str(tally.age_band_id)].add(tally.count, tally.options)
    return cubes.cube(town.poster.campaign.version.parsed, ages)


@pytest.mark.parametrize(("count", "seed"), [(10, 2), (12, 3), (17, 4), (40, 5)])
def test_no_small_count_can_be_worked_out_with_the_count_that_was_seen(
    town: Town, count: int, seed: int
) -> None:
    answer(town, count, seed)
    actions.refresh_dirty_buckets(this_week=NOW)
    assert Publication.objects.get().count == count

    publication = publish()

    cube = whole(town)
    known = {cell: look_up(publication.table, cell) for cell in cube.values}
    known["people", ALL] = count
    shown = {cell: number for cell, number in known.items() if number is not None}
    small = [cell for cell, number in cube.values.items() if 1 <= number <= 4]
    hidden = frozenset(known) - frozenset(shown)
    assert (publication.status, publication.count) == (Publication.Status.CLOSED, count)
    assert disclosure.audit(shown, hidden, cube.relations, primary=small).is_safe


def test_where_the_count_seen_gives_people_away_nothing_more_is_shown(town: Town) -> None:
    answer(town, 8, seed=1)
    actions.refresh_dirty_buckets(this_week=NOW)

    publication = publish()

    assert publication.status == Publication.Status.WITHHELD
    assert (publication.count, publication.table) == (None, {})


def look_up(table: dict, cell: tuple) -> int | None:
    side, *link_id, age = cell
    return table[side][link_id[0]][age] if link_id else table[side][age]


def test_a_count_seen_is_given_to_the_protection_as_known(town: Town, monkeypatch) -> None:
    given = spy_on_protection(monkeypatch)
    answer(town, 12, seed=1)
    actions.refresh_dirty_buckets(this_week=NOW)

    publish(this_week=NEXT)

    assert given == [{("people", ALL): 12}]


@pytest.mark.parametrize("count", [1, 4])
def test_a_count_that_was_masked_is_not_known(town: Town, monkeypatch, count: int) -> None:
    given = spy_on_protection(monkeypatch)
    answer(town, count, seed=1)
    actions.refresh_dirty_buckets(this_week=NOW)

    publish(this_week=NEXT)

    assert given == [{}]


def test_a_week_that_nobody_watched_running_has_no_count_known(town: Town, monkeypatch) -> None:
    given = spy_on_protection(monkeypatch)
    answer(town, 12, seed=1)

    publish(this_week=NEXT)

    assert given == [{}]


def spy_on_protection(monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    given: list[dict] = []
    protect = disclosure.publish

    def spy(values, relations, *, frozen):
        given.append(frozen)
        return protect(values, relations, frozen=frozen)

    monkeypatch.setattr(disclosure, "publish", spy)
    return given


def test_a_worker_that_is_late_does_not_write_over_a_published_week(town: Town) -> None:
    answer(town, 5, seed=1)
    published = publish()
    before = (published.status, published.count, published.table)

    actions.show_running_counts(this_week=NOW)

    published.refresh_from_db()
    assert (published.status, published.count, published.table) == before
