"""How a quarter's answers are spread over options, scales and places. Pure.

The same people are in the tables of the quarter's weeks, so all of it is protected together with those
(feedback/seen.py). Options and scales are by age; a place has its people and their top boxes. Age and
place are never crossed.

Shape of the stored table, None for every count that is not shown:

    {"ages": [age …, "all"], "people": {age: n},
     "options": {linkId: {code: {age: n}}},       code "" counts who passed the question over
     "scales": {scale: {stretch: {age: n}}},      stretches of feedback/bins.py, "" who has no score
     "places": {place: {"people": n, "top": {linkId: n}, "rest": {linkId: n}}},
     "names": {place: name}, "weeks": [week …]}

A table of more than MOST_CELLS counts is not protected in time. It is made coarser by a fixed rule, which
no answer decides: ages are left out first, then places; what is still too large is not published.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from feedback.bins import bins_of_scale, counted_questions
from feedback.cubes import ALL, AgeCount, Cube
from feedback.means import STRETCHES
from feedback.quartersets import of_sets
from feedback.relations import Cell, Relation
from feedback.seen import WeekSeen, ages_in, past_of, sum_of_weeks
from questionnaires.definition import Definition

MOST_CELLS = 700
NO_PLACE = "none"

# A cell is ("people", age), ("code", of, code, age), ("top", linkId, age), ("rest", linkId, age),
# ("at", place), ("top at", linkId, place) or ("rest at", linkId, place).


@dataclass(frozen=True)
class Layout:
    """Which rows and columns a table has: `spread` holds the codes of each question and scale."""

    spread: Mapping[str, tuple[str, ...]]
    ages: tuple[str, ...]
    places: tuple[str, ...]
    tops: tuple[str, ...]

    @property
    def cell_count(self) -> int:
        rows = 1 + sum(map(len, self.spread.values())) + 2 * len(self.tops)
        return rows * (len(self.ages) + 1) + len(self.places) * (1 + 2 * len(self.tops))


def layout_for(definition: Definition, ages: Iterable[str], places: Iterable[str]) -> Layout | None:
    """Return the finest layout that can be protected in time; None where there is none."""
    questions = {link_id: (*codes, "") for link_id, codes in counted_questions(definition).items()}
    scales = {
        STRETCHES + scale.key: (*bins_of_scale(scale).codes, "") for scale in definition.scales
    }
    tops = tuple(item.link_id for item in definition.choices if item.link_id in questions)
    finest = Layout(questions | scales, tuple(ages), tuple(places), tops)
    coarser = replace(finest, ages=())
    tried = (finest, coarser, replace(coarser, places=()))
    return next((layout for layout in tried if layout.cell_count <= MOST_CELLS), None)


def without_scales(layout: Layout) -> Layout:
    questions = {of: codes for of, codes in layout.spread.items() if not of.startswith(STRETCHES)}
    return replace(layout, spread=questions)


def without(layout: Layout, link_ids: Collection[str]) -> Layout:
    """Return the layout without some questions."""
    kept = {of: codes for of, codes in layout.spread.items() if of not in link_ids}
    tops = tuple(link_id for link_id in layout.tops if link_id not in link_ids)
    return replace(layout, spread=kept, tops=tops)


def detail_cube(
    definition: Definition,
    layout: Layout,
    ages: Mapping[str, AgeCount],
    places: Mapping[str, AgeCount],
    weeks: Iterable[WeekSeen],
) -> tuple[Cube, Mapping[Cell, int | None]]:
    """Return the quarter and its weeks as one system of sums, and what of it is known already.

    `ages` and `places` count the same people, each in its own way. AgeCount.options also holds the
    stretches of each scale, under its key with "stretches:" before it.
    """
    weeks = list(weeks)
    past = past_of(definition, weeks)
    values = dict(_spread(definition, layout, ages)) | dict(_at_places(definition, layout, places))
    beside = of_sets(definition, layout.spread, layout.ages, weeks)
    relations = (
        *past.relations,
        *_down(definition, layout),
        *_across(layout, ages),
        *_over_places(layout),
        *_over_weeks(layout, ages_in(weeks), weeks),
        *beside.relations,
    )
    every = past.values | beside.values | values
    cube = Cube(every, relations, frozenset(beside.values))
    return cube, past.known | cube.known


def _spread(
    definition: Definition, layout: Layout, ages: Mapping[str, AgeCount]
) -> Iterator[tuple[Cell, int]]:
    for age, count in _columns(layout, ages).items():
        yield ("people", age), count.people
        for of, codes in layout.spread.items():
            given = count.options.get(of, {})
            answered = {code: given.get(code, 0) for code in codes if code}
            passed_over = count.people - sum(answered.values())
            for code, people in (answered | {"": passed_over}).items():
                yield ("code", of, code, age), people
        for link_id in layout.tops:
            top = count.top(definition.item(link_id))
            yield ("top", link_id, age), top
            yield ("rest", link_id, age), count.people - top


def _columns(layout: Layout, ages: Mapping[str, AgeCount]) -> dict[str, AgeCount]:
    everyone = AgeCount()
    for count in ages.values():
        everyone.add(count.people, count.options)
    return {age: ages[age] for age in layout.ages} | {ALL: everyone}


def _at_places(
    definition: Definition, layout: Layout, places: Mapping[str, AgeCount]
) -> Iterator[tuple[Cell, int]]:
    for place in layout.places:
        yield ("at", place), places[place].people
        for link_id in layout.tops:
            top = places[place].top(definition.item(link_id))
            yield ("top at", link_id, place), top
            yield ("rest at", link_id, place), places[place].people - top


def _down(definition: Definition, layout: Layout) -> Iterator[Relation]:
    for age in (*layout.ages, ALL):
        for of, codes in layout.spread.items():
            yield Relation(("people", age), tuple(("code", of, code, age) for code in codes))
        for link_id in layout.tops:
            codes = definition.item(link_id).top_box
            inside = tuple(
                ("code", link_id, code, age) for code in layout.spread[link_id] if code in codes
            )
            yield Relation(("top", link_id, age), inside)
            yield Relation(("people", age), (("top", link_id, age), ("rest", link_id, age)))


def _across(layout: Layout, ages: Mapping[str, AgeCount]) -> Iterator[Relation]:
    if not layout.ages:
        return
    rows: list[tuple[str, ...]] = [("people",)]
    rows += [("code", of, code) for of, codes in layout.spread.items() for code in codes]
    rows += [(side, link_id) for link_id in layout.tops for side in ("top", "rest")]
    for row in rows:
        yield Relation((*row, ALL), tuple((*row, age) for age in layout.ages))


def _over_places(layout: Layout) -> Iterator[Relation]:
    if not layout.places:
        return
    yield Relation(("people", ALL), tuple(("at", place) for place in layout.places))
    for link_id in layout.tops:
        for side in ("top", "rest"):
            cells = tuple((f"{side} at", link_id, place) for place in layout.places)
            yield Relation((side, link_id, ALL), cells)
        for place in layout.places:
            halves = (("top at", link_id, place), ("rest at", link_id, place))
            yield Relation(("at", place), halves)


def _over_weeks(layout: Layout, ages: list[str], weeks: list[WeekSeen]) -> Iterator[Relation]:
    rows: list[tuple[str, ...]] = [("people",)]
    rows += [(side, link_id) for link_id in layout.tops for side in ("top", "rest")]
    for row in rows:
        for age in (*(age for age in layout.ages if age in ages), ALL):
            yield sum_of_weeks((*row, age), row, age, weeks)


def as_table(layout: Layout, shown: Mapping[Cell, int]) -> dict[str, Any]:
    """Return the table as it is stored and read, but for names and weeks."""
    columns = (*layout.ages, ALL)
    spread = {
        of: {code: {age: shown.get(("code", of, code, age)) for age in columns} for code in codes}
        for of, codes in layout.spread.items()
    }
    scales = {
        of.removeprefix(STRETCHES): row for of, row in spread.items() if of.startswith(STRETCHES)
    }
    return {
        "ages": list(columns),
        "people": {age: shown.get(("people", age)) for age in columns},
        "options": {of: row for of, row in spread.items() if not of.startswith(STRETCHES)},
        "scales": scales,
        "places": {place: _place(layout, place, shown) for place in layout.places},
    }


def _place(layout: Layout, place: str, shown: Mapping[Cell, int]) -> dict[str, Any]:
    return {"people": shown.get(("at", place))} | {
        side: {link_id: shown.get((f"{side} at", link_id, place)) for link_id in layout.tops}
        for side in ("top", "rest")
    }
