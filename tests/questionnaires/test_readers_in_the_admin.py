"""An editor says who reads people's words on her platform; being superuser is no such right."""

import pytest
from django.test import Client

from portal.users.roles import Permission, may
from questionnaires.models import Moderator
from tests.cast import CAST, Town
from tests.factories import make_platform
from tests.questionnaires.test_moderating import point, write

pytestmark = pytest.mark.django_db
READERS = "/admin/snippets/questionnaires/moderator/"

__all__ = ["point"]


def client_of(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(getattr(town.people, name))
    return client


def test_an_editor_names_a_reader(town: Town, point) -> None:
    given = {"platform": town.platform.pk, "user": town.people.hanne.pk}

    assert client_of(town, "ida").post(f"{READERS}add/", given).status_code == 302

    words = write(point, "Ord")
    assert may(town.people.hanne, Permission.MODERATE_WORDS, words)
    assert not may(town.people.ida, Permission.MODERATE_WORDS, words), "to edit is not to read"
    assert not may(town.people.jonas, Permission.MODERATE_WORDS, words)


def test_an_editor_names_nobody_for_another_platform(town: Town) -> None:
    other = make_platform("type-2", "Type 2").platform

    client_of(town, "ida").post(
        f"{READERS}add/", {"platform": other.pk, "user": town.people.ida.pk}
    )

    assert not Moderator.objects.exists()


@pytest.mark.parametrize("name", CAST)
def test_only_editors_see_who_reads(town: Town, name: str) -> None:
    response = client_of(town, name).get(READERS)

    assert (response.status_code == 200) is (name in ("ida", "jonas"))
