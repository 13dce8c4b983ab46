"""From a measure's published points to its chart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from feedback import chartkinds, charts, cubes
from feedback.bins import Bins, bins_of_item, bins_of_scale
from feedback.ladders import LEAST_PEOPLE, mean
from feedback.measuring import Source
from feedback.models import ChangePublication, Measure, Publication
from feedback.runcharts import Analysis, Shift, analyse, last_shift
from portal.periods import Span, Week
from questionnaires.definition import Definition

Count = int | None
Point = tuple[int | Fraction | None, Count]  # a count or a mean, and of how many


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
    ] = ()  # behind each point: those who count (none for a mean), and of how many


NOTHING = Chart(drawing=None)


def chart_of_publications(measure: Measure, publications: Sequence[Publication]) -> Chart:
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
    shares = [share(by_week.get(str(week)), measure) for week in weeks]
    masked = [at for at, week in enumerate(weeks) if str(week) in by_week and shares[at][0] is None]
    labels = [label(week, by_week.get(str(week))) for week in weeks]
    return draw(measure, shares, labels, masked, any(one.is_synthetic for one in publications))


def stands_alone(publication: Publication | None) -> bool:
    """Say whether a week is a point: one that waits has none yet, one that was merged is in another's."""
    statuses = Publication.Status
    return publication is None or publication.status not in {statuses.WAITING, statuses.MERGED}


def label(week: Week, publication: Publication | None) -> str:
    if publication is None or not publication.weeks:
        return _("week %(number)s") % {"number": week.number}
    last = publication.periods[-1]
    return _("weeks %(first)s–%(last)s") % {"first": week.number, "last": last.number}


def share(publication: Publication | None, measure: Measure) -> Point:
    """Return (those who count, people) of one point, or two None when either may not be seen."""
    if measure.source == Source.MEAN:
        return mean_of(publication, measure)
    table = publication.table if publication else {}
    side, name = row_of(measure)
    inside = table.get(side, {}).get(name, {}).get(cubes.ALL)
    people = table.get("people", {}).get(cubes.ALL)
    return (None, None) if inside is None or not people else (inside, people)


def mean_of(publication: Publication | None, measure: Measure) -> Point:
    """Return (the mean, people with a score), or two None when either may not be seen."""
    if publication is None:
        return None, None
    table, key = publication.table, measure.counted.key
    total = table.get("sum", {}).get(key, {}).get(cubes.ALL)
    people = table.get("in", {}).get(key, {}).get(cubes.ALL)
    if total is None or people is None or people < LEAST_PEOPLE:
        return None, None
    return mean(bins_of(publication.version.parsed, measure), total, people), people


def bins_of(definition: Definition, measure: Measure) -> Bins:
    """Return the rungs a published sum was counted in."""
    if measure.scale:
        scales = {scale.key: scale for scale in definition.scales}
        return bins_of_scale(scales[measure.scale])
    found = bins_of_item(definition.item(measure.link_id))
    if found is None:
        raise ValueError(f"{measure.link_id} is no number, and yet a sum of it was published.")
    return found


def chart_of_changes(
    measure: Measure, cohorts: Sequence[ChangePublication], labels: Sequence[str]
) -> Chart:
    """Return the share of each cohort that improved, of those with two scores."""
    if not cohorts:
        return NOTHING
    shares = [share_improved(cohort.table, measure.scale) for cohort in cohorts]
    masked = [at for at, (better, _judged) in enumerate(shares) if better is None]
    return draw(measure, shares, labels, masked, any(one.is_synthetic for one in cohorts))


def share_improved(table: dict, scale: str) -> Point:
    row = table.get("scales", {}).get(scale, {})
    better, rest = row.get("better"), row.get("rest")
    if better is None or rest is None or not better + rest:
        return None, None
    return better, better + rest


def row_of(measure: Measure) -> tuple[str, str]:
    """Return where in a published table a measure's people are."""
    if measure.source == Source.TOP:
        return "top", measure.link_id
    return "in", measure.counted.key


def chart_of_observations(measure: Measure) -> Chart:
    points = list(measure.observations.all())
    if not points:
        return NOTHING
    numbers = [(point.numerator, point.denominator) for point in points]
    masked = [at for at, point in enumerate(points) if point.numerator is None]
    labels = [date_format(point.on, "b Y") for point in points]
    return draw(measure, numbers, labels, masked, any(point.is_synthetic for point in points))


def draw(
    measure: Measure,
    numbers: Sequence[Point],
    labels: Sequence[str],
    masked: Sequence[int],
    is_synthetic: bool,
) -> Chart:
    is_mean = measure.source == Source.MEAN
    numerators = [numerator for numerator, _denominator in numbers]
    denominators = [denominator for _numerator, denominator in numbers]
    is_share = not is_mean and any(denominator is not None for denominator in denominators)
    parts = denominators if is_share else None
    kind = chartkinds.choose(numerators, parts, is_measured=is_mean)
    analysis = analyse(numerators, parts, chart=kind.chart)
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
            target=target_of(measure, is_share),
            why=_(kind.sentence),
        ),
        shown_count=sum(not point.is_missing for point in analysis.points),
        useful_count=sum(point.is_useful for point in analysis.points),
        shift_side=shift.side if shift else 0,
        is_shift_lasting=bool(shift) and is_lasting(analysis, shift),
        is_synthetic=is_synthetic,
        numbers=tuple((None if is_mean else count, people) for count, people in numbers),
    )


def target_of(measure: Measure, is_share: bool) -> float | None:
    """Return the target as the chart counts: a share is written in per cent."""
    if measure.target is None:
        return None
    return float(measure.target / 100 if is_share else Decimal(measure.target))


def format_of(measure: Measure, is_share: bool) -> Callable[[float], str] | None:
    if is_share or not measure.unit:
        return None
    return lambda value: f"{charts.number(value)}{charts.NBSP}{measure.unit}"


def is_lasting(analysis: Analysis, shift: Shift) -> bool:
    """Return whether the shift's run reaches the newest useful point."""
    useful = [at for at, point in enumerate(analysis.points) if point.is_useful]
    return shift.indexes[-1] == useful[-1]
