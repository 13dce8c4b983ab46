"""What the numbers cost at 10^4 … 10^7 answers: `python -m tests.benchmarks.feedback [--largest 7]`.

PostgreSQL runs durable in a cluster of its own, Redis beside it; the answers of a year are made up in
the database. Measured for each size: a full rebuild by the command in a process of its own (seconds,
and the most memory it ever held), the circle's board, and the same count in DuckDB as the yardstick.
Then 1, 2 and 4 workers share a rebuild, one answer goes from the form to its tally, and two workers in two
network namespaces go on when one is killed half-way. Namespaces need root; without it, two processes.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.many_answers import Asked, asked_in, in_duckdb, make, totals
from tests.benchmarks.workers import (
    GATEWAY,
    can_have_namespaces,
    namespaces,
    recount,
    redis,
    workers,
)
from tests.cluster import Cluster, running_cluster

BOARD = "/kreds/taet-og-toer/"
SMALLEST, LARGEST, LARGEST_SHARED = 4, 6, 6
MOST_MEGABYTES, MOST_RATIO, MOST_GROWTH = 500, 1.2, 1.3
VIEWS = 40
CLOSED = ("questionnaires_response", "questionnaires_score", "feedback_tally")


class Found(NamedTuple):
    count: int
    seconds: float
    megabytes: float
    board: float
    duckdb_read: float
    duckdb_count: float


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--largest", type=int, default=LARGEST, help="as a power of ten")
    largest = parser.parse_args().largest
    is_apart = can_have_namespaces()
    with (
        tempfile.TemporaryDirectory() as folder,
        namespaces(2) if is_apart else nullcontext([]) as places,
        running_cluster(GATEWAY if is_apart else "") as cluster,
        redis(GATEWAY if is_apart else "127.0.0.1") as broker,
    ):
        set_environment(cluster, broker, folder, is_apart)
        asked = prepare()
        found = []
        for power in range(SMALLEST, largest + 1):
            found.append(measure(asked, 10**power, Path(folder)))
            tell(found[-1])
        is_exact = share(asked, 10 ** min(largest, LARGEST_SHARED), places)
    return judge(found, is_exact)


def set_environment(cluster: Cluster, broker: str, folder: str, is_apart: bool) -> None:
    over_network = f"postgres://postgres@{GATEWAY}/postgres"
    os.environ.update(
        DJANGO_SETTINGS_MODULE="tests.benchmarks.settings",
        DATA_DIR=folder,
        DATABASE_URL=over_network if is_apart else cluster.address,
        BROKER_URL=broker,
        CACHE_URL=broker.replace("/0", "/1"),
    )


def prepare() -> Asked:
    import django

    django.setup()
    from django.core.management import call_command

    from feedback.demo import build_measures
    from tests.factories import make_town

    call_command("migrate", verbosity=0)
    town = make_town()
    build_measures(town.platform, town.poster.campaign.version.questionnaire_id)
    return asked_in(town)


def measure(asked: Asked, count: int, folder: Path) -> Found:
    make(asked, count)
    seconds, megabytes = rebuild()
    people, answers = totals()
    assert (people, answers) == (count, count * len(asked.link_ids)), (people, answers)
    board = seconds_of_board()
    read, counted, known = in_duckdb(asked, folder)
    assert known == count
    return Found(count, seconds, megabytes, board, read, counted)


def rebuild() -> tuple[float, float]:
    """Return the seconds of the command, and the most megabytes its process held."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "portal", "refresh_feedback", "--all"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(running.pid, 0)
    assert status == 0
    return time.perf_counter() - begun, used.ru_maxrss / 1024


def seconds_of_board() -> float:
    """Publish the year, and return the median of the board, which must not touch what is closed to it."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from feedback.quarters import publish_closed_periods
    from portal.periods import Week
    from portal.users.models import User

    publish_closed_periods(this_week=Week.of(timezone.localdate()))
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(email="sofie@kilden.example"))
    with CaptureQueriesContext(connection) as seen:
        assert client.get(BOARD).status_code == 200
    assert not [query for query in seen if any(table in query["sql"] for table in CLOSED)]
    return statistics.median(seconds_of(client) for _view in range(VIEWS))


def seconds_of(client) -> float:
    begun = time.perf_counter()
    client.get(BOARD)
    return time.perf_counter() - begun


def share(asked: Asked, count: int, places: list[str]) -> bool:
    """Tell how workers share a rebuild; return whether the totals are exact though one is killed."""
    make(asked, count)
    print(f"Shared by workers on Redis, {count} answers, {os.cpu_count()} processors:")
    for number in (1, 2, 4):
        with workers(number):
            print(f"  {number} workers {recount():8.1f} s", flush=True)
            if number == 1:
                print(
                    f"  one answer in its tally after {seconds_to_tally(asked):.1f} s, of which 2 are waited"
                )
    before = totals()
    with workers(2, places) as (_stays, hit):
        seconds = recount(hit)
    where = "two network namespaces" if places else "two processes"
    is_exact = totals() == before
    print(f"  2 workers in {where}, one killed half-way: {seconds:.1f} s, totals exact: {is_exact}")
    return is_exact


def seconds_to_tally(asked: Asked) -> float:
    from feedback.models import Tally
    from questionnaires.models import AccessPoint
    from tests.factories import make_response

    poster = AccessPoint.objects.get(pk=asked.points[0])
    begun = time.perf_counter()
    response = make_response(poster)
    while not Tally.objects.filter(bucket__week=response.week).exists():
        time.sleep(0.02)
        assert time.perf_counter() - begun < 60
    return time.perf_counter() - begun


def tell(one: Found) -> None:
    print(
        f"{one.count:>9} answers: rebuilt in {one.seconds:7.1f} s ({one.count / one.seconds:6.0f} a second), "
        f"{one.megabytes:4.0f} MB at most; board {1000 * one.board:4.0f} ms; "
        f"DuckDB counts in {one.duckdb_count:.2f} s after {one.duckdb_read:.1f} s of reading",
        flush=True,
    )


def judge(found: list[Found], is_exact: bool) -> int:
    """Linear: what one more answer costs is the same among the many as among the fewer."""
    small, middle, large = found[1], found[-2], found[-1]
    steps = [
        (after.seconds - before.seconds) / (after.count - before.count)
        for before, after in ((found[0], middle), (middle, large))
    ]
    growth, ratio = steps[1] / steps[0], large.board / small.board
    judged = {
        f"one more answer costs {growth:.2f} x as much among the most, at most {MOST_GROWTH} x": (
            growth <= MOST_GROWTH
        ),
        f"memory {large.megabytes:.0f} MB, at most {MOST_MEGABYTES} MB": (
            large.megabytes <= MOST_MEGABYTES
        ),
        f"board {ratio:.2f} x from {small.count} to {large.count}, at most {MOST_RATIO} x": (
            ratio <= MOST_RATIO
        ),
        "totals exact though a worker was killed": is_exact,
    }
    for said, is_kept in judged.items():
        print(f"Budget {'kept' if is_kept else 'BROKEN'}: {said}.")
    return 0 if all(judged.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
