"""How fast a page of advice is answered, as ratios on one machine: `python -m tests.benchmarks.pages`.

Gunicorn runs with one worker on a database of its own with the demo in it. One reader on the same
machine asks again and again over one connection; each round asks for every thing in turn, so that a
busy moment hits them alike, and the median of the rounds counts.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADVICE = "/taet-og-toer/3-4-aar/naar-jeres-barn-holder-sig/"
PACKED = {"Accept-Encoding": "gzip"}
ROUNDS = 7
REQUESTS = 300
REQUESTS_MADE_ANEW = 20
MOST_QUERIES = 12
WANTED = 0.5


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
            "DATA_DIR": folder,
        }
        os.environ.update(environment)
        queries = prepare_and_count()
        with served(environment) as port:
            rates, size = measure(port)
    return tell(rates, size, queries)


def prepare_and_count() -> int:
    """Make the database with the demo, and return the queries of the first view of all."""
    import django

    django.setup()
    from django.core.cache import cache
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    call_command("migrate", verbosity=0)
    call_command("demo", stdout=StringIO())
    cache.clear()
    with CaptureQueriesContext(connection) as seen:
        Client().get(ADVICE)
    connection.close()
    return len(seen)


@contextmanager
def served(environment: dict[str, str]):
    tools = Path(sys.executable).parent
    options = [
        "--threads",
        "2",
        "--log-level",
        "error",
        "--keep-alive",
        "30",
        "--no-control-socket",
    ]
    port = free_port()
    command = [tools / "gunicorn", "portal.wsgi", *options, "--bind", f"127.0.0.1:{port}"]
    running = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        wait(port, running)
        yield port
    finally:
        running.terminate()
        running.wait(timeout=20)


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait(port: int, running: subprocess.Popen) -> None:
    for _try in range(100):
        if running.poll() is not None:
            break
        try:
            if get(HTTPConnection("127.0.0.1", port), "/-/ready").status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The server did not start.")


def get(connection: HTTPConnection, path: str, headers: dict[str, str] | None = None):
    connection.request("GET", path, headers=headers or {})
    response = connection.getresponse()
    response.body = response.read()
    return response


def measure(port: int) -> tuple[dict[str, list[float]], int]:
    reader = HTTPConnection("127.0.0.1", port)
    page = get(reader, ADVICE, PACKED)
    size = len(page.body)
    things = {
        "hello": (f"/-/hello/{size}", PACKED, 200, REQUESTS),
        "kept": (ADVICE, PACKED, 200, REQUESTS),
        "unchanged": (ADVICE, PACKED | {"If-None-Match": page.headers["ETag"]}, 304, REQUESTS),
        # A query is never kept.
        "made anew": (f"{ADVICE}?anew", PACKED, 200, REQUESTS_MADE_ANEW),
    }
    rates: dict[str, list[float]] = {name: [] for name in things}
    for _round in range(ROUNDS):
        for name, asked in things.items():
            rates[name].append(rate(reader, *asked))
    return rates, size


def rate(
    reader: HTTPConnection, path: str, headers: dict[str, str], status: int, count: int
) -> float:
    begun = time.perf_counter()
    for _request in range(count):
        assert get(reader, path, headers).status == status
    return count / (time.perf_counter() - begun)


def tell(rates: dict[str, list[float]], size: int, queries: int) -> int:
    medians = {name: statistics.median(found) for name, found in rates.items()}
    print(f"A page of advice, {size} bytes compressed; medians of {ROUNDS} rounds.")
    for name, median in medians.items():
        ratio = median / medians["hello"]
        print(f"  {name:<10}{median:8.0f} requests/s {ratio:7.2f} x a bare view of the same size")
    ratio = medians["kept"] / medians["hello"]
    print(f"  kept ready / made anew: {medians['kept'] / medians['made anew']:.1f} x")
    print(f"  queries when nothing is kept: {queries} (budget {MOST_QUERIES})")
    is_kept = ratio >= WANTED and queries <= MOST_QUERIES
    print(f"Budget {WANTED} x: {'kept' if is_kept else 'BROKEN'} ({ratio:.2f} x).")
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
