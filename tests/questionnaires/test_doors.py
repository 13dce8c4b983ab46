"""What is kept at an access point for some seconds, and what is seen at once all the same."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.periods import Week
from questionnaires import doors
from questionnaires.actions import close_weeks
from questionnaires.campaigning import stop_campaign
from questionnaires.doors import find
from questionnaires.models import AccessPoint, Afterword, Campaign, QuestionnaireVersion, Response
from questionnaires.publishing import publish_version
from tests.cast import Town
from tests.conftest import TUESDAY
from tests.questionnaires.made import document, rating
from tests.questionnaires.test_capture import ADDRESS, open_form, submission

pytestmark = pytest.mark.django_db
SECONDS = 10
TODAY = TUESDAY.date()


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Keep doors for ten seconds of a clock that a test moves, and none from another test."""
    settings.CAPTURE_DOOR_SECONDS = SECONDS
    monkeypatch.setattr(doors, "KEPT", {})
    made = Clock()
    monkeypatch.setattr(doors, "monotonic", made)
    return made


@pytest.fixture
def html(town: Town, clock: Clock, client: Client) -> str:
    """Return the form of the poster, whose door is kept by now."""
    return open_form(client)


def thanks(client: Client) -> str:
    return client.get(f"{ADDRESS}tak/").content.decode()


def another_version(town: Town, **changes: str) -> QuestionnaireVersion:
    return publish_version(
        document=document(rating("ny"), key="ny", **changes), on=town.poster.campaign.opens_on
    )


def test_no_such_access_point_is_never_found(town: Town, clock: Clock) -> None:
    assert find("findes-ikke") is None
    assert doors.KEPT == {}


def test_one_that_is_taken_away_is_not_found_any_more(town: Town, html: str) -> None:
    AccessPoint.objects.filter(pk=town.poster.pk).delete()

    assert find(town.poster.code) is None


def test_the_second_person_costs_one_query(town: Town, html: str) -> None:
    with CaptureQueriesContext(connection) as seen:
        point = find(town.poster.code.upper())
        assert point.asked.questions
        assert point.campaign.platform.bands.all()
        assert not point.campaign.afterwords.all()

    assert len(seen) == 1


def test_each_caller_has_an_access_point_of_its_own(town: Town, html: str) -> None:
    first, second = find(town.poster.code), find(town.poster.code)

    assert first is not second
    first.page = town.guide
    assert find(town.poster.code).page is None


def test_nothing_is_kept_where_no_seconds_are_given(
    town: Town, html: str, settings: Any, client: Client
) -> None:
    settings.CAPTURE_DOOR_SECONDS = 0
    Afterword.objects.create(campaign=town.poster.campaign, text_da="Nyt råd")

    assert "Nyt råd" in thanks(client)


def test_only_so_many_are_kept(town: Town, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "MOST_KEPT", 1)

    find(town.poster.code)
    find(town.link.code)

    assert list(doors.KEPT) == [town.link.code]


def test_a_campaign_that_was_stopped_takes_no_answer_from_a_form_that_is_open(
    town: Town, html: str, client: Client
) -> None:
    stop_campaign(campaign=town.poster.campaign, by=town.people.ida, on=TODAY)

    sent = client.post(ADDRESS, {"submission": submission(html), "q1": "3"})

    assert sent.status_code == 410
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"closes_on": TODAY - timedelta(days=1), "opens_on": date(2026, 1, 1)},
        {"opens_on": TODAY + timedelta(days=1)},
        {"is_template": True},
    ],
    ids=["closed", "not open yet", "template"],
)
def test_new_days_of_a_campaign_hold_at_once(
    town: Town, html: str, client: Client, change: dict[str, date | bool]
) -> None:
    Campaign.objects.filter(pk=town.poster.campaign_id).update(**change)

    assert client.get(ADDRESS).status_code == 410


def test_a_version_that_is_retired_is_asked_no_more(town: Town, html: str, client: Client) -> None:
    versions = QuestionnaireVersion.objects.filter(pk=town.poster.campaign.version_id)
    versions.update(status=QuestionnaireVersion.Status.RETIRED)

    assert client.get(ADDRESS).status_code == 410


def test_another_version_is_asked_at_once(town: Town, html: str, client: Client) -> None:
    version = another_version(town)
    Campaign.objects.filter(pk=town.poster.campaign_id).update(version=version)

    client.post(ADDRESS, {"submission": submission(html), "q1": "2"})

    stored = Response.objects.get()
    assert (stored.version, stored.answers) == (version, {"ny": "2"})


def test_an_access_point_that_was_moved_asks_for_its_new_campaign(
    town: Town, html: str, client: Client
) -> None:
    moved_to = Campaign.objects.get(pk=town.poster.campaign_id)
    moved_to.pk, moved_to.version = None, another_version(town)
    moved_to.save()
    AccessPoint.objects.filter(pk=town.poster.pk).update(campaign=moved_to)

    client.post(ADDRESS, {"submission": submission(html), "q1": "2"})

    assert Response.objects.get().version == moved_to.version


def test_a_places_own_questions_come_and_go_at_once(town: Town, html: str, client: Client) -> None:
    points = AccessPoint.objects.filter(pk=town.poster.pk)
    before = html.count("<fieldset")

    points.update(local_version=another_version(town, age_question=""))
    with_own = open_form(client).count("<fieldset")
    points.update(local_version=None)

    assert with_own == before + 1
    assert open_form(client).count("<fieldset") == before


def test_an_answer_never_comes_into_a_week_that_was_closed_meanwhile(
    town: Town, html: str, client: Client
) -> None:
    week = Week.of(TODAY)
    close_weeks(version_id=town.poster.campaign.version_id, through=week)

    client.post(ADDRESS, {"submission": submission(html), "q1": "3"})

    assert Response.objects.get().week == str(week.plus(1))


def test_a_changed_word_is_met_when_the_seconds_are_over(
    town: Town, html: str, client: Client, clock: Clock
) -> None:
    Afterword.objects.create(campaign=town.poster.campaign, text_da="Nyt råd")

    clock.now += SECONDS - 1
    assert "Nyt råd" not in thanks(client)
    clock.now += 1
    assert "Nyt råd" in thanks(client)
