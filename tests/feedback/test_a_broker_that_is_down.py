"""A citizen neither sees nor waits for a broker that does not answer; nothing is lost by it."""

import re
import socket
from collections.abc import Iterator

import kombu.utils.functional
import pytest
from django.test import Client
from kombu.exceptions import OperationalError

from feedback import actions, tasks
from feedback.models import DirtyMark, Tally
from portal.celery import app
from portal.periods import Week
from questionnaires.models import Response
from tests.cast import Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed_port() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        yield holder.getsockname()[1]


@pytest.fixture(params=["redis", "amqp"])
def _broker_is_down(request, settings, monkeypatch, closed_port: int) -> Iterator[None]:
    """Tasks are queued as in production, over a connection that nobody answers."""
    queue = tasks.refresh_feedback.apply_async
    settings.CELERY_TASK_ALWAYS_EAGER = False
    with app.connection_for_write(url=f"{request.param}://127.0.0.1:{closed_port}/0") as nobody:
        monkeypatch.setattr(
            tasks.refresh_feedback,
            "apply_async",
            lambda **options: queue(**options, connection=nobody),
        )
        yield


@pytest.fixture
def sleeps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds anybody waited before trying the broker again."""
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        raise AssertionError("somebody waits for the broker")

    monkeypatch.setattr(kombu.utils.functional, "sleep", sleep)
    return slept


def answer(town: Town) -> int:
    parent = Client()
    form = parent.get(town.poster.get_absolute_url()).content.decode()
    submission = re.search(r'name="submission" value="([^"]+)"', form)[1]
    return parent.post(
        town.poster.get_absolute_url(), {"submission": submission, "q1": "3"}
    ).status_code


@pytest.mark.usefixtures("_broker_is_down")
def test_queueing_fails_at_once_without_a_second_try(sleeps: list[float]) -> None:
    with pytest.raises(OperationalError):
        tasks.queue_refresh()

    assert sleeps == []


@pytest.mark.usefixtures("_broker_is_down")
def test_the_citizen_is_thanked_and_the_answer_is_counted_later(
    town: Town, sleeps: list[float], caplog, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert answer(town) == 302

    assert "queue_refresh" in caplog.text  # the operator is told
    assert "sammenhaeng" not in caplog.text  # and nothing about the answer
    assert Response.objects.count() == DirtyMark.objects.count() == 1
    actions.refresh_dirty_buckets(this_week=Week(2026, 48))
    assert Tally.objects.get().count == 1
    assert sleeps == []
