"""What waits to be talked about in a circle, as topics of an agenda."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from feedback import news
from feedback.circles.agendas import FIRST, LAST, Topic
from feedback.circles.models import AgendaItem, Circle, Decision, Meeting, PDSACycle
from portal.periods import Week

Kind = AgendaItem.Kind
OPEN = (Meeting.Status.PLANNED, Meeting.Status.RUNNING)
LONGEST = 160


def topics(meeting: Meeting) -> list[Topic]:
    """Return what may be on its agenda. What waits comes up at the next meeting, and at no later one."""
    rounds = [Topic(FIRST, 0, _("Check-in")), Topic(LAST, 0, _("Check-out"))]
    if not is_next(meeting):
        return rounds
    return [*rounds, *signals(meeting), *decisions(meeting), *actions(meeting), *tests(meeting)]


def is_next(meeting: Meeting) -> bool:
    """Say whether no other open meeting of the circle comes before it."""
    if meeting.status not in OPEN:
        return False
    others = Meeting.objects.filter(circle=meeting.circle_id, status__in=OPEN)
    first = others.order_by("starts_at", "pk").values_list("pk", flat=True).first()
    return first == meeting.pk


def signals(meeting: Meeting) -> Iterator[Topic]:
    """Yield what no agenda holds yet, but those of meetings that were called off."""
    circle: Circle = meeting.circle
    had = AgendaItem.objects.filter(meeting__circle=circle).exclude(signal=None)
    had = had.exclude(meeting__status=Meeting.Status.CANCELLED)
    had_ones = set(had.values_list("signal", flat=True))
    recent = news.recent(circle.platform, Week.of(timezone.localdate()))
    for each in news.told(recent):
        if each.pk not in had_ones:
            yield topic(Kind.SIGNAL, each.pk, f"{each.text} ({each.since})")


def decisions(meeting: Meeting) -> Iterator[Topic]:
    day = timezone.localdate(meeting.starts_at)
    found = meeting.circle.decisions.exclude(step=Decision.Step.WITHDRAWN)
    for decision in found.filter(replaced_by=None).order_by("proposed_on", "pk"):
        if decision.is_open:
            yield topic(Kind.DECISION, decision.pk, decision.title)
        elif decision.review_on <= day:
            words = _("Look again at: %(decision)s") % {"decision": decision.title}
            yield topic(Kind.DECISION, decision.pk, words)


def actions(meeting: Meeting) -> Iterator[Topic]:
    for action in meeting.circle.actions.open().select_related("owner"):
        owner = f" ({action.owner})" if action.owner else ""
        yield topic(Kind.ACTION, action.pk, action.text, owner)


def tests(meeting: Meeting) -> Iterator[Topic]:
    day = timezone.localdate(meeting.starts_at)
    ready = PDSACycle.objects.filter(project__circle=meeting.circle, act="", ends_on__lte=day)
    for cycle in ready.order_by("ends_on", "pk"):
        yield topic(Kind.STUDY, cycle.pk, cycle.title)


def topic(kind: str, of: int, words: str, after: str = "") -> Topic:
    """What comes after is not cut."""
    room = LONGEST - len(after)
    short = words if len(words) <= room else f"{words[: room - 1].rstrip()}…"
    return Topic(kind, of, (short + after)[:LONGEST])
