"""The desk tells how many have answered this week: never fewer than five, never two numbers to subtract."""

import re
from datetime import date

import pytest
from django.test import Client

from portal.periods import Week
from portal.users import demo as users_demo
from questionnaires.campaigning import rounded_down, week_so_far
from questionnaires.models import AccessPoint, Quarantine
from tests.cast import Town
from tests.factories import make_response

THIS_WEEK = Week.of(date(2026, 11, 24))
BUSY = "Har fået svar denne uge"


def answered(point: AccessPoint, count: int, week: Week = THIS_WEEK) -> None:
    for _ in range(count):
        make_response(point, week=week)


def page(town: Town) -> str:
    client = Client()
    client.force_login(town.people.sofie)
    return client.get(f"/fag/kampagner/{town.poster.campaign.pk}/").content.decode()


@pytest.mark.parametrize(
    ("count", "told"), [(0, 0), (1, 0), (4, 0), (5, 5), (9, 5), (10, 10), (137, 135)]
)
def test_a_count_is_told_in_whole_fives(count: int, told: int) -> None:
    assert rounded_down(count) == told


@pytest.mark.django_db
@pytest.mark.parametrize(("count", "words"), [(4, "Færre end 5 svar"), (6, "Mindst 5 svar")])
def test_the_page_says_it_in_words(town: Town, count: int, words: str) -> None:
    answered(town.poster, count)

    assert words in page(town)


@pytest.mark.django_db
def test_a_place_is_named_only_when_five_have_answered_there(town: Town) -> None:
    answered(town.poster, 4)
    answered(town.link, 4)
    html = page(town)
    assert "Mindst 5 svar" in html, "eight in all"
    assert BUSY not in html
    answered(town.poster, 1)

    assert page(town).count(BUSY) == 1


@pytest.mark.django_db
def test_no_other_number_of_answers_stands_on_the_page(town: Town) -> None:
    """Had each place its number, the place with few would be the rest of the sum."""
    other = users_demo.place("Åbent hus", "Aalborg Kommune")
    point = AccessPoint.objects.create(campaign=town.poster.campaign, place=other)
    answered(town.poster, 17)
    answered(point, 2)

    words = re.sub(r"<[^>]*>", " ", page(town))
    assert re.findall(r"\d+ svar", words) == ["15 svar"]
    assert "17" not in words
    assert "19" not in words


@pytest.mark.django_db
def test_other_weeks_and_what_was_set_aside_do_not_count(town: Town) -> None:
    answered(town.poster, 5, THIS_WEEK.plus(-1))
    answered(town.link, 5)
    Quarantine.objects.create(
        access_point=town.link, week=str(THIS_WEEK), because="Fyldt", set_on=date(2026, 11, 24)
    )

    so_far = week_so_far(campaign=town.poster.campaign, week=THIS_WEEK)

    assert (so_far.at_least, so_far.busy) == (0, frozenset())


@pytest.mark.django_db
def test_all_places_are_counted_with_one_query(town: Town, django_assert_num_queries) -> None:
    campaign = town.poster.campaign
    with django_assert_num_queries(1):
        week_so_far(campaign=campaign, week=THIS_WEEK)
