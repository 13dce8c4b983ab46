"""One of each chart with made-up numbers, for the page that shows every part of the portal."""

from fractions import Fraction
from typing import Any

from django import template
from django.utils.translation import gettext as _

from feedback import chartkinds, charts, distribution, diverging, funnel, heat
from feedback.changetables import ChangeTable, rows_of
from feedback.charts import MarkLine
from feedback.runcharts import Analysis, analyse
from questionnaires.change import CAUTIONS

register = template.Library()

DEGREES = ("Nej, slet ikke", "I mindre grad", "I nogen grad", "I høj grad")
FACES = ("Rigtig skidt", "Skidt", "Midt imellem", "Godt", "Rigtig godt")
AGES = ("1½–2 år", "3–4 år", "5–10 år", "11 år eller ældre", "Alle")
MASKED = "for få svar (under 5)"
NOBODY = "ingen svar"
ASKED = (
    ("Vidste I, hvem I kunne spørge, da I havde brug for det?", (12, 24, 61, 98), (9, 6)),
    ("Passede det, I hørte, med det, I har hørt andre steder?", (31, 48, 70, 41), (14, 6)),
    ("Blev I enige om, hvad der skal ske nu?", (None, 18, 66, 105), (None, 11)),
    ("Blev der talt om det uden skyld?", (5, 9, 42, 139), (7, 8)),
)
PLACES = (
    ("Aalborg", 171, 262),
    ("Brønderslev", 58, 92),
    ("Frederikshavn", 71, 118),
    ("Hjørring", 96, 141),
    ("Jammerbugt", 39, 66),
    ("Læsø", None, None),
    ("Mariagerfjord", 21, 71),
    ("Rebild", 52, 60),
    ("Thisted", 44, 79),
    ("Vesthimmerland", 33, 54),
)

KNOWN = (
    52,
    55,
    49,
    58,
    31,
    50,
    56,
    53,
    48,
    57,
    51,
    54,
    55,
    60,
    63,
    59,
    64,
    62,
    66,
    61,
    65,
    63,
    67,
    64,
)


@register.simple_tag
def example_charts() -> list[dict[str, Any]]:
    """Return each drawing with its template and a sentence."""
    drawings = (
        ("run_chart", marked(), "Med en frosset linje, et udeladt punkt og en note."),
        ("run_chart", judged(), "Efter NHS-reglerne, med tegn for udsving og for målet."),
        ("run_chart", aimed(), "Med et mål, grænser og grunden til, at det er dette diagram."),
        (
            "change",
            followed(),
            "Andelen, der fik det bedre, står aldrig uden dem, der ikke kom igen.",
        ),
        (
            "change",
            few_followed(),
            "For få med to scorer, så det vises ikke, hvordan de ændrede sig.",
        ),
        ("diverging", even(), "Fire spørgsmål med lige mange svar til hver side af stregen."),
        ("diverging", odd(), "Med en midte: den midterste stribe ligger hen over stregen."),
        ("distribution", line(), "Alle dele af linjen kan vises."),
        ("distribution", masked_line(), "To dele har for få svar, så der er et hul."),
        ("heat", ages(), "Jo kraftigere farve, jo større andel."),
        ("funnel", places(), "Ti steder, det ene med for få svar."),
        ("funnel", two_places(), "Kun to steder, så de sammenlignes ikke."),
    )
    return [
        {"template": f"feedback/components/{kind}.html", "drawing": drawing, "said": said}
        for kind, drawing, said in drawings
    ]


def marked() -> charts.RunChartDrawing:
    told = {"by": "Ida Holm", "on": "3. marts 2026"}
    marks = (
        MarkLine("exclude", 4, "uge 5", "Vinterferie: kun vagtordning.", **told),
        MarkLine("freeze", 11, "uge 12", "Tolv uger før kurset er vores udgangspunkt.", **told),
        MarkLine("note", 13, "uge 14", "Ny folder i venteværelset.", **told),
        MarkLine(
            "part", None, "uge 9", "Nyt skema.", **told, taken_back="Ida Holm, 4. marts 2026",
            because="Det var den forkerte uge.",
        ),
    )  # fmt: skip
    analysis = analyse(KNOWN, [100] * len(KNOWN), freeze=12, exclude=[5])
    return run_chart(analysis, "eksempel-maerker", "Et seriediagram med mærker (eksempel)", marks)


def judged() -> charts.RunChartDrawing:
    options = {"chart": "i", "rules": "nhs", "improvement": "increase", "target": Fraction(9, 10)}
    analysis = analyse(KNOWN, [100] * len(KNOWN), freeze=12, **options)
    return run_chart(analysis, "eksempel-nhs", "Efter NHS-reglerne (eksempel)", ())


def aimed() -> charts.RunChartDrawing:
    """Return a chart with limits, as `chartkinds` chooses it."""
    shares, people = KNOWN[:4] * 6, [100] * 24
    kind = chartkinds.choose(shares, people)
    weeks = [f"uge {number}" for number in range(1, len(shares) + 1)]
    return charts.draw(
        analyse(shares, people, chart=kind.chart), weeks, id="eksempel-maal", is_percent=True,
        title="Med mål og grænser (eksempel)", target=0.7, why=_(kind.sentence),
    )  # fmt: skip


def followed() -> ChangeTable:
    """Return a cohort in which one class is too small to be shown."""
    row = {"better": 24, "rest": 27, "same": None, "worse": None, "unjudged": 0}
    return cohort("Hvordan det gik dem, der begyndte (eksempel)", 74, 51, {"score": row})


def few_followed() -> ChangeTable:
    return cohort("For få til at sige noget (eksempel)", 18, 8, {})


def cohort(title: str, started: int, again: int, scales: dict[str, Any]) -> ChangeTable:
    table = {"started": started, "again": again, "once": started - again, "scales": scales}
    return ChangeTable(
        title=title,
        caption="De, der begyndte i 1. kvartal 2026",
        followed="Fulgt til og med uge 39 i 2026.",
        rows=tuple(rows_of(table, "score")),
        is_withheld=False,
        is_small=not scales,
        cautions=tuple(_(words) for words in CAUTIONS.values()),
    )


def run_chart(
    analysis: Analysis, id: str, title: str, marks: tuple[MarkLine, ...]
) -> charts.RunChartDrawing:
    weeks = [f"uge {number}" for number in range(1, len(analysis.points) + 1)]
    return charts.draw(analysis, weeks, id=id, title=title, is_percent=True, marks=marks)


def even() -> diverging.DivergingDrawing:
    return likert(DEGREES, ASKED, "eksempel-svar", "Svar på fire spørgsmål (eksempel)")


def odd() -> diverging.DivergingDrawing:
    asked = (
        ("Hvordan går det med tis og bæ for tiden?", (9, 22, 40, 51, 30), (0, 0)),
        ("Hvordan er det at gå på toilettet i skolen?", (44, 38, 31, 22, 17), (0, 0)),
    )
    return likert(FACES, asked, "eksempel-ansigter", "Ansigter på to spørgsmål (eksempel)")


def likert(
    options: tuple[str, ...], asked: tuple, id: str, title: str
) -> diverging.DivergingDrawing:
    return diverging.draw(
        options,
        ("Ved ikke", "sprunget over"),
        [diverging.Asked(*each) for each in asked],
        id=id,
        title=title,
        words=diverging.Words(masked=MASKED, nobody=NOBODY),
    )


def line() -> distribution.DistributionDrawing:
    return spread("eksempel-linje", (5, 6, 9, 14, 22, 31, 38, 27, 19, 8))


def masked_line() -> distribution.DistributionDrawing:
    return spread("eksempel-hul", (None, 7, 9, 16, 20, 24, 18, None, 12, 6))


def spread(id: str, counts: tuple[int | None, ...]) -> distribution.DistributionDrawing:
    stretches = [
        distribution.Stretch(Fraction(10 * at), Fraction(10 * at + 10), count)
        for at, count in enumerate(counts)
    ]
    return distribution.draw(
        stretches,
        None,
        id=id,
        title="Hvor let var det at få hjælp? (eksempel)",
        ends=("Meget svært", "Meget let"),
    )


def ages() -> heat.HeatDrawing:
    shares = (
        (heat.Share(12, 40), heat.Share(55, 82), heat.Share(61, 70), heat.Share(None, 12)),
        (heat.Share(5, 40), heat.Share(33, 82), heat.Share(38, 70), heat.Share(None, 12)),
        (heat.Share(30, 40), heat.Share(70, 82), heat.Share(66, 70), heat.Share(12, 12)),
    )
    everybody = (heat.Share(133, 204), heat.Share(None, 204), heat.Share(178, 204))
    rows = [heat.Line(ASKED[at][0], (*row, everybody[at])) for at, row in enumerate(shares)]
    words = heat.Words(masked="for få svar", nobody=NOBODY)
    return heat.draw(
        AGES, rows, id="eksempel-aldre", title="Andel efter alder (eksempel)", words=words
    )


def places() -> funnel.FunnelDrawing:
    return compared("eksempel-steder", PLACES)


def two_places() -> funnel.FunnelDrawing:
    return compared("eksempel-to-steder", PLACES[4:7])


def compared(id: str, rows: tuple[tuple[str, int | None, int | None], ...]) -> funnel.FunnelDrawing:
    return funnel.draw(
        [funnel.Place(*row) for row in rows], id=id, title="Ved, hvem de kan spørge (eksempel)"
    )
