"""Settings refuse what they do not understand, and never guess."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings import env

SAFE = {
    "SECRET_KEY": "x" * 50,
    "ALLOWED_HOSTS": "kilden.example",
    "PUBLIC_URL": "https://kilden.example",
}


@pytest.mark.parametrize(("given", "value"), [("true", True), ("false", False), ("", True)])
def test_a_yes_or_no_is_true_or_false(monkeypatch, given: str, value: bool) -> None:
    monkeypatch.setenv("FLAG", given)

    assert env.env_bool("FLAG", True) is value


@pytest.mark.parametrize("given", ["yes", "1", "True", "on"])
def test_another_word_for_yes_is_refused(monkeypatch, given: str) -> None:
    monkeypatch.setenv("FLAG", given)

    with pytest.raises(ImproperlyConfigured, match="FLAG is .*: write true or false"):
        env.env_bool("FLAG", False)


def test_a_number_must_be_a_number(monkeypatch) -> None:
    monkeypatch.setenv("COUNT", "12")
    assert env.env_int("COUNT", 1) == 12
    monkeypatch.setenv("COUNT", "a dozen")
    with pytest.raises(ImproperlyConfigured, match="COUNT is “a dozen”: write a whole number"):
        env.env_int("COUNT", 1)


def test_an_address_of_an_unknown_kind_is_refused_without_telling_its_password(monkeypatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://user:hunter2@host/db")

    with pytest.raises(ImproperlyConfigured) as refusal:
        env.env_url("DATABASE_URL", "", {"postgres", "sqlite"})

    assert "DATABASE_URL begins with “mysql:”: Kilden understands postgres://, sqlite://." in str(
        refusal.value
    )
    assert "hunter2" not in str(refusal.value)


def test_a_secret_may_stand_in_a_file(monkeypatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from the file\n")
    monkeypatch.setenv("SECRET_KEY", "from the environment")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "secret"))
    assert env.env_secret("SECRET_KEY") == "from the file"

    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY_FILE names .*: No such file"):
        env.env_secret("SECRET_KEY")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        pytest.param({}, None, id="safe"),
        pytest.param(
            {"SECRET_KEY": "short"}, "SECRET_KEY is missing or shorter", id="short secret"
        ),
        pytest.param({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS is missing or holds", id="any host"),
        pytest.param({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is missing or holds", id="no host"),
        pytest.param({"PUBLIC_URL": "http://a.example"}, "PUBLIC_URL is not an https", id="http"),
    ],
)
def test_what_is_unsafe_for_citizens_is_told(monkeypatch, changes: dict, fault: str | None) -> None:
    for name, value in (SAFE | changes).items():
        monkeypatch.setenv(name, value)

    faults = env.production_faults()

    assert len(faults) == (fault is not None)
    assert fault is None or faults[0].startswith(fault)


def portal(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "portal", *arguments],
        env=inherited | {"DJANGO_SETTINGS_MODULE": "portal.settings.production"} | environment,
        capture_output=True,
        text=True,
    )


def test_production_will_not_start_unsafe_and_names_every_reason_at_once(tmp_path: Path) -> None:
    result = portal("check", DATA_DIR=str(tmp_path))

    assert result.returncode == 1
    assert "Kilden will not start:" in result.stderr
    for name in SAFE:
        assert f"{name} is" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.thorough
def test_production_refuses_the_demo_and_the_trial_server(tmp_path: Path) -> None:
    for command in ("demo", "run"):
        result = portal(command, DATA_DIR=str(tmp_path), **SAFE)
        assert result.returncode == 1
        assert "CommandError" in result.stderr
        assert "production" in result.stderr
