"""Every answer is scored on the server, in the transaction that stores it."""

import re
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from portal.periods import Week
from questionnaires import demo, publishing
from questionnaires.actions import submit_response
from questionnaires.models import AccessPoint, Campaign, Response, Score
from questionnaires.scoring import ENGINE_VERSION
from questionnaires.signals import response_submitted
from tests.cast import Town
from tests.questionnaires.made import document, rating, scale

WEEK = Week(2026, 48)
TODAY = date(2026, 11, 24)
RATED = document(
    rating("a", (0, 1, 2, 3, None), may_decline=True),
    rating("b"),
    rating("c", enableWhen=[{"question": "a", "operator": "=", "answer": "3"}]),
    scales=[
        scale("a", "b", least=0, greatest=6, bands=[
            {"code": "lidt", "text": {"da": "Lidt"}, "least": 0, "greatest": 2},
            {"code": "meget", "text": {"da": "Meget"}, "least": 3, "greatest": 6},
        ]),
        scale("a", "b", "c", key="middel", method="mean", least=0, greatest=3,
              missing={"kind": "half"}),
    ],
)  # fmt: skip
pytestmark = pytest.mark.django_db


@pytest.fixture
def point(town: Town) -> AccessPoint:
    version = publishing.publish_version(document=RATED, on=TODAY)
    campaign = Campaign.objects.create(
        name="Prøve", platform=town.platform, version=version, opens_on=TODAY
    )
    return demo.add_access_point(campaign, "proeve23", "card", None)


def submit(
    point: AccessPoint, answers: dict[str, Any], submission_id: UUID | None = None
) -> Response:
    response, _is_new = submit_response(
        access_point=point,
        submission_id=submission_id or uuid4(),
        answers=answers,
        age_band=None,
        week=WEEK,
        language="da",
    )
    return response


def counts(score: Score) -> dict[str, int]:
    names = ("answered", "missing", "declined", "not_relevant", "not_asked")
    return {name: found for name in names if (found := getattr(score, f"{name}_count"))}


def test_each_scale_has_one_score_with_its_rule_and_engine(point: AccessPoint) -> None:
    response = submit(point, {"a": "3", "b": "2", "c": "1"})

    total, mean = response.scores.order_by("-scale")
    assert (total.scale, total.value, total.band, total.rule) == ("sum", 5, "meget", "all")
    assert (mean.scale, mean.value, mean.band, mean.rule) == ("middel", 2, "", "half")
    assert {total.engine, mean.engine} == {ENGINE_VERSION}
    assert (counts(total), counts(mean)) == ({"answered": 2}, {"answered": 3})


def test_where_too_much_is_missing_the_score_is_empty_and_the_counts_say_why(
    point: AccessPoint,
) -> None:
    response = submit(point, {"a": {"declined": True}, "b": "1"})

    total = response.scores.get(scale="sum")
    assert (total.value, total.band) == (None, "")
    assert counts(total) == {"answered": 1, "declined": 1}


def test_what_was_not_relevant_and_what_was_not_asked_are_counted_apart(
    point: AccessPoint,
) -> None:
    response = submit(point, {"a": "na", "b": "1"})

    mean = response.scores.get(scale="middel")
    assert counts(mean) == {"answered": 1, "not_relevant": 1, "not_asked": 1}


def test_a_mean_keeps_its_decimals(point: AccessPoint) -> None:
    response = submit(point, {"a": "3", "b": "1", "c": "1"})

    assert response.scores.get(scale="middel").value == Decimal("1.666667")


def test_a_questionnaire_without_scales_has_no_scores(town: Town) -> None:
    submit(town.poster, {"sammenhaeng": "3"})

    assert not Score.objects.exists()


def test_the_same_submission_again_is_scored_once(point: AccessPoint) -> None:
    submission_id = uuid4()
    submit(point, {"a": "3", "b": "2"}, submission_id)

    submit(point, {"a": "0", "b": "0"}, submission_id)

    assert Score.objects.filter(scale="sum").get().value == 5


def test_scores_are_not_stored_without_their_answers(point: AccessPoint) -> None:
    def broken(**kwargs: Any) -> None:
        assert Score.objects.count() == 2, "scores are there before anybody counts them"
        raise RuntimeError("the mark was not written")

    response_submitted.connect(broken)
    try:
        with pytest.raises(RuntimeError):
            submit(point, {"a": "3"})
    finally:
        response_submitted.disconnect(broken)

    assert not Score.objects.exists()


def test_what_a_device_has_counted_is_not_believed(point: AccessPoint, client: Client) -> None:
    html = client.get("/s/proeve23/").content.decode()
    submission = re.search(r'name="submission" value="([^"]+)"', html)[1]

    client.post("/s/proeve23/", {"submission": submission, "q1": "3", "q2": "2", "sum": "99"})

    assert Score.objects.get(scale="sum").value == 5


def test_a_retired_version_takes_no_answers_and_says_so_kindly(
    point: AccessPoint, client: Client
) -> None:
    html = client.get("/s/proeve23/").content.decode()
    submission = re.search(r'name="submission" value="([^"]+)"', html)[1]
    publishing.retire(version=point.campaign.version)

    for response in (
        client.get("/s/proeve23/"),
        client.post("/s/proeve23/", {"submission": submission, "q1": "3"}),
    ):
        assert response.status_code == 410
        assert "Du har ikke gjort noget forkert" in response.content.decode()
        assert 'href="/taet-og-toer/"' in response.content.decode()
    assert not Response.objects.exists()


def test_storing_a_scored_answer_takes_few_queries(
    point: AccessPoint, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(8):
        submit(point, {"a": "1", "b": "1"})
