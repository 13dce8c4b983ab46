"""2,800 real people's answers, through the product's own doors, counted independently beside it."""

import csv
from collections import defaultdict
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from feedback.models import Publication
from portal.management.commands.demo import OPEN_DATA_BANDS, build_open_data
from portal.users import demo as users_demo
from tests.conftest import ORACLES
from tests.factories import make_platform

FILE = ORACLES / "data" / "bfi_2800.csv"


@pytest.mark.oracle
@pytest.mark.django_db
def test_every_number_on_the_circles_table_is_true_and_none_is_small() -> None:
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
    for slug, (number, tops) in expected.items():
        shown = publication.table["people"][str(bands[slug])]
        assert shown in (number, None)
        for link_id, top in tops.items():
            assert publication.table["top"][link_id][str(bands[slug])] in (top, None)
    cells = [
        count
        for side in ("top", "rest")
        for row in publication.table[side].values()
        for count in row.values()
    ]
    assert not {1, 2, 3, 4} & set(cells)
    client = Client()
    client.force_login(people.mikkel)
    assert "Udsagn A1" in client.get("/kreds/aabne-data/").content.decode()


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
