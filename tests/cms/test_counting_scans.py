"""How often a signpost is followed, by the week: never when, from where or by whom."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import OperationalError, connection, connections
from django.test import Client

from cms.demo import build_signpost
from cms.models import Scan, Signpost
from portal.periods import Week
from tests.cast import Town
from tests.factories import make_platform

pytestmark = pytest.mark.django_db
THIS_WEEK = Week(2026, 48)


@pytest.fixture
def potte(town: Town) -> Signpost:
    return build_signpost(town.page, "potte", "Hold dig")


def counts() -> list[tuple[str, int]]:
    return list(Scan.objects.values_list("week", "count"))


def test_each_time_counts_in_its_week(potte: Signpost, client: Client) -> None:
    for _ in range(3):
        client.get("/p/potte/")
    with time_machine.travel(datetime(2026, 11, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))):
        client.get("/p/potte/")

    assert counts() == [("2026-W49", 1), ("2026-W48", 3)]


def test_the_week_turns_at_midnight_in_denmark(potte: Signpost, client: Client) -> None:
    with time_machine.travel(datetime(2026, 11, 29, 23, 30, tzinfo=ZoneInfo("UTC"))):
        client.get("/p/potte/")

    assert counts() == [("2026-W49", 1)]


def test_only_a_visit_counts(potte: Signpost, client: Client) -> None:
    client.head("/p/potte/")
    client.get("/p/potte/", headers={"Sec-Purpose": "prefetch;prerender"})
    for sheet in ("plakat.pdf", "plakat.svg", "folder.pdf", "qr.svg"):
        assert client.get(f"/p/potte/{sheet}").status_code == 200

    assert counts() == []


def test_each_signpost_has_its_own_count(town: Town, potte: Signpost, client: Client) -> None:
    mave = build_signpost(town.page, "mave", "Hård mave?")
    client.get("/p/potte/")
    client.get("/p/mave/")
    client.get("/p/mave/")

    assert [scan.count for scan in mave.weekly_scans(THIS_WEEK, 1)] == [2]
    assert [scan.count for scan in potte.weekly_scans(THIS_WEEK, 1)] == [1]


def test_a_quiet_week_is_shown_as_nought_and_not_stored(potte: Signpost) -> None:
    Scan.objects.add_one(potte, THIS_WEEK.plus(-2))

    shown = [(scan.week, scan.count) for scan in potte.weekly_scans(THIS_WEEK, 3)]

    assert shown == [("2026-W48", 0), ("2026-W47", 0), ("2026-W46", 1)]
    assert len(counts()) == 1


def test_a_scan_has_no_place_for_a_time_or_a_person() -> None:
    assert {field.name for field in Scan._meta.get_fields()} == {"id", "signpost", "week", "count"}


def test_counting_takes_one_query_and_the_first_of_a_week_three(
    potte: Signpost, django_assert_num_queries
) -> None:
    with django_assert_num_queries(3):
        Scan.objects.add_one(potte, THIS_WEEK)
    with django_assert_num_queries(1):
        Scan.objects.add_one(potte, THIS_WEEK)

    assert counts() == [("2026-W48", 2)]


def test_when_the_count_cannot_be_written_the_reader_gets_there_all_the_same(
    potte: Signpost, client: Client, monkeypatch: pytest.MonkeyPatch, caplog
) -> None:
    def locked(*args: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("cms.models.signposts.ScanQuerySet.add_one", locked)
    with caplog.at_level(logging.ERROR):
        response = client.get("/p/potte/")

    assert response.status_code == 302
    assert "A scan was not counted." in caplog.text


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_phones_at_once_are_twenty() -> None:
    potte = build_signpost(make_platform(), "potte", "Hold dig")

    def scan(_number: int) -> None:
        try:
            Scan.objects.add_one(potte, THIS_WEEK)
        finally:
            connections.close_all()

    # SQLite in memory is one connection that all threads share, so there they take turns.
    threads = 1 if connection.vendor == "sqlite" else 20
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(scan, range(20)))

    assert counts() == [("2026-W48", 20)]
