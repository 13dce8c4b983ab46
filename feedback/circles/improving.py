"""Improvement projects: begun, drawn, tested, spread, handed over, closed with what was learned."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.circles import outline
from feedback.circles.guard import Refused, allow
from feedback.circles.models import (
    Driver,
    HandoverItem,
    ImprovementProject,
    PDSACycle,
    WorkPackage,
)
from feedback.circles.outline import Outline
from portal.users.models import Place, User
from portal.users.roles import Permission, may

Status = ImprovementProject.Status


def held(project: ImprovementProject, by: User) -> ImprovementProject:
    """Return the project with its row held, for a person who works in its circle."""
    found = ImprovementProject.objects.select_for_update().get(pk=project.pk)
    allow(by, Permission.WORK_IN_CIRCLE, found.circle)
    if found.status == Status.CLOSED:
        raise Refused(_("The project is closed."))
    return found


def outline_of(project: ImprovementProject) -> str:
    """Return the driver diagram as it is written."""
    below: dict[int | None, list[Driver]] = {}
    for driver in project.drivers.all():
        below.setdefault(driver.parent_id, []).append(driver)

    def rows(parent: int | None) -> Iterable[tuple[int, str]]:
        for driver in below.get(parent, ()):
            yield driver.level, driver.text
            yield from rows(driver.pk)

    return outline.written(rows(None))


@transaction.atomic
def draw(*, project: ImprovementProject, drawn: Outline, seen: str, by: User) -> None:
    """Make the drivers those of the outline. One whose words are unchanged stays the same, with its tests.

    `seen` is the outline as the writer began with it: somebody else's lines are never written over.
    """
    project = held(project, by)
    if drawn.faults:
        raise Refused(" ".join(fault.sentence % fault.values for fault in drawn.faults))
    if not outline.is_same(seen, outline_of(project)):
        raise Refused(_("Somebody else has changed the diagram meanwhile. Both are shown below."))
    old = {driver.pk: driver for driver in project.drivers.all()}
    same = matched(drawn, old)
    keep_tests(old, set(same.values()))
    saved: list[Driver] = []
    for index, node in enumerate(drawn.nodes):
        driver = old[same[index]] if index in same else Driver(project=project)
        driver.level, driver.text, driver.order = node.level, node.text, index
        driver.parent = saved[node.parent] if node.parent is not None else None
        driver.save()
        saved.append(driver)
    project.drivers.exclude(pk__in=[driver.pk for driver in saved]).delete()


def matched(drawn: Outline, old: Mapping[int, Driver]) -> dict[int, int]:
    """Return which old driver a line is: by its whole way to the aim, then by its words, then by its place.

    The last is a line whose words were changed where it stood. Where another thing was written there, it is
    another driver: the tests of the old one are not its tests.
    """
    same: dict[int, int] = {}
    for name in (by_path, by_words, by_place):
        free = {name_of: pk for pk, name_of in name(old).items() if pk not in same.values()}
        for index in range(len(drawn.nodes)):
            wanted = line_name(drawn, index, name, same)
            if index in same or wanted not in free:
                continue
            if outline.is_reworded(old[free[wanted]].text, drawn.nodes[index].text):
                same[index] = free.pop(wanted)
    return same


def by_path(old: Mapping[int, Driver]) -> dict[int, Any]:
    def path(driver: Driver) -> tuple[str, ...]:
        before = path(old[driver.parent_id]) if driver.parent_id else ()
        return (*before, driver.text)

    return {pk: path(driver) for pk, driver in old.items()}


def by_words(old: Mapping[int, Driver]) -> dict[int, Any]:
    return {pk: (driver.level, driver.text) for pk, driver in old.items()}


def by_place(old: Mapping[int, Driver]) -> dict[int, Any]:
    """Name a driver by what it hangs on and how many hang there before it."""
    before: dict[int | None, int] = {}
    names = {}
    for pk, driver in old.items():
        names[pk] = (driver.level, driver.parent_id, before.get(driver.parent_id, 0))
        before[driver.parent_id] = before.get(driver.parent_id, 0) + 1
    return names


def line_name(drawn: Outline, index: int, name: Any, same: Mapping[int, int]) -> Any:
    node = drawn.nodes[index]
    if name is by_path:
        return drawn.path(index)
    if name is by_words:
        return node.level, node.text
    parent = same.get(node.parent) if node.parent is not None else None
    before = sum(other.parent == node.parent for other in drawn.nodes[:index])
    return node.level, parent, before


def keep_tests(old: Mapping[int, Driver], kept: set[int]) -> None:
    """Refuse to drop an idea that has been tested: what was learned hangs on it."""
    gone = [pk for pk in old if pk not in kept]
    tested = PDSACycle.objects.filter(idea__in=gone).select_related("idea")
    names = sorted({cycle.idea.text for cycle in tested if cycle.idea})
    if names:
        raise Refused(
            _("These ideas have been tested and must stay: %(ideas)s.")
            % {"ideas": ", ".join(names)}
        )


@transaction.atomic
def tick(
    *, project: ImprovementProject, number: int, note: str, is_done: bool, by: User, on: date
) -> None:
    """Say that a work package is done, or that it is not done after all. Its day stays the first one."""
    held(project, by)
    package, _is_new = WorkPackage.objects.get_or_create(project=project, number=number)
    package.note = note.strip()
    package.done_on = (package.done_on or on) if is_done else None
    package.save()


@transaction.atomic
def spread(
    *, project: ImprovementProject, place: Place, state: str, note: str, by: User, on: date
) -> None:
    """Say how far the change has come in a place."""
    held(project, by)
    found = project.spreads.filter(place=place).first()
    since = found.since if found and found.state == state else on
    project.spreads.update_or_create(
        place=place, defaults={"state": state, "note": note.strip(), "since": since}
    )


@transaction.atomic
def hand_over(
    *, project: ImprovementProject, answers: Mapping[str, tuple[str, User | None]], by: User
) -> None:
    """Write the checklist down. When each line has an answer and a person, it is operations from now on."""
    project = held(project, by)
    for key, (answer, owner) in answers.items():
        if owner and not may(owner, Permission.WORK_IN_CIRCLE, project.circle):
            raise Refused(_("Choose somebody in the circle."))
        rows = project.handover.filter(key=key)
        if answer.strip():
            project.handover.update_or_create(
                key=key, defaults={"answer": answer.strip(), "owner": owner}
            )
        else:
            rows.delete()
    whole = project.handover.exclude(owner=None).count() == len(HandoverItem.Key)
    project.status = Status.OPERATING if whole else Status.RUNNING
    project.save(update_fields=["status"])


@transaction.atomic
def close(*, project: ImprovementProject, learned: str, by: User, on: date) -> None:
    """Close with what was learned. No test may be left hanging."""
    project = held(project, by)
    if not learned.strip():
        raise Refused(_("Write what you learned. It is what others can use."))
    if project.cycles.filter(act="").exists():
        raise Refused(_("A test is still running. Say what came of it first."))
    project.status, project.closed_on, project.learned = Status.CLOSED, on, learned.strip()
    project.save(update_fields=["status", "closed_on", "learned"])
