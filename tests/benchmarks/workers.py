"""Celery workers in processes of their own, on this machine's network or each in one of its own."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PORT = 6391
GATEWAY = "10.209.0.1"  # the machine's side of a bridge that only these namespaces hang on
BRIDGE = "kilden-bench"
LONGEST = 3600.0


@contextmanager
def redis(address: str) -> Iterator[str]:
    command = [
        "redis-server",
        "--port",
        str(PORT),
        "--bind",
        address,
        "--save",
        "",
        "--protected-mode",
        "no",
    ]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield f"redis://{address}:{PORT}/0"
    finally:
        running.terminate()
        running.wait(timeout=20)


def can_have_namespaces() -> bool:
    return os.geteuid() == 0 and shutil.which("ip") is not None


def ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True)


@contextmanager
def namespaces(count: int) -> Iterator[list[str]]:
    """Give each worker a network of its own, as if it were another host; only the bridge joins them."""
    names = [f"kilden-{number}" for number in range(2, 2 + count)]
    try:
        ip("link", "add", BRIDGE, "type", "bridge")
        ip("address", "add", f"{GATEWAY}/24", "dev", BRIDGE)
        ip("link", "set", BRIDGE, "up")
        for number, name in enumerate(names, start=2):
            ip("netns", "add", name)
            ip("link", "add", f"kb{number}", "type", "veth", "peer", "name", "eth0", "netns", name)
            ip("link", "set", f"kb{number}", "master", BRIDGE, "up")
            ip("-n", name, "address", "add", f"10.209.0.{number}/24", "dev", "eth0")
            ip("-n", name, "link", "set", "eth0", "up")
        yield names
    finally:
        for name in names:
            subprocess.run(["ip", "netns", "delete", name], check=False)
        subprocess.run(["ip", "link", "delete", BRIDGE], check=False)


class Worker:
    def __init__(self, number: int, within: Sequence[str] = ()) -> None:
        name = f"bench-{number}@kilden"
        command = [sys.executable, "-m", "celery", "-A", "portal", "worker"]
        options = ["--pool", "solo", "--loglevel", "ERROR", "--hostname", name, "--without-gossip"]
        self.running = subprocess.Popen(
            [*within, *command, *options, "--without-mingle"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.name = name

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self.running.poll() is None:
            os.killpg(self.running.pid, how)
        self.running.wait(timeout=60)


@contextmanager
def workers(count: int, places: Sequence[str] = ()) -> Iterator[list[Worker]]:
    """Give so many workers, all of them awake."""
    within = [("ip", "netns", "exec", place) for place in places] or [()] * count
    with ExitStack() as stack:
        found = []
        for number in range(count):
            found.append(worker := Worker(number, within[number]))
            stack.callback(worker.stop)
        wait_for(found)
        yield found


def wait_for(found: Sequence[Worker]) -> None:
    from portal.celery import app

    for _try in range(60):
        answers = app.control.inspect(timeout=1).ping() or {}
        if all(worker.name in answers for worker in found):
            return
    raise SystemExit("The workers did not start.")


def recount(hit: Worker | None = None) -> float:
    """Count everything anew with the workers that run, and return the seconds it took.

    `hit` is killed when half is done. Then what beat does each five minutes is done at once.
    """
    from django.utils import timezone

    from feedback import actions, tasks
    from feedback.models import Rebuild

    begun = time.monotonic()
    asked = actions.ask_for_rebuild(at=timezone.now())
    tasks.refresh_feedback.delay()
    while time.monotonic() - begun < LONGEST:
        rebuild = Rebuild.objects.get(pk=asked.pk)
        if rebuild.finished_at:
            return time.monotonic() - begun
        if hit and rebuild.total and 2 * rebuild.done >= rebuild.total:
            hit.stop(signal.SIGKILL)
            hit = None
            tasks.refresh_feedback.delay()
        time.sleep(0.1)
    raise SystemExit("The workers did not finish.")
