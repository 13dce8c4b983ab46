"""A full rebuild is asked for at the desk, begun by a worker, and told of by the week."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from feedback import actions, aggregation, tasks
from feedback.models import DirtyMark, Rebuild, Tally
from portal.periods import Week
from questionnaires.models import Response
from tests.cast import CAST, Town
from tests.factories import make_response

pytestmark = pytest.mark.django_db
PAGE = "/admin/reports/optaelling/"
WEEKS = [Week(2026, number) for number in (46, 47, 48)]


@pytest.fixture
def jonas(town: Town) -> Client:
    client = Client()
    client.force_login(town.people.jonas)
    return client


@pytest.fixture
def counted(town: Town) -> Town:
    for week in WEEKS:
        make_response(town.poster, week=week)
    actions.refresh_dirty_buckets(this_week=WEEKS[-1])
    Tally.objects.all().delete()
    return town


def html(client: Client) -> str:
    return " ".join(client.get(PAGE).content.decode().split())


def ask() -> Rebuild:
    return actions.ask_for_rebuild(at=timezone.now())


@pytest.mark.parametrize("name", [*CAST, None])
def test_only_who_runs_the_servers_comes_in(town: Town, name: str | None) -> None:
    client = Client()
    if name:
        client.force_login(getattr(town.people, name))
    may = name == "jonas"

    assert (client.get(PAGE).status_code == 200) is may
    client.post(PAGE)
    assert Rebuild.objects.exists() is may
    assert (PAGE in client.get("/admin/", follow=True).content.decode()) is may


def test_the_button_needs_a_token(town: Town) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(town.people.jonas)

    assert client.post(PAGE).status_code == 403
    assert not Rebuild.objects.exists()


def test_where_nobody_has_asked_the_page_says_how_much_waits(jonas: Client, town: Town) -> None:
    make_response(town.poster, week=WEEKS[0])
    make_response(town.poster, week=WEEKS[0])

    page = html(jonas)

    assert "Uger, der venter på at blive talt</th><td>1</td>" in page
    assert "Tæl alt forfra" in page
    assert "<progress" not in page


def test_the_button_only_asks_and_the_worker_is_told_when_it_is_committed(
    jonas: Client, counted: Town, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    told: list[dict] = []
    monkeypatch.setattr(aggregation, "answered_buckets", lambda: 1 / 0)
    monkeypatch.setattr(tasks.refresh_feedback, "apply_async", lambda **how: told.append(how))

    with django_capture_on_commit_callbacks(execute=True):
        response = jonas.post(PAGE)
        assert not told

    assert response.headers["Location"] == PAGE
    assert len(told) == 1
    assert (Rebuild.objects.get().by, Rebuild.objects.get().total) == (counted.people.jonas, None)
    assert "Venter på, at arbejdet går i gang." in html(jonas)


def test_a_broker_that_is_down_is_no_error_and_beat_begins_it(
    jonas: Client, counted: Town, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    def broker_is_down(**options) -> None:
        raise ConnectionError

    with monkeypatch.context() as accident, django_capture_on_commit_callbacks(execute=True):
        accident.setattr(tasks.refresh_feedback, "apply_async", broker_is_down)
        assert jonas.post(PAGE).status_code == 302

    tasks.refresh_feedback()

    assert Tally.objects.count() == len(WEEKS)
    assert Rebuild.objects.get().finished_at


def test_the_page_tells_how_far_the_workers_are(
    jonas: Client, counted: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks.refresh_bucket, "delay", lambda *work: None)
    ask()
    tasks.refresh_feedback()
    version = counted.poster.campaign.version_id

    tasks.refresh_bucket(version, str(WEEKS[0]))
    page = html(jonas)
    assert (
        '<progress id="rebuild-progress" aria-label="Hvor langt den er" max="3" value="1">' in page
    )
    assert "1 af 3 uger" in page

    for week in WEEKS:
        tasks.refresh_bucket(version, str(week))
    assert "Færdig: 3 uger" in html(jonas)
    assert "Tæl alt forfra" in html(jonas)


def test_asking_twice_counts_once_and_tells_the_workers_again(jonas: Client, counted: Town) -> None:
    first = ask()
    actions.begin_rebuilds()

    assert ask() == first
    assert "Sæt arbejdet i gang igen" in html(jonas)
    tasks.refresh_feedback()
    assert ask() != first


def test_answers_that_come_meanwhile_do_not_prolong_it(counted: Town) -> None:
    rebuild = ask()
    actions.begin_rebuilds()
    make_response(counted.poster, week=Week(2026, 40))

    rebuild.refresh_from_db()

    assert (rebuild.total, rebuild.left, rebuild.done) == (3, 3, 0)


def test_a_second_worker_does_not_begin_it_again(counted: Town) -> None:
    rebuild = ask()
    actions.begin_rebuilds()
    marks = DirtyMark.objects.count()

    actions.begin_rebuild(rebuild.pk)

    assert DirtyMark.objects.count() == marks == len(WEEKS)


def test_the_command_is_a_rebuild_too(counted: Town, capsys: pytest.CaptureFixture) -> None:
    call_command("refresh_feedback", "--all")

    assert capsys.readouterr().out.endswith("3 weeks counted.\n")
    rebuild = Rebuild.objects.get()
    assert (rebuild.by, rebuild.total, rebuild.done) == (None, 3, 3)
    assert rebuild.finished_at


def test_nothing_to_count_is_finished_at_once(town: Town) -> None:
    ask()

    tasks.refresh_feedback()

    assert (Rebuild.objects.get().total, Rebuild.objects.get().done) == (0, 0)
    assert Rebuild.objects.get().finished_at


def test_no_more_than_a_chunk_of_answers_is_held_at_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What bounds the memory: nothing is as long as the answers, only as long as a chunk."""
    for _ in range(7):
        make_response(town.poster, week=WEEKS[0])
    sizes: list[int] = []
    chosen = aggregation._chosen
    monkeypatch.setattr(aggregation, "ROWS_A_CHUNK", 3)
    monkeypatch.setattr(
        aggregation, "_chosen", lambda rows, asked: sizes.append(len(rows)) or chosen(rows, asked)
    )

    (corner,) = aggregation.count_bucket(town.poster.campaign.version_id, str(WEEKS[0]))

    assert (sizes, corner.count) == ([3, 3, 1], Response.objects.count())


def test_the_answers_of_a_week_are_asked_for_in_no_order(
    town: Town, django_assert_num_queries
) -> None:
    """The key is random, so to sort by it costs much and gives nothing."""
    with django_assert_num_queries(4) as seen:
        aggregation.count_bucket(town.poster.campaign.version_id, str(WEEKS[0]))

    asked = [query["sql"] for query in seen if 'FROM "questionnaires_response"' in query["sql"]]
    assert len(asked) == 3
    assert not [sql for sql in asked if "ORDER BY" in sql]
