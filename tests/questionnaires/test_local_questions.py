"""A place asks up to three questions of its own after the general ones, and each keeps its version."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from feedback.actions import refresh_dirty_buckets
from feedback.models import Tally
from portal.periods import Week
from questionnaires import local
from questionnaires.actions import submit_response
from questionnaires.faults import parse
from questionnaires.models import AccessPoint, Campaign, QuestionnaireVersion, Response
from questionnaires.publishing import publish_version
from tests.cast import Town
from tests.factories import make_response
from tests.questionnaires.made import document, group, rating, scale, when
from tests.questionnaires.test_capture import open_form, submission

WEEK = Week.parse("2026-W48")


def own(*link_ids: str, **changes: object) -> dict:
    items = [rating(link_id, top_box=["0"]) for link_id in link_ids]
    return document(*items, key="ventetiden", **changes)


def test_the_places_questions_come_last_under_names_no_general_one_has() -> None:
    general, place = parse(document(rating("a"))), parse(own("a", "b"))

    asked = local.compose(general, place)

    assert [item.link_id for item in asked.items] == ["a", "sted:a", "sted:b"]
    assert [item.scope for item in asked.items] == ["general", "place", "place"]


def test_a_condition_waits_for_the_places_own_question() -> None:
    second = rating("b", enableWhen=[when("a", "exists", True)])
    place = parse(document(rating("a"), second, key="ventetiden"))

    asked = local.compose(parse(document(rating("a"))), place)

    assert asked.item("sted:b").conditions[0].question == "sted:a"


def test_the_places_own_answers_get_their_own_names_back() -> None:
    assert local.own_answers({"a": "1", "sted:a": "2", "sted:b": "3"}) == {"a": "2", "b": "3"}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (own("a", "b", "c", "d"), "three questions"),
        (own("a", age_question={"da": "Hvor gammel?"}), "do not ask the age"),
        (
            document(group("g", rating("a"), repeats=True, text={"da": "Dage"}), key="ventetiden"),
            "no rows",
        ),
    ],
    ids=["four questions", "asks the age", "rows"],
)  # fmt: skip
def test_more_than_a_few_plain_questions_are_refused(given: dict, why: str) -> None:
    assert why in local.why_not_local(parse(given))
    assert not local.why_not_local(parse(own("a", "b", "c")))


@pytest.fixture
def point(town: Town) -> AccessPoint:
    version = publish_version(document=own("ventetid"), on=town.poster.campaign.opens_on)
    town.poster.local_version = version
    town.poster.save()
    return AccessPoint.objects.select_related("campaign__version", "local_version").get(
        pk=town.poster.pk
    )


@pytest.mark.django_db
def test_one_form_asks_both_and_one_response_holds_both(point: AccessPoint, client: Client) -> None:
    html = open_form(client)
    assert html.count("<fieldset") == 7

    sent = client.post(f"/s/{point.code}/", {"submission": submission(html), "q1": "3", "q6": "0"})

    stored = Response.objects.get()
    assert sent.status_code == 302
    assert stored.answers == {"sammenhaeng": "3", "sted:ventetid": "0"}
    assert (stored.version, stored.local_version) == (point.campaign.version, point.local_version)


@pytest.mark.django_db
def test_each_version_is_counted_by_itself(point: AccessPoint, town: Town) -> None:
    make_response(town.link)
    submit_response(
        access_point=point, submission_id=uuid4(), answers={"sted:ventetid": "0"}, age_band=None,
        week=WEEK, language="da",
    )  # fmt: skip

    refresh_dirty_buckets(this_week=WEEK)

    own_tally = Tally.objects.get(bucket__version=point.local_version)
    assert (own_tally.count, own_tally.options) == (1, {"ventetid": {"0": 1}})
    general = Tally.objects.filter(bucket__version=point.campaign.version)
    assert sum(tally.count for tally in general) == 2
    assert not any("ventetid" in str(tally.options) for tally in general)


@pytest.mark.django_db
def test_a_score_given_where_a_place_asks_more_counts_with_the_general_questions(
    point: AccessPoint, town: Town
) -> None:
    """A place's own questions have no scale; those of everybody keep theirs at every door."""
    named = scale("a", key="sum", least=0, greatest=3)
    general = publish_version(
        document=document(rating("a"), scales=[named], key="almen"), on=WEEK.monday
    )
    Campaign.objects.filter(pk=point.campaign_id).update(version=general)
    for at, value in ((point, "3"), (town.link, "1")):
        fresh = AccessPoint.objects.select_related("campaign__version", "local_version").get(
            pk=at.pk
        )
        answers = {"a": value} | ({"sted:ventetid": "0"} if fresh.local_version else {})
        submit_response(
            access_point=fresh, submission_id=uuid4(), answers=answers, age_band=None,
            week=WEEK, language="da",
        )  # fmt: skip

    refresh_dirty_buckets(this_week=WEEK)

    sums = [tally.scales["sum"] for tally in Tally.objects.filter(bucket__version=general)]
    assert sum(each["n"] for each in sums) == 2
    assert sum(Decimal(each["sum"]) for each in sums) == 4
    own_tally = Tally.objects.get(bucket__version=point.local_version)
    assert own_tally.scales == {}


@pytest.mark.django_db
@pytest.mark.parametrize("which", ["campaign.version", "local_version"])
def test_a_week_that_either_has_published_takes_no_more(point: AccessPoint, which: str) -> None:
    version = point.local_version if which == "local_version" else point.campaign.version
    QuestionnaireVersion.objects.filter(pk=version.pk).update(closed_through=str(WEEK))
    fresh = AccessPoint.objects.select_related("campaign__version", "local_version").get(
        pk=point.pk
    )

    response, _ = submit_response(
        access_point=fresh, submission_id=uuid4(), answers={"sted:ventetid": "0"}, age_band=None,
        week=WEEK, language="da",
    )  # fmt: skip

    assert response.week == str(WEEK.plus(1))


@pytest.mark.django_db
def test_the_desk_says_why_a_questionnaire_is_not_a_places_own(town: Town) -> None:
    town.poster.local_version = town.poster.campaign.version

    with pytest.raises(ValidationError, match="tre spørgsmål"):
        town.poster.full_clean()
