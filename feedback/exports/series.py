"""The measures of a platform with the points of their charts, as numbers to be taken away.

The points come from the very chart that the board draws: what is drawn is what is written.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cms.models import Platform
from feedback.charts import Row
from feedback.exports.numbers import Mask, Number, Unit
from feedback.measuring import Source
from feedback.models import ChangePublication, Measure, Publication
from feedback.runcharts import Point
from feedback.seriescharts import Chart, chart_of
from feedback.seriespoints import Count

Status = Publication.Status
NO_RULES = ""

Published = Publication | ChangePublication
"""What a point is drawn from: weeks, or the people who began in a quarter."""


@dataclass(frozen=True)
class Series:
    """One measure: its chart as on the board, and its numbers, oldest first."""

    measure: Measure
    chart: Chart
    numbers: tuple[Number, ...]

    @property
    def numbers_of_points(self) -> list[Number]:
        """Return the numbers that are points of the chart: a week that waits is none."""
        return [number for number in self.numbers if number.mask != Mask.WAITING]

    @property
    def rules(self) -> str:
        return self.chart.analysis.rules if self.chart.analysis else NO_RULES

    @property
    def kind_of_chart(self) -> str:
        return self.chart.analysis.chart if self.chart.analysis else ""

    @property
    def signals(self) -> tuple[str, ...]:
        return self.chart.drawing.signals if self.chart.drawing else ()


def all_series(platform: Platform, slug: str = "") -> list[Series]:
    """Return the measures of the platform, or the one that has this name."""
    wanted = {"slug": slug} if slug else {}
    measures = list(platform.measures.filter(**wanted).prefetch_related("observations", "marks"))
    if not measures:
        return []
    publications = list(
        Publication.objects.filter(platform=platform)
        .exclude(status=Status.OPEN)
        .select_related("version__questionnaire")
    )
    return [series_of(measure, publications) for measure in measures]


def series_of(measure: Measure, publications: Iterable[Publication]) -> Series:
    mine = [
        publication
        for publication in publications
        if measure.questionnaire_id
        and publication.version.questionnaire_id == measure.questionnaire_id
    ]
    chart = chart_of(measure, mine)
    if measure.source == Source.CHANGE:
        began = {str(cohort.period.first): cohort for cohort in chart.cohorts}
        return Series(measure, chart, tuple(points(measure, chart, began)))
    by_week = {publication.week: publication for publication in mine}
    found = [*points(measure, chart, by_week), *waiting(measure, mine)]
    return Series(measure, chart, tuple(sorted(found, key=lambda number: number.first)))


def points(measure: Measure, chart: Chart, by_week: Mapping[str, Published]) -> Iterator[Number]:
    if chart.drawing is None or chart.analysis is None:
        return
    periods = [spot.periods for spot in chart.spots]
    every = zip(periods, chart.drawing.rows, chart.analysis.points, chart.numbers, strict=True)
    for period, row, point, counts in every:
        publication = by_week.get(period[0])
        yield numbered(measure, period, publication, chart, (row, point, counts))


def numbered(
    measure: Measure,
    period: tuple[str, ...],
    publication: Published | None,
    chart: Chart,
    found: tuple[Row, Point, tuple[Count, Count]],
) -> Number:
    row, point, (numerator, denominator) = found
    return Number(
        **about(measure, period, publication),
        is_synthetic=is_made_up(measure, publication, chart),
        numerator=numerator,
        denominator=denominator,
        value=rounded(point.y),
        unit=unit_of(measure, chart),
        mask=mask_of(row, publication),
        chart=chart.analysis.chart if chart.analysis else "",
        rules=chart.analysis.rules if chart.analysis else NO_RULES,
        center=rounded(point.cl),
        lower_limit=rounded(point.lcl),
        upper_limit=rounded(point.ucl),
        signal=row.remark,
    )


def unit_of(measure: Measure, chart: Chart) -> Unit:
    if measure.source == Source.MEAN:
        return Unit.MEAN
    return Unit.SHARE if chart.is_share else Unit.COUNT


def rounded(value: float | None) -> float | None:
    """A share has as many digits as in the tables of a quarter."""
    return None if value is None else round(value, 6)


def about(
    measure: Measure, period: tuple[str, ...], publication: Published | None
) -> dict[str, Any]:
    is_weekly = measure.questionnaire_id is not None
    version = publication.version if publication else None
    return {
        "kind": "measure",
        "code": measure.slug,
        "title": measure.title,
        "definition": measure.definition,
        "questionnaire": version.questionnaire.title if version else "",
        "version": f"{version.questionnaire.key}:{version.version}" if version else "",
        "first": period[0],
        "last": period[-1],
        "weeks": " ".join(period) if is_weekly else "",
    }


def is_made_up(measure: Measure, publication: Published | None, chart: Chart) -> bool:
    """Say so of a week by its publication; of a series from elsewhere as a whole, as its chart does."""
    if measure.questionnaire_id is None:
        return chart.is_synthetic
    return publication is not None and publication.is_synthetic


def mask_of(row: Row, publication: Published | None) -> Mask:
    if publication is not None and publication.status == Status.WITHHELD:
        return Mask.WITHHELD
    return {"masked": Mask.FEW, "missing": Mask.NOBODY}.get(row.state, Mask.SHOWN)


def waiting(measure: Measure, publications: Iterable[Publication]) -> Iterator[Number]:
    """Yield the weeks that have no point yet: they are published with the weeks beside them."""
    for publication in publications:
        if publication.status == Status.WAITING:
            yield Number(
                **about(measure, (publication.week,), publication),
                is_synthetic=publication.is_synthetic,
                mask=Mask.WAITING,
            )
