"""People and places for trying Kilden out. They exist only where the settings allow a demo."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress

from portal.users.models import Membership, Organisation, Place, User

PASSWORD = "kilden-demo-login"  # noqa: S105  printed at start-up, refused in production


@dataclass(frozen=True)
class People:
    sofie: User
    mikkel: User
    hanne: User
    ida: User
    jonas: User


def build() -> People:
    """Make one person for each way of using Kilden."""
    kind = Organisation.Kind
    aalborg = organisation("Aalborg Kommune", kind.MUNICIPALITY)
    hospital = organisation("Aalborg Universitetshospital", kind.HOSPITAL)
    practice = organisation("Lægerne ved Fjorden", kind.GENERAL_PRACTICE)
    return People(
        sofie=person("Sofie", "Lund", aalborg),
        mikkel=person("Mikkel", "Bro", hospital),
        hanne=person("Hanne", "Krogh", practice),
        ida=person("Ida", "Holm", aalborg),
        jonas=person("Jonas", "Vig", hospital, is_superuser=True, is_staff=True),
    )


def organisation(name: str, kind: str) -> Organisation:
    return Organisation.objects.get_or_create(name=name, defaults={"kind": kind})[0]


def place(name: str, of: str) -> Place:
    return Place.objects.get_or_create(organisation=Organisation.objects.get(name=of), name=name)[0]


def person(
    first_name: str,
    last_name: str,
    works_for: Organisation | None,
    **rights: bool,
) -> User:
    user = User.objects.create_user(
        f"{first_name.lower()}@kilden.example",
        PASSWORD,
        first_name=first_name,
        last_name=last_name,
        **rights,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if works_for:
        Membership.objects.create(user=user, organisation=works_for)
    return user
