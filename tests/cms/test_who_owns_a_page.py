"""The owner of a page gets its letters, so an editor can hand it over."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Town
from tests.cms.governance import fresh
from tests.cms.test_an_editor_writes_advice import advice

pytestmark = pytest.mark.django_db


@pytest.fixture
def ida(town: Town, client: Client) -> Client:
    client.force_login(town.people.ida)
    return client


def editing(town: Town) -> str:
    return reverse("wagtailadmin_pages:edit", args=[town.guide.pk])


def offered(town: Town, ida: Client) -> set[str]:
    field = ida.get(editing(town)).context["form"].fields["owner"]
    return {person.first_name for person in field.queryset}


def test_only_those_who_may_edit_here_can_own_a_page(town: Town, ida: Client) -> None:
    assert offered(town, ida) == {"Ida", "Jonas"}


def test_whoever_owns_it_now_stays_in_the_list(town: Town, ida: Client) -> None:
    type(town.guide).objects.update(owner=town.people.sofie)

    assert "Sofie" in offered(town, ida)


def test_a_live_page_changes_hands_at_once_and_stays_so_when_published(
    town: Town, ida: Client
) -> None:
    ida.post(editing(town), advice(town, owner=str(town.people.jonas.pk)))
    assert fresh(town).owner == town.people.jonas

    ida.post(editing(town), advice(town, owner=str(town.people.ida.pk)) | {"action-publish": "1"})
    assert fresh(town).owner == town.people.ida


@pytest.mark.parametrize("forged", ["sofie", "nobody"])
def test_a_page_cannot_be_given_to_somebody_else(town: Town, ida: Client, forged: str) -> None:
    person = getattr(town.people, forged, None)

    response = ida.post(editing(town), advice(town, owner=str(person.pk if person else 999_999)))

    assert response.status_code == 200
    assert fresh(town).owner is None
