"""Each part the doctor looks at, when it is well, good enough for one machine, or ill."""

import socket
from collections.abc import Iterator
from smtplib import SMTP

import pytest
from django.db import OperationalError, connection

from portal.management.commands import doctor

CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}}


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port of this machine where nothing listens, held so that nothing begins to."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        yield holder.getsockname()[1]


def test_a_database_that_does_not_answer_is_a_fault(monkeypatch) -> None:
    def gone() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "ensure_connection", gone)

    finding = doctor.database()

    assert finding.level == "fault"
    assert finding.sentence == "no answer (connection refused). Check DATABASE_URL."


@pytest.mark.django_db
@pytest.mark.parametrize(("vendor", "level"), [("sqlite", "note"), ("postgresql", "ok")])
def test_sqlite_is_good_for_one_machine(monkeypatch, vendor: str, level: str) -> None:
    monkeypatch.setattr(connection, "vendor", vendor)

    finding = doctor.database()

    assert finding.level == level
    assert ("DATABASE_URL" in finding.sentence) == (level == "note")


def test_a_folder_for_a_broker_is_good_for_one_machine(settings) -> None:
    settings.CELERY_BROKER_URL = "filesystem://"

    finding = doctor.broker()

    assert finding.level == "note"
    assert "BROKER_URL" in finding.sentence


@pytest.mark.parametrize("scheme", ["redis", "amqp"])
def test_a_broker_behind_a_closed_port_is_a_fault(settings, closed_port: int, scheme: str) -> None:
    settings.CELERY_BROKER_URL = f"{scheme}://user:hunter2@127.0.0.1:{closed_port}/0"

    finding = doctor.broker()

    assert finding == ("fault", "Broker", "no answer from 127.0.0.1. Check BROKER_URL.")


def test_a_broker_that_answers_is_well(settings) -> None:
    settings.CELERY_BROKER_URL = "memory://here"

    assert doctor.broker() == ("ok", "Broker", "here answers.")


def test_a_cache_in_memory_is_good_for_one_process(settings) -> None:
    assert doctor.cache_().level == "note"


def test_a_cache_behind_a_closed_port_is_a_fault(settings, closed_port: int) -> None:
    location = f"redis://:hunter2@127.0.0.1:{closed_port}/0"
    settings.CACHES = {"default": CACHES["default"] | {"LOCATION": location}}

    finding = doctor.cache_()

    assert finding == ("fault", "Cache", "no answer (ConnectionError). Check CACHE_URL.")


def test_a_cache_that_answers_is_well(settings, tmp_path) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(tmp_path),
        }
    }

    assert doctor.cache_() == ("ok", "Cache", "answers.")


def test_letters_on_the_console_reach_nobody(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    finding = doctor.mail()

    assert finding.level == "fault"
    assert "EMAIL_URL" in finding.sentence


def test_a_mail_server_behind_a_closed_port_is_a_fault(settings, closed_port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", closed_port

    finding = doctor.mail()

    assert finding == ("fault", "Mail", "no answer (ConnectionRefusedError). Check EMAIL_URL.")


@pytest.mark.parametrize(
    ("sender", "level", "sentence"),
    [
        ("kilden@kilden.example", "ok", "letters come from kilden@kilden.example."),
        ("", "fault", "Set DEFAULT_FROM_EMAIL."),
    ],
)
def test_a_mail_server_that_answers_also_needs_a_sender(
    settings, monkeypatch, sender: str, level: str, sentence: str
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    monkeypatch.setenv("DEFAULT_FROM_EMAIL", sender)
    monkeypatch.setattr(SMTP, "connect", lambda *address: (220, b"hello"))
    monkeypatch.setattr(SMTP, "quit", lambda self: None)

    finding = doctor.mail()

    assert finding.level == level
    assert finding.sentence.endswith(sentence)


def test_the_folder_for_pictures_is_made_and_left_clean(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "new" / "media"

    assert doctor.media().level == "ok"
    assert list(settings.MEDIA_ROOT.iterdir()) == []
