"""Tests of change (PDSA): planned with a prediction, done, studied beside it, and acted on."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.circles.guard import Refused
from feedback.circles.improving import held
from feedback.circles.models import ImprovementProject, PDSACycle
from portal.users.models import User

Act = PDSACycle.Act


@transaction.atomic
def plan(*, project: ImprovementProject, cycle: PDSACycle, by: User) -> PDSACycle:
    """Begin a test. Without a prediction there is nothing to learn from."""
    cycle.project = held(project, by)
    if not cycle.prediction.strip() or not cycle.judging.strip():
        raise Refused(_("Write what you think will happen, and how you will judge it."))
    cycle.save()
    return cycle


@transaction.atomic
def note(*, cycle: PDSACycle, happened: str, by: User) -> None:
    """Keep what happened, as often as there is something to add."""
    cycle = open_cycle(cycle, by)
    cycle.happened = happened.strip()
    cycle.save(update_fields=["happened"])


@transaction.atomic
def act(*, cycle: PDSACycle, studied: str, choice: str, by: User, on: date) -> None:
    """Set what was seen beside what was thought, and choose. After that the test is never changed."""
    cycle = open_cycle(cycle, by)
    if not cycle.happened:
        raise Refused(_("Write what happened first."))
    if not studied.strip():
        raise Refused(_("Write what you saw beside what you thought."))
    if choice not in Act.values:
        raise Refused(_("Choose: adopt, adapt or abandon."))
    cycle.studied, cycle.act, cycle.acted_on = studied.strip(), choice, on
    cycle.save(update_fields=["studied", "act", "acted_on"])


def open_cycle(cycle: PDSACycle, by: User) -> PDSACycle:
    held(cycle.project, by)
    found = PDSACycle.objects.select_for_update().get(pk=cycle.pk)
    if found.act:
        raise Refused(_("The test is over. Plan the next one."))
    return found


def next_of(cycle: PDSACycle, on: date) -> PDSACycle:
    """Return the next test of the ramp, not saved: it begins with what the last one left."""
    return PDSACycle(
        project=cycle.project,
        idea=cycle.idea,
        follows=cycle,
        measure=cycle.measure,
        plan=cycle.plan,
        judging=cycle.judging,
        starts_on=on,
    )
