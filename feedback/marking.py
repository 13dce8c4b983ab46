"""Marking a chart, and taking a mark back. Both are written with who, when and why; nothing is deleted."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from feedback import chartmarks
from feedback.models import ChartMark, Measure, Publication
from feedback.seriescharts import Chart, chart_of
from portal.users.models import User
from questionnaires.faults.fault import Fault

WHY = gettext_noop("Write why, so that others can understand it.")


class Refused(ValueError):
    """The mark cannot stand there. `place` is the field that is wrong."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(_(fault.sentence) % fault.values)
        self.place = fault.place


def chart_to_mark(measure: Measure) -> Chart:
    publications = Publication.objects.filter(platform=measure.platform_id)
    return chart_of(measure, publications.select_related("version"))


@transaction.atomic
def mark(
    *, measure: Measure, kind: str, point: str, reason: str, by: User, at: datetime
) -> ChartMark:
    """Mark one point. Two people at the same time cannot freeze the same line twice."""
    measure = Measure.objects.select_for_update().get(pk=measure.pk)
    chart = chart_to_mark(measure)
    fault = chartmarks.fault_of(kind, point, chart.spots, measure.marks.all(), measure.rules)
    if fault:
        raise Refused(fault)
    if not reason.strip():
        raise Refused(Fault("reason", WHY))
    return ChartMark.objects.create(
        measure=measure, kind=kind, point=point, reason=reason.strip(), made_by=by, made_at=at
    )


def take_back(*, mark: ChartMark, because: str, by: User, at: datetime) -> bool:
    """Let a mark stand as history only; False when somebody else already has."""
    active = ChartMark.objects.filter(pk=mark.pk, taken_back_at=None)
    changed = active.update(taken_back_by=by, taken_back_at=at, taken_back_because=because)
    return bool(changed)
