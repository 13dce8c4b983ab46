"""The six steps of population health management, filled with what the circle has: numbers only as published.

Who lives here, what we want, which groups differ, what we do, how it goes, what we learn: a loop that begins
again (Struijs and others, *Population health management*, 2015, as the circle's own task describes it).
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from feedback.circles.models import Circle, ImprovementProject, PopulationStep
from feedback.cubes import ALL
from feedback.dashboards import board
from feedback.models import DetailPublication
from portal.periods import Week
from portal.users.models import Place

Number = PopulationStep.Number


@dataclass
class Step:
    number: int
    title: str
    note: PopulationStep | None
    content: dict[str, Any] = field(default_factory=dict)


def steps(circle: Circle, this_week: Week) -> list[Step]:
    notes = {note.number: note for note in circle.population_steps.select_related("written_by")}
    content = contents(circle, this_week)
    return [
        Step(number.value, str(number.label), notes.get(number.value), content[number])
        for number in Number
    ]


def contents(circle: Circle, this_week: Week) -> dict[Number, dict[str, Any]]:
    platform = circle.platform
    bands, published = list(platform.bands.all()), newest_quarters(circle)
    projects = list(circle.projects.all())
    seen = board(platform, this_week)
    measures = list(platform.measures.all())
    return {
        Number.WHO: {
            "bands": bands,
            "municipalities": by_organisation(published),
            "quarter": published[0].quarter if published else "",
        },
        Number.GOALS: {
            "aim": circle.aim,
            "projects": projects,
            "measures": [one for one in measures if one.kind == one.Kind.OUTCOME],
        },
        Number.SEGMENTS: {
            "ages": people_by_age(bands, published),
            "places": by_organisation(published),
        },
        Number.EFFORTS: {
            "decisions": list(circle.decisions.policies()),
            "projects": [one for one in projects if one.status != ImprovementProject.Status.CLOSED],
            "actions": circle.actions.open().count(),
        },
        Number.FOLLOW_UP: {"sentences": seen["sentences"], "is_synthetic": seen["is_synthetic"]},
        Number.LEARNING: {
            "learned": [one for one in projects if one.learned],
            "stories": list(circle.stories.published().defer("chart")),
        },
    }


def newest_quarters(circle: Circle) -> list[DetailPublication]:
    """Return the newest quarter that shows numbers, once for each questionnaire."""
    closed = DetailPublication.objects.filter(
        platform=circle.platform, status=DetailPublication.Status.CLOSED
    )
    found = list(closed.order_by("-quarter"))
    return [one for one in found if one.quarter == found[0].quarter]


def people_by_age(bands: list[Any], published: list[DetailPublication]) -> list[dict[str, Any]]:
    """Return how many of each age answered: a number, or None where it is hidden or unknown."""
    return [
        {"name": band.name, "count": shown(published, "people", str(band.pk))} for band in bands
    ]


def shown(published: list[DetailPublication], row: str, name: str) -> int | None:
    """Return the largest of what is published: people may answer several, so sums would count them twice."""
    counts = (one.table.get(row, {}).get(name) for one in published)
    return max((count for count in counts if count is not None), default=None)


def by_organisation(published: list[DetailPublication]) -> list[dict[str, Any]]:
    """Return the places that people answered from, below the organisation that has them."""
    counts: dict[str, list[int | None]] = defaultdict(list)
    for one in published:
        for name, place in one.table.get("places", {}).items():
            counts[name].append(place.get("people"))
    wanted = [int(name) for name in counts if name.isdecimal() and name != ALL]
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for place in Place.objects.filter(pk__in=wanted).select_related("organisation"):
        known = [count for count in counts[str(place.pk)] if count is not None]
        row = {"name": place.name, "count": max(known, default=None)}
        grouped[place.organisation.name].append(row)
    return [{"name": name, "places": rows} for name, rows in grouped.items()]
