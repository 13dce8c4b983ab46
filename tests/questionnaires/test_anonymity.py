"""An anonymous answer stays anonymous: in the table, in the browser, in the log and in a crash."""

import logging

import pytest
from django.db import models
from django.test import Client
from django.utils.log import AdminEmailHandler

from questionnaires.models import OwnWords, Response, Score
from questionnaires.views import capture
from tests.cast import Town
from tests.questionnaires.test_capture import ADDRESS, open_form, submission

pytestmark = pytest.mark.django_db
SENDER = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "Mormors tablet"}
SECRETS = ("unknown", "5-10-aar", *SENDER.values())


@pytest.fixture
def parent() -> Client:
    return Client(raise_request_exception=False, **SENDER)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(**kwargs: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(capture, "submit_response", breaks)


def filled_in(client: Client) -> dict[str, str]:
    return {"submission": submission(open_form(client)), "age": "5-10-aar", "q1": "unknown"}


def test_no_column_can_hold_a_time_an_address_or_an_order() -> None:
    kinds = {field.name: type(field) for field in Response._meta.get_fields()}

    assert kinds == {
        "id": models.UUIDField,
        "submission_id": models.UUIDField,
        "version": models.ForeignKey,
        "local_version": models.ForeignKey,
        "access_point": models.ForeignKey,
        "week": models.CharField,
        "age_band": models.ForeignKey,
        "from_months": models.PositiveSmallIntegerField,
        "to_months": models.PositiveSmallIntegerField,
        "reporter": models.CharField,
        "language": models.CharField,
        "mode": models.CharField,
        "answers": models.JSONField,
        "scores": models.ManyToOneRel,
        "own_words": models.ManyToOneRel,
    }
    assert isinstance(Score._meta.pk, models.UUIDField)
    assert isinstance(OwnWords._meta.pk, models.UUIDField)


def test_what_is_stored_names_neither_the_sender_nor_a_day(town: Town, parent: Client) -> None:
    parent.post(ADDRESS, filled_in(parent))

    stored = str(Response.objects.values().get())
    assert "2026-W48" in stored
    for trace in (*SENDER.values(), "2026-11-24", "10:00"):
        assert trace not in stored


def test_nothing_is_left_in_the_browser(town: Town, parent: Client) -> None:
    thanks = parent.post(ADDRESS, filled_in(parent), follow=True)

    assert thanks.status_code == 200
    assert not parent.cookies


def test_someone_who_is_signed_in_answers_as_anonymously_as_others(
    town: Town, parent: Client
) -> None:
    parent.force_login(town.people.sofie)
    parent.post(ADDRESS, filled_in(parent))

    assert "sofie" not in str(Response.objects.values().get())


def test_an_answer_that_is_stored_leaves_no_trace_in_the_log(
    town: Town, parent: Client, caplog: pytest.LogCaptureFixture
) -> None:
    data = filled_in(parent)
    with caplog.at_level(logging.INFO):
        parent.post(ADDRESS, data, follow=True)

    assert Response.objects.count() == 1
    assert not [secret for secret in (*SECRETS, data["submission"]) if secret in caplog.text]


def test_a_crash_is_logged_without_the_answers(
    town: Town, parent: Client, broken: None, caplog: pytest.LogCaptureFixture
) -> None:
    data = filled_in(parent)
    with caplog.at_level(logging.INFO):
        response = parent.post(ADDRESS, data)

    assert response.status_code == 500
    assert "the disk is full" in caplog.text
    assert not [secret for secret in (*SECRETS, data["submission"]) if secret in caplog.text]


def test_a_crash_that_is_mailed_to_the_operators_does_not_repeat_the_answers(
    town: Town,
    parent: Client,
    broken: None,
    caplog: pytest.LogCaptureFixture,
    settings,
    mailoutbox: list,
) -> None:
    settings.ADMINS = [("Drift", "drift@kilden.example")]
    data = filled_in(parent)
    parent.post(ADDRESS, data)
    crash = next(record for record in caplog.records if record.name == "django.request")

    AdminEmailHandler().emit(crash)

    letter = mailoutbox[0].body
    assert "the disk is full" in letter
    assert "unknown" not in letter
    assert "5-10-aar" not in letter
    assert data["submission"] not in letter
