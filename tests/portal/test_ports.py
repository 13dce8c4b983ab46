"""`run` asks for a port that can be used, before anything else is done."""

import socket

import pytest
from django.core.management import CommandError, call_command

from portal.management.commands import run


@pytest.mark.parametrize("port", [0, -1, 65536, 99999])
def test_a_number_that_is_no_port_is_refused_in_one_sentence(port: int) -> None:
    with pytest.raises(CommandError, match=f"^{port} is no port. Choose one from 1 to 65535.$"):
        call_command("run", port=port)


def test_a_free_port_gets_database_demo_and_server(monkeypatch, unused_tcp_port: int) -> None:
    done: list[object] = []
    monkeypatch.setattr(run, "call_command", lambda name, **given: done.append(name))
    monkeypatch.setattr(run, "serve", done.append)

    call_command("run", port=unused_tcp_port)

    assert done == ["migrate", "demo", unused_tcp_port]


@pytest.fixture
def unused_tcp_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
