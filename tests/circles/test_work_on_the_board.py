"""The board shows what the circle is working on, those first that wait the longest."""

from datetime import timedelta

import pytest
from django.test import Client

from cms.models import GuidancePage
from feedback.circles.models import Action, Decision, ImprovementProject, Meeting, PDSACycle, Story
from feedback.circles.work import SHOWN, work_of
from tests.cast import Town
from tests.conftest import TUESDAY

pytestmark = pytest.mark.django_db
TODAY = TUESDAY.date()
BOARD = "/kreds/taet-og-toer/"


@pytest.fixture
def sofie(town: Town) -> Client:
    client = Client()
    client.force_login(town.people.sofie)
    return client


def make_action(town: Town, days: int, text: str = "Ringe", **values: object) -> Action:
    return Action.objects.create(
        circle=town.circle, text=text, made_on=TODAY, due_on=TODAY + timedelta(days), **values
    )


def make_test(town: Town, days: int) -> PDSACycle:
    project = ImprovementProject.objects.create(
        circle=town.circle, title="Én at spørge", aim="–", started_on=TODAY
    )
    return PDSACycle.objects.create(
        project=project, title=f"Prøve {days}", plan="–", prediction="–", judging="–",
        starts_on=TODAY - timedelta(30), ends_on=TODAY + timedelta(days),
    )  # fmt: skip


def test_an_idle_circle_is_told_how_to_begin(sofie: Client) -> None:
    assert "Planlæg et møde" in sofie.get(BOARD).content.decode()


def test_the_next_meeting_is_the_nearest_that_is_not_over(town: Town, sofie: Client) -> None:
    for days in (-7, 7, 35):
        Meeting.objects.create(
            circle=town.circle, title=f"Møde {days}", starts_at=TUESDAY + timedelta(days)
        )

    html = sofie.get(BOARD).content.decode()

    assert "Møde 7<" in html
    assert "Møde 35<" not in html


def test_a_late_action_says_so_in_words(town: Town, sofie: Client) -> None:
    make_action(town, -1)
    make_action(town, 1, "Skrive")

    html = sofie.get(BOARD).content.decode()

    assert "forsinket siden 23. nov" in html
    assert "senest 25. nov" in html


def test_what_is_done_is_gone(town: Town) -> None:
    make_action(town, -1, done_on=TODAY, outcome="Ringet")

    assert work_of(town.circle, TODAY).is_empty


def test_those_that_wait_the_longest_come_first(town: Town) -> None:
    for days in (3, -9, 5, 0, -1, 8):
        make_action(town, days)

    found = [(action.due_on - TODAY).days for action in work_of(town.circle, TODAY).actions]

    assert found == [-9, -1, 0, 3, 5]
    assert len(found) == SHOWN


def test_a_test_whose_time_is_up_is_ready_for_study(town: Town, sofie: Client) -> None:
    make_test(town, 4)
    make_test(town, 0)

    html = sofie.get(BOARD).content.decode()

    assert html.index("Prøve 0") < html.index("klar til Lær") < html.index("Prøve 4")


def test_a_decision_is_shown_when_its_day_has_come(town: Town) -> None:
    for days in (-1, 1):
        Decision.objects.create(
            circle=town.circle, title=f"Aftale {days}", proposal="–", step="decided",
            proposed_on=TODAY, decided_on=TODAY, review_on=TODAY + timedelta(days),
        )  # fmt: skip

    assert [each.title for each in work_of(town.circle, TODAY).decisions] == ["Aftale -1"]


def test_advice_whose_review_is_overdue_is_shown(town: Town) -> None:
    pages = GuidancePage.objects.filter(pk=town.guide.pk)
    pages.update(reviewed_on=TODAY - timedelta(900), due_on=TODAY - timedelta(1))

    assert work_of(town.circle, TODAY).pages == [town.guide]

    pages.update(due_on=TODAY)
    assert not work_of(town.circle, TODAY).pages


def test_a_story_that_is_not_told_yet_is_owed(town: Town) -> None:
    Story.objects.create(circle=town.circle, title="I savnede et navn", said="–")
    Story.objects.create(
        circle=town.circle, title="Fortalt", said="–", did="Gjort.", published_on=TODAY
    )

    assert [each.title for each in work_of(town.circle, TODAY).stories] == ["I savnede et navn"]


def test_the_work_of_another_circle_is_not_shown(town: Town) -> None:
    make_action(town, -1)
    make_test(town, 0)
    other = type(town.circle).objects.create(
        name="En anden", slug="en-anden", platform=town.platform, aim="–"
    )

    assert work_of(other, TODAY).is_empty
