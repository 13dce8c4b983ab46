"""A circle's own tests as they are drawn on the charts of their measures.

They are handed down: the chart knows a day, a title and what came of it, and nothing of circles. What
another circle of the platform tests is that circle's.
"""

from django.utils.translation import gettext as _

from feedback.circles.models import Circle, PDSACycle
from feedback.marklines import Trial
from feedback.models import Measure


def by_measure(circle: Circle) -> dict[int, list[Trial]]:
    """Return the tests of a circle by the key of the measure they are judged by."""
    found: dict[int, list[Trial]] = {}
    for cycle in PDSACycle.objects.filter(project__circle=circle, measure__isnull=False):
        found.setdefault(cycle.measure_id, []).append(trial_of(cycle))
    return found


def of_measure(circle: Circle, measure: Measure) -> list[Trial]:
    return [trial_of(cycle) for cycle in measure.cycles.filter(project__circle=circle)]


def trial_of(cycle: PDSACycle) -> Trial:
    outcome = cycle.get_act_display() if cycle.act else _("running")
    return Trial(cycle.starts_on, cycle.title, outcome, cycle.acted_on)
