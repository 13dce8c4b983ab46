"""Six steps of population health management, made from what is published and what the circle has done."""

import pytest
from django.test import Client

from feedback.circles.models import ImprovementProject, PopulationStep
from tests.cast import CAST, Town
from tests.circles.test_stories import published as story_published
from tests.circles.working import HOME, TODAY, decided, signed_in
from tests.feedback.exports.published import publish_everything

pytestmark = pytest.mark.django_db
PAGE = f"{HOME}befolkning/"


@pytest.fixture
def sofie(town: Town) -> Client:
    return signed_in(town.people.sofie)


@pytest.mark.parametrize("name", CAST)
def test_only_members_see_and_write_the_steps(town: Town, name: str) -> None:
    client = signed_in(getattr(town.people, name))

    statuses = [client.get(PAGE).status_code, client.get(f"{PAGE}1/").status_code]
    statuses += [client.post(f"{PAGE}1/", {"text": "Vi er mange."}).status_code]

    assert statuses == ([200, 200, 302] if name == "sofie" else [403] * 3)
    assert PopulationStep.objects.count() == (name == "sofie")


def test_a_citizen_is_asked_to_sign_in(client: Client) -> None:
    for address in (PAGE, f"{PAGE}1/"):
        assert client.get(address).headers["Location"].startswith("/konto/login/?next=/kreds/")


def test_an_empty_circle_sees_six_steps_that_promise_no_numbers(sofie: Client) -> None:
    html = sofie.get(PAGE).content.decode()

    assert [f'id="trin-{number}"' in html for number in range(1, 8)] == [True] * 6 + [False]
    assert "Ingen kvartaler med steder er offentliggjort endnu" in html
    assert "vises ikke" in html


@pytest.mark.parametrize("number", ["0", "7", "99"])
def test_there_is_no_seventh_step(sofie: Client, number: str) -> None:
    assert sofie.get(f"{PAGE}{number}/").status_code == 404


def test_the_circles_own_words_stand_beside_a_step_with_their_day(
    town: Town, sofie: Client
) -> None:
    sofie.post(f"{PAGE}3/", {"text": "De mindste <b>først</b>."})
    sofie.post(f"{PAGE}3/", {"text": "De ældste <b>først</b>."})

    html = sofie.get(PAGE).content.decode()
    assert "De ældste &lt;b&gt;først&lt;/b&gt;." in html
    assert "De mindste" not in html
    step = PopulationStep.objects.get()
    assert (step.written_by, step.written_on) == (town.people.sofie, TODAY)


def test_a_step_takes_a_few_lines_and_no_book(sofie: Client) -> None:
    assert 'class="wrong"' in sofie.post(f"{PAGE}3/", {"text": "x" * 1001}).content.decode()


def test_the_steps_are_filled_with_what_is_there(town: Town, sofie: Client) -> None:
    publish_everything(town)
    decided(town, "Et nummer på kortet")
    story_published(town)
    ImprovementProject.objects.create(
        circle=town.circle, title="Hurtigt svar", aim="Svar på en dag.", started_on=TODAY,
        closed_on=TODAY, status="closed", learned="Ét nummer er nok.",
    )  # fmt: skip

    html = sofie.get(PAGE).content.decode()

    for words in (
        "Flere tørre børn.", "Svar på en dag.", "Et nummer på kortet", "Ét nummer er nok.",
        "Et nummer at ringe til", "3–4 år",
    ):  # fmt: skip
        assert words in html


def test_numbers_are_those_of_the_published_quarter_and_no_others(
    town: Town, sofie: Client
) -> None:
    band = town.platform.bands.get(slug="3-4-aar")
    place = town.poster.place
    publish_everything(
        town,
        people={str(band.pk): 37, "all": None},
        places={str(place.pk): {"people": None, "top": {}, "rest": {}}},
        names={str(place.pk): place.name},
    )

    html = sofie.get(PAGE).content.decode()

    assert "<td>37</td>" in html
    assert "Aalborg Kommune" in html
    assert "vises ikke" in html


def test_how_often_the_database_is_asked_does_not_grow(
    town: Town, sofie: Client, django_assert_num_queries
) -> None:
    for number in range(1, 4):
        sofie.post(f"{PAGE}{number}/", {"text": "x"})
        decided(town, f"Beslutning {number}")

    with django_assert_num_queries(22):
        sofie.get(PAGE)
