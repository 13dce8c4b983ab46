"""Who sits in a circle, whom they speak for, and which circles it is linked to."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from feedback.circles.models import Circle, CircleMember

ENOUGH = 2  # one carries the task down, one carries up what was learned


@dataclass(frozen=True)
class Seat:
    member: CircleMember
    organisation: str
    sector: str
    term_is_over: bool


@dataclass(frozen=True)
class Link:
    """Another circle, and how many sit in both."""

    circle: Circle
    is_parent: bool
    in_both: int

    @property
    def is_double(self) -> bool:
        return self.in_both >= ENOUGH


def seats(circle: Circle, on: date) -> list[Seat]:
    """Return the members, those with a role first."""
    members = circle.members.filter(user__is_active=True)
    found = members.select_related("user", "organisation", "chosen_by")
    order = list(CircleMember.Role.values)
    return [seat(one, on) for one in sorted(found, key=lambda one: (order.index(one.role), one.pk))]


def seat(member: CircleMember, on: date) -> Seat:
    """Who speaks for no organisation is a citizen."""
    organisation = member.organisation
    return Seat(
        member=member,
        organisation=organisation.name if organisation else "",
        sector=organisation.get_kind_display() if organisation else _("Citizen"),
        term_is_over=bool(member.term_ends_on and member.term_ends_on < on),
    )


def links(circle: Circle) -> list[Link]:
    """Return the circle it is cut from, and those cut from it."""
    mine = set(circle.members.filter(user__is_active=True).values_list("user", flat=True))
    around = Circle.objects.filter(pk=circle.parent_id) | Circle.objects.filter(parent=circle)
    return [
        Link(
            circle=other,
            is_parent=other.pk == circle.parent_id,
            in_both=len(mine & {member.user_id for member in other.members.all()}),
        )
        for other in around.prefetch_related("members")
    ]
