"""The report for a meeting: what is published, in sentences, charts and tables, as pages of A4."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from django.utils import timezone
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from cms.models import Platform
from cms.sheets import logo
from feedback import dashboards
from feedback.charts import RunChartDrawing
from feedback.exports.drawn import drawn
from feedback.exports.numbers import Kind, Mask, Number, Segment, is_synthetic
from feedback.exports.quarters import by_quarter, quarters
from feedback.exports.series import Series, all_series
from feedback.exports.words import Whose, hidden_words, kinds, masks, rules, signals
from feedback.shares import told, whole_percent
from portal.periods import Quarter, Week
from portal.printing import colours, reports

MOST_POINTS = 26  # half a year of weeks in a table; the workbook has them all


def pdf(platform: Platform, whose: Whose, aim: str) -> bytes:
    series = all_series(platform)
    newest = newest_quarter(platform)
    numbers = [number for one in series for number in one.numbers] + newest
    made_up = _("Practice data: every number in this report is made up.")
    language = get_language() or "da"
    return reports.pdf(
        reports.Report(
            language=language,
            is_right_to_left=get_language_info(language)["bidi"],
            platform=whose.platform,
            heading=_("What citizens say"),
            lead=_("%(circle)s. What we want to achieve: %(aim)s")
            % {"circle": whose.circle, "aim": aim}
            if aim
            else whose.circle,
            facts=tuple(facts(whose, numbers)),
            warning=made_up if is_synthetic(numbers) else "",
            sections=tuple(sections(series, newest, platform)),
            about=" · ".join((whose.circle, whose.day)),
            page_of=_("page {page} of {pages}"),
            logo=logo(platform.logo),
            colours=asdict(colours.brand(platform.hue)) | colours.SHARED,
        )
    )


def newest_quarter(platform: Platform) -> list[Number]:
    found = quarters(platform)
    return by_quarter(platform, found[-1])[found[-1]] if found else []


def facts(whose: Whose, numbers: list[Number]) -> Iterator[str]:
    yield _("Taken out on %(day)s.") % {"day": whose.day}
    weekly = [number for number in numbers if "-W" in number.first]
    if weekly:
        this_week = Week.of(timezone.localdate())
        first, last = min(one.first for one in weekly), max(one.last for one in weekly)
        words = {
            "first": dashboards.week_label(Week.parse(first), this_week),
            "last": dashboards.week_label(Week.parse(last), this_week),
        }
        yield _("Answers from %(first)s to %(last)s.") % words


def sections(
    series: list[Series], newest: list[Number], platform: Platform
) -> Iterator[reports.Section]:
    said = tuple(dashboards.sentence(one.measure, one.chart).text for one in series)
    if not said and not newest:
        yield reports.Section(_("Nothing is published yet"), (_("No numbers are published yet."),))
    if said:
        yield reports.Section(_("What the numbers say"), said)
        over_time = (measure_part(one, platform) for one in series)
        yield reports.Section(_("Over time"), parts=tuple(over_time))
    yield from quarter_sections(newest)
    yield reports.Section(_("How to read the numbers"), tuple(reading(series)))


def reading(series: Iterable[Series]) -> Iterator[str]:
    yield hidden_words()
    yield _("“%(few)s” means that a count is 1 to 4, or that one could be worked out from it.") % {
        "few": masks()["few"]
    }
    yield _("A share of answers is of all who answered the questionnaire.")
    for name in sorted({one.rules for one in series} - {""}):
        yield _("The series are judged by: %(rules)s.") % {"rules": rules().get(name, name)}
    yield _("All numbers, by age and place too, are in the workbook.")


# --- over time ----------------------------------------------------------------------------------


def measure_part(one: Series, platform: Platform) -> reports.Part:
    measure, drawing = one.measure, one.chart.drawing
    if drawing is None or not one.chart.shown_count:
        notes = (_("Nothing to draw yet."),)
        return reports.Part(measure.title, measure.definition, notes=notes)
    shades = colours.brand(platform.hue)
    picture = drawn(drawing, strong=shades.strong, signal=colours.SHARED["acute"])
    return reports.Part(
        heading=measure.title,
        lead=measure.definition,
        picture=picture.svg,
        alt=picture.said,
        notes=tuple(measure_notes(one)),
        tables=(points_table(one, drawing),),
    )


def measure_notes(one: Series) -> Iterator[str]:
    """Say which rules judged the series and what they found, as under the chart on the board."""
    named = {"rules": rules().get(one.rules, one.rules), "count": one.chart.useful_count}
    words = _("%(rules)s. Useful points: %(count)s.") % named
    yield f"{words} ({dashboards.card(one.measure, one.chart).subtitle})"


def points_table(one: Series, drawing: RunChartDrawing) -> reports.Table:
    rows = list(zip(drawing.rows, one.chart.numbers, one.numbers_of_points, strict=True))
    newest = rows[-MOST_POINTS:]
    caption = _("The points")
    if len(newest) < len(rows):
        caption = _("The newest %(count)s points") % {"count": len(newest)}
    has_whole = any(whole is not None for _count, whole in one.chart.numbers)
    center = _("Median") if drawing.center_kind == "median" else _("Average")
    counts_heads = (_("Count"), _("Out of")) if has_whole else ()
    return reports.Table(
        caption=caption,
        heads=(_("Period"), *counts_heads, _("Value"), center, _("Note")),
        rows=tuple(
            (
                row.label,
                *(counted(count, number) for count in (counts if has_whole else ())),
                row.value or absent(number),
                row.center or absent(number),
                masks().get(number.mask) or signals().get(row.remark, row.remark),
            )
            for row, counts, number in newest
        ),
        is_narrow=True,
    )


def counted(count: int | None, number: Number) -> str:
    return absent(number) if count is None else str(count)


def absent(number: Number) -> str:
    """Return what stands where there is no number: never 0, and never a dash that could be one."""
    return "" if number.mask == Mask.NOBODY else _("hidden")


# --- the quarter --------------------------------------------------------------------------------


def quarter_sections(numbers: list[Number]) -> Iterator[reports.Section]:
    """Yield the newest quarter, everybody together: each question, then pages and themes."""
    everybody = [number for number in numbers if number.segment_kind == Segment.ALL]
    if not everybody:
        return
    quarter = Quarter.of(Week.parse(everybody[0].first))
    words = {"number": quarter.number, "year": quarter.year}
    heading = _("Quarter %(number)s of %(year)s") % words
    answers = [number for number in everybody if number.kind in (Kind.QUESTION, Kind.SCALE)]
    parts = [answers_part(group) for group in groups(answers)]
    for kind in (Kind.PAGE, Kind.THEME):
        of_kind = [number for number in everybody if number.kind == kind]
        parts += [rows_part(kind, group) for group in groups(of_kind, by_title=False)]
    yield reports.Section(heading, parts=tuple(parts))


def groups(numbers: Iterable[Number], *, by_title: bool = True) -> list[list[Number]]:
    """Return the numbers of one questionnaire, or of one of its questions, together."""
    found: dict[tuple[str, ...], list[Number]] = {}
    for number in numbers:
        key = (number.version, number.kind, number.code if by_title else "")
        found.setdefault(key, []).append(number)
    return list(found.values())


def answers_part(numbers: list[Number]) -> reports.Part:
    first = numbers[0]
    lead = "" if first.title == first.questionnaire else first.questionnaire
    return reports.Part(
        heading=first.title,
        notes=(" · ".join(filter(None, (lead, first.definition))),),
        tables=(table(_("Answer"), [(number.answer, number) for number in numbers]),),
    )


def rows_part(kind: Kind, numbers: list[Number]) -> reports.Part:
    first = numbers[0]
    heads = {Kind.PAGE: _("Which pages helped"), Kind.THEME: _("What people wrote of")}
    definition = (
        first.definition if kind == Kind.PAGE else _("Those who wrote of it, of all who wrote.")
    )
    return reports.Part(
        heading=heads[kind],
        notes=(" · ".join((first.questionnaire, definition)),),
        tables=(table(kinds()[kind].capitalize(), [(one.title, one) for one in numbers]),),
    )


def table(head: str, rows: Iterable[tuple[str, Number]]) -> reports.Table:
    return reports.Table(
        caption="",
        heads=(head, _("Count"), _("Out of"), _("Share")),
        rows=tuple(
            (
                words,
                counted(number.numerator, number),
                counted(number.denominator, number),
                share_of(number),
            )
            for words, number in rows
        ),
    )


def share_of(number: Number) -> str:
    if number.mask:
        return masks()[number.mask]
    return told(whole_percent(number.numerator or 0, number.denominator or 1))
