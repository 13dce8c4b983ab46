"""Pages and weeks count the same people, so they are protected as one system. Pure: no database."""

import csv
import json
import random
import subprocess
import sys
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback import cubes, disclosure, pagecubes
from feedback import seen as seen_before
from feedback.cubes import ALL, AgeCount
from feedback.seen import WeekSeen
from questionnaires.definition import Definition, Item, Licence, Option
from tests.conftest import ORACLES

pytestmark = pytest.mark.thorough

TEXT = {"da": "…"}
YES_NO = (Option("yes", TEXT), Option("no", TEXT))
HELPED = Item("helped", "choice", TEXT, options=YES_NO, top_box=frozenset({"yes"}))
LINE = Item("line", "string", TEXT, max_length=200)
OWN = Licence("own", "Kilden")
ASKED = Definition("key", "1", TEXT, TEXT, TEXT, TEXT, "self", OWN, (HELPED, LINE))
PAGES, AGES, SAID = ("7", "8", "9"), ("1", "2"), ("yes", "no", None)

Person = tuple[str, str, str | None]


def added(counts: dict[str, AgeCount], age: str, said: str | None) -> None:
    counts.setdefault(age, AgeCount()).add(1, {"helped": {said: 1}} if said else {})


def week_of(number: int, people: list[Person]) -> WeekSeen | None:
    """Return a week as it is published with its count known, or None where it is withheld."""
    ages = {age: AgeCount() for age in AGES}
    for _page, age, said in people:
        added(ages, age, said)
    cube = cubes.cube(ASKED, ages)
    known = {("people", ALL): len(people)} if len(people) > 4 else {}
    try:
        shown = disclosure.publish(cube.values, cube.relations, frozen=known).shown
    except disclosure.NotProtected:
        return None
    table = cubes.as_table(ASKED, ages, shown)
    return WeekSeen(f"2026-W{number:02}", ages, seen_before.cells_shown(table))


def quarter_of(weeks: list[list[Person]]) -> tuple[dict, list[WeekSeen]]:
    """Return page by age for the weeks that were published, and those weeks."""
    seen = [(week_of(number, people), people) for number, people in enumerate(weeks, start=27)]
    pages: dict[str, dict[str, AgeCount]] = {}
    for week, people in seen:
        for page, age, said in people if week else ():
            added(pages.setdefault(page, {}), age, said)
    return pages, [week for week, _people in seen if week]


def some_weeks(seed: int, a_week: int, count: int = 13) -> list[list[Person]]:
    chance = random.Random(seed)
    return [
        [
            (chance.choices(PAGES, (9, 3, 1))[0], chance.choice(AGES), chance.choice(SAID[:2]))
            for _ in range(chance.randint(a_week // 2, a_week * 3 // 2))
        ]
        for _ in range(count)
    ]


people = st.tuples(st.sampled_from(PAGES), st.sampled_from(AGES), st.sampled_from(SAID))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(weeks=st.lists(st.lists(people, max_size=14), min_size=1, max_size=3))
def test_pages_and_weeks_add_up_and_no_small_count_can_be_worked_out_from_both(
    weeks: list[list[Person]],
) -> None:
    pages, seen = quarter_of(weeks)
    if not pages:
        return
    cube, known = pagecubes.page_cube(ASKED, pages, seen)
    assert all(relation.holds(cube.values) for relation in cube.relations)
    assert known.items() <= {**cube.values, **{c: None for c in known if known[c] is None}}.items()

    try:
        shown = disclosure.publish(cube.values, cube.relations, frozen=known).shown
    except disclosure.NotProtected:
        return  # nothing is shown: see the test of the journey

    visible = read_back(pagecubes.as_table(pages, seen_before.ages_in(seen), shown)) | known
    assert set(visible) == set(cube.values)
    small = [cell for cell, count in cube.values.items() if 1 <= count <= 4]
    assert all(count in (None, cube.values[cell]) for cell, count in visible.items())
    found = disclosure.audit(
        {cell: count for cell, count in visible.items() if count is not None},
        frozenset(cell for cell, count in visible.items() if count is None),
        cube.relations,
        primary=small,
    )
    assert found.is_safe


def read_back(table: dict) -> dict[tuple, int | None]:
    return {
        (side, page, age): count
        for side in pagecubes.SIDES
        for page, row in table[side].items()
        for age, count in row.items()
    }


def test_a_week_with_few_answers_cannot_be_had_by_subtraction() -> None:
    """Twelve plain weeks, and one in which three people answered under one page."""
    weeks = some_weeks(seed=3, a_week=40)
    weeks[5] = [("9", "1", "no")] * 3

    pages, seen = quarter_of(weeks)
    cube, known = pagecubes.page_cube(ASKED, pages, seen)
    shown = disclosure.publish(cube.values, cube.relations, frozen=known).shown

    assert known["2026-W32", "people", ALL] is None
    assert ("people", ALL, ALL) not in shown


def test_protecting_the_pages_apart_from_the_weeks_would_have_told_them() -> None:
    """The trap this module is for: each table is safe, and the two together are not."""
    weeks = some_weeks(seed=3, a_week=40)
    weeks[5] = [("9", "1", "no")] * 3
    pages, seen = quarter_of(weeks)
    cube, known = pagecubes.page_cube(ASKED, pages, seen)
    mine = {cell: count for cell, count in cube.values.items() if cell[0] in pagecubes.SIDES}
    apart = [relation for relation in cube.relations if set(relation.cells) <= set(mine)]

    alone = disclosure.publish(mine, apart).published | known

    small = [cell for cell, count in cube.values.items() if 1 <= count <= 4]
    assert not disclosure.audit(
        {cell: count for cell, count in alone.items() if count is not None},
        frozenset(cell for cell, count in alone.items() if count is None),
        cube.relations,
        primary=small,
    ).is_safe


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda ages: ages["1"].add(1, {"helped": {"yes": 1}}), id="a late answer"),
        pytest.param(lambda ages: ages.update({"3": AgeCount(1)}), id="a late answer of a new age"),
    ],
)
def test_a_week_that_holds_more_than_was_published_is_seen_to(change) -> None:
    week = week_of(27, some_weeks(seed=1, a_week=60, count=1)[0])
    assert week is not None
    assert seen_before.agrees(ASKED, week)

    ages = {age: AgeCount(count.people, dict(count.options)) for age, count in week.ages.items()}
    change(ages)

    assert not seen_before.agrees(ASKED, replace(week, ages=ages))


def test_an_age_that_came_in_the_middle_of_the_quarter_is_counted_from_then() -> None:
    first = week_of(27, some_weeks(seed=1, a_week=60, count=1)[0])
    ages = {**first.ages, "3": AgeCount(9, {"helped": {"yes": 9}})}
    values = cubes.cube(ASKED, ages).values
    second = WeekSeen("2026-W28", ages, {**values})
    pages = {"7": ages, "8": dict(first.ages)}

    cube, _ = pagecubes.page_cube(ASKED, pages, [first, second])

    assert all(relation.holds(cube.values) for relation in cube.relations)
    assert cube.values["people", ALL, "3"] == 9


@pytest.mark.oracle
def test_the_independent_attacker_learns_no_more_than_zeros_tell(tmp_path: Path) -> None:
    """Everything that is out, as one table over page, week, age and answer: -1 where masked.

    The attacker's own notion of a floor (how small a total can be at all) looks at single leaves,
    which are not published here. So it is asked what it knows from zeros alone, with all else masked.
    """
    weeks = some_weeks(seed=2, a_week=30)
    weeks[4] = weeks[4][:3]
    pages, seen = quarter_of(weeks)
    cube, known = pagecubes.page_cube(ASKED, pages, seen)
    shown = disclosure.publish(cube.values, cube.relations, frozen=known).shown
    zeros = {cell: 0 for cell, count in cube.values.items() if count == 0}
    assert len(seen) == len(weeks)
    truth = leaves(dict(zip([week.week for week in seen], weeks, strict=True)))
    write(tmp_path / "true.csv", truth)

    found = attacked(tmp_path, dict.fromkeys(cube.values, -1) | shown)
    floors = attacked(tmp_path, dict.fromkeys(cube.values, -1) | zeros)

    small = {name(cell) for cell, count in cube.values.items() if 1 <= count <= 4}
    assert small <= found.keys()
    for cell in small:
        low, high = found[cell]
        assert low <= max(1, floors[cell][0]), cell
        assert high is None or high >= 4, cell


def attacked(folder: Path, published: dict[tuple, int]) -> dict[tuple, tuple[int, int | None]]:
    """Return the interval of each masked cell."""
    write(folder / "published.csv", [key_of(cell, count) for cell, count in published.items()])
    told = subprocess.run(
        [sys.executable, str(ORACLES / "oracles" / "disclosure" / "attack.py")]
        + [str(folder / "published.csv"), "--truth", str(folder / "true.csv"), "-q"]
        + ["--integer", "never", "--json", str(folder / "found.json")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode in (0, 1), told.stdout + told.stderr  # 2: the numbers contradict
    report = json.loads((folder / "found.json").read_text("utf-8"))["report"]
    return {tuple(row["cell"].values()): (row["lo"], row["hi"]) for row in report}


def name(cell: tuple) -> tuple[str, ...]:
    return tuple(str(value) for value in key_of(cell, 0).values())[:-1]


def key_of(cell: tuple, count: int) -> dict[str, object]:
    total = {"people": "Total"}
    if cell[0] in pagecubes.SIDES:
        side, page, age = cell
        week = "Total"
    else:
        week, side, *link_id, age = cell
        page = "Total"
    names = {ALL: "Total"}
    return {
        "page": names.get(page, page),
        "week": week,
        "age": names.get(age, age),
        "said": total.get(side, side),
        "value": count,
    }


def leaves(weeks: dict[str, list[Person]]) -> list[dict[str, object]]:
    sides = {"yes": "top", "no": "rest", None: "rest"}
    counts = dict.fromkeys(product(PAGES, weeks, AGES, ("top", "rest")), 0)
    for week, persons in weeks.items():
        for page, age, said in persons:
            counts[page, week, age, sides[said]] += 1
    names = ("page", "week", "age", "said", "value")
    return [dict(zip(names, (*key, count), strict=True)) for key, count in counts.items()]


def write(path: Path, rows: list[dict[str, object]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=["page", "week", "age", "said", "value"])
        writer.writeheader()
        writer.writerows(rows)


def test_pages_stand_by_title_and_all_pages_last_whatever_order_they_were_stored_in() -> None:
    table = {
        "people": {"all": {}, "none": {}, "1007": {}, "12": {}, "gone": {}},
        "names": {"12": "Bad", "1007": "Ale"},
    }

    assert pagecubes.pages_in(table) == ["gone", "1007", "12", "none", "all"]
