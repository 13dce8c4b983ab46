"""No test reaches beyond this machine."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_an_address_beyond_this_machine_is_refused() -> None:
    with socket.socket() as caller, pytest.raises((SocketConnectBlockedError, UserWarning)):
        caller.connect(("192.0.2.1", 80))
