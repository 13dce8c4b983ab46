"""Made-up answers by the million on PostgreSQL, and the same count in DuckDB as the yardstick."""

import time
from pathlib import Path
from typing import NamedTuple

from portal.periods import Week

WEEKS = 52
FIRST = Week(2024, 1)
# Everything that is counted or published from answers goes, so that each size begins alike.
TABLES = (
    "questionnaires_response",
    "feedback_bucket",
    "feedback_dirtymark",
    "feedback_publication",
    "feedback_pagepublication",
    "feedback_detailpublication",
    "feedback_rebuild",
    "feedback_signal",
)
# Random options and ages in the database itself: ten million rows never pass through Python.
MADE_UP = """
    INSERT INTO questionnaires_response (
        id, submission_id, version_id, access_point_id, week, age_band_id, from_months, to_months,
        reporter, language, mode, answers)
    SELECT gen_random_uuid(), gen_random_uuid(), %(version)s,
        (%(points)s::bigint[])[1 + floor(random() * cardinality(%(points)s::bigint[]))],
        (%(weeks)s::text[])[1 + number %% cardinality(%(weeks)s::text[])],
        band.id, band.from_months, band.to_months, '', 'da', 'screen', answers.made_up
    FROM (
        SELECT number, 1 + floor(random() * %(bands)s)::int AS chosen
        FROM generate_series(1, %(count)s) AS number OFFSET 0) AS person
    JOIN (
        SELECT id, from_months, to_months, row_number() OVER (ORDER BY id) AS place
        FROM cms_ageband WHERE platform_id = %(platform)s) AS band ON band.place = person.chosen
    CROSS JOIN LATERAL (
        SELECT jsonb_object_agg(link_id, (%(codes)s::text[])[
            1 + floor(random() * cardinality(%(codes)s::text[]) + 0 * number)::int]) AS made_up
        FROM unnest(%(link_ids)s::text[]) AS link_id) AS answers
"""


class Asked(NamedTuple):
    version: int
    platform: int
    bands: int
    points: list[int]
    link_ids: list[str]
    codes: list[str]
    weeks: list[str]


def asked_in(town) -> Asked:
    version = town.poster.campaign.version
    choices = version.parsed.choices
    return Asked(
        version.pk,
        town.platform.pk,
        town.platform.bands.count(),
        [town.poster.pk, town.link.pk],
        [item.link_id for item in choices],
        list(choices[0].codes),
        [str(FIRST.plus(number)) for number in range(WEEKS)],
    )


def make(asked: Asked, count: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")
        cursor.execute("UPDATE questionnaires_questionnaireversion SET closed_through = ''")
        cursor.execute(MADE_UP, asked._asdict() | {"count": count})
        cursor.execute("VACUUM ANALYZE questionnaires_response")


def totals() -> tuple[int, int]:
    """Return how many people are in the tallies, and how many answers: both must be exact."""
    from feedback.models import Tally

    people = answers = 0
    for count, options in Tally.objects.values_list("count", "options").iterator():
        people += count
        answers += sum(sum(chosen.values()) for chosen in options.values())
    return people, answers


def in_duckdb(asked: Asked, folder: Path) -> tuple[float, float, int]:
    """Return the seconds to read the rows, the seconds to count them, and the people counted."""
    import duckdb
    from django.db import connection

    file = folder / "answers.csv"
    picked = ", ".join(f"answers->>'{link_id}' AS q{n}" for n, link_id in enumerate(asked.link_ids))
    rows = f"SELECT week, access_point_id, age_band_id, {picked} FROM questionnaires_response"
    begun = time.perf_counter()
    export = f"COPY ({rows}) TO STDOUT (FORMAT csv, HEADER)"
    with connection.cursor() as cursor, file.open("wb") as to, cursor.copy(export) as copy:
        to.writelines(copy)
    with duckdb.connect() as counting:
        counting.execute(f"CREATE TABLE answers AS FROM read_csv('{file}', all_varchar = true)")
        read = time.perf_counter() - begun
        begun = time.perf_counter()
        for number in range(len(asked.link_ids)):
            found = counting.execute(
                f"SELECT week, access_point_id, age_band_id, q{number}, count(*) FROM answers GROUP BY ALL"
            ).fetchall()
        spent = time.perf_counter() - begun
    file.unlink()
    return read, spent, sum(row[-1] for row in found)
