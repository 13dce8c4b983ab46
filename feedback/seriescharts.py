"""From a measure's published points to its chart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from feedback import chartkinds, chartmarks, charts
from feedback.chartkinds import Kind
from feedback.chartmarks import Reading, Spot
from feedback.marklines import Trial, lines_of, lines_of_trials
from feedback.measuring import Source
from feedback.models import ChangePublication, ChartMark, Measure, Publication
from feedback.runcharts import Analysis, Shift, analyse, last_shift
from feedback.series import Number
from feedback.seriespoints import Count, Point, format_of, share, share_improved, target_of
from portal.periods import Span, Week

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
    is_share: bool = False
    numbers: tuple[
        tuple[Count, Count], ...
    ] = ()  # behind each point: those who count (none for a mean), and of how many
    spots: tuple[Spot, ...] = ()
    analysis: Analysis | None = None
    reading: Reading = Reading()
    cohorts: tuple[ChangePublication, ...] = ()  # of a measure of change, the oldest first


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
    if measure.source == Source.CHANGE:
        return chart_of_changes(measure, cohorts_of(measure), marks, trials)
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


def chart_of_changes(
    measure: Measure,
    cohorts: Sequence[ChangePublication],
    marks: Sequence[ChartMark] = (),
    trials: Sequence[Trial] = (),
) -> Chart:
    """Return the share of each cohort that improved, of those with two scores."""
    if not cohorts:
        return NOTHING
    shares = [share_improved(cohort.table, measure.scale) for cohort in cohorts]
    masked = [at for at, (better, _judged) in enumerate(shares) if better is None]
    labels = [cohort_label(cohort) for cohort in cohorts]
    spots = [spot_of(cohort) for cohort in cohorts]
    is_synthetic = any(one.is_synthetic for one in cohorts)
    chart = draw(measure, shares, labels, masked, is_synthetic, spots, marks, trials)
    return replace(chart, cohorts=tuple(cohorts))


def cohorts_of(measure: Measure) -> list[ChangePublication]:
    """Return the cohorts of a measure of change, the oldest first; none for any other."""
    if measure.source != Source.CHANGE:
        return []
    found = ChangePublication.objects.filter(
        platform=measure.platform_id, version__questionnaire=measure.questionnaire_id
    )
    return list(found.select_related("version__questionnaire").order_by("quarter", "version"))


def spot_of(cohort: ChangePublication) -> Spot:
    """A cohort is known by the weeks in which its people began."""
    span = Span(cohort.period.first, cohort.period.last)
    weeks = tuple(str(week) for week in span.weeks)
    return Spot(weeks[0], weeks)


def cohort_label(cohort: ChangePublication) -> str:
    quarter = cohort.period
    return _("quarter %(number)s %(year)s") % {"number": quarter.number, "year": quarter.year}


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
    numbers: Sequence[Point],
    labels: Sequence[str],
    masked: Sequence[int],
    is_synthetic: bool,
    spots: Sequence[Spot] = (),
    marks: Sequence[ChartMark] = (),
    trials: Sequence[Trial] = (),
) -> Chart:
    is_mean = measure.source == Source.MEAN
    numerators = [numerator for numerator, _denominator in numbers]
    denominators = [denominator for _numerator, denominator in numbers]
    is_share = not is_mean and any(denominator is not None for denominator in denominators)
    parts = denominators if is_share else None
    target = target_of(measure, is_share)
    reading = chartmarks.read(marks, spots, measure.rules)
    kind = kind_of(measure, numerators, parts, reading)
    options = reading.options | {"chart": kind.chart} | rules_of(measure, target)
    analysis = analyse(numerators, parts, **options)
    shift = last_shift(analysis)
    return Chart(
        drawing=charts.draw(
            analysis,
            labels,
            id=f"chart-{measure.pk}",
            title=measure.title,
            format=format_of(measure, is_share),
            is_percent=is_share,
            masked=masked,
            target=target,
            why=_(kind.sentence),
            marks=lines_of(marks, reading, labels, lines_of_trials(trials, spots)),
        ),
        shown_count=sum(not point.is_missing for point in analysis.points),
        useful_count=sum(point.is_useful for point in analysis.points),
        shift_side=shift.side if shift else 0,
        is_shift_lasting=bool(shift) and is_lasting(analysis, shift),
        is_synthetic=is_synthetic,
        is_share=is_share,
        numbers=tuple((None if is_mean else count, people) for count, people in numbers),
        spots=tuple(spots),
        analysis=analysis,
        reading=reading,
    )


def kind_of(
    measure: Measure,
    numerators: Sequence[Number | None],
    parts: Sequence[Number | None] | None,
    reading: Reading,
) -> Kind:
    if measure.rules == Measure.Rules.NHS:
        return chartkinds.OF_NHS
    is_mean = measure.source == Source.MEAN
    return chartkinds.choose(numerators, parts, is_measured=is_mean, **reading.options)


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
