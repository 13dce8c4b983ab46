"""Calculated scores as scales, where the expression has one of two plain shapes. Pure.

An uploaded expression is never evaluated: FHIRPath can run forever, and `.sum()` of no answers is 0. Two
shapes are recognised by strict patterns, and the rule for missing answers that each holds is named:

    SET.answer.weight().sum()                                   a missing answer counts 0
    iif(SET.answer.count() = N, SET.answer.weight().sum(), {})  no score unless all N are answered

where SET is `%resource.item` or `.descendants()` with `.where(…)` on linkIds. Everything else is left to a
person. A form without any answer has no score here under either rule.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from questionnaires.faults.fault import Place, _
from questionnaires.fhir.names import Json
from questionnaires.fhir.notes import mapping
from questionnaires.fhir.source import Source, kinds
from questionnaires.fhir.values import number

LONGEST = 5_000
_LINK = r"'[^'\\]+'"
_SET = (
    r"(?:%resource|%questionnaire[rR]esponse|QuestionnaireResponse)"
    r"\.(?P<from>item|descendants\(\)|repeat\(item\))"
    rf"\.where\((?:(?P<some>linkId={_LINK}(?:orlinkId={_LINK})*)"
    rf"|linkIdin\((?P<in>{_LINK}(?:\|{_LINK})*)\)"
    rf"|(?P<not>linkId!={_LINK}(?:andlinkId!={_LINK})*))\)"
)
_WEIGHTS = r"\.answer(?:\.value)?\.(?:weight|ordinal)\(\)\.sum\(\)"
_SUM = re.compile(_SET + _WEIGHTS)
_ALL = re.compile(
    r"iif\((?P<set>[^,]+)\.answer\.count\(\)=(?P<count>\d{1,3}),(?P<sum>[^,]+),\{\}\)"
)
_QUOTED_OR_SPACE = re.compile(rf"({_LINK})|\s+")


class Read(NamedTuple):
    """An expression of a known shape: where it looks, for which linkIds, and its missing rule."""

    in_all: bool
    links: tuple[str, ...]
    is_without: bool
    rule: str
    answered: int = 0


def understood(expression: str) -> Read | None:
    """Return what the expression says, or nothing where it has another shape."""
    if len(expression) > LONGEST:
        return None
    text = _QUOTED_OR_SPACE.sub(lambda found: found[1] or "", expression)
    if whole := _ALL.fullmatch(text):
        inner = _sum(whole["sum"], "all", int(whole["count"]))
        return inner if inner and whole["sum"].startswith(whole["set"] + ".answer") else None
    return _sum(text, "zero", 0)


def _sum(text: str, rule: str, count: int) -> Read | None:
    found = _SUM.fullmatch(text)
    if found is None:
        return None
    written = found["some"] or found["in"] or found["not"]
    links = tuple(link[1:-1] for link in re.findall(_LINK, written))
    return Read(found["from"] != "item", links, bool(found["not"]), rule, count)


def scales(source: Source, calculated: list[Place], items: list[Json]) -> list[Json]:
    """Return the scales of a file, with a warning for each calculated item."""
    found: list[Json] = []
    for place in calculated:
        scale = _scale(source, place, items)
        if scale is None:
            source.notes.warn(place, _("score not imported, define it here."))
        else:
            taken = [other["key"] for other in found]
            nth = f"-{len(found) + 1}" if scale["key"] in taken else ""
            found.append(scale | {"key": scale["key"] + nth})
            _tell(source, place, found[-1])
    return found


def _tell(source: Source, place: Place, scale: Json) -> None:
    said = _(
        "is read as the sum of %(count)s weights; a missing answer counts 0. Check the rule, and which "
        "direction is better."
    )
    if scale["missing"]["kind"] == "all":
        said = _(
            "is read as the sum of %(count)s weights, and as no score unless all are answered. Check "
            "the rule, and which direction is better."
        )
    source.notes.warn(place, said, count=len(scale["items"]))


def _scale(source: Source, place: Place, items: list[Json]) -> Json | None:
    expression = mapping(kinds(place).get("calculatedExpression")).get("valueExpression")
    text = mapping(expression).get("expression")
    read = understood(text) if isinstance(text, str) else None
    counted = _counted(read, items) if read else []
    ranges = [_range(item) for item in counted]
    if not read or not counted or None in ranges:
        return None
    if read.rule == "all" and read.answered != len(counted):
        return None
    ends = [ends for ends in ranges if ends]
    link_id = str(place.item.get("linkId"))
    return {
        "key": re.sub(r"[^a-zA-Z0-9_-]+", "-", link_id).strip("-")[:40] or "score",
        "title": source.words.read(place, place.item, "text") or {"da": link_id},
        "items": [{"linkId": item["linkId"]} for item in counted],
        "method": "sum",
        "missing": {"kind": read.rule},
        "direction": "lower_is_better",
        "least": _written(sum((low for low, _high in ends), Decimal(0))),
        "greatest": _written(sum((high for _low, high in ends), Decimal(0))),
    }


def _written(total: Decimal) -> int | str:
    return int(total) if total == total.to_integral_value() else number(total)


def _counted(read: Read, items: list[Json]) -> list[Json]:
    """Return the items that the expression adds up; none where it names one that is not there."""
    seen = {item["linkId"]: item for item in (_all(items) if read.in_all else items)}
    if read.is_without:
        return [item for link, item in seen.items() if link not in read.links and _has_weight(item)]
    return (
        [seen[link] for link in dict.fromkeys(read.links)] if set(read.links) <= set(seen) else []
    )


def _all(items: list[Json]) -> Iterator[Json]:
    for item in items:
        yield item
        yield from _all(item.get("items", []))


def _has_weight(item: Mapping[str, Any]) -> bool:
    return any("weight" in option for option in item.get("options", ()))


def _range(item: Mapping[str, Any]) -> tuple[Decimal, Decimal] | None:
    """Return the least and greatest weight of a single choice in which every option has one."""
    options = item.get("options", ())
    if item["type"] != "choice" or item.get("repeats") or not options:
        return None
    weights = [Decimal(str(option["weight"])) for option in options if "weight" in option]
    return (min(weights), max(weights)) if len(weights) == len(options) else None
