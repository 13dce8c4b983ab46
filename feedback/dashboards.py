"""What a circle sees: sentences first, then charts, then tables. Drawn from publications only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.models import Platform
from feedback.changetables import ChangeTable, change_table_of
from feedback.charts import RunChartDrawing
from feedback.detailcharts import masked_words
from feedback.detailfile import as_csv
from feedback.measuring import Source
from feedback.models import ChangePublication, Measure, PagePublication, Publication
from feedback.seriescharts import (
    Chart,
    chart_of_changes,
    chart_of_observations,
    chart_of_publications,
)
from feedback.tables import Table, page_table_of, table_of
from feedback.voices import voices
from portal.periods import Quarter, Week

SETTLED = 12  # fewer points than this say nothing yet (anhoej.net: at least 12, better 20-30)


@dataclass(frozen=True)
class Sentence:
    symbol: str
    text: str
    tag: str
    is_signal: bool = False


@dataclass(frozen=True)
class Card:
    id: str
    slug: str  # of the measure, for its file
    title: str
    subtitle: str
    definition: str
    chart: RunChartDrawing | None
    empty_text: str
    owner: str = ""  # the circle that answers for it
    change: ChangeTable | None = None


def board(
    platform: Platform, this_week: Week, owners: Mapping[int, str] | None = None
) -> dict[str, Any]:
    """Return everything on a circle's first screen. `owners`: the circle's name by a measure's key."""
    publications = list(
        Publication.objects.filter(platform=platform).select_related("version__questionnaire")
    )
    quarters = list(
        PagePublication.objects.filter(platform=platform).select_related("version__questionnaire")
    )
    names = {str(band.pk): band.name for band in platform.bands.all()}
    measures = platform.measures.prefetch_related("observations")
    cohorts = cohorts_of(platform)
    charts = [(measure, chart_of(measure, publications, cohorts)) for measure in measures]
    said = voices(platform, lambda quarter: quarter_label(quarter, this_week))
    return {
        "is_synthetic": any(each.is_synthetic for each in (*publications, *said))
        or any(chart.is_synthetic for _measure, chart in charts),
        "week_label": week_label(this_week, this_week),
        "week_count": count_in(publications, this_week),
        "sentences": [sentence(measure, chart) for measure, chart in charts]
        + withheld_sentences(publications, this_week)
        + withheld_quarters(quarters, this_week),
        "cards": [
            card(
                measure,
                chart,
                owner=(owners or {}).get(measure.pk, ""),
                change=newest_change(measure, cohorts),
            )
            for measure, chart in charts
        ],
        "tables": latest_tables(names, publications, this_week)
        + latest_page_tables(names, quarters, this_week),
        "voices": said,
        "voices_after": week_label(Quarter.of(this_week).last, this_week),
    }


def cohorts_of(platform: Platform) -> list[ChangePublication]:
    found = ChangePublication.objects.filter(platform=platform)
    return list(found.select_related("version__questionnaire"))


def mine_of(measure: Measure, cohorts: Iterable[ChangePublication]) -> list[ChangePublication]:
    """Return the cohorts of a measure's questionnaire, the oldest first."""
    if measure.source != Source.CHANGE:
        return []
    return [one for one in cohorts if one.version.questionnaire_id == measure.questionnaire_id]


def newest_change(measure: Measure, cohorts: Iterable[ChangePublication]) -> ChangeTable | None:
    mine = mine_of(measure, cohorts)
    return change_table_of(mine[-1], measure.scale) if mine else None


def chart_of(
    measure: Measure,
    publications: Iterable[Publication],
    cohorts: Iterable[ChangePublication] = (),
) -> Chart:
    if measure.questionnaire_id is None:
        return chart_of_observations(measure)
    if measure.source == Source.CHANGE:
        began = mine_of(measure, cohorts)
        return chart_of_changes(measure, began, [cohort_label(one) for one in began])
    mine = [
        publication
        for publication in publications
        if publication.version.questionnaire_id == measure.questionnaire_id
    ]
    return chart_of_publications(measure, mine)


def cohort_label(cohort: ChangePublication) -> str:
    quarter = cohort.period
    return _("quarter %(number)s %(year)s") % {"number": quarter.number, "year": quarter.year}


def week_label(week: Week, this_week: Week) -> str:
    if week.year == this_week.year:
        return _("week %(number)s") % {"number": week.number}
    return _("week %(number)s, %(year)s") % {"number": week.number, "year": week.year}


class WeekCount(NamedTuple):
    """How many answers of a week are shown, and whether a questionnaire has too few of its own to show."""

    shown: int
    has_more: bool


def count_in(publications: Iterable[Publication], week: Week) -> WeekCount:
    counts = [publication.count for publication in publications if publication.week == str(week)]
    return WeekCount(sum(count for count in counts if count is not None), None in counts)


def sentence(measure: Measure, chart: Chart) -> Sentence:
    """Say in one line what the chart of a measure tells, and no more than it tells."""
    title = measure.title
    if chart.shown_count == 0:
        text = _("%(title)s: too few answers to show anything yet.")
        return Sentence("○", text % {"title": title}, _("fewer than 5 answers"))
    if chart.useful_count < SETTLED:
        tag = ngettext("%(count)s point", "%(count)s points", chart.shown_count)
        text = _("%(title)s: too early to tell.")
        return Sentence("○", text % {"title": title}, tag % {"count": chart.shown_count})
    if chart.shift_side:
        tag = _("shift from %(start)s") % {"start": chart.drawing.shift_from}
        return Sentence("◆", shift_text(measure, chart) % {"title": title}, tag, is_signal=True)
    if chart.drawing.signals:
        text = _("%(title)s: more than chance is at work.")
        is_outside = "outside" in chart.drawing.signals
        tag = _("outside the limits") if is_outside else _("few crossings")
        return Sentence("◆", text % {"title": title}, tag, is_signal=True)
    text = _("%(title)s: only ordinary variation.")
    return Sentence("●", text % {"title": title}, _("no signal"))


def shift_text(measure: Measure, chart: Chart) -> str:
    if not chart.is_shift_lasting:
        return _("%(title)s: there was a shift, but it has not held.")
    is_up_good = measure.direction == Measure.Direction.HIGHER
    if (chart.shift_side > 0) == is_up_good:
        return _("%(title)s: it is going the right way, and has held.")
    return _("%(title)s: it is going the wrong way, and has held.")


def withheld_sentences(publications: Iterable[Publication], this_week: Week) -> list[Sentence]:
    return [
        Sentence(
            "○",
            _("The numbers of %(week)s could not be shown safely, so none of them are shown.")
            % {"week": week_label(publication.period, this_week)},
            _("withheld"),
        )
        for publication in publications
        if publication.status == Publication.Status.WITHHELD
    ]


def card(
    measure: Measure, chart: Chart, owner: str = "", change: ChangeTable | None = None
) -> Card:
    is_up_good = measure.direction == Measure.Direction.HIGHER
    return Card(
        id=f"m-{measure.pk}",
        slug=measure.slug,
        title=measure.title,
        subtitle=_("higher is better") if is_up_good else _("lower is better"),
        definition=measure.definition,
        chart=chart.drawing if chart.shown_count else None,
        empty_text=empty_text(measure),
        owner=owner,
        change=change,
    )


def empty_text(measure: Measure) -> str:
    if measure.source == Source.CHANGE:
        return _(
            "Nothing to draw yet. A point appears for each quarter in which people began, when they "
            "have had time to answer again."
        )
    if measure.questionnaire_id:
        return _("Nothing to draw yet. A point appears for each week with enough answers.")
    return _("Nothing to draw yet. The numbers come from another system and are read in by it.")


def latest_tables(
    names: Mapping[str, str], publications: Iterable[Publication], this_week: Week
) -> list[Table]:
    """Return the newest published table of each version."""
    newest = {
        publication.version_id: publication
        for publication in publications
        if publication.status == Publication.Status.CLOSED
    }
    return [
        table_of(publication, names, week_label(publication.period, this_week))
        for publication in newest.values()
    ]


def latest_page_tables(
    names: Mapping[str, str], publications: Iterable[PagePublication], this_week: Week
) -> list[Table]:
    """Return which pages helped in the newest published quarter of each version."""
    newest = {
        publication.version_id: publication
        for publication in publications
        if publication.status == PagePublication.Status.CLOSED
    }
    return [
        page_table_of(publication, names, quarter_label(publication.period, this_week))
        for publication in newest.values()
    ]


def quarter_label(quarter: Quarter, this_week: Week) -> str:
    words = {"first": quarter.first.number, "last": week_label(quarter.last, this_week)}
    return _("from week %(first)s to %(last)s") % words


def withheld_quarters(publications: Iterable[PagePublication], this_week: Week) -> list[Sentence]:
    return [
        Sentence(
            "○",
            _("Which pages helped %(weeks)s could not be shown safely, so nothing of it is shown.")
            % {"weeks": quarter_label(publication.period, this_week)},
            _("withheld"),
        )
        for publication in publications
        if publication.status == PagePublication.Status.WITHHELD
    ]


def points_file(platform: Platform, slug: str) -> bytes | None:
    """Return the points of a measure's chart as CSV; None where it has no chart."""
    measure = platform.measures.filter(slug=slug).prefetch_related("observations").first()
    if measure is None:
        return None
    publications = Publication.objects.filter(platform=platform).select_related("version")
    chart = chart_of(measure, list(publications), cohorts_of(platform))
    if chart.drawing is None or not chart.shown_count:
        return None
    return points_of(measure, chart, chart.drawing)


def points_of(measure: Measure, chart: Chart, drawing: RunChartDrawing) -> bytes:
    heads = (
        _("Chart"),
        _("How it is counted"),
        _("Made up"),
        _("Period"),
        _("Count"),
        _("Out of"),
        _("Value"),
        _("Median"),
        _("Hidden"),
    )
    synthetic = _("yes") if chart.is_synthetic else _("no")
    rows = (
        (
            measure.title,
            measure.definition,
            synthetic,
            row.label,
            *("" if number is None else str(number) for number in numbers),
            row.value or "",
            row.center or "",
            masked_words() if row.state == "masked" else "",
        )
        for row, numbers in zip(drawing.rows, chart.numbers, strict=True)
    )
    return as_csv(heads, list(rows))
