"""What a circle is working on: its next meeting, its tests, its actions, and what waits for it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from cms import review
from cms.models import GuidancePage
from feedback.circles.models import Action, Circle, Decision, Meeting, PDSACycle, Story

SHOWN = 5


@dataclass(frozen=True)
class Work:
    """Lists hold at most `SHOWN`; each with those first that wait the longest."""

    next_meeting: Meeting | None
    tests: list[PDSACycle]
    actions: list[Action]
    decisions: list[Decision]
    pages: list[GuidancePage]
    stories: list[Story]
    on: date

    @property
    def is_empty(self) -> bool:
        lists = (self.tests, self.actions, self.decisions, self.pages, self.stories)
        return self.next_meeting is None and not any(lists)


def work_of(circle: Circle, on: date) -> Work:
    planned = circle.meetings.filter(starts_at__date__gte=on, status=Meeting.Status.PLANNED)
    return Work(
        next_meeting=planned.last(),
        tests=list(tests(circle)[:SHOWN]),
        actions=list(circle.actions.open().select_related("owner")[:SHOWN]),
        decisions=list(circle.decisions.due(on).order_by("review_on")[:SHOWN]),
        pages=list(pages(circle, on)[:SHOWN]),
        stories=list(circle.stories.filter(published_on=None, withdrawn_on=None)[:SHOWN]),
        on=on,
    )


def tests(circle: Circle) -> QuerySet[PDSACycle]:
    running = PDSACycle.objects.filter(project__circle=circle, act="")
    return running.select_related("project__circle").order_by("ends_on")


def pages(circle: Circle, on: date) -> QuerySet[GuidancePage]:
    """Return the live advice of the platform whose review is overdue, the most overdue first."""
    front = circle.platform.pages.first()
    below = (
        GuidancePage.objects.live().descendant_of(front) if front else GuidancePage.objects.none()
    )
    return below.filter(alias_of=None).in_state(review.State.OVERDUE, on).order_by("due_on")
