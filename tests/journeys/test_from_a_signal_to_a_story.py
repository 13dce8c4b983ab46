"""A chart signals; the circle talks, decides, tries, studies and tells; a parent reads what changed."""

from datetime import timedelta

import pytest
from django.test import Client

from feedback.circles.models import (
    CircleMember,
    Decision,
    Driver,
    ImprovementProject,
    Meeting,
    PDSACycle,
    Story,
)
from feedback.models import Signal
from feedback.recording import record_signals
from tests.cast import Town
from tests.circles.test_news_on_the_board import make_measure
from tests.circles.working import HOME, TODAY, signed_in
from tests.conftest import TUESDAY

pytestmark = pytest.mark.django_db
GUIDE = "/taet-og-toer/3-4-aar/naar-barnet-holder-sig/"


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def decide(town: Town, signal: Signal) -> Decision:
    """Sofie proposes because of the signal; Mikkel objects, she amends, and both consent."""
    sofie, mikkel = signed_in(town.people.sofie), signed_in(town.people.mikkel)
    words = {"title": "Et nummer på kortet", "proposal": "Vi skriver et nummer på kortet."}
    sofie.post(f"{HOME}beslutninger/ny/?signal={signal.pk}", words)
    decision = Decision.objects.get()
    at = decision.get_absolute_url()
    for step in ("proposed", "clarifying", "reacting"):
        sofie.post(at, {"deed": "next", "step": step})
    mikkel.post(at, {"deed": "objection", "say-round": "1", "say-text": "Ingen om natten."})
    sofie.post(at, {"deed": "amend", "amend-text": "Vi skriver et nummer og en tid på kortet."})
    for member in (sofie, mikkel):
        member.post(at, {"deed": "consent", "say-round": "2"})
    close = {"deed": "close", "close-outcome": "Vi gør det.", "close-review_on": "2027-03-01"}
    sofie.post(at, close)
    decision.refresh_from_db()
    return decision


def improve(town: Town, decision: Decision, signal: Signal) -> PDSACycle:
    """The decision becomes a project with one test, which is studied and adopted."""
    project = ImprovementProject.objects.create(
        circle=town.circle,
        title="Hvem ringer jeg til?",
        aim="Halv ventetid før sommer.",
        decision=decision,
        started_on=TODAY,
    )
    project.measures.add(signal.measure)
    primary = Driver.objects.create(project=project, level=1, text="Ét sted at spørge")
    secondary = Driver.objects.create(project=project, level=2, text="Kortet", parent=primary)
    idea = Driver.objects.create(project=project, level=3, text="Nummer", parent=secondary)
    return PDSACycle.objects.create(
        project=project,
        idea=idea,
        measure=signal.measure,
        title="Kortet hos ti familier",
        plan="Sofie, uge 49, ti familier.",
        prediction="Otte af ti ved, hvem de kan ringe til.",
        judging="Vi spørger dem.",
        starts_on=TODAY - timedelta(7),
        ends_on=TODAY,
        happened="Ni familier fik kortet.",
        studied="Otte af ni vidste det.",
        act=PDSACycle.Act.ADOPT,
        acted_on=TODAY,
    )


def tell(town: Town, sofie: Client, signal: Signal, decision: Decision) -> Story:
    told = {
        "title": "Et nummer at ringe til",
        "said": "I ventede længe, før I fik svar.",
        "did": "",
        "helped": "Otte af ni familier vidste, hvem de kunne ringe til.",
        "measure": signal.measure_id,
        "decision": decision.pk,
        "page": town.guide.pk,
    }
    sofie.post(f"{HOME}historier/ny/", told)
    story = Story.objects.get()
    mine = f"{HOME}historier/{story.pk}/"
    assert "Skriv, hvad der er ændret" in sofie.post(mine, {"deed": "publish"}).content.decode()
    sofie.post(f"{mine}ret/", told | {"did": "Nu står der et nummer og en tid på kortet."})
    sofie.post(mine, {"deed": "publish"})
    return story


def test_a_signal_becomes_a_story_that_a_parent_reads(town: Town) -> None:
    CircleMember.objects.create(circle=town.circle, user=town.people.mikkel)
    sofie, parent = signed_in(town.people.sofie), Client()

    # The chart signals, and it stands on the board with a way to propose something.
    make_measure(town.platform)
    record_signals(on=TODAY)
    signal = Signal.objects.get()
    assert "Foreslå noget" in page(sofie, f"{HOME}signal/{signal.pk}/")

    # It puts itself on the agenda of the next meeting.
    meeting = Meeting.objects.create(
        circle=town.circle, title="December", starts_at=TUESDAY + timedelta(7)
    )
    assert f"{HOME}signal/{signal.pk}/" in page(sofie, meeting.get_absolute_url())

    # The circle decides, tries it out, and remembers why.
    decision = decide(town, signal)
    assert (decision.step, decision.signal) == ("decided", signal)
    cycle = improve(town, decision, signal)
    assert list(decision.projects.all()) == [cycle.project]
    promise = {"text": "Tryk kortet", "owner": town.people.mikkel.pk, "due_on": "2026-12-01"}
    sofie.post(f"{HOME}handlinger/", promise | {"decision": decision.pk})
    action = town.circle.actions.get()
    sofie.post(f"{HOME}handlinger/{action.pk}/", {"outcome": "500 kort er trykt."})

    # Nobody outside has heard of it yet.
    assert parent.get("/taet-og-toer/det-sagde-i/1/").status_code == 404
    assert "Hvorfor er siden ændret?" not in page(parent, GUIDE)

    # Sofie tells it. Without what changed it is refused; with it, it is published.
    story = tell(town, sofie, signal, decision)

    # A parent meets it on the front page, on the page that changed, and after answering.
    address = f"/taet-og-toer/det-sagde-i/{story.pk}/"
    assert "Et nummer at ringe til" in page(parent, "/taet-og-toer/")
    assert f'href="{address}"' in page(parent, GUIDE)
    assert f'href="{address}"' in page(parent, "/s/plakat23/tak/")
    read = page(parent, address)
    for words in ("I ventede længe", "Nu står der et nummer", "Et nummer på kortet", "Otte af ni"):
        assert words in read
    assert 'class="rc rc-' in read
    # Who said what in the circle stays there.
    assert "Ingen om natten." not in read
    assert not parent.cookies
    assert "Befolkningen i seks trin" in page(sofie, f"{HOME}befolkning/")
