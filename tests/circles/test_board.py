"""What stands on a circle's board: with nothing in it, with much in it, and when something is wrong."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from cms.models import AgeBand
from feedback import actions, publishing
from feedback.circles.models import CircleMember
from feedback.demo import build_measures, build_referrals
from feedback.models import Measure, Publication
from portal.periods import Week
from questionnaires import demo
from questionnaires.models import AccessPoint
from questionnaires.publishing import publish_version
from tests.cast import CAST, Town
from tests.conftest import TUESDAY
from tests.factories import make_platform, make_response

pytestmark = pytest.mark.django_db
NOW = Week(2026, 48)
ADDRESS = "/kreds/taet-og-toer/"


@pytest.fixture
def sofie(town: Town) -> Client:
    client = Client()
    client.force_login(town.people.sofie)
    return client


def look(client: Client) -> str:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return response.content.decode()


def shares(html: str) -> list[tuple[int, int]]:
    """Return the (top, people) written in the tables."""
    written = re.findall(r'<span class="of">(\d+)\D+(\d+)</span>', html)
    return [(int(top), int(people)) for top, people in written]


def long_questionnaire(town: Town, count: int = 25) -> AccessPoint:
    """A campaign that asks many questions with long words in them."""
    document = dict(town.poster.campaign.version.definition)
    item = document["items"][0]
    document["items"] = [
        item | {"linkId": f"q{number}", "text": {"da": f"{number} {'sammenhængskraft' * 8}"}}
        for number in range(count)
    ]
    document |= {"key": "langt-skema", "title": {"da": "Langt skema"}}
    campaign = demo.Campaign.objects.create(
        name="Langt",
        platform=town.platform,
        version=publish_version(document=document, on=TUESDAY.date()),
        opens_on=TUESDAY.date(),
    )
    return demo.add_access_point(campaign, "langt234", "card", None)


def publish(week: Week = NOW) -> None:
    with time_machine.travel(TUESDAY + timedelta(weeks=1), tick=False):
        publishing.publish_closed_weeks(this_week=week.plus(1))


def test_an_empty_board_says_what_to_do_and_shows_no_number(sofie: Client) -> None:
    html = look(sofie)

    assert 'class="empty"' in html
    assert "uge 48" in html
    assert "<table" not in html
    assert '<svg class="rc ' not in html


def test_a_measure_without_points_is_said_to_have_none(town: Town, sofie: Client) -> None:
    build_measures(town.platform, town.poster.campaign.version.questionnaire_id)

    html = look(sofie)

    assert html.count('class="nothing"') == 3
    assert '<svg class="rc ' not in html


def test_few_answers_are_not_told_as_a_number(town: Town, sofie: Client) -> None:
    for _ in range(4):
        make_response(town.poster)
    actions.refresh_dirty_buckets(this_week=NOW)

    html = look(sofie)
    assert "4 svar" not in html
    assert "for få svar til at vise, hvor mange" in html


def test_a_board_with_twenty_five_long_questions_shows_them_all(town: Town, sofie: Client) -> None:
    point = long_questionnaire(town)
    for _ in range(30):
        make_response(point)
    publish()

    html = look(sofie)

    assert html.count('<th scope="row">') == 25
    assert shares(html) == [(30, 30)] * 50  # their age and everyone, for each question


def test_two_questionnaires_of_one_platform_have_a_table_each(town: Town, sofie: Client) -> None:
    point = long_questionnaire(town, count=2)
    for _ in range(6):
        make_response(point)
        make_response(town.poster)
    publish()

    assert look(sofie).count("<table") == 2


def test_the_newest_week_is_the_one_in_the_table(town: Town, sofie: Client) -> None:
    for week in (Week(2026, 46), Week(2026, 47)):
        for _ in range(week.number):
            make_response(town.poster, week=week)
    publish()

    assert set(shares(look(sofie))) == {(47, 47)}


def test_an_age_taken_away_before_anybody_chose_it_does_not_stop_the_board(
    town: Town, sofie: Client
) -> None:
    for _ in range(6):
        make_response(town.poster, band="3-4-aar")
    publish()
    AgeBand.objects.get(slug="11-aar-og-aeldre").delete()

    html = look(sofie)

    assert set(shares(html)) == {(6, 6)}
    assert "11 år eller ældre" not in html


def test_made_up_numbers_are_said_to_be_made_up(town: Town, sofie: Client) -> None:
    build_referrals(town.platform, TUESDAY.date())

    assert 'class="notice notice-warning"' in look(sofie)


def test_real_numbers_are_not(town: Town, sofie: Client) -> None:
    for _ in range(6):
        make_response(town.poster)
    publish()

    assert 'class="notice' not in look(sofie)


def test_another_platforms_numbers_are_not_on_the_board(town: Town, sofie: Client) -> None:
    other = make_platform("andet", "Andet emne").platform
    Measure.objects.create(
        slug="x", title="Andres måling", definition="–", platform=other, source="series"
    )
    Publication.objects.create(
        platform=other, version=town.poster.campaign.version, week="2026-W48", count=77
    )

    html = look(sofie)

    assert "Andres måling" not in html
    assert "77" not in html


def test_what_an_editor_writes_is_shown_as_written(town: Town, sofie: Client) -> None:
    town.circle.aim = "<b>Flere</b> & <script>tørre</script>"
    town.circle.save()

    html = look(sofie)

    assert "<script>tørre" not in html
    assert "&lt;script&gt;tørre" in html


def test_a_full_board_asks_the_database_as_often_as_an_empty_one_and_once_for_points(
    town: Town, sofie: Client, django_assert_num_queries
) -> None:
    build_measures(town.platform, town.poster.campaign.version.questionnaire_id)
    build_referrals(town.platform, TUESDAY.date())
    for week in (Week(2026, 45), Week(2026, 46), Week(2026, 47)):
        for _ in range(6):
            make_response(town.poster, week=week)
    publish()

    # nine of them for what the circle works on and what it owns; once for all points, and for all marks
    with django_assert_num_queries(25):
        sofie.get(ADDRESS)


def test_the_list_of_circles_is_asked_for_once_however_many(
    town: Town, sofie: Client, django_assert_num_queries
) -> None:
    for number in range(5):
        circle = type(town.circle).objects.create(
            name=f"Kreds {number}", slug=f"kreds-{number}", platform=town.platform, aim="–"
        )
        CircleMember.objects.create(circle=circle, user=town.people.sofie)

    # session, user, circles, two for whether she may write in the admin, places, and words to read
    with django_assert_num_queries(7):
        html = sofie.get("/kreds/").content.decode()

    assert html.count('class="guide"') == 6


@pytest.mark.parametrize("name", CAST)
def test_everyone_with_an_account_has_a_list_of_their_own(town: Town, name: str) -> None:
    client = Client()
    client.force_login(getattr(town.people, name))

    response = client.get("/kreds/")

    assert response.status_code == 200
    html = response.content.decode()
    assert ("Driftscirklen" in html) == (name == "sofie")
    assert ('class="empty"' in html) == (name != "sofie")
    assert ('href="/admin/"' in html) == (name in {"ida", "jonas"})


@pytest.mark.parametrize("address", ["/kreds/", ADDRESS, "/kreds/findes-ikke/"])
def test_a_citizen_learns_nothing_not_even_which_circles_there_are(
    town: Town, client: Client, address: str
) -> None:
    response = client.get(address)

    assert response.status_code == 302
    assert response.headers["Location"] == f"/konto/login/?next={address}"


@pytest.mark.parametrize("address", ["/kreds/", ADDRESS])
def test_nothing_can_be_sent_to_a_board(sofie: Client, address: str) -> None:
    assert sofie.post(address).status_code == 405


@pytest.mark.parametrize("role", CircleMember.Role.values)
def test_every_role_in_the_circle_sees_the_board(town: Town, role: str) -> None:
    CircleMember.objects.create(circle=town.circle, user=town.people.hanne, role=role)
    client = Client()
    client.force_login(town.people.hanne)

    assert look(client)
