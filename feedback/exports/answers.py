"""What the JSON API says: the fields that stand in feedback/exports/openapi.py, and no other."""

from collections.abc import Callable, Mapping
from typing import Any

from cms.models import Platform
from feedback.exports.numbers import as_dict
from feedback.exports.openapi import VERSION
from feedback.exports.quarters import by_quarter
from feedback.exports.quarters import quarters as published_quarters
from feedback.exports.series import Series, all_series
from feedback.exports.words import hidden_words
from portal.periods import Quarter

Address = Callable[[str], str]


def index(platform: Platform, circle: str, links: Mapping[str, str]) -> dict[str, Any]:
    return {
        "version": VERSION,
        "circle": circle,
        "platform": platform.name,
        "hidden": hidden_words(),
        "links": dict(links),
    }


def measures(platform: Platform, address: Address) -> dict[str, Any]:
    return {"measures": [about(one, address(one.measure.slug)) for one in all_series(platform)]}


def measure(platform: Platform, slug: str, address: str) -> dict[str, Any] | None:
    found = all_series(platform, slug)
    if not found:
        return None
    (one,) = found
    return about(one, address) | {"numbers": [as_dict(number) for number in one.numbers]}


def about(one: Series, address: str) -> dict[str, Any]:
    measure = one.measure
    return {
        "code": measure.slug,
        "title": measure.title,
        "definition": measure.definition,
        "kind": measure.kind,
        "direction": measure.direction,
        "chart": one.kind_of_chart,
        "rules": one.rules,
        "signals": list(one.signals),
        "is_synthetic": one.chart.is_synthetic,
        "url": address,
    }


def quarters(platform: Platform, address: Address) -> dict[str, Any]:
    return {
        "quarters": [
            about_quarter(quarter, address(quarter)) for quarter in published_quarters(platform)
        ]
    }


def quarter(platform: Platform, quarter: str, address: str) -> dict[str, Any] | None:
    numbers = by_quarter(platform, quarter).get(quarter)
    if numbers is None:
        return None
    return about_quarter(quarter, address) | {"numbers": [as_dict(number) for number in numbers]}


def about_quarter(name: str, address: str) -> dict[str, str]:
    quarter = Quarter.parse(name)
    return {
        "quarter": name,
        "first": str(quarter.first),
        "last": str(quarter.last),
        "url": address,
    }
