"""Ida sets a tablet up, sees its link and PIN once, and stops it; others have no desk."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from questionnaires.models import AccessPoint, Device
from tests.cast import Town
from tests.questionnaires.test_kiosk import HOME, enrolment, point

__all__ = ["enrolment", "point"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def ida(town: Town, client: Client) -> Client:
    client.force_login(town.people.ida)
    return client


def desk(point: AccessPoint, name: str = "questionnaires_tablets") -> str:
    return reverse(name, args=[point.pk])


def test_the_link_and_the_pin_are_shown_once(ida: Client, point: AccessPoint) -> None:
    response = ida.post(desk(point), {"name": "Ved vinduet"})

    shown = response.content.decode()
    link = re.search(rf"http://testserver({HOME}\?enhed=\w+)", shown)[1]
    assert re.search(r"<strong>\d{6}</strong>", shown)
    assert "data:image/svg+xml;base64," in shown
    assert "no-store" in response.headers["Cache-Control"]
    assert Client().get(link).status_code == 302
    later = ida.get(desk(point)).content.decode()
    assert "Ved vinduet" in later
    assert "enhed=" not in later


def test_a_tablet_needs_a_name(ida: Client, point: AccessPoint) -> None:
    assert ida.post(desk(point), {"name": " "}).status_code == 200
    assert not Device.objects.exists()


def test_a_poster_takes_no_tablet(ida: Client, town: Town) -> None:
    response = ida.post(desk(town.poster), {"name": "Ved vinduet"})

    assert "Vælg først typen" in response.content.decode()
    assert not Device.objects.exists()


def test_the_way_there_stands_on_the_access_point(
    ida: Client, point: AccessPoint, town: Town
) -> None:
    edit = "wagtailsnippets_questionnaires_accesspoint:edit"

    assert desk(point) in ida.get(reverse(edit, args=[point.pk])).content.decode()
    assert "/tabletter/" not in ida.get(reverse(edit, args=[town.poster.pk])).content.decode()


def test_a_tablet_is_stopped_by_post_and_the_list_says_when(
    ida: Client, point: AccessPoint, enrolment
) -> None:
    stop = desk(point, "questionnaires_stop_tablet")
    assert ida.get(stop).status_code == 405

    ida.post(stop, {"device": enrolment.device.pk})

    assert "Stoppet den 24. november 2026" in ida.get(desk(point)).content.decode()
    history = reverse("wagtailsnippets_questionnaires_accesspoint:history", args=[point.pk])
    assert "Stoppede tabletten" in ida.get(history).content.decode()


@pytest.mark.parametrize("number", ["", "x", "999999"])
def test_a_tablet_that_is_not_there_is_not_found(
    ida: Client, town: Town, point: AccessPoint, enrolment, number: str
) -> None:
    stop = desk(point, "questionnaires_stop_tablet")

    assert ida.post(stop, {"device": number}).status_code == 404
    other = desk(town.poster, "questionnaires_stop_tablet")
    assert ida.post(other, {"device": enrolment.device.pk}).status_code == 404


@pytest.mark.parametrize("name", ["sofie", "mikkel", "hanne", None])
def test_nobody_else_sets_up_or_stops_a_tablet(
    town: Town, client: Client, point: AccessPoint, enrolment, name: str | None
) -> None:
    if name:
        client.force_login(getattr(town.people, name))

    assert client.get(desk(point)).status_code in (302, 403)
    assert client.post(desk(point), {"name": "Min egen"}).status_code in (302, 403)
    stop = desk(point, "questionnaires_stop_tablet")
    assert client.post(stop, {"device": enrolment.device.pk}).status_code in (302, 403)

    assert list(Device.objects.values_list("name", "stopped_on")) == [("Ved vinduet", None)]


def test_an_editor_of_another_platform_does_not_find_it(
    town: Town, client: Client, point: AccessPoint
) -> None:
    from tests.factories import make_platform

    other = make_platform("andet", "Andet")
    town.people.hanne.groups.add(other.platform.editors)
    client.force_login(town.people.hanne)

    assert client.get(desk(point)).status_code == 404
    assert client.post(desk(point), {"name": "Min egen"}).status_code == 404
    assert not Device.objects.exists()
