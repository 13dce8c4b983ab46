"""Makes published quarters for tests: a small questionnaire with every kind of chart in it."""

from typing import Any

from django.utils import timezone

from cms.models import Platform
from feedback.models import DetailPublication
from questionnaires.publishing import publish_version

QUARTER = "2026-Q3"


def text(danish: str, english: str = "") -> dict[str, str]:
    return {"da": danish, "en": english or danish}


DEGREES = [
    {"code": "0", "text": text("Nej, slet ikke", "Not at all")},
    {"code": "1", "text": text("I mindre grad", "A little")},
    {"code": "2", "text": text("I nogen grad", "Somewhat")},
    {"code": "3", "text": text("I høj grad", "A lot")},
    {"code": "x", "text": text("Ved ikke", "Do not know"), "not_relevant": True},
]
DOCUMENT: dict[str, Any] = {
    "key": "kvartalet",
    "version": "1",
    "licence": {"kind": "own", "owner": "Kilden"},
    "reporter": "self",
    "title": text("Kvartalets skema", "The quarter"),
    "intro": text("Hej", "Hello"),
    "thanks": text("Tak", "Thanks"),
    "age_question": text("Alder?", "Age?"),
    "items": [
        {
            "linkId": "hvem",
            "text": text("Vidste I hvem?", "Did you know who?"),
            "control": "likert",
            "top_box": ["2", "3"],
            "options": DEGREES,
        },
        {
            "linkId": "let",
            "type": "integer",
            "control": "vas",
            "minimum": 0,
            "maximum": 100,
            "text": text("Hvor let var det?", "How easy?"),
            "low": text("Meget svært", "Very hard"),
            "high": text("Meget let", "Very easy"),
        },
    ],
    "scales": [
        {
            "key": "s",
            "title": text("Samlet", "In all"),
            "items": [{"linkId": "let"}],
            "method": "sum",
            "missing": {"kind": "all"},
            "direction": "lower_is_better",
            "least": 0,
            "greatest": 100,
        }
    ],
}


def table(ages: list[str]) -> dict[str, Any]:
    """Return a table in which each age has the same forty people, and the last place too few."""

    def row(count: int) -> dict[str, int]:
        return {**dict.fromkeys(ages, count), "all": count * len(ages)}

    stretches = [5, 0, 0, 0, 10, 10, 5, 5, 0, 0]
    line = {str(at): row(count) for at, count in enumerate(stretches)} | {"": row(5)}
    degrees = {"0": 5, "1": 5, "2": 10, "3": 10, "x": 5, "": 5}
    return {
        "ages": [*ages, "all"],
        "people": row(40),
        "options": {"hvem": {code: row(count) for code, count in degrees.items()}, "let": line},
        "scales": {"s": line},
        "places": {
            "1": place(20, 10),
            "2": place(30, 12),
            "3": place(25, 11),
            "4": place(None, None),
            "none": place(5, 5),
        },
        "names": {"1": "Aalborg", "2": "Hjørring", "3": "=Thisted", "4": "Læsø"},
        "weeks": ["2026-W27", "2026-W28"],
    }


def place(people: int | None, top: int | None) -> dict[str, Any]:
    rest = None if people is None or top is None else people - top
    return {"people": people, "top": {"hvem": top}, "rest": {"hvem": rest}}


def publish(
    platform: Platform,
    *,
    quarter: str = QUARTER,
    document: dict[str, Any] = DOCUMENT,
    status: str = "closed",
    is_synthetic: bool = False,
    **changes: Any,
) -> DetailPublication:
    version = publish_version(document=document, on=timezone.localdate())
    ages = [str(band.pk) for band in platform.bands.all()]
    return DetailPublication.objects.create(
        platform=platform,
        version=version,
        quarter=quarter,
        status=status,
        table=table(ages) | changes if status == "closed" else {},
        is_synthetic=is_synthetic,
    )
