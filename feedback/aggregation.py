"""From answers to counts. The only reader of responses outside their own room, and of pandas.

What leaves this module is plain dataclasses of counts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

import pandas as pd
from django.db import models

from feedback import courses
from feedback.bins import bins_of_scale, code_of, counted_questions
from feedback.courses import Counts
from portal.periods import Quarter, Week
from questionnaires.definition import Definition, Item
from questionnaires.episodes.models import Occasion
from questionnaires.local import own_answers
from questionnaires.models import QuestionnaireVersion, Response

ROWS_A_CHUNK = 20_000
CORNER = ["access_point_id", "age_band_id", "from_months", "to_months", "reporter", "language"]
SCORED = [*CORNER, "scale", "value", "band"]
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Corner:
    """People who are alike in all dimensions: how many, what they chose, and how they scored.

    `options` is `{linkId: {code: how many}}`; the code "" counts those who passed the question over or
    declined it. `scales` is `{scale: {"n", "sum", "squares", "bins": {…}, "bands": {…}}}`, of those who
    have a score; the sums are exact and written as strings.
    """

    access_point_id: int
    age_band_id: int | None
    from_months: int | None
    to_months: int | None
    reporter: str
    language: str
    count: int
    options: dict[str, dict[str, int]]
    scales: dict[str, dict[str, Any]] = field(default_factory=dict)


def count_bucket(version_id: int, week: str) -> list[Corner]:
    """Return the counts of all answers to one version in one week. Memory is bounded by the chunk.

    What people wrote is read by a person or by nobody, and never becomes a number.
    """
    version = QuestionnaireVersion.objects.filter(pk=version_id).first()
    if version is None:
        return []
    definition = version.parsed
    asked = {link_id: definition.item(link_id) for link_id in counted_questions(definition)}
    answers = _chunks(_answers(version_id, week), [*CORNER, "answers"])
    people = _total(_chosen(chunk, asked) for chunk in answers)
    scored = _total(_sizes(chunk) for chunk in _chunks(_scored(version_id, week), SCORED))
    scales = {} if scored is None else _scales(scored, definition)
    return [] if people is None else list(_corners(people, scales))


def answered_buckets() -> Iterator[tuple[int, str]]:
    """Yield each version and week that somebody answered, as general questions or as a place's own."""
    for name in ("version_id", "local_version_id"):
        asked = Response.objects.exclude(**{name: None})
        yield from asked.order_by().values_list(name, "week").distinct()


# --- People who answered more than once ---------------------------------------------------------------


@dataclass(frozen=True, order=True)
class Cohort:
    """Those who first answered one version, for one platform, in one quarter."""

    platform_id: int
    version_id: int
    quarter: Quarter
    keep_months: int = field(compare=False)
    is_synthetic: bool = field(compare=False)


def cohorts(before: Week) -> list[Cohort]:
    """Return every cohort that began before a week, with the shortest time its answers are kept."""
    campaign = "response__access_point__campaign"
    first = Occasion.objects.filter(number=1, response__week__lt=str(before))
    rows = first.order_by().values_list(
        f"{campaign}__platform_id",
        "response__version_id",
        "response__week",
        f"{campaign}__keep_months",
        f"{campaign}__is_synthetic",
    )
    found: dict[tuple[int, int, Quarter], tuple[int, bool]] = {}
    for platform, version, week, keep, is_synthetic in rows.distinct():
        key = (platform, version, Quarter.of(Week.parse(week)))
        least, was_synthetic = found.get(key, (keep, is_synthetic))
        found[key] = (min(least, keep), was_synthetic or is_synthetic)
    return sorted(Cohort(*key, *about) for key, about in found.items())


def count_courses(cohort: Cohort, through: Week) -> Counts:
    """Return how the people of a cohort changed up to a week. One person is read at a time."""
    version = QuestionnaireVersion.objects.get(pk=cohort.version_id)
    by, counts = courses.yardsticks(version.parsed), Counts()
    for _person, rows in groupby(_occasions(cohort, through), key=itemgetter(0)):
        numbers: set[int] = set()
        scored: dict[str, list[tuple[int, Fraction | None]]] = {}
        for _participant, number, scale, value in rows:
            numbers.add(number)
            if scale is not None:
                score = None if value is None else Fraction(value)
                scored.setdefault(scale, []).append((number, score))
        found = {scale: courses.course_of(each) for scale, each in scored.items()}
        counts.add(len(numbers), found, by)
    return counts


def _occasions(cohort: Cohort, through: Week) -> Iterator[Row]:
    """Yield person, number, scale and score; answers that were set aside are none."""
    mine = Response.objects.counted().filter(
        version_id=cohort.version_id,
        access_point__campaign__platform_id=cohort.platform_id,
        week__gte=str(cohort.quarter.first),
        week__lte=str(through),
    )
    began = Occasion.objects.filter(
        number=1, response__in=mine.filter(week__lte=str(cohort.quarter.last))
    )
    rows = Occasion.objects.filter(
        participant__in=began.values("participant"), response__in=mine
    ).order_by("participant", "number")
    columns = ("response__scores__scale", "response__scores__value")
    yield from rows.values_list("participant", "number", *columns).iterator(chunk_size=ROWS_A_CHUNK)


def _answers(version_id: int, week: str) -> Iterator[Row]:
    """Yield those who met the version as the general questions, then as a place's own."""
    in_week = _in_week(week)
    general = in_week.filter(version_id=version_id).values_list(*CORNER, "answers")
    yield from general.iterator(chunk_size=ROWS_A_CHUNK)
    local = in_week.filter(local_version_id=version_id).values_list(*CORNER, "answers")
    for *corner, answers in local.iterator(chunk_size=ROWS_A_CHUNK):
        yield (*corner, own_answers(answers))


def _in_week(week: str) -> models.QuerySet[Response]:
    """Return the answers in no order: for a cursor PostgreSQL would walk all weeks in that of the key."""
    return Response.objects.filter(week=week).counted().order_by()


def _scored(version_id: int, week: str) -> Iterator[Row]:
    scored = _in_week(week).filter(version_id=version_id, scores__value__isnull=False)
    columns = (f"scores__{name}" for name in ("scale", "value", "band"))
    yield from scored.values_list(*CORNER, *columns).iterator(chunk_size=ROWS_A_CHUNK)


def _chunks(rows: Iterable[Row], columns: list[str]) -> Iterator[pd.DataFrame]:
    rows = iter(rows)
    while chunk := list(islice(rows, ROWS_A_CHUNK)):
        yield pd.DataFrame(chunk, columns=columns, dtype=object)


def _total(counted: Iterable[pd.Series]) -> pd.Series | None:
    total = None
    for sizes in counted:
        total = sizes if total is None else total.add(sizes, fill_value=0)
    return total


def _sizes(rows: pd.DataFrame) -> pd.Series:
    return rows.groupby(list(rows.columns), dropna=False, sort=True).size()


def _chosen(responses: pd.DataFrame, asked: Mapping[str, Item]) -> pd.Series:
    """Return a count for each corner × linkId × code; the pair ("", "") counts the people themselves."""
    people = ("", "")
    pairs = responses["answers"].map(
        lambda answers: [
            people,
            *((link_id, code_of(item, answers.get(link_id))) for link_id, item in asked.items()),
        ]
    )
    long = responses[CORNER].assign(pair=pairs).explode("pair")
    long["link_id"] = long["pair"].str[0]
    long["code"] = long["pair"].str[1]
    return _sizes(long.drop(columns="pair"))


def _scales(scored: pd.Series, definition: Definition) -> dict[Row, dict[str, dict[str, Any]]]:
    """Return what the scores of each corner add up to: few values are met, however many people."""
    bins = {scale.key: bins_of_scale(scale) for scale in definition.scales}
    found: dict[Row, dict[str, dict[str, Any]]] = {}
    for (*corner, scale, value, band), count in scored.items():
        scales = found.setdefault(tuple(map(_known, corner)), {})
        sums = scales.setdefault(scale, {"n": 0, "sum": 0, "squares": 0, "bins": {}, "bands": {}})
        _add(sums, Fraction(value), int(count), bins[scale].code(Fraction(value)), band)
    for scales in found.values():
        for sums in scales.values():
            sums |= {"sum": _written(sums["sum"]), "squares": _written(sums["squares"])}
    return found


def _add(sums: dict[str, Any], value: Fraction, count: int, stretch: str, band: str) -> None:
    sums["n"] += count
    sums["sum"] += value * count
    sums["squares"] += value * value * count
    for kind, code in (("bins", stretch), ("bands", band)):
        sums[kind][code] = sums[kind].get(code, 0) + count


def _written(number: Fraction) -> str:
    """Scores have six decimals and their squares twelve, so the decimal number is the exact one."""
    return f"{Decimal(number.numerator) / Decimal(number.denominator):f}"


def _corners(
    people: pd.Series, scales: Mapping[Row, dict[str, dict[str, Any]]]
) -> Iterator[Corner]:
    for corner, counts in people.groupby(level=CORNER, dropna=False, sort=True):
        options: dict[str, dict[str, int]] = {}
        for (*_, link_id, code), count in counts.items():
            options.setdefault(link_id, {})[code] = int(count)
        everyone = options.pop("")[""]
        point, band, lower, upper, reporter, language = key = tuple(map(_known, corner))
        yield Corner(
            int(point),
            _whole(band),
            _whole(lower),
            _whole(upper),
            reporter,
            language,
            everyone,
            options,
            scales.get(key, {}),
        )


def _known(value: Any) -> Any:
    """Return None for what pandas writes where nothing is: two of those are not equal."""
    return None if pd.isna(value) else value


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)
