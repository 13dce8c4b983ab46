"""The board belongs to the circle's members and to nobody else."""

import pytest
from django.test import Client

from portal.users.roles import Permission, may
from tests.cast import Town

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "status"),
    [("sofie", 200), ("mikkel", 403), ("hanne", 403), ("ida", 403), ("jonas", 403)],
)
def test_only_a_member_sees_the_board(town: Town, name: str, status: int) -> None:
    client = Client()
    client.force_login(getattr(town.people, name))

    assert client.get("/kreds/taet-og-toer/").status_code == status


def test_a_citizen_is_asked_to_sign_in(town: Town) -> None:
    response = Client().get("/kreds/taet-og-toer/")

    assert response.headers["Location"] == "/konto/login/?next=/kreds/taet-og-toer/"


def test_the_list_holds_only_ones_own_circles(town: Town) -> None:
    sofie, mikkel = Client(), Client()
    sofie.force_login(town.people.sofie)
    mikkel.force_login(town.people.mikkel)

    assert "Driftscirklen" in sofie.get("/kreds/").content.decode()
    assert "Driftscirklen" not in mikkel.get("/kreds/").content.decode()
    assert Client().get("/kreds/").status_code == 302


def test_a_circle_that_does_not_exist_is_not_found(town: Town) -> None:
    client = Client()
    client.force_login(town.people.sofie)

    assert client.get("/kreds/findes-ikke/").status_code == 404


def test_a_member_who_has_left_sees_nothing(town: Town) -> None:
    town.people.sofie.is_active = False

    assert not may(town.people.sofie, Permission.VIEW_CIRCLE, town.circle)


def test_the_board_is_not_kept_by_any_cache(town: Town) -> None:
    client = Client()
    client.force_login(town.people.sofie)

    assert "no-store" in client.get("/kreds/taet-og-toer/").headers["Cache-Control"]


def test_the_board_asks_the_database_a_fixed_number_of_times(
    town: Town, django_assert_num_queries
) -> None:
    client = Client()
    client.force_login(town.people.sofie)

    # session, user, circle with platform, membership, publications of weeks, quarters and themes, ages,
    # measures, signals, owners, the circle's tests; of its work: meeting, tests, actions, decisions, pages
    # with their front page, stories; for the link to the platform its page, what language that is in, and
    # the site
    with django_assert_num_queries(23):
        client.get("/kreds/taet-og-toer/")
