"""A refused setting says what to write, and never repeats a secret."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings import env  # noqa: TID251

SECRET = "hunter2"


@pytest.mark.parametrize(
    "address",
    [
        pytest.param(f"postgres://user:{SECRET}/rest@host/db", id="slash"),
        pytest.param(f"postgres://user:{SECRET}#rest@host/db", id="hash"),
        pytest.param(f"postgres://user:{SECRET}?rest@host/db", id="question mark"),
        pytest.param(f"postgres://user:pass@host:{SECRET}/db", id="where the port should be"),
        pytest.param(f"postgres://user:pass@[{SECRET}/db", id="half an IPv6 host"),
        pytest.param("postgres://user:pass@host:99999/db", id="port that cannot be"),
    ],
)
def test_an_address_that_cannot_be_read_is_refused_without_its_secret(monkeypatch, address) -> None:
    monkeypatch.setenv("DATABASE_URL", address)

    with pytest.raises(ImproperlyConfigured) as refusal:
        env.env_url("DATABASE_URL", "", {"postgres"})

    assert "DATABASE_URL cannot be read as an address" in str(refusal.value)
    assert SECRET not in str(refusal.value)
    assert refusal.value.__suppress_context__  # nor does the traceback


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("", id="set to nothing"),
        pytest.param("localhost", id="host alone"),
        pytest.param("//user:hunter2@host/db", id="no scheme"),
        pytest.param("http://user:hunter2@host/db", id="another scheme"),
    ],
)
def test_an_address_without_a_known_scheme_is_refused(monkeypatch, address: str) -> None:
    monkeypatch.setenv("BROKER_URL", address)

    with pytest.raises(ImproperlyConfigured, match="Kilden understands amqp://, redis://") as seen:
        env.env_url("BROKER_URL", "redis://default", {"redis", "amqp"})

    assert SECRET not in str(seen.value)


@pytest.mark.parametrize(
    "given", ["postgres://user:%2F%23@host:5432/db", "postgres:///db?host=/run"]
)
def test_an_address_is_passed_on_as_it_stands(monkeypatch, given: str) -> None:
    monkeypatch.setenv("DATABASE_URL", f" {given} ")

    assert env.env_url("DATABASE_URL", "", {"postgres"}) == given


@pytest.mark.parametrize("given", ["-1", "1.5", "1e3", "0x10", "12 s"])
def test_what_is_not_a_whole_number_is_refused(monkeypatch, given: str) -> None:
    monkeypatch.setenv("COUNT", given)

    with pytest.raises(ImproperlyConfigured, match="write a whole number"):
        env.env_int("COUNT", 1)


def test_a_choice_is_one_of_those_named(monkeypatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    assert env.env_choice("LOG_LEVEL", "WARNING", ("ERROR", "WARNING")) == "ERROR"

    monkeypatch.setenv("LOG_LEVEL", "")
    assert env.env_choice("LOG_LEVEL", "WARNING", ("ERROR", "WARNING")) == "WARNING"

    monkeypatch.setenv("LOG_LEVEL", "loud")
    with pytest.raises(ImproperlyConfigured, match="LOG_LEVEL is “loud”: write one of ERROR, WARN"):
        env.env_choice("LOG_LEVEL", "WARNING", ("ERROR", "WARNING"))


def test_a_list_has_commas_and_forgives_spaces(monkeypatch) -> None:
    monkeypatch.setenv("HOSTS", " a.example, ,b.example,")

    assert env.env_list("HOSTS") == ["a.example", "b.example"]


def test_a_secret_file_that_is_no_text_is_refused_without_what_it_holds(
    monkeypatch, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_bytes(b"\xff\xfe" + SECRET.encode())
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "secret"))

    with pytest.raises(ImproperlyConfigured, match="it is not UTF-8 text") as refusal:
        env.env_secret("SECRET_KEY")

    assert SECRET not in str(refusal.value)


def test_a_secret_file_counts_as_the_secret_in_production(monkeypatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x" * env.SECRET_LENGTH)
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "secret"))
    monkeypatch.setenv("ALLOWED_HOSTS", "kilden.example")
    monkeypatch.setenv("PUBLIC_URL", "https://kilden.example")

    assert env.production_faults() == []


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        ("LOG_LEVEL", "loud", "LOG_LEVEL is “loud”"),
        ("DEBUG", "yes", "DEBUG is “yes”"),
        ("DATABASE_URL", "mysql://a:hunter2@b/c", "DATABASE_URL begins with “mysql:”"),
        ("DATABASE_URL", "postgres://a:hunter2/@b/c", "DATABASE_URL cannot be read"),
        ("CACHE_URL", "memcached://", "CACHE_URL begins with “memcached:”"),
        ("EMAIL_URL", "mail.example", "EMAIL_URL begins with “:”"),
    ],
)
def test_a_command_stops_with_the_sentence_and_no_traceback(
    tmp_path: Path, name: str, given: str, sentence: str
) -> None:
    environment = {
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATA_DIR": str(tmp_path),
        name: given,
    }

    result = subprocess.run(
        [sys.executable, "-m", "portal", "check"], env=environment, capture_output=True, text=True
    )

    assert result.returncode == 1
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr
    assert SECRET not in result.stderr
