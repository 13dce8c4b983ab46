"""Trying Kilden out: one command, clear when something is in the way, and the same twice."""

import socket
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from cms.models import GuidancePage
from feedback.models import Observation, Publication
from portal.management.commands.demo import ADDRESSES, LOGINS
from portal.users.models import User
from questionnaires.models import Campaign, Response
from questionnaires.views.exports import may_export

pytestmark = pytest.mark.django_db


def test_a_taken_port_is_told_with_another_to_try() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(CommandError) as refusal:
            call_command("run", port=port)

    assert str(refusal.value) == (
        f"Port {port} is taken. Choose another one: make run PORT={port + 1}"
    )


def test_the_demo_is_refused_where_it_is_not_allowed(settings) -> None:
    settings.DEMO_ALLOWED = False

    with pytest.raises(CommandError, match="refused in production"):
        call_command("demo")
    with pytest.raises(CommandError, match="use gunicorn and celery in production"):
        call_command("run")


@pytest.mark.thorough
def test_the_demo_fills_every_step_says_it_is_made_up_and_is_loaded_once(client: Client) -> None:
    out = StringIO()
    call_command("demo", address="http://testserver", stdout=out)

    assert GuidancePage.objects.count() >= 8
    assert Response.objects.count() > 1000
    assert Publication.objects.closed().count() == 2 * 26  # both questionnaires, each week
    made_up = Campaign.objects.get(name__startswith="Kontakten i dag", is_template=False)
    assert made_up.is_synthetic
    assert all(Observation.objects.values_list("is_synthetic", flat=True))

    for _what, address in ADDRESSES:
        assert f"http://testserver{address}" in out.getvalue()
        assert client.get(address).status_code in {200, 302}, address
    for login, _who in LOGINS:
        assert login in out.getvalue()
        assert User.objects.filter(email=login).exists()
    client.force_login(User.objects.get(email="sofie@kilden.example"))
    board = client.get("/kreds/taet-og-toer/").content.decode()
    assert "opdigtede" in board
    assert "skift fra uge" in board

    export = reverse("questionnaires_export_responses", args=[made_up.pk])
    for login, _who in LOGINS:
        user = User.objects.get(email=login)
        client.force_login(user)
        assert may_export(user) == (client.get(export).status_code == 200) == ("ida" in login), (
            login
        )

    before = (Response.objects.count(), User.objects.count(), GuidancePage.objects.count())
    call_command("demo", stdout=StringIO())
    assert before == (Response.objects.count(), User.objects.count(), GuidancePage.objects.count())


def test_the_server_says_that_it_lives_and_is_ready(client: Client) -> None:
    assert client.get("/-/live").content == b"live"
    assert client.get("/-/ready").content == b"ready"


def test_the_server_is_not_ready_without_its_database(client: Client, monkeypatch) -> None:
    def gone(*args):
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", gone)

    response = client.get("/-/ready")

    assert response.status_code == 503
    assert response.content == b"the database does not answer"
    assert client.get("/-/live").status_code == 200
