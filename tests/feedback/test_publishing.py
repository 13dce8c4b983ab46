"""A week is published once, when it is over, and never gives a person away."""

import random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from feedback import cubes, disclosure, publishing
from feedback.cubes import AgeCount
from feedback.demo import build_measures
from feedback.models import DirtyMark, Publication, Tally
from portal.periods import Week
from questionnaires import demo
from questionnaires.models import Response
from tests.cast import Town
from tests.factories import make_platform, make_response

pytestmark = pytest.mark.django_db
LAST, NOW = Week(2026, 47), Week(2026, 48)
QUARTER_OVER = Week(2027, 1)  # by then a thin week has no other to wait for
CODES = ("0", "1", "2", "3", "unknown")


def fill(town: Town, count: int, seed: int = 1, week: Week = LAST) -> None:
    chance = random.Random(seed)
    bands = list(town.platform.bands.values_list("slug", flat=True))
    items = town.poster.campaign.version.parsed.items
    for _ in range(count):
        answers = {item.link_id: chance.choice(CODES) for item in items}
        make_response(town.poster, answers, band=chance.choice(bands), week=week)


def counts(table: dict) -> list[int | None]:
    rows = [table["people"], *table["top"].values(), *table["rest"].values()]
    return [count for row in rows for count in row.values()]


@pytest.mark.parametrize("size", [3, 7, 30, 120])
def test_no_count_from_1_to_4_is_shown_and_an_attacker_learns_none(town: Town, size: int) -> None:
    fill(town, size)

    publishing.publish_closed_weeks(this_week=QUARTER_OVER)

    publication = Publication.objects.get()
    assert publication.status == Publication.Status.CLOSED
    assert not {1, 2, 3, 4} & set(counts(publication.table))
    whole = truth(town)
    small = [cell for cell, count in whole.values.items() if 1 <= count <= 4]
    assert (None in counts(publication.table)) == bool(small)
    shown = {cell: look_up(publication.table, cell) for cell in whole.values}
    assert all(whole.values[cell] == count for cell, count in shown.items() if count is not None)
    found = disclosure.audit(
        {cell: count for cell, count in shown.items() if count is not None},
        frozenset(cell for cell, count in shown.items() if count is None),
        whole.relations,
        primary=small,
    )
    assert found.is_safe


def truth(town: Town) -> cubes.Cube:
    """Return the whole table, counted here from the answers one by one."""
    ages = {str(band.pk): AgeCount() for band in town.platform.bands.all()}
    for response in Response.objects.all():
        chosen = {link_id: {code: 1} for link_id, code in response.answers.items()}
        ages[str(response.age_band_id)].add(1, chosen)
    return cubes.cube(town.poster.campaign.version.parsed, ages)


def look_up(table: dict, cell: tuple) -> int | None:
    side, *link_id, age = cell
    return table[side][link_id[0]][age] if link_id else table[side][age]


def test_only_weeks_that_are_over_are_published(town: Town) -> None:
    fill(town, 40, week=LAST)
    fill(town, 10, week=NOW)

    assert publishing.publish_closed_weeks(this_week=NOW) == 1
    assert dict(Publication.objects.values_list("week", "status")) == {
        "2026-W47": "closed",
        "2026-W48": "open",
    }


def test_a_published_week_stays_as_it_was_when_late_answers_come(town: Town) -> None:
    fill(town, 40)
    publishing.publish_closed_weeks(this_week=NOW)
    before = Publication.objects.get().table

    fill(town, 3, seed=2, week=LAST)
    publishing.publish_closed_weeks(this_week=NOW)
    publishing.publish_closed_weeks(this_week=NOW.plus(1))

    assert Publication.objects.get(week="2026-W47").table == before
    assert Response.objects.filter(week="2026-W48").count() == 3


def test_two_platforms_with_one_version_are_published_apart(town: Town) -> None:
    other = make_platform("andet", "Andet emne").platform
    campaign = demo.build_campaign(
        other, "kontakten_i_dag", town.poster.campaign.opens_on, is_synthetic=True
    )
    point = demo.add_access_point(campaign, "andet234", "card", None)
    fill(town, 40)
    for _ in range(6):
        make_response(point, week=LAST)

    publishing.publish_closed_weeks(this_week=NOW)

    found = Publication.objects.values_list("platform__slug", "count", "is_synthetic")
    assert sorted(found) == [("andet", 6, True), ("taet-og-toer", 40, False)]


def test_a_week_that_cannot_be_protected_shows_nothing_and_the_board_says_so(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def gives_up(*table, **known):
        raise disclosure.NotProtected("no pattern was found in time")

    fill(town, 20)
    monkeypatch.setattr(disclosure, "publish", gives_up)

    publishing.publish_closed_weeks(this_week=QUARTER_OVER)

    publication = Publication.objects.get()
    assert (publication.status, publication.count, publication.table) == ("withheld", None, {})
    assert "could not be protected" in caplog.text
    client = Client()
    client.force_login(town.people.sofie)
    assert "holdt tilbage" in client.get("/kreds/taet-og-toer/").content.decode()


def test_the_board_is_drawn_without_a_look_at_tallies_or_answers(
    town: Town,
) -> None:
    fill(town, 60)
    publishing.publish_closed_weeks(this_week=NOW)
    build_measures(town.platform, town.poster.campaign.version.questionnaire_id)

    client = Client()
    client.force_login(town.people.sofie)

    with CaptureQueriesContext(connection) as read:
        html = client.get("/kreds/taet-og-toer/").content.decode()

    assert "run-chart" in html
    tables = [Tally._meta.db_table, DirtyMark._meta.db_table, Response._meta.db_table]
    assert not [one for one in read if any(f'"{table}"' in one["sql"] for table in tables)]
