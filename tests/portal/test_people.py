"""People, places, and what each may do."""

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.privacy.tokens import ALPHABET, CODE_LENGTH, keyed_uuid, random_code
from portal.users.models import User
from portal.users.roles import Permission, may
from tests.cast import CAST, Town


class Everyone:
    """Permits everything, so that only the door itself can refuse."""

    def permits(self, user: User, permission: Permission) -> bool:
        return True


@pytest.mark.django_db
@pytest.mark.parametrize("name", CAST)
def test_only_a_member_may_view_a_circle(town: Town, name: str) -> None:
    person = getattr(town.people, name)

    assert may(person, Permission.VIEW_CIRCLE, town.circle) == (name == "sofie")


def test_a_stranger_and_a_closed_account_may_nothing() -> None:
    assert not may(AnonymousUser(), Permission.VIEW_CIRCLE, Everyone())
    assert not may(User(is_active=False), Permission.VIEW_CIRCLE, Everyone())
    assert may(User(is_active=True), Permission.VIEW_CIRCLE, Everyone())


@pytest.mark.django_db
def test_people_sign_in_with_their_e_mail_address_and_are_called_by_name() -> None:
    sofie = User.objects.create_user("sofie@Kilden.Example", "x", first_name="Sofie")

    assert sofie.email == "sofie@kilden.example"
    assert str(sofie) == "Sofie"
    assert str(User(email="a@b.dk")) == "a@b.dk"


def test_a_code_has_no_characters_that_look_alike() -> None:
    assert not set("01oil") & set(ALPHABET)
    assert all(len(random_code()) == CODE_LENGTH for _ in range(20))
    assert len({random_code() for _ in range(1000)}) == 1000


def test_a_keyed_id_is_the_same_for_the_same_content_and_worthless_without_the_key() -> None:
    assert keyed_uuid("key", "a", "b") == keyed_uuid("key", "a", "b")
    assert keyed_uuid("key", "a", "b") != keyed_uuid("other", "a", "b")
    assert keyed_uuid("key", "a", "b") != keyed_uuid("key", "ab")
