"""What there is to say about a draft, in the reader's language and with the questions' own words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from questionnaires.definition import read
from questionnaires.faults import Fault, faults
from questionnaires.faults.fault import places
from questionnaires.wording import advice, seconds_to_answer

PLACE = re.compile(r"^item \S+ \(linkId \"(?P<link_id>.+?)\"\)(?P<rest>.*)$", re.DOTALL)
SECONDS_A_MINUTE = 60


@dataclass(frozen=True)
class Said:
    where: str
    sentence: str


@dataclass(frozen=True)
class Found:
    """`minutes`, to answer it, are there where the draft has no faults."""

    faults: list[Said]
    advice: list[Said]
    minutes: int = 0


def of(document: Mapping[str, Any]) -> Found:
    texts = texts_of(document)
    if found := list(faults(document)):
        return Found(said(found, texts), [])
    definition = read(document)
    seconds = seconds_to_answer(definition)
    return Found(
        faults=[],
        advice=said(advice(definition), texts),
        minutes=max(1, round(seconds / SECONDS_A_MINUTE)),
    )


def texts_of(document: Mapping[str, Any]) -> dict[str, str]:
    """Return the Danish text of each item by linkId, as far as it can be read."""
    items = [place.item for place in places(document.get("items"))]
    return {
        item["linkId"]: item["text"]["da"]
        for item in items
        if isinstance(item.get("linkId"), str)
        and isinstance(item.get("text"), Mapping)
        and isinstance(item["text"].get("da"), str)
    }


def said(found: Iterable[Fault], texts: Mapping[str, str]) -> list[Said]:
    return [
        Said(where(each.place, texts), gettext(each.sentence) % dict(each.values)) for each in found
    ]


def where(place: str, texts: Mapping[str, str]) -> str:
    """Name a question by its words rather than by its place in a file."""
    met = PLACE.match(place)
    if met is None or met["link_id"] not in texts:
        return place
    return f"“{texts[met['link_id']]}”{met['rest']}"
