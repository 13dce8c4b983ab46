"""From answers to counts. The only reader of responses outside their own room, and of pandas.

What leaves this module is plain dataclasses of counts.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from questionnaires.local import own_answers
from questionnaires.models import QuestionnaireVersion, Response

ROWS_A_CHUNK = 20_000
CORNER = ["access_point_id", "age_band_id", "from_months", "to_months", "reporter", "language"]


@dataclass(frozen=True)
class Corner:
    """People who are alike in all dimensions: how many, and `{linkId: {code: how many}}`."""

    access_point_id: int
    age_band_id: int | None
    from_months: int | None
    to_months: int | None
    reporter: str
    language: str
    count: int
    options: dict[str, dict[str, int]]


def count_bucket(version_id: int, week: str) -> list[Corner]:
    """Return the counts of all answers to one version in one week. Memory is bounded by the chunk.

    Choices only: what people wrote is read by a person or by nobody, and never becomes a number.
    """
    versions = QuestionnaireVersion.objects.filter(pk=version_id)
    asked = {item.link_id for version in versions for item in version.parsed.choices}
    totals: pd.Series | None = None
    for chunk in _chunks(version_id, week):
        counted = _count(chunk, asked)
        totals = counted if totals is None else totals.add(counted, fill_value=0)
    return [] if totals is None else list(_corners(totals))


def _rows(version_id: int, week: str) -> Iterator[tuple[Any, ...]]:
    """Yield those who met the version as the general questions, then as a place's own."""
    in_week = Response.objects.filter(week=week).counted()
    general = in_week.filter(version_id=version_id).values_list(*CORNER, "answers")
    yield from general.iterator(chunk_size=ROWS_A_CHUNK)
    local = in_week.filter(local_version_id=version_id).values_list(*CORNER, "answers")
    for *corner, answers in local.iterator(chunk_size=ROWS_A_CHUNK):
        yield (*corner, own_answers(answers))


def _chunks(version_id: int, week: str) -> Iterator[pd.DataFrame]:
    chunk = []
    for row in _rows(version_id, week):
        chunk.append(row)
        if len(chunk) == ROWS_A_CHUNK:
            yield pd.DataFrame(chunk, columns=[*CORNER, "answers"], dtype=object)
            chunk = []
    if chunk:
        yield pd.DataFrame(chunk, columns=[*CORNER, "answers"], dtype=object)


def _count(responses: pd.DataFrame, asked: Collection[str]) -> pd.Series:
    """Return a count for each corner × linkId × code; the pair ("", "") counts the people themselves."""
    people = responses[CORNER].assign(link_id="", code="")
    chosen = responses["answers"].map(
        lambda answers: [pair for pair in answers.items() if pair[0] in asked and is_code(pair[1])]
    )
    pairs = responses.assign(pair=chosen)
    long = pairs[[*CORNER, "pair"]].explode("pair").dropna(subset="pair")
    long["link_id"] = long["pair"].str[0]
    long["code"] = long["pair"].str[1]
    columns = [*CORNER, "link_id", "code"]
    both = pd.concat([people, long[columns]])
    return both.groupby(columns, dropna=False, sort=True).size()


def is_code(answer: object) -> bool:
    """Say whether a choice was made; “I would rather not answer” is none, and is no option's count."""
    return isinstance(answer, str)


def _corners(totals: pd.Series) -> Iterator[Corner]:
    for corner, counts in totals.groupby(level=CORNER, dropna=False, sort=True):
        options: dict[str, dict[str, int]] = {}
        people = 0
        for (*_, link_id, code), count in counts.items():
            if link_id:
                options.setdefault(link_id, {})[code] = int(count)
            else:
                people = int(count)
        point, band, lower, upper, reporter, language = corner
        yield Corner(
            int(point),
            _whole(band),
            _whole(lower),
            _whole(upper),
            reporter,
            language,
            people,
            options,
        )


def _whole(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]
