"""From a measure's published points to its run chart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from feedback import chartmarks, charts, cubes
from feedback.chartmarks import Reading, Spot
from feedback.marklines import Trial, lines_of, lines_of_trials
from feedback.measuring import Source
from feedback.models import ChartMark, Measure, Publication
from feedback.runcharts import Analysis, Shift, analyse, last_shift
from feedback.series import Number
from portal.periods import Span, Week

Count = int | None
SETTLED = 12  # fewer points than this say nothing yet (anhoej.net: at least 12, better 20-30)


@dataclass(frozen=True)
class Chart:
    """An analysed series, its drawing, and what the sentence about it needs."""

    drawing: charts.RunChartDrawing | None
    shown_count: int = 0
    useful_count: int = 0
    shift_side: int = 0
    is_shift_lasting: bool = False
    is_synthetic: bool = False
    numbers: tuple[
        tuple[Count, Count], ...
    ] = ()  # behind each point: those who count, and of how many
    spots: tuple[Spot, ...] = ()
    analysis: Analysis | None = None
    reading: Reading = Reading()


NOTHING = Chart(drawing=None)


def chart_of(
    measure: Measure, publications: Iterable[Publication], trials: Iterable[Trial] = ()
) -> Chart:
    """Return the chart of a measure, out of all that its platform has published.

    `trials` are drawn on it and change nothing that is counted.
    """
    marks, trials = list(measure.marks.all()), tuple(trials)
    if measure.questionnaire_id is None:
        return chart_of_observations(measure, marks, trials)
    mine = [
        publication
        for publication in publications
        if publication.version.questionnaire_id == measure.questionnaire_id
    ]
    return chart_of_publications(measure, mine, marks, trials)


def chart_of_publications(
    measure: Measure,
    publications: Sequence[Publication],
    marks: Sequence[ChartMark] = (),
    trials: Sequence[Trial] = (),
) -> Chart:
    """Return the share in the top box week by week; a week without answers is a gap."""
    by_week = {
        publication.week: publication
        for publication in publications
        if publication.status != Publication.Status.OPEN
    }
    if not by_week:
        return NOTHING
    span = Span(by_week[min(by_week)].period, by_week[max(by_week)].period)
    weeks = [week for week in span.weeks if stands_alone(by_week.get(str(week)))]
    if not weeks:  # all of them wait
        return NOTHING
    shares = [share(by_week.get(str(week)), measure) for week in weeks]
    masked = [at for at, week in enumerate(weeks) if str(week) in by_week and shares[at][0] is None]
    labels = [label(week, by_week.get(str(week))) for week in weeks]
    spots = [spot(week, by_week.get(str(week))) for week in weeks]
    is_synthetic = any(one.is_synthetic for one in publications)
    return draw(measure, shares, labels, masked, is_synthetic, spots, marks, trials)


def spot(week: Week, publication: Publication | None) -> Spot:
    return Spot(str(week), tuple(publication.weeks) if publication else ())


def stands_alone(publication: Publication | None) -> bool:
    """Say whether a week is a point: one that waits has none yet, one that was merged is in another's."""
    statuses = Publication.Status
    return publication is None or publication.status not in {statuses.WAITING, statuses.MERGED}


def label(week: Week, publication: Publication | None) -> str:
    return weeks_words(publication.periods if publication else [week])


def weeks_words(weeks: Sequence[Week]) -> str:
    """Name weeks, the earliest first; those with a gap between them are not said to be a stretch."""
    first, last = weeks[0], weeks[-1]
    about = {"first": first.number, "last": last.number, "count": len(weeks)}
    if first == last:
        return _("week %(first)s") % about
    if last == first.plus(len(weeks) - 1):
        return _("weeks %(first)s–%(last)s") % about
    return _("%(count)s of weeks %(first)s–%(last)s") % about


def share(publication: Publication | None, measure: Measure) -> tuple[Count, Count]:
    """Return (those who count, people) of one point, or two None when either may not be seen."""
    table = publication.table if publication else {}
    side, name = row_of(measure)
    inside = table.get(side, {}).get(name, {}).get(cubes.ALL)
    people = table.get("people", {}).get(cubes.ALL)
    return (None, None) if inside is None or not people else (inside, people)


def row_of(measure: Measure) -> tuple[str, str]:
    """Return where in a published table a measure's people are."""
    if measure.source == Source.TOP:
        return "top", measure.link_id
    return "in", measure.counted.key


def chart_of_observations(
    measure: Measure, marks: Sequence[ChartMark] = (), trials: Sequence[Trial] = ()
) -> Chart:
    points = list(measure.observations.all())
    if not points:
        return NOTHING
    numbers = [(point.numerator, point.denominator) for point in points]
    masked = [at for at, point in enumerate(points) if point.numerator is None]
    labels = [date_format(point.on, "b Y") for point in points]
    spots = [Spot(str(point.on)) for point in points]
    is_synthetic = any(point.is_synthetic for point in points)
    return draw(measure, numbers, labels, masked, is_synthetic, spots, marks, trials)


def draw(
    measure: Measure,
    numbers: Sequence[tuple[Count, Count]],
    labels: Sequence[str],
    masked: Sequence[int],
    is_synthetic: bool,
    spots: Sequence[Spot] = (),
    marks: Sequence[ChartMark] = (),
    trials: Sequence[Trial] = (),
) -> Chart:
    numerators = [numerator for numerator, _denominator in numbers]
    denominators = [denominator for _numerator, denominator in numbers]
    is_share = any(denominator is not None for denominator in denominators)
    reading = chartmarks.read(marks, spots, measure.rules)
    options = reading.options | rules_of(measure)
    analysis = analyse(numerators, denominators if is_share else None, **options)
    shift = last_shift(analysis)
    return Chart(
        drawing=charts.draw(
            analysis,
            labels,
            id=f"chart-{measure.pk}",
            title=measure.title,
            is_percent=is_share,
            masked=masked,
            marks=lines_of(marks, reading, labels, lines_of_trials(trials, spots)),
        ),
        shown_count=sum(not point.is_missing for point in analysis.points),
        useful_count=sum(point.is_useful for point in analysis.points),
        shift_side=shift.side if shift else 0,
        is_shift_lasting=bool(shift) and is_lasting(analysis, shift),
        is_synthetic=is_synthetic,
        numbers=tuple(numbers),
        spots=tuple(spots),
        analysis=analysis,
        reading=reading,
    )


def rules_of(measure: Measure, target: Number | None = None) -> dict[str, Any]:
    """Return what the chosen rules ask for: those of the NHS judge an XmR chart and nothing else."""
    if measure.rules != Measure.Rules.NHS:
        return {}
    is_up_good = measure.direction == Measure.Direction.HIGHER
    improvement = "increase" if is_up_good else "decrease"
    return {"rules": "nhs", "chart": "i", "improvement": improvement, "target": target}


def is_lasting(analysis: Analysis, shift: Shift) -> bool:
    """Return whether the shift's run reaches the newest useful point."""
    useful = [at for at, point in enumerate(analysis.points) if point.is_useful]
    return shift.indexes[-1] == useful[-1]
