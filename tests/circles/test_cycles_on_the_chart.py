"""The tests of a circle are drawn on the run chart of their measure, with what came of them under it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from feedback import marking
from feedback.circles import charted
from feedback.circles.models import Circle, CircleMember, ImprovementProject, PDSACycle
from feedback.models import Measure
from feedback.seriescharts import Chart, chart_of
from tests.cast import Town
from tests.circles.test_news_on_the_board import make_measure
from tests.conftest import TUESDAY

pytestmark = pytest.mark.django_db
TODAY = TUESDAY.date()
FIRST = date(2025, 1, 6)  # of the measure's numbers, one a week
BOARD = "/kreds/taet-og-toer/"


@pytest.fixture
def measure(town: Town) -> Measure:
    return make_measure(town.platform)


@pytest.fixture
def project(town: Town, measure: Measure) -> ImprovementProject:
    return begun(town.circle, measure)


@pytest.fixture
def sofie(town: Town) -> Client:
    client = Client()
    client.force_login(town.people.sofie)
    return client


def begun(circle: Circle, measure: Measure) -> ImprovementProject:
    project = ImprovementProject.objects.create(
        circle=circle, title="Kortere vej", aim="Seks uger.", started_on=FIRST
    )
    project.measures.add(measure)
    return project


def make_cycle(project: ImprovementProject, title: str, weeks: int, **values: object) -> PDSACycle:
    """Make a test that began so many weeks after the measure's first number."""
    begins = FIRST + timedelta(weeks=weeks)
    given = {"measure": project.measures.first(), "starts_on": begins, "ends_on": begins} | values
    return PDSACycle.objects.create(
        project=project, title=title, plan="–", prediction="–", judging="–", **given
    )


def drawn(project: ImprovementProject, measure: Measure) -> Chart:
    return chart_of(measure, (), charted.of_measure(project.circle, measure))


# --- where the line is ----------------------------------------------------------------------------


def test_a_test_is_drawn_where_it_began(project: ImprovementProject, measure: Measure) -> None:
    make_cycle(project, "Navn på kortet", 12)

    chart = drawn(project, measure).drawing

    (line,) = chart.marks
    assert (line.kind, line.index, line.flag, line.text) == ("cycle", 12, "1", "Navn på kortet")
    assert all(rule.kind == "cycle" for picture in chart.pictures for rule in picture.annotations)
    assert chart.rows[12].annotation == "Navn på kortet"


def test_a_test_that_began_between_two_numbers_is_drawn_at_the_next(
    project: ImprovementProject, measure: Measure
) -> None:
    make_cycle(project, "Navn på kortet", 0, starts_on=FIRST + timedelta(3), ends_on=TODAY)

    assert [line.index for line in drawn(project, measure).drawing.marks] == [1]


def test_a_ramp_is_numbered_as_it_was_climbed(
    project: ImprovementProject, measure: Measure
) -> None:
    for weeks, title in ((14, "Tre hold"), (4, "Ét hold"), (9, "To hold")):
        make_cycle(project, title, weeks)

    lines = drawn(project, measure).drawing.marks

    assert [(line.flag, line.text) for line in lines] == [
        ("1", "Ét hold"), ("2", "To hold"), ("3", "Tre hold"),
    ]  # fmt: skip


def test_tests_and_marks_are_numbered_together_by_their_points(
    town: Town, project: ImprovementProject, measure: Measure
) -> None:
    make_cycle(project, "Ét hold", 4)
    make_cycle(project, "Tre hold", 14)
    marking.mark(
        measure=measure, kind="note", point=str(FIRST + timedelta(weeks=9)), reason="Ny folder",
        by=town.people.ida, at=timezone.now(),
    )  # fmt: skip

    lines = drawn(project, measure).drawing.marks

    assert [(line.flag, line.kind) for line in lines] == [
        ("1", "cycle"), ("2", "note"), ("3", "cycle"),
    ]  # fmt: skip


@pytest.mark.parametrize("weeks", [-1, 22])
def test_a_test_outside_the_chart_is_told_and_not_drawn(
    project: ImprovementProject, measure: Measure, sofie: Client, weeks: int
) -> None:
    cycle = make_cycle(project, "Navn på kortet", weeks)

    html = sofie.get(f"{project.get_absolute_url()}{cycle.pk}/").content.decode()

    assert [line.flag for line in drawn(project, measure).drawing.marks] == [""]
    assert "Ikke tegnet: Diagrammet har intet punkt fra den tid." in html
    assert "rc-is-cycle" not in html


def test_what_is_tested_changes_nothing_that_is_counted(
    project: ImprovementProject, measure: Measure
) -> None:
    before = chart_of(measure, ())
    make_cycle(project, "Navn på kortet", 12)
    after = drawn(project, measure)

    assert after.analysis == before.analysis
    assert (after.reading, after.numbers) == (before.reading, before.numbers)


# --- who sees it ----------------------------------------------------------------------------------


def test_the_page_of_a_test_and_the_board_tell_what_came_of_it(
    project: ImprovementProject, sofie: Client
) -> None:
    over = {"happened": "–", "studied": "–", "act": "adapt", "acted_on": date(2025, 4, 7)}
    make_cycle(project, "Ét hold", 9, **over)
    cycle = make_cycle(project, "Tre hold", 14)

    for page in (f"{project.get_absolute_url()}{cycle.pk}/", BOARD):
        html = " ".join(sofie.get(page).content.decode().split())
        assert "<b>10. marts 2025: en prøvehandling begynder.</b> Ét hold" in html
        assert "<small>Tilpas, 7. april 2025.</small>" in html
        assert "<small>i gang.</small>" in html
        assert html.count('<path class="rc-is-cycle"') == 4  # two tests, each on two pictures


def test_what_another_circle_of_the_platform_tests_is_not_shown(
    town: Town, measure: Measure, sofie: Client
) -> None:
    other = Circle.objects.create(name="En anden", slug="anden", platform=town.platform, aim="–")
    CircleMember.objects.create(circle=other, user=town.people.mikkel)
    make_cycle(begun(other, measure), "De andres", 12)

    assert charted.by_measure(town.circle) == {}
    assert charted.of_measure(town.circle, measure) == []
    assert "De andres" not in sofie.get(BOARD).content.decode()


def test_a_test_without_a_measure_stands_on_no_chart(
    project: ImprovementProject, measure: Measure
) -> None:
    make_cycle(project, "Navn på kortet", 12, measure=None)

    assert charted.by_measure(project.circle) == {}
    assert drawn(project, measure).drawing.marks == ()


def test_many_tests_cost_the_board_no_more_than_one(
    project: ImprovementProject, sofie: Client, django_assert_max_num_queries
) -> None:
    make_cycle(project, "Ét hold", 4)
    with django_assert_max_num_queries(99) as one:
        sofie.get(BOARD)
    for weeks in range(5, 15):
        make_cycle(project, f"Uge {weeks}", weeks)
    with django_assert_max_num_queries(len(one)):
        sofie.get(BOARD)
