"""Measures for the circle, and a made-up series from the hospital that says so."""

import random
from datetime import date, datetime

from cms.models import Platform
from feedback import marking
from feedback.chartmarks import Kind
from feedback.measuring import Source
from feedback.models import Measure, Observation
from portal.users.models import User

MONTHS = 24
TARGET = 80  # per cent; made up, as everything here
SHARES = {
    "hvem-kan-vi-spoerge": (
        "Ved, hvem de kan spørge",
        "Andel af alle svar, hvor forældre i nogen eller høj grad ved, hvem de kan spørge.",
    ),
    "sammenhaeng": (
        "Hører det samme alle steder",
        "Andel af alle svar, hvor det, de hørte, i nogen eller høj grad passede med andre steder.",
    ),
    "enige-om-naeste-skridt": (
        "Enige om næste skridt",
        "Andel af alle svar, hvor de i nogen eller høj grad blev enige om, hvad de skal gøre nu.",
    ),
}


def build_measures(platform: Platform, questionnaire_id: int) -> None:
    for link_id, (title, definition) in SHARES.items():
        Measure.objects.create(
            slug=f"{platform.slug}-{link_id}",
            title=title,
            definition=definition,
            platform=platform,
            questionnaire_id=questionnaire_id,
            link_id=link_id,
            target=TARGET,
        )


def build_referrals(platform: Platform, today: date) -> None:
    """Two years of monthly referrals to the hospital, made up, falling a little towards the end."""
    measure = Measure.objects.create(
        slug="henvisninger",
        title="Henvisninger til hospitalet",
        definition="Antal børn henvist til hospitalet for inkontinens pr. måned. Kommer fra hospitalet.",
        platform=platform,
        kind=Measure.Kind.OUTCOME,
        source=Source.SERIES,
        direction=Measure.Direction.LOWER,
        target=36,
        unit="børn",
    )
    chance = random.Random(7)  # noqa: S311  made-up numbers, not secrets
    Observation.objects.bulk_create(
        Observation(
            measure=measure,
            on=month_before(today, MONTHS - number),
            numerator=chance.randint(34, 52) - (6 if number > 17 else 0),
            is_synthetic=True,
        )
        for number in range(MONTHS)
    )


def mark_referrals(by: User, at: datetime) -> None:
    """Mark two of the made-up points, so that the chart shows what marks look like."""
    series = Observation.objects.filter(measure__slug="henvisninger", is_synthetic=True)
    days = [str(point.on) for point in series]
    for kind, day, reason in (
        (Kind.EXCLUDE, days[7], "Opdigtet eksempel: Ambulatoriet var lukket i tre uger."),
        (Kind.NOTE, days[17], "Opdigtet eksempel: Ny folder til egen læge."),
    ):
        measure = series[0].measure
        marking.mark(measure=measure, kind=kind, point=day, reason=reason, by=by, at=at)


def month_before(today: date, months: int) -> date:
    count = today.year * 12 + today.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)
