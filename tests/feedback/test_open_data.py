"""2,800 real people's answers, through the product's own doors, counted independently beside it."""

import csv
from collections import defaultdict
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from feedback import cubes, disclosure
from feedback.cubes import AgeCount
from feedback.models import Publication
from portal.management.commands.demo import OPEN_DATA_BANDS, build_open_data
from portal.users import demo as users_demo
from tests.conftest import ORACLES
from tests.factories import make_platform

pytestmark = pytest.mark.thorough

FILE = ORACLES / "data" / "bfi_2800.csv"


@pytest.mark.oracle
@pytest.mark.django_db
def test_every_number_on_the_circles_table_is_true_and_no_small_one_can_be_worked_out() -> None:
    make_platform()
    people = users_demo.build()
    build_open_data(people)
    out = StringIO()

    call_command(
        "import_responses",
        "bfi-25",
        str(FILE),
        "--access-point",
        "bfi-data",
        stdout=out,
        stderr=out,
    )

    assert "2800 rows added, 0 were there already, 0 left out." in out.getvalue()
    publication = Publication.objects.get()
    bands = dict(publication.platform.bands.values_list("slug", "pk"))
    expected = count_the_file()
    ages = {
        str(bands[slug]): AgeCount(number, {item: {"4": top} for item, top in tops.items()})
        for slug, (number, tops) in expected.items()
    }
    cube = cubes.cube(publication.version.parsed, ages)
    table = {cell: look_up(publication.table, cell) for cell in cube.values}
    shown = {cell: count for cell, count in table.items() if count is not None}
    small = [cell for cell, count in cube.values.items() if 1 <= count <= 4]
    assert shown.items() <= cube.values.items()
    assert len(shown) > 0.9 * len(table)
    assert not set(small) & set(shown)
    assert disclosure.audit(
        shown, frozenset(table) - frozenset(shown), cube.relations, primary=small
    ).is_safe
    client = Client()
    client.force_login(people.mikkel)
    assert "Udsagn A1" in client.get("/kreds/aabne-data/").content.decode()


def look_up(table: dict, cell: tuple) -> int | None:
    side, *link_id, age = cell
    return table[side][link_id[0]][age] if link_id else table[side][age]


def count_the_file() -> dict[str, tuple[int, dict[str, int]]]:
    """Return for each band how many people, and how many chose 4, 5 or 6 for each item."""
    people: dict[str, int] = defaultdict(int)
    tops: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    with FILE.open(newline="") as lines:
        for row in csv.DictReader(lines):
            months = 12 * int(row["age"])
            slug = next(
                band["slug"]
                for band in OPEN_DATA_BANDS
                if band["from_months"] <= months < band.get("to_months", 9999)
            )
            people[slug] += 1
            for name, value in row.items():
                if name and name[0] in "ACENO" and name[1:].isdecimal():
                    tops[slug][name] += value in {"4", "5", "6"}
    return {slug: (people[slug], dict(tops[slug])) for slug in people}
