"""One circle answers for a measure, and its boards say which."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client

from feedback.circles.models import Circle, CircleMember, OwnedMeasure
from feedback.models import Measure
from tests.cast import CAST, Town
from tests.circles.test_news_on_the_board import make_measure
from tests.factories import make_platform

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure(town: Town) -> Measure:
    return make_measure(town.platform)


@pytest.fixture
def helpers(town: Town) -> Circle:
    """A second circle of the same platform; Sofie sits in both."""
    circle = Circle.objects.create(
        name="Hjælpecirklen", slug="hjaelpecirklen", platform=town.platform, aim="At hjælpe."
    )
    CircleMember.objects.create(circle=circle, user=town.people.sofie)
    return circle


def look(town: Town, circle: Circle) -> str:
    client = Client()
    client.force_login(town.people.sofie)
    response = client.get(circle.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_a_circle_cannot_answer_for_another_platforms_measure(town: Town) -> None:
    elsewhere = make_measure(make_platform(slug="andetsteds").platform)

    with pytest.raises(ValidationError) as refused:
        OwnedMeasure(circle=town.circle, measure=elsewhere).full_clean()

    assert list(refused.value.message_dict) == ["measure"]


def test_a_circle_may_answer_for_a_measure_of_its_own_platform(
    town: Town, measure: Measure
) -> None:
    OwnedMeasure(circle=town.circle, measure=measure).full_clean()


def test_two_circles_cannot_answer_for_the_same_measure(
    town: Town, measure: Measure, helpers: Circle
) -> None:
    OwnedMeasure.objects.create(circle=town.circle, measure=measure)

    with pytest.raises(IntegrityError):
        OwnedMeasure.objects.create(circle=helpers, measure=measure)


def test_the_board_of_the_owner_says_that_it_answers(town: Town, measure: Measure) -> None:
    OwnedMeasure.objects.create(circle=town.circle, measure=measure)

    assert "Kredsen her har ansvaret for målingen." in look(town, town.circle)


def test_another_circles_board_names_the_owner(
    town: Town, measure: Measure, helpers: Circle
) -> None:
    OwnedMeasure.objects.create(circle=town.circle, measure=measure)

    html = look(town, helpers)

    assert f"{town.circle.name} har ansvaret for målingen." in html
    assert "Kredsen her har ansvaret" not in html


def test_nobody_is_named_where_nobody_answers(town: Town, measure: Measure) -> None:
    assert "har ansvaret for målingen" not in look(town, town.circle)


def test_a_circle_that_is_gone_leaves_the_measure(
    town: Town, measure: Measure, helpers: Circle
) -> None:
    OwnedMeasure.objects.create(circle=helpers, measure=measure)

    helpers.delete()

    assert Measure.objects.filter(pk=measure.pk).exists()


@pytest.mark.parametrize("name", [None, *CAST])
def test_owning_a_measure_opens_no_board_to_anybody_else(
    town: Town, measure: Measure, name: str | None
) -> None:
    OwnedMeasure.objects.create(circle=town.circle, measure=measure)
    client = Client()
    if name:
        client.force_login(getattr(town.people, name))

    response = client.get(town.circle.get_absolute_url())

    expected = 302 if name is None else 200 if name == "sofie" else 403
    assert response.status_code == expected


def test_the_board_draws_the_target_with_its_unit_and_tells_it_in_words(town: Town) -> None:
    make_measure(town.platform, target=36, unit="børn")

    html = look(town, town.circle)

    assert "rc-target" in html
    assert "Mål 36\N{NO-BREAK SPACE}børn." in html


def test_a_measure_without_a_target_has_no_line_for_it(town: Town, measure: Measure) -> None:
    assert "rc-target" not in look(town, town.circle)
