"""What was learned of an idea stays with that idea, and two who draw at once never undo one another."""

import pytest
from django.test import Client

from feedback.circles import improving
from feedback.circles.guard import Refused
from feedback.circles.models import Driver, ImprovementProject, PDSACycle
from feedback.circles.outline import parse
from tests.cast import Town
from tests.conftest import TUESDAY

pytestmark = pytest.mark.django_db
TODAY = TUESDAY.date()
OUTLINE = "Ved, hvem\n  Ét navn\n    Navn på folder\n    Navn på opslag"


@pytest.fixture
def project(town: Town) -> ImprovementProject:
    project = ImprovementProject.objects.create(
        circle=town.circle, title="Én at spørge", aim="Ni af ti.", started_on=TODAY
    )
    draw(project, OUTLINE, town)
    PDSACycle.objects.create(
        project=project, idea=Driver.objects.get(text="Navn på folder"), title="Ét hold", plan="–",
        prediction="–", judging="–", starts_on=TODAY, ends_on=TODAY,
    )  # fmt: skip
    return project


def draw(project: ImprovementProject, text: str, town: Town, seen: str | None = None) -> None:
    now = improving.outline_of(project) if seen is None else seen
    improving.draw(project=project, drawn=parse(text), seen=now, by=town.people.sofie)


def test_another_idea_in_its_place_does_not_inherit_its_tests(
    project: ImprovementProject, town: Town
) -> None:
    with pytest.raises(Refused, match="Navn på folder"):
        draw(project, OUTLINE.replace("Navn på folder", "Ring til forældrene"), town)

    assert project.cycles.get().idea.text == "Navn på folder"


def test_an_idea_in_better_words_keeps_its_tests(project: ImprovementProject, town: Town) -> None:
    draw(project, OUTLINE.replace("Navn på folder", "Navnet på folderen"), town)

    assert project.cycles.get().idea.text == "Navnet på folderen"


def test_a_line_that_somebody_else_moved_in_is_not_moved_back(
    project: ImprovementProject, town: Town
) -> None:
    draw(project, f"{OUTLINE}\nSamme råd", town)
    begun_with = improving.outline_of(project)
    draw(project, f"{OUTLINE}\n  Samme råd", town)

    with pytest.raises(Refused, match="En anden har ændret diagrammet imens"):
        draw(project, f"{begun_with}\nNyt", town, seen=begun_with)
    assert Driver.objects.get(text="Samme råd").level == 2


def test_the_lines_of_a_browser_end_otherwise_and_are_the_same(
    project: ImprovementProject, town: Town
) -> None:
    client = Client()
    client.force_login(town.people.sofie)
    sent = {"text": f"{OUTLINE}\nNyt", "seen": OUTLINE.replace("\n", "\r\n")}

    assert client.post(f"{project.get_absolute_url()}drivere/", sent).status_code == 302


@pytest.mark.parametrize("deed", ["tick", "spread", "handover", "closing"])
def test_nothing_is_done_to_a_project_that_is_closed(
    project: ImprovementProject, town: Town, deed: str
) -> None:
    ImprovementProject.objects.update(status="closed", closed_on=TODAY, learned="Meget")
    client = Client()
    client.force_login(town.people.sofie)

    answer = client.post(project.get_absolute_url(), {"deed": deed, "number": "1"})

    assert answer.status_code == 403
    assert not project.packages.exists()
