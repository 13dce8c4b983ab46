"""A cache in front forgets a changed page at every age; one that is down holds nobody up."""

import logging
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms import proxy
from cms.models import GuidancePage
from portal.settings import env  # noqa: TID251
from tests.cast import Town
from tests.factories import give_host

GUIDE = "naar-barnet-holder-sig"


class Proxy(HTTPServer):
    """Writes down what it is told to forget."""

    def __init__(self, status: int = 200) -> None:
        self.forgotten: list[str] = []
        self.status = status
        super().__init__(("127.0.0.1", 0), Answer)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Proxy

    def do_PURGE(self) -> None:
        self.server.forgotten.append(f"{self.headers['Host']}{self.path}")
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def listening(settings) -> Iterator[Proxy]:
    with Proxy() as server:
        settings.PURGE_URL = server.url
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.django_db
class TestPublishing:
    def test_each_age_and_each_list_is_forgotten(
        self, town: Town, listening: Proxy, django_capture_on_commit_callbacks
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            town.guide.save_revision().publish()

        assert {
            "testserver/",
            "testserver/taet-og-toer/",
            "testserver/taet-og-toer/yngre/",
            "testserver/taet-og-toer/3-4-aar/",
            f"testserver/taet-og-toer/3-4-aar/{GUIDE}/",
            f"testserver/taet-og-toer/5-10-aar/{GUIDE}/",
        } <= set(listening.forgotten)

    def test_an_unpublished_page_is_forgotten_at_each_of_its_ages(
        self, town: Town, listening: Proxy, django_capture_on_commit_callbacks
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            GuidancePage.objects.get(pk=town.guide.pk).unpublish()

        assert f"testserver/taet-og-toer/5-10-aar/{GUIDE}/" in listening.forgotten

    def test_a_platforms_own_host_is_the_one_that_is_told(
        self, town: Town, listening: Proxy, django_capture_on_commit_callbacks
    ) -> None:
        give_host(town.page)

        with django_capture_on_commit_callbacks(execute=True):
            town.page.save_revision().publish()

        assert "xn--ttogtr-pua2m.dk/3-4-aar/" in listening.forgotten
        assert not [url for url in listening.forgotten if url.startswith("testserver")]

    def test_without_a_proxy_nothing_is_queued(
        self, town: Town, django_capture_on_commit_callbacks
    ) -> None:
        with django_capture_on_commit_callbacks() as waiting:
            town.guide.save_revision().publish()

        assert "tell_proxy" not in repr(waiting)


def test_a_proxy_that_is_down_is_written_down_once(settings, caplog) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.PURGE_URL = f"http://127.0.0.1:{free.getsockname()[1]}"

    proxy.forget(["https://kilden.example/", "https://kilden.example/a/"])

    assert caplog.messages == ["The proxy at PURGE_URL does not answer."]


def test_a_proxy_that_forbids_it_is_written_down_once(listening: Proxy, caplog) -> None:
    listening.status = 405

    proxy.forget(["https://kilden.example/", "https://kilden.example/a/"])

    assert listening.forgotten == ["kilden.example/"]
    assert caplog.messages == ["The proxy answered 405 to PURGE. Does it allow it?"]


def test_a_proxy_without_a_copy_is_as_it_should_be(listening: Proxy, caplog) -> None:
    listening.status = 404
    caplog.set_level(logging.WARNING)

    proxy.forget(["https://kilden.example/", "https://kilden.example/a/"])

    assert listening.forgotten == ["kilden.example/", "kilden.example/a/"]
    assert not caplog.messages


@pytest.mark.parametrize("given", ["abc", "varnish:6081", "redis://varnish"])
def test_an_address_that_is_none_is_refused(monkeypatch, given: str) -> None:
    monkeypatch.setenv("PURGE_URL", given)

    with pytest.raises(ImproperlyConfigured, match="Kilden understands http://, https://"):
        env.env_url("PURGE_URL", "", {"http", "https"})
