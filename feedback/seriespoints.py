"""One point of a chart: from what is published of a period to a share or a mean."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from feedback import charts, cubes
from feedback.bins import Bins, bins_of_item, bins_of_scale
from feedback.ladders import LEAST_PEOPLE, mean
from feedback.measuring import Source
from feedback.models import Measure, Publication
from questionnaires.definition import Definition

Count = int | None
Point = tuple[int | Fraction | None, Count]  # a count or a mean, and of how many


def share(publication: Publication | None, measure: Measure) -> Point:
    """Return (those who count, people) of one point, or two None when either may not be seen."""
    if measure.source == Source.MEAN:
        return mean_of(publication, measure)
    table = publication.table if publication else {}
    side, name = row_of(measure)
    inside = table.get(side, {}).get(name, {}).get(cubes.ALL)
    people = table.get("people", {}).get(cubes.ALL)
    return (None, None) if inside is None or not people else (inside, people)


def row_of(measure: Measure) -> tuple[str, str]:
    """Return where in a published table a measure's people are."""
    if measure.source == Source.TOP:
        return "top", measure.link_id
    return "in", measure.counted.key


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


def share_improved(table: Mapping[str, Any], scale: str) -> Point:
    """Return (those who improved, those with two scores) of one cohort."""
    row = table.get("scales", {}).get(scale, {})
    better, rest = row.get("better"), row.get("rest")
    if better is None or rest is None or not better + rest:
        return None, None
    return better, better + rest


def target_of(measure: Measure, is_share: bool) -> float | None:
    """Return the target as the chart counts: a share is written in per cent."""
    if measure.target is None:
        return None
    return float(measure.target / 100 if is_share else Decimal(measure.target))


def format_of(measure: Measure, is_share: bool) -> Callable[[float], str] | None:
    if is_share or not measure.unit:
        return None
    return lambda value: f"{charts.number(value)}{charts.NBSP}{measure.unit}"
