"""The members answer how they work together: protected as citizens are, and kept apart from their answers."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from feedback.circles import monthly
from feedback.models import Measure, Publication
from questionnaires import demo as questionnaires_demo
from questionnaires.models import AccessPoint
from tests.cast import CAST, Town
from tests.conftest import TUESDAY
from tests.factories import make_platform

pytestmark = pytest.mark.django_db
TODAY = TUESDAY.date()
BOARD = "/kreds/taet-og-toer/"
PAGE = f"{BOARD}samarbejdet/"


@pytest.fixture
def point(town: Town) -> AccessPoint:
    """The circle's own access point, with one published week of nine answers."""
    campaign = questionnaires_demo.build_campaign(
        town.platform, "samarbejdet_mellem_os", opens_on=TODAY, is_synthetic=True
    )
    point = questionnaires_demo.add_access_point(campaign, "samarbejdet", "link", None)
    town.circle.sense = point
    town.circle.save()
    Measure.objects.create(
        slug="ringe", title="Tør ringe til hinanden", definition="–", platform=town.platform,
        questionnaire=campaign.version.questionnaire, link_id="ringe-til",
    )  # fmt: skip
    Publication.objects.create(
        platform=town.platform, version=campaign.version, week="2026-W48", weeks=[],
        status=Publication.Status.OPEN, count=9, table={}, is_synthetic=True,
    )  # fmt: skip
    return point


@pytest.fixture
def sofie(town: Town) -> Client:
    client = Client()
    client.force_login(town.people.sofie)
    return client


def test_members_are_led_to_the_questions_and_to_what_was_answered(
    point: AccessPoint, sofie: Client
) -> None:
    assert f'href="{PAGE}"' in sofie.get(BOARD).content.decode()

    html = sofie.get(PAGE).content.decode()

    assert f'href="/s/{point.code}/"' in html
    assert "Tør ringe til hinanden" in html


def test_what_members_answer_is_not_counted_as_what_citizens_say(
    point: AccessPoint, sofie: Client
) -> None:
    html = sofie.get(BOARD).content.decode()

    assert "9 svar" not in html
    assert "Tør ringe til hinanden" not in html


def test_a_campaign_that_is_over_takes_no_answers(point: AccessPoint, sofie: Client) -> None:
    point.campaign.closes_on = date(2026, 11, 1)
    point.campaign.opens_on = date(2026, 10, 1)
    point.campaign.save()

    html = sofie.get(PAGE).content.decode()

    assert f'href="/s/{point.code}/"' not in html
    assert "kan ikke svares lige nu" in html


def test_a_circle_that_asks_nothing_has_no_such_page(town: Town, sofie: Client) -> None:
    assert sofie.get(PAGE).status_code == 404
    assert "samarbejdet" not in sofie.get(BOARD).content.decode()


def test_the_questions_of_another_platform_are_refused(town: Town, point: AccessPoint) -> None:
    town.circle.platform = make_platform("Søvn").platform

    with pytest.raises(ValidationError, match="en anden platform"):
        town.circle.clean()


@pytest.mark.parametrize(("month", "is_asked"), [(10, True), (11, False), (1, True), (3, False)])
def test_members_are_reminded_in_the_first_month_of_a_quarter(
    town: Town, point: AccessPoint, month: int, is_asked: bool
) -> None:
    day = date(2026, month, 3)

    headings = [part.heading for part in monthly.month_of(town.circle, day, on=day).ahead]

    assert ("En gang i kvartalet" in headings) == is_asked


@pytest.mark.parametrize("name", [*CAST, None])
def test_only_the_circle_sees_the_page(town: Town, point: AccessPoint, name: str | None) -> None:
    client = Client()
    if name:
        client.force_login(getattr(town.people, name))

    assert client.get(PAGE).status_code == {"sofie": 200, None: 302}.get(name, 403)


def test_how_often_the_database_is_asked_is_known(
    town: Town, point: AccessPoint, sofie: Client, django_assert_num_queries
) -> None:
    # session, user, circle with what it asks, member; weeks, quarters, ages, measures, observations, marks,
    # themes, news, owners, tests; the link to the platform: four
    with django_assert_num_queries(18):
        sofie.get(PAGE)
