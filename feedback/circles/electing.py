"""Roles: given by consent, for a term."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.circles.guard import Refused, allow
from feedback.circles.models import CircleMember, Decision
from portal.users.models import User
from portal.users.roles import Permission

Role = CircleMember.Role


@transaction.atomic
def give_role(
    *,
    member: CircleMember,
    role: str,
    term_ends_on: date | None,
    decision: Decision | None,
    by: User,
    on: date,
) -> None:
    """Give a member a role because of a decision, or take it back. Only those with a role write it down."""
    allow(by, Permission.LEAD_CIRCLE, member.circle)
    if role == Role.MEMBER:
        term_ends_on = decision = None
    else:
        check(member, term_ends_on, decision, on)
    CircleMember.objects.filter(pk=member.pk).update(
        role=role, term_ends_on=term_ends_on, chosen_by=decision
    )


def check(
    member: CircleMember, term_ends_on: date | None, decision: Decision | None, on: date
) -> None:
    if term_ends_on is None or term_ends_on <= on:
        raise Refused(_("Say when the term of this role ends."))
    if decision is None or decision.circle_id != member.circle_id:
        raise Refused(_("Choose the decision that gave the role."))
    if decision.step != Decision.Step.DECIDED or decision.replaced_by_id:
        raise Refused(_("Choose the decision that gave the role."))
