"""What was looked for in vain reaches editors only when it comes back, and never with a person in it."""

from datetime import date, timedelta

import pytest
from django.test import Client

from cms.models import ZeroHit
from cms.models.search import DAYS_KEPT, MOST_A_DAY
from cms.tasks import forget_zero_hits
from portal.celery import app
from tests.cast import Town
from tests.factories import make_platform, translate

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def ask(query: str, address: str = "/taet-og-toer/soeg/") -> None:
    assert Client().get(address, {"q": query}).status_code == 200


def kept() -> list[str]:
    return list(ZeroHit.objects.values_list("query", flat=True))


def seen(town: Town, query: str, *days_ago: int, language: str = "da") -> None:
    for days in days_ago:
        ZeroHit.objects.remember(town.platform, language, query, TODAY - timedelta(days=days))


def test_a_query_without_a_hit_is_kept_once_a_day_in_small_letters(town: Town) -> None:
    ask("Blærebetændelse")
    ask("  blærebetændelse ")

    row = ZeroHit.objects.get()
    assert (row.platform, row.language, row.query, row.on) == (
        town.platform,
        "da",
        "blærebetændelse",
        TODAY,
    )


def test_a_query_with_a_hit_is_not_kept(town: Town) -> None:
    ask("holder sig")
    ask("toilletet")
    ask("")

    assert kept() == []


@pytest.mark.parametrize(
    "query",
    [
        "010190-1234 xyzzy",
        "xyzzy 2019",
        "xyzzy@example.dk",
        "+45 12 34 56 78",
        "xyzzy plugh frotz gnusto rezrov bozbar",
    ],
)
def test_what_may_be_about_somebody_is_not_kept(town: Town, query: str) -> None:
    ask(query)

    assert kept() == []


def test_a_long_word_is_kept_short(town: Town) -> None:
    ask("q" * 90)

    assert kept() == ["q" * 60]


def test_the_language_is_that_of_the_page(town: Town) -> None:
    translate(town.guide, "en", title="When your child keeps waiting")
    ask("xyzzy", "/en/taet-og-toer/soeg/")

    assert ZeroHit.objects.get().language == "en"


def test_a_machine_that_tries_words_fills_nothing(town: Town) -> None:
    rows = [
        ZeroHit(platform=town.platform, language="da", query=f"q{number}", on=TODAY)
        for number in range(MOST_A_DAY)
    ]
    ZeroHit.objects.bulk_create(rows)
    ask("xyzzy")

    assert ZeroHit.objects.count() == MOST_A_DAY


def test_editors_see_a_query_from_the_third_day_on(town: Town) -> None:
    seen(town, "blærebetændelse", 0, 1, 8)
    seen(town, "ane", 0, 0, 0, 1)

    rows = list(ZeroHit.objects.seen_on_days())

    assert rows == [
        {
            "platform__name": town.platform.name,
            "language": "da",
            "query": "blærebetændelse",
            "days": 3,
            "last_on": TODAY,
        }
    ]


def test_the_days_of_two_platforms_or_languages_are_not_added_up(town: Town) -> None:
    other = make_platform("soevn", "Søvn").platform
    seen(town, "xyzzy", 0, 1)
    seen(town, "xyzzy", 2, language="en")
    ZeroHit.objects.remember(other, "da", "xyzzy", TODAY - timedelta(days=3))

    assert not ZeroHit.objects.seen_on_days()


def test_what_comes_back_most_stands_first_and_one_platform_can_be_asked_for(town: Town) -> None:
    seen(town, "sjælden", 0, 1, 2)
    seen(town, "hyppig", 2, 3, 4, 5)
    other = make_platform("soevn", "Søvn").platform

    rows = ZeroHit.objects.filter(platform=town.platform).seen_on_days()
    assert [row["query"] for row in rows] == ["hyppig", "sjælden"]
    assert not ZeroHit.objects.filter(platform=other).seen_on_days()


def test_what_is_older_than_ninety_days_is_forgotten(town: Town) -> None:
    seen(town, "gammel", DAYS_KEPT + 1)
    seen(town, "næsten", DAYS_KEPT)

    forget_zero_hits()

    assert kept() == ["næsten"]


def test_forgetting_stands_in_the_timetable_each_day() -> None:
    entry = app.conf.beat_schedule["forget-zero-hits"]

    assert entry["task"] == forget_zero_hits.name
    assert (entry["schedule"].hour, entry["schedule"].minute) == ({3}, {40})
    assert len(entry["schedule"].day_of_week) == 7
