"""A project asks three questions, is tested in small steps, handed over, and closed with what was learned."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from feedback.circles import improving, trying
from feedback.circles.guard import Refused
from feedback.circles.models import (
    CircleMember,
    Driver,
    HandoverItem,
    ImprovementProject,
    PDSACycle,
)
from feedback.circles.outline import parse
from feedback.models import Measure
from tests.cast import CAST, Town
from tests.circles.test_news_on_the_board import make_measure
from tests.conftest import TUESDAY

pytestmark = pytest.mark.django_db
TODAY = TUESDAY.date()
LIST = "/kreds/taet-og-toer/projekter/"
OUTLINE = "Ved, hvem\n  Ét navn\n    Navn på folder\n    Navn på opslag"


@pytest.fixture
def sofie(town: Town) -> Client:
    client = Client()
    client.force_login(town.people.sofie)
    return client


@pytest.fixture
def project(town: Town) -> ImprovementProject:
    return ImprovementProject.objects.create(
        circle=town.circle, title="Én at spørge", aim="Ni af ti ved det.", started_on=TODAY
    )


def draw(project: ImprovementProject, text: str, town: Town, seen: str | None = None) -> None:
    now = improving.outline_of(project) if seen is None else seen
    improving.draw(project=project, drawn=parse(text), seen=now, by=town.people.sofie)


def make_cycle(project: ImprovementProject, **values: object) -> PDSACycle:
    given = {
        "title": "Folder på ét hold", "plan": "Hold 2", "prediction": "Halvdelen kan navnet",
        "judging": "Vi spørger", "starts_on": TODAY, "ends_on": TODAY + timedelta(7),
    } | values  # fmt: skip
    return PDSACycle.objects.create(project=project, **given)


def test_a_project_begins_with_the_three_questions(sofie: Client, town: Town) -> None:
    assert sofie.post(f"{LIST}nyt/", {"title": "Én at spørge"}).status_code == 200
    answer = sofie.post(f"{LIST}nyt/", {"title": "Én at spørge", "aim": "Ni af ti ved det."})

    assert answer.status_code == 302
    html = sofie.get(answer["Location"]).content.decode()
    assert "Hvad vil vi opnå?" in html
    assert "Ni af ti ved det." in html


# --- the driver diagram -------------------------------------------------------------------------


def test_what_is_drawn_is_shown_as_picture_and_as_list(
    project: ImprovementProject, town: Town, sofie: Client
) -> None:
    draw(project, OUTLINE, town)

    html = sofie.get(project.get_absolute_url()).content.decode()

    assert html.count("<rect ") == 5
    assert html.count("Navn på folder") == 2
    assert improving.outline_of(project) == OUTLINE


def test_a_line_that_is_moved_or_reworded_stays_the_same_driver(
    project: ImprovementProject, town: Town
) -> None:
    draw(project, OUTLINE, town)
    idea = Driver.objects.get(text="Navn på folder")
    make_cycle(project, idea=idea)

    draw(
        project,
        "Samme råd\n  Ord\n    Navn på folder\nVed, hvem\n  Ét navn\n    Navn på opslag",
        town,
    )
    idea.refresh_from_db()
    assert idea.parent.text == "Ord"

    draw(project, "Samme råd\n  Ord\n    Navn på alle foldere\nVed, hvem\n  Ét navn", town)
    idea.refresh_from_db()
    assert idea.text == "Navn på alle foldere"


def test_an_idea_that_was_tested_is_never_dropped(project: ImprovementProject, town: Town) -> None:
    draw(project, OUTLINE, town)
    make_cycle(project, idea=Driver.objects.get(text="Navn på folder"))

    with pytest.raises(Refused, match="Navn på folder"):
        draw(project, "Ved, hvem", town)
    assert project.drivers.count() == 4


def test_two_who_draw_at_once_never_lose_a_line(
    project: ImprovementProject, town: Town, sofie: Client
) -> None:
    draw(project, OUTLINE, town)
    page = f"{project.get_absolute_url()}drivere/"

    html = sofie.post(page, {"text": "Mit", "seen": "Det, der stod før"}).content.decode()

    assert "Mit" in html
    assert "Navn på opslag" in html
    assert project.drivers.count() == 4
    assert sofie.post(page, {"text": f"{OUTLINE}\nMit", "seen": OUTLINE}).status_code == 302
    assert project.drivers.count() == 5


def test_a_faulty_line_is_said_and_nothing_is_lost(
    project: ImprovementProject, sofie: Client
) -> None:
    page = f"{project.get_absolute_url()}drivere/"

    html = sofie.post(page, {"text": "A\n      B", "seen": ""}).content.decode()

    assert "Linje 2" in html
    assert "      B" in html
    assert not project.drivers.exists()


# --- PDSA ---------------------------------------------------------------------------------------


def plan(sofie: Client, project: ImprovementProject, **values: str) -> str:
    given = {
        "title": "Folder", "plan": "Hold 2", "prediction": "Halvdelen", "judging": "Vi spørger",
        "starts_on": str(TODAY), "ends_on": str(TODAY + timedelta(7)),
    } | values  # fmt: skip
    answer = sofie.post(f"{project.get_absolute_url()}ny-proeve/", given)
    return answer.get("Location") or answer.content.decode()


@pytest.mark.parametrize(
    ("field", "said"),
    [("prediction", "Skriv, hvad I tror"), ("judging", "Skriv, hvordan I bedømmer")],
)
def test_a_test_without_a_prediction_is_refused(
    sofie: Client, project: ImprovementProject, field: str, said: str
) -> None:
    assert said in plan(sofie, project, **{field: " "})
    assert not project.cycles.exists()


def test_a_test_cannot_end_before_it_begins(sofie: Client, project: ImprovementProject) -> None:
    assert "slutte, før" in plan(sofie, project, ends_on=str(TODAY - timedelta(1)))


def test_a_test_is_done_studied_beside_the_prediction_and_acted_on(
    sofie: Client, project: ImprovementProject
) -> None:
    page = plan(sofie, project)
    sofie.post(page, {"deed": "do", "happened": "To hold prøvede"})
    sofie.post(page, {"deed": "act", "studied": "Flere end vi troede", "choice": "adapt"})

    html = sofie.get(page).content.decode()

    assert "Tilpas" in html
    assert "Flere end vi troede" in html
    assert "ny-proeve/?efter=" in html


def test_nobody_acts_before_something_has_happened(
    sofie: Client, project: ImprovementProject
) -> None:
    page = plan(sofie, project)

    html = sofie.post(page, {"deed": "act", "studied": "–", "choice": "adopt"}).content.decode()

    assert "Skriv først, hvad der skete" in html
    assert project.cycles.get().act == ""


def test_a_test_that_is_over_is_never_changed(project: ImprovementProject, town: Town) -> None:
    cycle = make_cycle(project, happened="–", studied="–", act="adopt", acted_on=TODAY)

    with pytest.raises(Refused):
        trying.note(cycle=cycle, happened="Noget andet", by=town.people.sofie)


def test_the_next_test_of_the_ramp_begins_with_what_the_last_one_left(
    sofie: Client, project: ImprovementProject
) -> None:
    before = make_cycle(project, happened="–", studied="–", act="adapt", acted_on=TODAY)

    html = sofie.get(f"{project.get_absolute_url()}ny-proeve/?efter={before.pk}").content.decode()

    assert "Hold 2" in html
    assert "Halvdelen kan navnet" not in html  # each test predicts anew


def test_the_chart_of_the_measure_stands_beside_the_prediction(
    sofie: Client, project: ImprovementProject, town: Town
) -> None:
    measure = make_measure(town.platform)
    project.measures.add(measure)
    cycle = make_cycle(project, measure=measure)

    html = sofie.get(f"{project.get_absolute_url()}{cycle.pk}/").content.decode()

    assert 'class="rc rc-wide' in html
    assert "Øvedata" not in html

    measure.observations.update(is_synthetic=True)
    assert "Øvedata" in sofie.get(f"{project.get_absolute_url()}{cycle.pk}/").content.decode()


# --- packages, places, operations, the end ------------------------------------------------------


def test_a_work_package_is_ticked_with_its_day(sofie: Client, project: ImprovementProject) -> None:
    page = project.get_absolute_url()
    sofie.post(page, {"deed": "tick", "number": "1", "note": "Tegnet", "is_done": "1"})

    row = project.packages.get()
    assert (row.note, row.done_on) == ("Tegnet", TODAY)

    sofie.post(page, {"deed": "tick", "number": "1", "note": "Tegnet"})
    assert project.packages.get().done_on is None


@pytest.mark.parametrize("number", ["0", "12", "x", ""])
def test_a_package_that_is_none_of_the_eleven_is_refused(
    sofie: Client, project: ImprovementProject, number: str
) -> None:
    answer = sofie.post(project.get_absolute_url(), {"deed": "tick", "number": number})

    assert answer.status_code == 403
    assert not project.packages.exists()


def test_the_day_of_a_place_changes_only_with_how_far_it_is(
    project: ImprovementProject, town: Town
) -> None:
    deed = {"project": project, "place": town.poster.place, "by": town.people.sofie}
    improving.spread(**deed, state="trying", note="", on=TODAY - timedelta(9))
    improving.spread(**deed, state="trying", note="To hold", on=TODAY)
    assert project.spreads.get().since == TODAY - timedelta(9)

    improving.spread(**deed, state="running", note="", on=TODAY)
    assert project.spreads.get().since == TODAY


def test_a_project_is_operations_when_each_line_has_an_answer_and_a_person(
    sofie: Client, project: ImprovementProject, town: Town
) -> None:
    data = {"deed": "handover"}
    for key in HandoverItem.Key:
        data |= {
            f"handover-{key}_answer": "Sundhedsplejen",
            f"handover-{key}_owner": str(town.people.sofie.pk),
        }
    sofie.post(project.get_absolute_url(), data | {"handover-response_owner": ""})
    project.refresh_from_db()
    assert project.status == "running"

    sofie.post(project.get_absolute_url(), data)
    project.refresh_from_db()
    assert project.status == "operating"


def test_a_project_closes_with_what_was_learned_and_not_before_its_tests(
    sofie: Client, project: ImprovementProject
) -> None:
    page = project.get_absolute_url()
    cycle = make_cycle(project)

    for learned, said in (
        (" ", "Skriv, hvad I lærte"),
        ("Meget", "En prøvehandling er stadig i gang"),
    ):
        html = sofie.post(page, {"deed": "closing", "closing-learned": learned}).content.decode()
        assert said in html

    PDSACycle.objects.filter(pk=cycle.pk).update(
        happened="–", studied="–", act="adopt", acted_on=TODAY
    )
    assert sofie.post(page, {"deed": "closing", "closing-learned": "Meget"}).status_code == 302
    project.refresh_from_db()
    assert (project.status, project.learned, project.closed_on) == ("closed", "Meget", TODAY)


def test_a_closed_project_is_read_and_never_changed(
    sofie: Client, project: ImprovementProject
) -> None:
    ImprovementProject.objects.update(status="closed", closed_on=TODAY, learned="Meget")
    page = project.get_absolute_url()

    assert "<form" not in sofie.get(page).content.decode().split("<main")[1]
    for address in ("ret/", "drivere/", "ny-proeve/"):
        assert sofie.get(page + address).status_code == 403


def test_the_page_says_which_kinds_of_measure_are_missing(
    sofie: Client, project: ImprovementProject, town: Town
) -> None:
    project.measures.add(
        Measure.objects.create(
            slug="m",
            title="M",
            definition="–",
            platform=town.platform,
            source="series",
            kind="outcome",
        )
    )

    html = sofie.get(project.get_absolute_url()).content.decode()

    assert "Balance:" in html.split("Mangler endnu")[1][:200]


# --- who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*CAST, None])
def test_only_the_circle_reads_and_works(
    town: Town, project: ImprovementProject, name: str | None
) -> None:
    cycle = make_cycle(project)
    client = Client()
    if name:
        client.force_login(getattr(town.people, name))
    status = {"sofie": 200, None: 302}.get(name, 403)
    rest = ("taet-og-toer", project.pk)
    for address in ("project", "project_paper", "change_project", "outline", "plan_cycle"):
        assert client.get(reverse(f"circles:{address}", args=rest)).status_code == status, address
    assert client.get(reverse("circles:cycle", args=(*rest, cycle.pk))).status_code == status
    assert client.get(LIST).status_code == status
    assert client.get(f"{LIST}nyt/").status_code == status


def test_the_project_of_another_circle_is_not_found(
    town: Town, project: ImprovementProject, sofie: Client
) -> None:
    other = type(town.circle).objects.create(
        name="En anden", slug="en-anden", platform=town.platform, aim="–"
    )
    CircleMember.objects.create(circle=other, user=town.people.sofie)

    assert sofie.get(f"/kreds/en-anden/projekter/{project.pk}/").status_code == 404


def test_how_often_the_database_is_asked_is_known(
    town: Town, project: ImprovementProject, sofie: Client, django_assert_num_queries
) -> None:
    draw(project, OUTLINE, town)
    for _number in range(3):
        make_cycle(project)
    # session, user, circle, member, project; of the forms: places, handover, members; drivers, measures,
    # tests, packages, other places, handover; the link to the platform: four
    with django_assert_num_queries(19):
        sofie.get(project.get_absolute_url())
    # session, user, circle, member, projects; the link to the platform: two, now that its site is known
    with django_assert_num_queries(7):
        sofie.get(LIST)
