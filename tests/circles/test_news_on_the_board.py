"""What a chart has signalled stands on the board for some weeks, and its chart as it was for ever."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from feedback.models import Measure, Observation, Signal
from feedback.recording import record_signals
from tests.cast import CAST, Town
from tests.conftest import TUESDAY
from tests.factories import make_platform

pytestmark = pytest.mark.django_db
BOARD = "/kreds/taet-og-toer/"
TODAY = TUESDAY.date()


@pytest.fixture
def sofie(town: Town) -> Client:
    client = Client()
    client.force_login(town.people.sofie)
    return client


@pytest.fixture
def measure(town: Town) -> Measure:
    return make_measure(town.platform)


def make_measure(platform, **values: object) -> Measure:
    measure = Measure.objects.create(
        slug="ventetid", title="Ventetid", definition="–", platform=platform, source="series",
        direction="lower", **values,
    )  # fmt: skip
    Observation.objects.bulk_create(
        Observation(measure=measure, on=date(2025, 1, 6) + timedelta(weeks=at), numerator=value)
        for at, value in enumerate([40, 42] * 6 + [60, 62] * 5)
    )
    return measure


def recorded(on: date = TODAY) -> str:
    record_signals(on=on)
    return f"{BOARD}signal/{Signal.objects.get().pk}/"


def test_a_board_without_news_has_no_empty_heading(sofie: Client, measure: Measure) -> None:
    assert "Nyt siden sidst" not in sofie.get(BOARD).content.decode()


def test_a_new_signal_stands_on_the_board_with_a_link_to_its_chart(
    sofie: Client, measure: Measure
) -> None:
    address = recorded()

    html = sofie.get(BOARD).content.decode()

    assert "Nyt siden sidst" in html
    assert f'href="{address}">Ventetid: et skift den forkerte vej.' in html
    assert "siden 31. marts 2025" in html


@pytest.mark.parametrize(("weeks", "is_there"), [(0, True), (6, True), (7, False), (60, False)])
def test_a_signal_is_news_for_six_weeks(
    sofie: Client, measure: Measure, weeks: int, is_there: bool
) -> None:
    address = recorded(on=TODAY - timedelta(weeks=weeks))

    assert ("Nyt siden sidst" in sofie.get(BOARD).content.decode()) == is_there
    assert sofie.get(address).status_code == 200


def test_the_same_news_is_said_once_though_the_line_was_drawn_anew(
    sofie: Client, measure: Measure
) -> None:
    recorded()
    again = Signal.objects.get()
    again.pk, again.baseline = None, "freeze 2025-03-24"
    again.save()

    assert sofie.get(BOARD).content.decode().count("say-link") == 1


def test_the_page_of_a_signal_shows_the_chart_as_it_was(sofie: Client, measure: Measure) -> None:
    address = recorded()
    measure.observations.update(numerator=None)

    html = sofie.get(address).content.decode()

    assert "Et skift. Anhøjs regler på et seriediagram." in html
    assert "24. november 2026" in html
    assert re.findall(r"<td>(\d+)", html)[::2] == [str(v) for v in [40, 42] * 6 + [60, 62] * 5]
    assert f'{BOARD}#card-m-{measure.pk}"' in html


def test_a_signal_by_the_nhs_rules_shows_their_name_and_sign(
    sofie: Client, measure: Measure
) -> None:
    Measure.objects.update(rules="nhs")
    record_signals(on=TODAY)

    html = sofie.get(f"{BOARD}signal/{Signal.objects.first().pk}/").content.decode()

    assert "NHS-regler (Making Data Count)" in html
    assert "Udsving: klar forværring" in html
    assert "Anhøj" not in html


def test_made_up_news_are_said_to_be_made_up(sofie: Client, measure: Measure) -> None:
    measure.observations.update(is_synthetic=True)

    assert "notice-warning" in sofie.get(recorded()).content.decode()


def test_only_the_circle_sees_a_signal(town: Town, measure: Measure) -> None:
    address = recorded()

    for name in CAST:
        client = Client()
        client.force_login(getattr(town.people, name))
        assert client.get(address).status_code == (200 if name == "sofie" else 403)
    assert Client().get(address).headers["Location"] == f"/konto/login/?next={address}"


def test_nothing_can_be_sent_to_a_signal_and_no_cache_keeps_it(
    sofie: Client, measure: Measure
) -> None:
    address = recorded()

    assert sofie.post(address).status_code == 405
    assert "no-store" in sofie.get(address).headers["Cache-Control"]


def test_a_signal_of_another_platform_is_not_found(sofie: Client, town: Town) -> None:
    make_measure(make_platform("type-2", "Type 2").platform)

    assert sofie.get(recorded()).status_code == 404
    assert "Nyt siden sidst" not in sofie.get(BOARD).content.decode()
    assert sofie.get(f"{BOARD}signal/999999/").status_code == 404
