"""The worker stands at the root, comes fresh each time, and has in front what it must never touch."""

import json
import re

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import CAST, Town

pytestmark = pytest.mark.django_db
WORKER = "/sw.js"


def test_everybody_gets_the_same_worker(town: Town) -> None:
    source = Client().get(WORKER).content
    for name in CAST:
        client = Client()
        client.force_login(getattr(town.people, name))

        response = client.get(WORKER)

        assert response.content == source
        assert not response.cookies


def test_the_worker_is_a_script_that_is_asked_for_anew_each_time(client: Client) -> None:
    headers = client.get(WORKER).headers

    assert headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert headers["Cache-Control"] == "no-cache"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "Cookie" not in headers.get("Vary", "")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_can_be_sent_to_it(client: Client, method: str) -> None:
    assert getattr(client, method)(WORKER).status_code == 405


def test_it_knows_every_room_that_is_closed_to_it(client: Client) -> None:
    source = client.get(WORKER).content.decode()
    closed = json.loads(re.match(r"const CLOSED = (\[.*\]);\n", source)[1])

    assert {"/konto/", "/admin/", "/django-admin/", "/kreds/", "/s/", "/f/", "/-/"} <= set(closed)
    assert set(closed) == {*settings.ADMIN_PREFIXES, *settings.LANGUAGE_IN_QUERY_PREFIXES}


def test_it_writes_nothing_to_any_cache(client: Client) -> None:
    """What is kept is decided by a tap on a page, never by what happens to be visited."""
    source = client.get(WORKER).content.decode()

    assert not re.search(r"\.(put|add|addAll)\(|caches\.(open|delete)", source)
