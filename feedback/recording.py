"""Writing signals down: each once, with its chart as it was. From publications only, as everything shown.

Runs after every publishing, and may run as often as it likes: what is known is not written again.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from cms.models import Platform
from feedback import signalling
from feedback.charts import RunChartDrawing
from feedback.models import Measure, Publication, Signal
from feedback.seriescharts import SETTLED, Chart, chart_of
from feedback.signalling import Found


def record_signals(*, on: date) -> int:
    """Write down what is new on every chart; return how many signals there were."""
    platforms = Platform.objects.filter(pk__in=Measure.objects.values("platform"))
    return sum(record_of_platform(platform, on) for platform in platforms)


def record_of_platform(platform: Platform, on: date) -> int:
    publications = list(Publication.objects.filter(platform=platform).select_related("version"))
    return sum(record(measure, publications, on) for measure in platform.measures.all())


def record_of_series(*, measure: Measure, on: date) -> int:
    """Write down what a series from another system shows now that it has been read in."""
    return record(measure, (), on)


@transaction.atomic
def record(measure: Measure, publications: Sequence[Publication], on: date) -> int:
    """The measure's row lock keeps two workers from writing the same signal twice."""
    measure = Measure.objects.select_for_update().get(pk=measure.pk)
    with translation.override(settings.LANGUAGE_CODE):
        chart = chart_of(measure, publications)
    if chart.analysis is None or chart.drawing is None or chart.useful_count < SETTLED:
        return 0
    found = signalling.found_in(chart.analysis, [spot.name for spot in chart.spots])
    new = signalling.news(found, known(measure, chart.reading.baseline))
    Signal.objects.bulk_create([signal(measure, chart, each, on) for each in new])
    return len(new)


def known(measure: Measure, baseline: str) -> list[Found]:
    """Return what was written down by the same rules and against the same line."""
    rows = measure.signals.filter(rules=measure.rules, baseline=baseline)
    return [
        Found(rule, side, tuple(points), start)
        for rule, side, points, start in rows.values_list("rule", "side", "points", "start")
    ]


def signal(measure: Measure, chart: Chart, found: Found, on: date) -> Signal:
    is_up_good = measure.direction == Measure.Direction.HIGHER
    return Signal(
        measure=measure,
        rules=measure.rules,
        rule=found.rule,
        side=found.side,
        is_better=(found.side > 0) == is_up_good if found.side else None,
        baseline=chart.reading.baseline,
        start=found.start,
        points=list(found.names),
        chart=frozen(chart.drawing) if chart.drawing else {},
        recorded_on=on,
        is_synthetic=chart.is_synthetic,
    )


def frozen(drawing: RunChartDrawing) -> dict[str, Any]:
    """Return the drawing as data. What its template asks of it besides is written out with it."""
    asked = {"first": drawing.first, "last": drawing.last, "excluded": drawing.excluded}
    return json.loads(json.dumps(asdict(drawing) | asked))
