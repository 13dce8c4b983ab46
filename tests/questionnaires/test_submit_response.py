"""An answer is stored once, whole, and counted."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import UUIDField

from feedback.models import DirtyMark
from portal.periods import Week
from questionnaires import demo
from questionnaires.actions import UnknownAnswer, close_weeks, submit_response
from questionnaires.models import AccessPoint, Response, Score
from questionnaires.signals import response_submitted
from tests.cast import Town

pytestmark = pytest.mark.django_db
WEEK = Week(2026, 48)


def submit(town: Town, submission_id=None, answers=None, week: Week = WEEK):
    return submit_response(
        access_point=town.poster,
        submission_id=submission_id or uuid4(),
        answers={"sammenhaeng": "3"} if answers is None else answers,
        age_band=town.platform.bands.get(slug="3-4-aar"),
        week=week,
        language="da",
    )


def test_the_same_submission_again_is_the_same_response(town: Town) -> None:
    submission_id = uuid4()

    first, is_first_new = submit(town, submission_id)
    second, is_second_new = submit(town, submission_id, {"sammenhaeng": "0"})

    assert (is_first_new, is_second_new) == (True, False)
    assert second.pk == first.pk
    assert Response.objects.get().answers == {"sammenhaeng": "3"}


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({"sammenhaeng": "7"}, id="no such option"),
        pytest.param({"findes-ikke": "3"}, id="no such question"),
    ],
)
def test_an_answer_the_version_does_not_have_is_refused(town: Town, answers: dict) -> None:
    with pytest.raises(
        UnknownAnswer, match="Choose among the answers|There is no such question here"
    ):
        submit(town, answers=answers)

    assert not Response.objects.exists()


def test_the_limits_of_the_age_are_kept_as_they_were(town: Town) -> None:
    response, _ = submit(town)
    band = response.age_band
    band.to_months = 48
    band.save()

    response.refresh_from_db()
    assert (response.from_months, response.to_months) == (36, 60)


def test_an_answer_is_not_stored_when_it_cannot_be_marked_for_counting(town: Town) -> None:
    def broken(**kwargs) -> None:
        raise RuntimeError("the mark was not written")

    response_submitted.connect(broken)
    try:
        with pytest.raises(RuntimeError):
            submit(town)
    finally:
        response_submitted.disconnect(broken)

    assert not Response.objects.exists()
    assert not DirtyMark.objects.exists()


def test_an_answer_to_a_published_week_counts_in_the_next_open_one(town: Town) -> None:
    version = town.poster.campaign.version
    close_weeks(version_id=version.pk, through=Week(2026, 47))
    version.refresh_from_db()

    late, _ = submit(town, week=Week(2026, 40))
    in_time, _ = submit(town, week=Week(2026, 48))

    assert (late.week, in_time.week) == ("2026-W48", "2026-W48")


def test_a_week_once_closed_is_not_opened_again(town: Town) -> None:
    version = town.poster.campaign.version
    close_weeks(version_id=version.pk, through=Week(2026, 47))
    close_weeks(version_id=version.pk, through=Week(2026, 40))

    version.refresh_from_db()
    assert version.closed_through == "2026-W47"


def test_a_stored_answer_tells_neither_who_nor_when_nor_in_which_order(town: Town) -> None:
    fields = {field.name for field in Response._meta.get_fields()}

    assert isinstance(Score._meta.pk, UUIDField)
    assert fields == {
        "id",
        "submission_id",
        "version",
        "local_version",
        "access_point",
        "week",
        "age_band",
        "from_months",
        "to_months",
        "reporter",
        "language",
        "mode",
        "answers",
        "scores",
        "own_words",
    }
    response, _ = submit(town)
    assert response.id.version == 4


def test_storing_one_answer_takes_few_queries(town: Town, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(8):
        submit(town)
    assert connection.in_atomic_block  # the test's own transaction: nothing was committed early


# --- Text in people's own words -------------------------------------------------------------------


@pytest.fixture
def point(town: Town) -> AccessPoint:
    campaign = demo.build_campaign(
        town.platform, "siden_nyttig", date(2026, 1, 1), is_synthetic=False
    )
    return demo.add_access_point(campaign, "nyttig23", "card", None)


def write(point: AccessPoint, text: object) -> Response:
    response, _ = submit_response(
        access_point=point,
        submission_id=uuid4(),
        answers={"hjalp-siden": "ja", "hvad-manglede": text},
        age_band=None,
        week=WEEK,
        language="da",
    )
    return response


def test_a_text_is_tidied_and_redacted_at_the_last_door(point: AccessPoint) -> None:
    stored = write(point, " Ring \n til 12 34 56 78 ")

    assert stored.answers["hvad-manglede"] == "Ring til [telefon]"


def test_a_text_of_nothing_is_not_stored(point: AccessPoint) -> None:
    assert write(point, " \t ").answers == {"hjalp-siden": "ja"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("mit barn 311235-4123", id="CPR"),
        pytest.param("x" * 201, id="too long"),
        pytest.param(7, id="a number"),
        pytest.param(["a"], id="a list"),
    ],
)
def test_a_text_that_is_not_fit_is_refused_without_being_repeated(
    point: AccessPoint, text: object
) -> None:
    with pytest.raises(UnknownAnswer, match="hvad-manglede") as refused:
        write(point, text)

    assert "4123" not in str(refused.value)
    assert not Response.objects.exists()
