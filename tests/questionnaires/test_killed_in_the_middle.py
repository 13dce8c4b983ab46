"""A thousand people answer while the server, or the database, is killed: what was thanked for is stored.

Each sends again, with the same id, until it is thanked; so everything is to be stored, and once.
"""

import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest

from questionnaires.forms import signer
from tests.browser.conftest import free_port
from tests.cluster import Cluster, is_there, running_cluster
from tests.database import kept_copy
from tests.served import Server, python

PEOPLE, AT_ONCE, KILLED_AFTER = 1_000, 20, 300
TRIES = 200
ADDRESS = "/s/plakat24/"
HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}
ON_POSTGRES = os.environ.get("TEST_DATABASE_URL", "").startswith("postgres")
pytestmark = [pytest.mark.thorough, pytest.mark.stored]

TOWN = """
from datetime import date
from django.core.management import call_command
from questionnaires import demo
from tests.factories import make_town
call_command("migrate", verbosity=0)
town = make_town()
campaign = demo.build_campaign(town.platform, "saadan_gaar_det", date(2026, 1, 1), False)
demo.add_access_point(campaign, "plakat24", "poster", None)
"""
EMPTY = """
from feedback.models import DirtyMark
from questionnaires.models import Response
DirtyMark.objects.all().delete()
Response.objects.all().delete()
"""
STORED = """
import json
from feedback.models import DirtyMark
from questionnaires.models import Response, Score
answers = {str(each.submission_id): each.answers["kraefter"] for each in Response.objects.all()}
print(json.dumps({
    "answers": answers, "responses": Response.objects.count(), "marks": DirtyMark.objects.count(),
    "scores": Score.objects.count(), "scored": Score.objects.values("response").distinct().count(),
}))
"""


class Crowd:
    """People at their phones. Each holds one form and does not give up."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.forms = {uuid4(): number % 101 for number in range(PEOPLE)}
        self.signed = {each: signer.sign(str(each)) for each in self.forms}
        self.thanked: set[UUID] = set()
        self.turned_away = 0
        self.half_way = threading.Event()

    def answer(self, form: UUID) -> None:
        for _try in range(TRIES):
            if self.sends(form):
                self.thanked.add(form)
                if len(self.thanked) >= KILLED_AFTER:
                    self.half_way.set()
                return
            self.turned_away += 1
            time.sleep(0.1)

    def sends(self, form: UUID) -> bool:
        given = {f"q{number}": self.forms[form] for number in range(1, 5)}
        body = urlencode({"submission": self.signed[form], **given})
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("POST", ADDRESS, body, HEADERS)
            return is_thanks(connection.getresponse())
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def all_answer_while(self, disaster: Callable[[], None]) -> None:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            everyone = pool.map(self.answer, self.forms)
            assert self.half_way.wait(timeout=120) or pool.shutdown(cancel_futures=True)
            disaster()
            list(everyone)


def is_thanks(answer: HTTPResponse) -> bool:
    """Say whether it is the page of thanks, with one's own score on it, or the way there."""
    return answer.status == 302 or (answer.status == 200 and b'id="answers"' not in answer.read())


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster | None]:
    if not ON_POSTGRES:
        yield None
        return
    if not is_there():
        pytest.skip("PostgreSQL's programs are not there")
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="module")
def environment(
    tmp_path_factory: pytest.TempPathFactory, cluster: Cluster | None
) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("kilden")
    found = {
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATA_DIR": str(folder),
        "DATABASE_URL": cluster.address if cluster else f"sqlite:///{folder}/kilden.sqlite3",
        "CAPTURE_LEAST_SECONDS": "0",
        "CAPTURE_MOST_FROM_CAMPAIGN": str(100 * PEOPLE),
    }
    if not cluster and kept_copy().exists():
        shutil.copy(kept_copy(), folder / "kilden.sqlite3")
    python(found, TOWN)
    return found


@pytest.fixture
def server(environment: dict[str, str]) -> Iterator[Server]:
    python(environment, EMPTY)
    server = Server(environment, free_port())
    server.start()
    yield server
    server.kill()


def check(crowd: Crowd, environment: dict[str, str]) -> None:
    stored = json.loads(python(environment, STORED))
    assert len(crowd.thanked) == PEOPLE
    assert stored["answers"] == {str(form): given for form, given in crowd.forms.items()}
    assert stored["responses"] == stored["scores"] == stored["scored"] == stored["marks"] == PEOPLE


def kill_server(server: Server, cluster: Cluster | None) -> None:
    server.kill()
    server.start()


def kill_database(server: Server, cluster: Cluster) -> None:
    cluster.stop("immediate")
    cluster.start()


# SQLite is no process, so it dies with the server.
@pytest.mark.parametrize("kill", [kill_server, kill_database] if ON_POSTGRES else [kill_server])
def test_nothing_thanked_for_is_lost_or_doubled(
    server: Server, cluster: Cluster | None, environment: dict[str, str], kill: Callable[..., None]
) -> None:
    crowd = Crowd(server.port)

    crowd.all_answer_while(lambda: kill(server, cluster))

    assert crowd.turned_away
    check(crowd, environment)
