"""People and places for trying Kilden out. They exist only where the settings allow a demo."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission

from portal.users.models import Membership, Organisation, Place, User

PASSWORD = "kilden-demo-login"  # noqa: S105  printed at start-up, refused in production
EDITED = (
    ("cms", "platform"),
    ("cms", "contact"),
    ("questionnaires", "campaign"),
    ("questionnaires", "accesspoint"),
    ("feedback", "measure"),
    ("circles", "circle"),
)


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
        ida=person("Ida", "Holm", aalborg, is_editor=True),
        jonas=person("Jonas", "Vig", hospital, is_superuser=True, is_staff=True),
    )


def organisation(name: str, kind: str) -> Organisation:
    return Organisation.objects.get_or_create(name=name, defaults={"kind": kind})[0]


def place(name: str, of: str) -> Place:
    return Place.objects.get_or_create(organisation=Organisation.objects.get(name=of), name=name)[0]


def person(
    first_name: str,
    last_name: str,
    works_for: Organisation,
    is_editor: bool = False,
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
    Membership.objects.create(user=user, organisation=works_for)
    if is_editor:
        user.groups.add(editors())
    return user


def editors() -> Group:
    """Return Wagtail's moderators, who may also edit campaigns, access points, measures and circles."""
    group = Group.objects.get(name="Moderators")
    for app, model in EDITED:
        group.permissions.add(
            *Permission.objects.filter(content_type__app_label=app, content_type__model=model)
        )
    return group
