"""`doctor` says in plain words what is there, what is missing, and what to do."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.portal.test_env import SAFE

pytestmark = pytest.mark.django_db


def doctor() -> tuple[str, bool]:
    """Return what the doctor said, and whether citizens are safe."""
    out = StringIO()
    try:
        call_command("doctor", stdout=out)
    except CommandError as verdict:
        return out.getvalue() + str(verdict), False
    return out.getvalue(), True


@pytest.fixture
def well(monkeypatch, settings, tmp_path):
    for name, value in SAFE.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DEFAULT_FROM_EMAIL", "kilden@kilden.example")
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    monkeypatch.setattr("django.core.mail.backends.smtp.EmailBackend.open", lambda self: None)
    return settings


def test_a_safe_installation_is_told_so(well) -> None:
    said, is_safe = doctor()

    assert is_safe, said
    assert "Ready for citizens." in said
    assert "✗" not in said


def test_a_bare_machine_is_told_what_to_set(monkeypatch) -> None:
    for name in SAFE:
        monkeypatch.delenv(name, raising=False)

    said, is_safe = doctor()

    assert not is_safe
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_URL", "EMAIL_URL"):
        assert name in said
    assert "must be put right before citizens use this" in said


def test_a_broker_that_does_not_answer_is_a_fault_without_its_password(well) -> None:
    well.CELERY_BROKER_URL = "redis://:hunter2@127.0.0.1:9/0"

    said, is_safe = doctor()

    assert not is_safe
    assert "✗ Broker: no answer from 127.0.0.1. Check BROKER_URL." in said
    assert "hunter2" not in said


def test_a_mail_server_that_does_not_answer_is_a_fault(well, monkeypatch) -> None:
    def refuses(self) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.smtp.EmailBackend.open", refuses)

    said, is_safe = doctor()

    assert not is_safe
    assert "✗ Mail: no answer (ConnectionRefusedError). Check EMAIL_URL." in said


def test_a_folder_that_cannot_be_written_is_a_fault(well, tmp_path) -> None:
    (tmp_path / "file").write_text("")
    well.MEDIA_ROOT = tmp_path / "file" / "media"

    said, is_safe = doctor()

    assert not is_safe
    assert "cannot be written" in said
