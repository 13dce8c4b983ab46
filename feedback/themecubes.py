"""The table of themes: how many people wrote of each in a quarter, as a system of sums. Pure.

People, not texts: whoever wrote twice of one thing is one person. A text may have several themes, so for
each theme those with it and those without it make up the same people, and the themes are no parts of a
whole. A text may also have no theme. That must stay so: if each had at least one, a small count could be
narrowed down from the others.

How many answered the questionnaire in those weeks is published already. So the people who wrote are
protected together with those who did not: if all but two wrote, the two could be had by subtraction.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from feedback.cubes import Cube
from feedback.relations import Cell, Relation

FEWEST_PEOPLE = 5  # fewer who wrote, and nothing is shown
FEWEST_QUOTED = 10  # no quote from a smaller group
QUOTES_A_THEME = 2

ANSWERED, WROTE, SILENT = ("answered",), ("wrote",), ("silent",)
WITH, WITHOUT = "with", "without"


@dataclass(frozen=True)
class Said:
    """One approved and coded text: whose it is, and what it is about."""

    key: str
    person: str
    codes: frozenset[str]
    words: str


def codes_by_person(texts: Iterable[Said]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for text in texts:
        found[text.person] = found.get(text.person, frozenset()) | text.codes
    return found


def theme_cube(
    codes: Collection[str], people: Mapping[str, Collection[str]], answered: int
) -> tuple[Cube, dict[Cell, int | None]]:
    """Return the sums over people and their themes, and what of it is known already."""
    wrote = len(people)
    values: dict[Cell, int] = {ANSWERED: answered, WROTE: wrote, SILENT: answered - wrote}
    for code in codes:
        having = sum(code in mine for mine in people.values())
        values |= {(WITH, code): having, (WITHOUT, code): wrote - having}
    relations = [
        Relation(ANSWERED, (WROTE, SILENT)),
        *(Relation(WROTE, ((WITH, code), (WITHOUT, code))) for code in codes),
    ]
    return Cube(values, tuple(relations)), {ANSWERED: answered}


def as_table(codes: Iterable[str], shown: Mapping[Cell, int]) -> dict[str, Any]:
    """Return the table as it is stored: {"wrote": n, "with": {code: n or None}, "without": {…}}."""
    codes = list(codes)
    return {"wrote": shown.get(WROTE)} | {
        side: {code: shown.get((side, code)) for code in codes} for side in (WITH, WITHOUT)
    }


def quotes(table: Mapping[str, Any], texts: Iterable[Said]) -> list[tuple[str, Said]]:
    """Choose which texts stand beside which theme, in the order of their random keys.

    Every theme its writer has must be shown and large: a text may tell of another theme than the one
    it stands beside. One text for each person, or two would be known to be the same one's.
    """
    texts = sorted(texts, key=lambda text: text.key)
    large = {code for code, count in table[WITH].items() if (count or 0) >= FEWEST_QUOTED}
    mine = codes_by_person(texts)
    chosen: list[tuple[str, Said]] = []
    for text in texts:
        if text.person in {said.person for _code, said in chosen} or not mine[text.person] <= large:
            continue
        if text.words.casefold() in {said.words.casefold() for _code, said in chosen}:
            continue
        free = [code for code in table[WITH] if code in text.codes and _has_room(code, chosen)]
        chosen += [(code, text) for code in free[:1]]
    return chosen


def _has_room(code: str, chosen: Iterable[tuple[str, Said]]) -> bool:
    return sum(code == other for other, _said in chosen) < QUOTES_A_THEME
