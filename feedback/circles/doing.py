"""Actions: promised by a member, and done with a line on what happened."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.circles.guard import Refused, allow
from feedback.circles.models import Action, Circle, Decision
from portal.users.models import User
from portal.users.roles import Permission, may


@transaction.atomic
def make_action(
    *,
    circle: Circle,
    text: str,
    owner: User,
    due_on: date,
    by: User,
    on: date,
    decision: Decision | None = None,
) -> Action:
    """Write down who does what before when. Sent twice it is one."""
    allow(by, Permission.WORK_IN_CIRCLE, circle)
    if not text.strip():
        raise Refused(_("Write what is to be done."))
    if not may(owner, Permission.WORK_IN_CIRCLE, circle):
        raise Refused(_("Choose somebody in the circle."))
    if due_on < on:
        raise Refused(_("That day is over. Choose today or a later day."))
    if decision and decision.circle_id != circle.pk:
        raise Refused(_("That decision is not the circle's."))
    Circle.objects.select_for_update().get(pk=circle.pk)
    action, _is_new = Action.objects.get_or_create(
        circle=circle, text=text.strip(), owner=owner, due_on=due_on, decision=decision,
        made_on=on, done_on=None,
    )  # fmt: skip
    return action


@transaction.atomic
def finish_action(*, action: Action, outcome: str, by: User, on: date) -> None:
    """Say what happened. The first word stands; whoever clicks later changes nothing."""
    action = Action.objects.select_for_update().get(pk=action.pk)
    allow(by, Permission.WORK_IN_CIRCLE, action.circle)
    if not outcome.strip():
        raise Refused(_("Write in one line what happened."))
    if action.done_on is None:
        action.done_on, action.outcome = on, outcome.strip()
        action.save(update_fields=["done_on", "outcome"])
