"""Pages that belong to the whole house: what is not there, what broke, the parts of the look."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import CAST, Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A server where the front page has a fault in it."""
    monkeypatch.setattr("cms.models.PortalPage.serve", lambda *given, **named: 1 / 0)
    client.raise_request_exception = False
    return client


def test_what_is_not_there_is_told_kindly_and_in_danish(town: Town, client: Client) -> None:
    response = client.get("/findes-ikke/")

    assert response.status_code == 404
    assert 'lang="da"' in response.content.decode()


def test_what_broke_is_told_in_danish_under_the_strict_policy(town: Town, broken: Client) -> None:
    response = broken.get("/")

    html = response.content.decode()
    assert response.status_code == 500
    assert 'lang="da"' in html
    assert "ZeroDivisionError" not in html
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", [*CAST, None])
def test_everyone_may_look_at_the_parts_of_the_look(town: Town, name: str | None) -> None:
    client = Client()
    if name:
        client.force_login(getattr(town.people, name))

    response = client.get(reverse("components"))

    assert response.status_code == 200
    assert "<h1>Komponenter</h1>" in response.content.decode()


@pytest.mark.parametrize("name", [*CAST, None])
def test_in_production_nobody_may(town: Town, settings, name: str | None) -> None:
    settings.DEMO_ALLOWED = False
    client = Client()
    if name:
        client.force_login(getattr(town.people, name))

    assert client.get(reverse("components")).status_code == 404


@pytest.mark.parametrize("address", ["live", "ready", "components"])
def test_nothing_can_be_sent_to_what_only_answers(client: Client, address: str) -> None:
    assert client.post(reverse(address)).status_code == 405


@pytest.mark.parametrize("address", ["live", "ready"])
def test_the_operators_questions_are_answered_fresh_each_time(client: Client, address: str) -> None:
    assert "no-store" in client.get(reverse(address)).headers["Cache-Control"]


def test_one_language_does_not_stay_for_the_next_reader(town: Town, client: Client) -> None:
    english = client.get("/konto/login/?sprog=en")
    danish = client.get("/taet-og-toer/")

    assert 'lang="en"' in english.content.decode()
    assert 'lang="da"' in danish.content.decode()


def test_the_admin_without_its_last_slash_is_no_way_round_the_strict_policy(
    town: Town, client: Client
) -> None:
    response = client.get("/admin")

    assert response.status_code in {301, 302, 404}
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
