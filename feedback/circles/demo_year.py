"""A made-up year of a circle: meetings, decisions, actions, one project with its tests, and a story.

Everything is counted back from today, so that the year is always the one that has just gone.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from feedback.circles.demo_words import (
    ACTIONS,
    CYCLES,
    DRIVERS,
    MEETINGS,
    MINUTES,
    POLICIES,
    SYNTHETIC,
    WEEKS_BETWEEN,
)
from feedback.circles.models import (
    Action,
    AgendaItem,
    Attendance,
    Circle,
    CircleMember,
    Decision,
    Driver,
    ImprovementProject,
    Meeting,
    MeetingSeries,
    PDSACycle,
    Spread,
    Statement,
    Story,
    WorkPackage,
)
from feedback.circles.telling import publish_story
from feedback.models import Measure
from portal.users.models import Place, User


def build_year(circle: Circle, people: list[User], places: list[Place], today: date) -> None:
    """Give the circle a past. `people` are its members, the facilitator first."""
    decisions = [decide(circle, people, title, today) for title in POLICIES]
    elect(circle, people, decisions[0], today)
    act(circle, people, decisions[-1], today)
    project = improve(circle, places, decisions[1], today)
    meet(circle, people, today)
    story = promise(circle, decisions[-1], project)
    publish_story(story=story, by=people[0], on=today)


def decide(circle: Circle, people: list[User], title: str, today: date) -> Decision:
    weeks_ago, weeks_left, proposal = POLICIES[title]
    on = today - timedelta(weeks=weeks_ago)
    decision = Decision.objects.create(
        circle=circle,
        title=title,
        proposal=SYNTHETIC + proposal,
        step=Decision.Step.DECIDED,
        proposed_by=people[0],
        proposed_on=on - timedelta(days=14),
        decided_on=on,
        review_on=today + timedelta(weeks=weeks_left),
    )
    Statement.objects.bulk_create(statements(decision, people, on))
    return decision


def statements(decision: Decision, people: list[User], on: date) -> Iterator[Statement]:
    kinds = Statement.Kind
    said = [
        (kinds.QUESTION, people[1], "Hvad gør vi, hvis nogen ikke kan være med?"),
        (kinds.ANSWER, people[0], "Så spørger vi dem før mødet og tager deres ord med."),
        (kinds.REACTION, people[2], "Det er til at huske. Det kan jeg godt bruge i hverdagen."),
        *((kinds.CONSENT, person, "") for person in people),
    ]
    for number, (kind, by, text) in enumerate(said):
        yield Statement(decision=decision, kind=kind, by=by, text=text, at=moment(on, number))


def elect(circle: Circle, people: list[User], decision: Decision, today: date) -> None:
    roles = CircleMember.Role
    for person, role in zip(
        people, (roles.FACILITATOR, roles.PURPOSE_KEEPER, roles.SECRETARY), strict=False
    ):
        circle.members.filter(user=person).update(
            role=role, chosen_by=decision, term_ends_on=today + timedelta(weeks=26)
        )


def act(circle: Circle, people: list[User], decision: Decision, today: date) -> None:
    Action.objects.bulk_create(
        Action(
            circle=circle,
            text=f"{text} (opdigtet)",
            owner=people[number % len(people)],
            decision=decision if weeks_ago < 15 else None,
            made_on=today - timedelta(weeks=weeks_ago),
            due_on=today - timedelta(weeks=due),
            done_on=today - timedelta(weeks=due) if outcome else None,
            outcome=outcome,
        )
        for number, (text, weeks_ago, due, outcome) in enumerate(ACTIONS)
    )


def improve(
    circle: Circle, places: list[Place], decision: Decision, today: date
) -> ImprovementProject:
    project = ImprovementProject.objects.create(
        circle=circle,
        title="Én at spørge (opdigtet eksempel)",
        aim=SYNTHETIC + "Inden sommer ved ni af ti familier, hvem de kan spørge om tis og bæ.",
        knowing="Andelen stiger og bliver oppe, og der kommer ikke flere henvisninger.",
        changing="Ét navn på alt, familien får i hånden, og de samme råd alle steder.",
        decision=decision,
        started_on=today - timedelta(weeks=34),
    )
    project.measures.set(Measure.objects.filter(platform=circle.platform))
    ideas = draw(project)
    test(project, ideas[0], today)
    WorkPackage.objects.bulk_create(
        WorkPackage(
            project=project, number=number, done_on=today - timedelta(weeks=34 - 2 * number)
        )
        for number in range(1, 8)
    )
    Spread.objects.bulk_create(
        Spread(project=project, place=place, state=state, since=today - timedelta(weeks=6))
        for place, state in zip(places, (Spread.State.RUNNING, Spread.State.TRYING), strict=False)
    )
    return project


def draw(project: ImprovementProject) -> list[Driver]:
    """Draw the driver diagram; return its ideas."""
    levels, ideas = Driver.Level, []
    for order, (primary, secondaries) in enumerate(DRIVERS.items()):
        first = project.drivers.create(level=levels.PRIMARY, text=primary, order=order)
        for place, (secondary, texts) in enumerate(secondaries.items()):
            second = project.drivers.create(
                level=levels.SECONDARY, text=secondary, parent=first, order=place
            )
            ideas += [
                project.drivers.create(level=levels.IDEA, text=text, parent=second, order=at)
                for at, text in enumerate(texts)
            ]
    return ideas


def test(project: ImprovementProject, idea: Driver, today: date) -> None:
    measure, before = project.measures.first(), None
    for title, begins, ends, plan, prediction, judging, happened, studied, acts in CYCLES:
        before = PDSACycle.objects.create(
            project=project,
            idea=idea,
            follows=before,
            measure=measure,
            title=title,
            plan=plan,
            prediction=prediction,
            judging=judging,
            starts_on=today - timedelta(weeks=begins),
            ends_on=today - timedelta(weeks=ends),
            happened=happened,
            studied=studied,
            act=acts,
            acted_on=today - timedelta(weeks=ends - 1) if acts else None,
        )


def meet(circle: Circle, people: list[User], today: date) -> None:
    series = MeetingSeries.objects.create(
        circle=circle, title="Cirkelmøde", weeks_between=WEEKS_BETWEEN
    )
    first = today - timedelta(weeks=WEEKS_BETWEEN * MEETINGS - 1)
    for number in range(MEETINGS + 1):
        on = first + timedelta(weeks=WEEKS_BETWEEN * number)
        is_held = number < MEETINGS
        meeting = Meeting.objects.create(
            circle=circle,
            series=series,
            title=f"Cirkelmøde {number + 1}",
            starts_at=moment(on, 0),
            place="Sundhedshuset, lokale 2",
            status=Meeting.Status.APPROVED if is_held else Meeting.Status.PLANNED,
            approved_on=on + timedelta(days=2) if is_held else None,
        )
        if is_held:
            write(meeting, people, MINUTES[number % len(MINUTES)])


def write(meeting: Meeting, people: list[User], text: str) -> None:
    kinds = AgendaItem.Kind
    items = ((kinds.CHECK_IN, "Indtjek", ""), (kinds.OTHER, "Det siger tallene", text),
             (kinds.CHECK_OUT, "Udtjek", "Godt møde. Vi holdt tiden."))  # fmt: skip
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            kind=kind,
            title=title,
            order=order,
            text=SYNTHETIC + words if words else "",
            written_by=people[0],
        )
        for order, (kind, title, words) in enumerate(items)
    )
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            user=person,
            was_there=True,
            consented_at=meeting.ends_at + timedelta(hours=1),
        )
        for person in people
    )


def promise(circle: Circle, decision: Decision, project: ImprovementProject) -> Story:
    """Write the story that whoever leads the circle publishes."""
    return Story.objects.create(
        circle=circle,
        title="I vidste ikke, hvem I kunne spørge",
        said=SYNTHETIC
        + "Mange af jer svarede, at I ikke vidste, hvem I kunne spørge om tis og bæ.",
        did="Nu står der et navn og et nummer på alle foldere og opslag. Det er den samme alle steder.",
        helped="Flere svarer nu, at de ved det. Vi holder øje med, om det bliver ved.",
        measure=project.measures.first(),
        decision=decision,
        is_synthetic=True,
    )


def moment(on: date, minutes: int) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(14, minutes)))
