"""How fast answers are kept for good, as ratios on one machine: `python -m tests.benchmarks.capture`.

PostgreSQL runs durable (fsync on) in a cluster of its own; gunicorn with two workers; 64 people send at
once over connections that stay open. Each round asks for every thing in turn, so that a busy moment hits
them alike, and the median of the rounds counts. The client shares the processors with all of it.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode
from uuid import uuid4

from tests.benchmarks.pages import free_port
from tests.cluster import running_cluster
from tests.served import Server

if TYPE_CHECKING:
    from questionnaires.models import AccessPoint

PEOPLE, ROUNDS, REQUESTS = 64, 5, 384
MOST_QUERIES, WANTED = 8, 0.4
ADDRESS, PEER = "/s/plakat23/", "/formular/"
FORM = "application/x-www-form-urlencoded"


class Thing(NamedTuple):
    """What is sent: where to, what each time, with which headers, and what says that it was kept."""

    path: str
    body: Callable[[], str]
    headers: dict[str, str]
    status: int


def main() -> int:
    with running_cluster() as cluster, tempfile.TemporaryDirectory() as folder:
        environment = {
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
            "DATA_DIR": folder,
            "DATABASE_URL": cluster.address,
            "CAPTURE_LEAST_SECONDS": "0",
            "CAPTURE_MOST_FROM_CAMPAIGN": str(10**9),
        }
        os.environ.update(environment)
        poster, queries = prepare_and_count()
        server = Server(environment, free_port())
        server.start()
        try:
            rates, waits = measure(server.port, poster)
        finally:
            server.kill()
    return tell(rates, waits, queries)


def prepare_and_count() -> tuple["AccessPoint", int]:
    """Make the town and the peer's page; return where the answers are given, and the queries of one."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.factories import make_town

    call_command("migrate", verbosity=0)
    town = make_town()
    make_peer(town.page.get_parent())
    client = Client(SERVER_NAME="localhost")
    client.post(ADDRESS, ours(), content_type=FORM)  # what is asked once only
    with CaptureQueriesContext(connection) as seen:
        assert client.post(ADDRESS, ours(), content_type=FORM).status_code == 302
    connection.close()
    asked = [query for query in seen if query["sql"].split()[0] not in ("BEGIN", "COMMIT")]
    return town.poster, len(asked)


def make_peer(parent) -> None:
    from tests.benchmarks.peer.models import FormField, FormPage

    page = parent.add_child(instance=FormPage(title="Formular", slug="formular"))
    for number in range(1, 6):
        FormField.objects.create(
            page=page, sort_order=number, label=f"q{number}", clean_name=f"q{number}",
            field_type="radio", choices="0\n1\n2\n3\nunknown",
        )  # fmt: skip


def ours() -> str:
    from questionnaires.forms import signer

    return urlencode({"submission": signer.sign(str(uuid4())), "age": "5-10-aar", **answers()})


def answers() -> dict[str, str]:
    return {f"q{number}": "3" for number in range(1, 6)}


def measure(
    port: int, poster: "AccessPoint"
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    version_id = poster.campaign.version_id
    token = token_of(port)
    cookie = {"Cookie": f"csrftoken={token}", "Content-Type": FORM}
    form = urlencode({"csrfmiddlewaretoken": token, **answers()})
    things = {
        "one row": Thing(f"/-/one-row/{version_id}", str, {"Content-Type": FORM}, 302),
        "its rows alone": Thing(
            f"/-/its-rows/{version_id}/{poster.pk}", str, {"Content-Type": FORM}, 302
        ),
        "an answer": Thing(ADDRESS, ours, {"Content-Type": FORM}, 302),
        "Wagtail's form page": Thing(PEER, lambda: form, cookie, 200),
    }
    rates: dict[str, list[float]] = {name: [] for name in things}
    waits: dict[str, list[float]] = {name: [] for name in things}
    for thing in things.values():
        send(port, thing)  # what each worker does once only
    for _round in range(ROUNDS):
        for name, thing in things.items():
            begun = time.perf_counter()
            waits[name] += send(port, thing)
            rates[name].append(REQUESTS / (time.perf_counter() - begun))
    return rates, waits


def token_of(port: int) -> str:
    """Fetch the peer's form once; its cookie and its token are good for all that follows."""
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", PEER)
    response = connection.getresponse()
    assert response.status == 200
    return response.headers["Set-Cookie"].partition("csrftoken=")[2].partition(";")[0]


def send(port: int, thing: Thing) -> list[float]:
    bodies = [[thing.body() for _each in range(REQUESTS // PEOPLE)] for _person in range(PEOPLE)]
    with ThreadPoolExecutor(PEOPLE) as pool:
        return [
            wait for found in pool.map(lambda own: sent(port, thing, own), bodies) for wait in found
        ]


def sent(port: int, thing: Thing, bodies: list[str]) -> list[float]:
    connection = HTTPConnection("127.0.0.1", port)
    return list(each(connection, thing, bodies))


def each(connection: HTTPConnection, thing: Thing, bodies: list[str]) -> Iterator[float]:
    for body in bodies:
        begun = time.perf_counter()
        connection.request("POST", thing.path, body, thing.headers)
        response = connection.getresponse()
        response.read()
        assert response.status == thing.status, (thing.path, response.status)
        yield time.perf_counter() - begun
    connection.close()


def tell(rates: dict[str, list[float]], waits: dict[str, list[float]], queries: int) -> int:
    medians = {name: statistics.median(found) for name, found in rates.items()}
    print(f"Kept for good, {PEOPLE} people at once; medians of {ROUNDS} rounds.")
    for name, median in medians.items():
        ratio, cuts = median / medians["one row"], statistics.quantiles(waits[name], n=100)
        print(
            f"  {name:<20}{median:7.0f} a second {ratio:6.2f} x one row   "
            f"p50 {1000 * cuts[49]:5.0f} ms   p99 {1000 * cuts[98]:5.0f} ms"
        )
    against = medians["an answer"] / medians["Wagtail's form page"]
    ratio = medians["an answer"] / medians["one row"]
    print(f"  an answer / Wagtail's form page: {against:.2f} x")
    print(f"  queries of one answer: {queries} (budget {MOST_QUERIES})")
    is_kept = ratio >= WANTED and queries <= MOST_QUERIES
    print(f"Budget {WANTED} x: {'kept' if is_kept else 'BROKEN'} ({ratio:.2f} x).")
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
