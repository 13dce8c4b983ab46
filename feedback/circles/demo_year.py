"""A made-up year of a circle: meetings, decisions, actions, one project with its tests, and a story.

Everything is counted back from today, so that the year is always the one that has just gone.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

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
from feedback.models import Measure
from portal.users.models import Place, User

SYNTHETIC = "Opdigtet eksempel. "
WEEKS_BETWEEN = 4
MEETINGS = 12

POLICIES = {
    "Sådan arbejder vi": (
        50, 104,
        "Vi mødes hver fjerde uge i 60 minutter. Vi beslutter med samtykke og ser på hver aftale igen.",
    ),
    "Samme råd til alle familier": (
        42, 2,
        "Alle hos os bruger platformens ord. Er vi uenige, siger vi det til cirklen og ikke til familien.",
    ),
    "Navn på kontaktperson på alle foldere": (
        14, 12,
        "Hver folder og hvert opslag får et navn og et telefonnummer, som familien kan bruge.",
    ),
}  # fmt: skip
"""Title: (weeks since it was decided, weeks until it is looked at again, proposal)."""

ACTIONS = (
    ("Samle foldere fra alle steder", 40, 36, "Vi fandt syv forskellige. To var uenige."),
    ("Spørge ti familier, hvem de ville ringe til", 36, 32, "Fire af ti vidste det ikke."),
    ("Skrive navn på folderen på ét hold", 30, 28, "Gjort på hold 2."),
    ("Hænge det nye opslag op i venteværelset", 14, 10, "Hænger tre steder."),
    ("Vise tallene på personalemødet", 6, 3, "Vist den 12. Mange gode spørgsmål."),
    ("Ringe til de to lægehuse, der mangler opslag", 5, 1, ""),
    ("Skrive til dagtilbuddene om den nye side", 2, -3, ""),
)
"""(what, weeks since it was agreed, weeks since it was due, what happened)."""

DRIVERS = {
    "Familien ved, hvem den kan spørge": {
        "Ét navn og ét nummer": ["Navn på folder og opslag", "Kort med nummer til forældremøder"],
        "Let at finde på telefonen": ["QR-kode i venteværelset"],
    },
    "Alle giver de samme råd": {
        "Fælles ord": ["Fælles platform i samtalen", "Fem sætninger, alle kan"],
        "Hurtigt svar fra en specialist": ["Sparring på telefon hver torsdag"],
    },
    "Hjælpen kommer tidligt": {
        "Spørg ved hver kontakt": ["To spørgsmål ved 2-års-besøget"],
    },
}

CYCLES = (
    (
        "Navn på folderen på ét hold", 30, 27,
        "Sundhedsplejen på hold 2 skriver navn og nummer på folderen i tre uger.",
        "Flere end halvdelen af familierne kan sige navnet ved næste besøg.",
        "Vi spørger ved næste besøg og tæller ja og nej.",
        "Det blev gjort ved næsten alle besøg. To gange manglede der foldere.",
        "Flere end halvdelen kunne sige navnet, som vi troede. Nummeret blev ikke brugt.",
        "adapt",
    ),
    (
        "Navn og telefontid på to hold", 24, 20,
        "To hold skriver navn, nummer og telefontid på folderen i fire uger.",
        "Mindst hver tiende familie ringer, og flere svarer, at de ved, hvem de kan spørge.",
        "Vi tæller opkald og ser på seriediagrammet.",
        "Familierne ringede mest først på ugen.",
        "Der kom færre opkald, end vi troede, men flere vidste, hvem de kunne spørge.",
        "adopt",
    ),
    (
        "Opslag i tre venteværelser", 5, -1,
        "Samme navn på opslag på hospitalet, hos lægen og i sundhedsplejen.",
        "Familierne hører det samme alle tre steder, og diagrammet stiger.",
        "Spørgsmålet 'Hører det samme alle steder' uge for uge.",
        "", "", "",
    ),
)  # fmt: skip

MINUTES = (
    "Vi så på tallene sammen. Ingen signaler denne gang, så vi ændrer ikke noget.",
    "Forældrene i cirklen fortalte, at det er svært at huske, hvem der sagde hvad.",
    "Vi talte om, hvad folderen skal sige, og hvad den ikke skal sige.",
    "Prøven er i gang. Vi venter med at dømme, til den er slut.",
)


def build_year(circle: Circle, people: list[User], places: list[Place], today: date) -> None:
    """Give the circle a past. `people` are its members, the facilitator first."""
    decisions = [decide(circle, people, title, today) for title in POLICIES]
    elect(circle, people, decisions[0], today)
    act(circle, people, decisions[-1], today)
    project = improve(circle, places, decisions[1], today)
    meet(circle, people, today)
    promise(circle, decisions[-1], project, today)


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
            text=text,
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
        title="Én at spørge",
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


def promise(circle: Circle, decision: Decision, project: ImprovementProject, today: date) -> Story:
    """Write the story; whoever leads the circle publishes it."""
    return Story.objects.create(
        circle=circle,
        title="I vidste ikke, hvem I kunne spørge",
        said="Mange af jer svarede, at I ikke vidste, hvem I kunne spørge om tis og bæ.",
        did="Nu står der et navn og et nummer på alle foldere og opslag. Det er den samme alle steder.",
        helped="Flere svarer nu, at de ved det. Vi holder øje med, om det bliver ved.",
        measure=project.measures.first(),
        decision=decision,
        is_synthetic=True,
    )


def moment(on: date, minutes: int) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(14, minutes)))
