"""Without Redis the messages lie in a folder; a worker that looks there never finds half of one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kombu import Connection
from kombu.exceptions import ChannelError
from kombu.transport.virtual import Channel

from portal import broker, celery

MESSAGE = {"body": "æøå", "properties": {}}


@pytest.fixture
def channel(tmp_path: Path) -> Iterator[Channel]:
    folders = {"data_folder_in": str(tmp_path), "data_folder_out": str(tmp_path)}
    assert celery.app
    with Connection("filesystem://", transport_options=folders) as connection:
        yield connection.channel()


def test_a_worker_that_looks_while_a_message_is_written_finds_nothing_yet(
    channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def looked_at(path: Path, content: bytes) -> None:
        with path.open("wb") as file:
            seen.append(channel._size("celery"))
            file.write(content)
            seen.append(channel._size("celery"))

    monkeypatch.setattr(Path, "write_bytes", looked_at)
    channel._put("celery", MESSAGE)

    assert seen == [0, 0]
    assert channel._get("celery") == MESSAGE


def test_messages_come_in_the_order_they_were_sent(channel: Channel, monkeypatch: Any) -> None:
    clock = iter(range(1_000_000_000, 2_000_000_000, 1_000_000))
    monkeypatch.setattr(broker, "monotonic_ns", lambda: next(clock))
    for number in range(5):
        channel._put("celery", {"number": number})

    assert [channel._get("celery")["number"] for _ in range(5)] == list(range(5))


def test_a_folder_that_is_gone_is_told_at_once(channel: Channel, tmp_path: Path) -> None:
    tmp_path.rmdir()

    with pytest.raises(ChannelError, match="Cannot add a message"):
        channel._put("celery", MESSAGE)
