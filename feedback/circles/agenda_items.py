"""An agenda: what people put on it, and what waits. It is written down when somebody touches it."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.circles.agendas import Topic, Way, arranged, can_move, moved, waiting
from feedback.circles.guard import Refused, allow
from feedback.circles.models import AgendaItem, Meeting
from feedback.circles.topics import topics
from portal.users.models import User
from portal.users.roles import Permission

Kind = AgendaItem.Kind
POINTERS = {
    Kind.SIGNAL: "signal_id",
    Kind.DECISION: "decision_id",
    Kind.ACTION: "action_id",
    Kind.STUDY: "cycle_id",
}
ROOM = 80  # on one agenda; more is no meeting


@dataclass(frozen=True)
class Line:
    """A line of an agenda, whether it is written down or only waits to be."""

    topic: Topic
    item: AgendaItem | None
    can_rise: bool = False
    can_sink: bool = False

    @property
    def name(self) -> str:
        """How a form names the line: it may be written down between two clicks."""
        return self.topic.name

    @property
    def can_go(self) -> bool:
        return bool(self.item and self.item.kind == Kind.OTHER and not self.item.text)

    @property
    def kind(self) -> str:
        return str(Kind(self.topic.kind).label)


def agenda_of(meeting: Meeting) -> list[Line]:
    """Return the agenda as it stands. Until the meeting begins, what waits is on it by itself."""
    there = [Line(topic_of(item), item) for item in items(meeting)]
    new = []
    if meeting.status == Meeting.Status.PLANNED:
        known = [(line.topic.kind, line.topic.of) for line in there]
        new = [Line(topic, None) for topic in waiting(topics(meeting), known)]
    lines = arranged(there, new, lambda line: line.topic.kind)[:ROOM]
    kinds = [line.topic.kind for line in lines]
    return [
        Line(line.topic, line.item, can_move(kinds, at, "up"), can_move(kinds, at, "down"))
        for at, line in enumerate(lines)
    ]


def items(meeting: Meeting) -> list[AgendaItem]:
    return list(meeting.items.select_related("decision", "cycle"))


def topic_of(item: AgendaItem) -> Topic:
    """A thing of people's own is about nothing else, so its own key tells it from others."""
    pointer = POINTERS.get(Kind(item.kind))
    of = getattr(item, pointer) if pointer else item.pk if item.kind == Kind.OTHER else 0
    return Topic(item.kind, of or 0, item.title)


@transaction.atomic
def move(*, meeting: Meeting, name: str, way: Way, by: User) -> None:
    """Move a line one up or down. What is gone by now moves nothing."""
    meeting = held(meeting, by)
    lines = fill(meeting)
    at = next((place for place, line in enumerate(lines) if line.name == name), -1)
    put_in_order([lines[place] for place in moved([line.topic.kind for line in lines], at, way)])


@transaction.atomic
def add(*, meeting: Meeting, title: str, by: User) -> None:
    """Put something of one's own on the agenda, before the last round. Sent twice it is one."""
    meeting = held(meeting, by)
    if not title.strip():
        raise Refused(_("Write what you want to talk about."))
    lines = fill(meeting)
    if any(line.topic.kind == Kind.OTHER and line.topic.title == title.strip() for line in lines):
        return
    if len(lines) >= ROOM:
        raise Refused(_("The agenda is full."))
    item = AgendaItem.objects.create(meeting=meeting, title=title.strip()[:160])
    put_in_order(arranged(lines, [Line(topic_of(item), item)], lambda line: line.topic.kind))


@transaction.atomic
def take_off(*, meeting: Meeting, name: str, by: User) -> None:
    """Take one's own line off again. What waits by itself stays, and what was written of too."""
    meeting = held(meeting, by)
    for line in agenda_of(meeting):
        if line.name == name and line.can_go and line.item:
            AgendaItem.objects.filter(pk=line.item.pk, text="").delete()


def fill(meeting: Meeting) -> list[Line]:
    """Write down what waits. Its meeting's row must be held."""
    lines = [
        line if line.item else Line(line.topic, written(meeting, line.topic))
        for line in agenda_of(meeting)
    ]
    put_in_order(lines)
    return lines


def written(meeting: Meeting, topic: Topic) -> AgendaItem:
    pointer = POINTERS.get(Kind(topic.kind))
    about = {pointer: topic.of} if pointer else {}
    return AgendaItem.objects.create(
        meeting=meeting, kind=topic.kind, title=topic.title[:160], **about
    )


def put_in_order(lines: list[Line]) -> None:
    found = [line.item for line in lines if line.item]
    for order, item in enumerate(found):
        item.order = order
    AgendaItem.objects.bulk_update(found, ["order"])


def held(meeting: Meeting, by: User) -> Meeting:
    """Return the meeting, its row held, where its agenda may be changed by this person."""
    allow(by, Permission.WORK_IN_CIRCLE, meeting.circle)
    around = Meeting.objects.select_for_update(of=("self",)).select_related("circle__platform")
    found = around.get(pk=meeting.pk)
    if found.status not in (Meeting.Status.PLANNED, Meeting.Status.RUNNING):
        raise Refused(_("The meeting is over, and its agenda stands."))
    return found
