"""The quick count with pandas equals a slow and obvious one, whatever citizens answer."""

from collections import Counter, defaultdict
from datetime import date
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.models import AgeBand
from feedback import aggregation
from feedback.aggregation import Corner, count_bucket
from questionnaires import demo
from questionnaires.models import Response
from tests.cast import Town
from tests.factories import make_response

pytestmark = pytest.mark.thorough

WEEK = "2026-W48"
CODES = ("0", "1", "2", "3", "unknown")
LINK_IDS = ("sammenhaeng", "uden-skyld", "mening-i-hverdagen")
PEOPLE = st.lists(
    st.tuples(
        st.booleans(),  # poster or link
        st.sampled_from([None, "1-2-aar", "3-4-aar", "11-aar-og-aeldre"]),
        st.sampled_from(["relative", "self"]),
        st.sampled_from(["da", "en"]),
        st.dictionaries(st.sampled_from(LINK_IDS), st.sampled_from(CODES)),
    ),
    max_size=25,
)


def store(town: Town, people: list[tuple]) -> list[Response]:
    bands = {band.slug: band for band in town.platform.bands.all()}
    return Response.objects.bulk_create(
        one_response(town, is_poster, bands.get(slug), reporter, language, answers)
        for is_poster, slug, reporter, language, answers in people
    )


def one_response(
    town: Town, is_poster: bool, band: AgeBand | None, reporter: str, language: str, answers: dict
) -> Response:
    point = town.poster if is_poster else town.link
    return Response(
        submission_id=uuid4(),
        version=point.campaign.version,
        access_point=point,
        week=WEEK,
        age_band=band,
        from_months=band.from_months if band else None,
        to_months=band.to_months if band else None,
        reporter=reporter,
        language=language,
        mode=Response.Mode.SCREEN,
        answers=answers,
    )


def counted_slowly(responses: list[Response]) -> dict[tuple, tuple[int, dict]]:
    people: Counter[tuple] = Counter()
    options: dict[tuple, dict] = defaultdict(dict)
    for one in responses:
        key = (
            one.access_point_id,
            one.age_band_id,
            one.from_months,
            one.to_months,
            one.reporter,
            one.language,
        )
        people[key] += 1
        for item in one.version.parsed.choices:
            code = one.answers.get(item.link_id, "")
            chosen = options[key].setdefault(item.link_id, {})
            chosen[code] = chosen.get(code, 0) + 1
    return {key: (count, options[key]) for key, count in people.items()}


def as_dict(corners: list[Corner]) -> dict[tuple, tuple[int, dict]]:
    found = {
        (
            one.access_point_id,
            one.age_band_id,
            one.from_months,
            one.to_months,
            one.reporter,
            one.language,
        ): (one.count, one.options)
        for one in corners
    }
    assert len(found) == len(corners), "a corner came twice"
    return found


@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(people=PEOPLE, chunk=st.sampled_from([1, 2, 3, 20_000]))
def test_quick_equals_slow_for_any_people_and_any_size_of_chunk(
    town: Town, people: list[tuple], chunk: int
) -> None:
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        responses = store(town, people)
        patch.setattr(aggregation, "ROWS_A_CHUNK", chunk)

        corners = count_bucket(town.poster.campaign.version_id, WEEK)

        assert as_dict(corners) == counted_slowly(responses)
        transaction.set_rollback(True)  # each example begins with nobody


@pytest.mark.django_db
def test_what_leaves_is_plain_whole_numbers(town: Town) -> None:
    store(town, [(True, "11-aar-og-aeldre", "self", "da", {"uden-skyld": "3"})])

    (corner,) = count_bucket(town.poster.campaign.version_id, WEEK)

    assert type(corner.count) is type(corner.access_point_id) is type(corner.from_months) is int
    assert corner.to_months is None
    assert type(corner.options["uden-skyld"]["3"]) is int


@pytest.mark.django_db
def test_another_week_and_another_version_are_not_counted(town: Town) -> None:
    store(town, [(True, None, "self", "da", {"uden-skyld": "3"})])

    assert count_bucket(town.poster.campaign.version_id, "2026-W47") == []
    assert count_bucket(town.poster.campaign.version_id + 1, WEEK) == []


@pytest.mark.django_db
def test_people_who_passed_over_every_question_are_still_people(town: Town) -> None:
    store(town, [(True, None, "self", "da", {})] * 3)

    (corner,) = count_bucket(town.poster.campaign.version_id, WEEK)

    assert corner.count == 3
    assert all(chosen == {"": 3} for chosen in corner.options.values())


@pytest.mark.django_db
def test_what_people_wrote_is_not_counted_and_does_not_leave(town: Town) -> None:
    campaign = demo.build_campaign(
        town.platform, "siden_nyttig", date(2026, 1, 1), is_synthetic=False
    )
    point = demo.add_access_point(campaign, "nyttig23", "card", None)
    for words in ("Godt", "Godt", "Langt"):
        make_response(point, {"hjalp-siden": "ja", "hvad-manglede": words}, band=None)

    (corner,) = count_bucket(campaign.version_id, WEEK)

    assert (corner.count, corner.options) == (3, {"hjalp-siden": {"ja": 3}})


def test_who_would_rather_not_answer_is_counted_with_those_who_passed_it_over(town: Town) -> None:
    store(town, [(True, None, "self", "da", {"sammenhaeng": {"declined": True}})])

    (corner,) = count_bucket(town.poster.campaign.version_id, WEEK)

    assert (corner.count, corner.options["sammenhaeng"]) == (1, {"": 1})


@pytest.mark.django_db
def test_the_scores_of_a_corner_are_added_up_exactly_and_laid_in_stretches(town: Town) -> None:
    campaign = demo.build_campaign(
        town.platform, "saadan_gaar_det", date(2026, 1, 1), is_synthetic=False
    )
    point = demo.add_access_point(campaign, "gaar23", "card", None)
    lines = ("kraefter", "det-vigtige", "hvile", "tiden-der-kommer")
    for marks in ((50, 50, 50, 51), (51, 50, 50, 50), (100, 100, 100, 100), ()):
        make_response(point, dict(zip(lines, marks, strict=False)) or {"kraefter": 3}, band=None)

    (corner,) = count_bucket(campaign.version_id, str(WEEK))

    assert corner.scales["saadan-gaar-det"] == {
        "n": 3, "sum": "200.5", "squares": "15050.125", "bins": {"5": 2, "9": 1}, "bands": {"": 3},
    }  # fmt: skip
    assert corner.options["kraefter"] == {"0": 1, "5": 2, "9": 1}
    assert corner.options["hvile"] == {"": 1, "5": 2, "9": 1}
