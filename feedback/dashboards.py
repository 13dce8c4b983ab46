"""What a circle sees: sentences first, then charts, then tables. Drawn from publications only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.models import Platform
from feedback.changetables import ChangeTable, change_table_of
from feedback.charts import RunChartDrawing
from feedback.marklines import Trial
from feedback.measuring import Source
from feedback.models import Measure, PagePublication, Publication
from feedback.news import recent, told
from feedback.scopes import EVERYTHING, FIELD, Rows, Scope
from feedback.seriescharts import SETTLED, Chart, chart_of, weeks_words
from feedback.tables import Table, page_table_of, table_of
from feedback.voices import voices
from portal.periods import Quarter, Week


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
    platform: Platform,
    this_week: Week,
    scope: Scope = EVERYTHING,
    owners: Mapping[int, str] | None = None,
    trials: Mapping[int, Sequence[Trial]] | None = None,
) -> dict[str, Any]:
    """Return everything on a circle's first screen.

    `owners` are names of circles, `trials` the circle's own tests: both by the key of a measure.
    """
    owners, trials = owners or {}, trials or {}
    publications = list(published(Publication, platform, scope))
    quarters = list(published(PagePublication, platform, scope))
    names = {str(band.pk): band.name for band in platform.bands.all()}
    measures = scope.of(
        platform.measures.prefetch_related("observations", "marks"), "questionnaire"
    )
    charts = [
        (measure, chart_of(measure, publications, trials.get(measure.pk, ())))
        for measure in measures
    ]
    said = voices(platform, lambda quarter: quarter_label(quarter, this_week), scope)
    return {
        "is_synthetic": any(each.is_synthetic for each in (*publications, *said))
        or any(chart.is_synthetic for _measure, chart in charts),
        "week_label": week_label(this_week, this_week),
        "week_count": count_in(publications, this_week),
        "news": told(recent(platform, this_week)),
        "sentences": [sentence(measure, chart) for measure, chart in charts]
        + withheld_sentences(publications, this_week)
        + waiting_sentences(publications, this_week)
        + withheld_quarters(quarters, this_week),
        "cards": [
            card(
                measure,
                chart,
                owner=owners.get(measure.pk, ""),
                change=newest_change(measure, chart),
            )
            for measure, chart in charts
        ],
        "tables": latest_tables(names, publications, this_week)
        + latest_page_tables(names, quarters, this_week),
        "voices": said,
        "voices_after": week_label(Quarter.of(this_week).last, this_week),
    }


def published(model: type[Rows], platform: Platform, scope: Scope) -> QuerySet[Rows]:
    rows = model._default_manager.filter(platform=platform)
    return scope.of(rows, FIELD).select_related("version__questionnaire")


def week_label(week: Week, this_week: Week) -> str:
    return weeks_label([week], this_week)


def weeks_label(weeks: Sequence[Week], this_week: Week) -> str:
    words, year = weeks_words(weeks), weeks[0].year
    return (
        words
        if year == this_week.year
        else _("%(weeks)s, %(year)s") % {"weeks": words, "year": year}
    )


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
        tag = tag_of(chart.drawing.signals[0])
        text = _("%(title)s: more than chance is at work.")
        return Sentence("◆", text % {"title": title}, tag, is_signal=True)
    text = _("%(title)s: only ordinary variation.")
    return Sentence("●", text % {"title": title}, _("no signal"))


def tag_of(signal: str) -> str:
    if signal == "special":
        return _("NHS rules")
    return _("outside the limits") if signal == "outside" else _("few crossings")


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
            % {"week": weeks_label(publication.periods, this_week)},
            _("withheld"),
        )
        for publication in publications
        if publication.status == Publication.Status.WITHHELD
    ]


def waiting_sentences(publications: Iterable[Publication], this_week: Week) -> list[Sentence]:
    waiting = {one.period for one in publications if one.status == Publication.Status.WAITING}
    if not waiting:
        return []
    text = _(
        "Too little of %(weeks)s can be shown alone. The answers are shown together with those of other "
        "weeks, when the month or the quarter is over."
    )
    weeks = ", ".join(week_label(week, this_week) for week in sorted(waiting))
    return [Sentence("○", text % {"weeks": weeks}, _("waits"))]


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


def newest_change(measure: Measure, chart: Chart) -> ChangeTable | None:
    return change_table_of(chart.cohorts[-1], measure.scale) if chart.cohorts else None


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
        table_of(publication, names, weeks_label(publication.periods, this_week))
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
