"""The demo's circle has a believable year behind it, and everything in it says that it is made up."""

import pytest

from feedback.circles import demo
from feedback.circles.demo_words import SYNTHETIC
from feedback.circles.models import Action, AgendaItem, Circle, Decision, Meeting, PDSACycle
from feedback.demo import build_measures, build_referrals
from tests.cast import Town
from tests.conftest import TUESDAY

pytestmark = pytest.mark.django_db
TODAY = TUESDAY.date()


@pytest.fixture
def circle(town: Town) -> Circle:
    build_measures(town.platform, town.poster.campaign.version.questionnaire_id)
    build_referrals(town.platform, TODAY)
    demo.build_past(town.circle, TODAY)
    return town.circle


def test_all_sectors_and_a_parent_sit_in_the_circle(circle: Circle) -> None:
    sectors = {member.organisation and member.organisation.kind for member in circle.members.all()}

    assert sectors == {
        "municipality", "general_practice", "daycare", "hospital", "civil_society", None,
    }  # fmt: skip


def test_meetings_lie_behind_and_one_lies_ahead(circle: Circle) -> None:
    days = [meeting.starts_at.date() for meeting in Meeting.objects.order_by("starts_at")]

    assert len([day for day in days if day < TODAY]) == 12
    assert len([day for day in days if day >= TODAY]) == 1


def test_actions_are_done_open_and_late(circle: Circle) -> None:
    assert Action.objects.exclude(done_on=None).count() == 5
    assert Action.objects.open().count() == 2
    assert Action.objects.overdue(TODAY).count() == 1


def test_tests_follow_one_another_and_the_last_is_running(circle: Circle) -> None:
    cycles = list(PDSACycle.objects.all())

    assert [cycle.act for cycle in cycles] == ["adapt", "adopt", ""]
    assert [cycle.follows for cycle in cycles] == [None, *cycles[:2]]


def test_every_idea_reaches_the_aim(circle: Circle) -> None:
    for idea in circle.projects.get().drivers.filter(level=3):
        assert idea.parent.parent.level == 1


def test_the_story_is_told_to_citizens(circle: Circle) -> None:
    story = circle.stories.get()

    assert circle.stories.published().get() == story
    assert story.said.startswith(SYNTHETIC)


def test_what_was_decided_and_said_is_marked_as_made_up(circle: Circle) -> None:
    texts = [
        *Decision.objects.values_list("proposal", flat=True),
        *AgendaItem.objects.exclude(text="").values_list("text", flat=True),
        circle.projects.get().aim,
    ]

    assert all(text.startswith(SYNTHETIC) for text in texts)
    assert all("opdigtet" in text for text in Action.objects.values_list("text", flat=True))
    assert "opdigtet" in circle.projects.get().title


def test_nobody_of_another_circle_sits_in_it(circle: Circle, town: Town) -> None:
    assert not circle.members.filter(user__in=(town.people.mikkel, town.people.hanne)).exists()
