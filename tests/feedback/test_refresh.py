"""Tallies are recounted from the answers, and no answer is ever lost on the way."""

from collections import Counter
from itertools import product

import pytest
from django.core.management import call_command

from feedback import actions, aggregation, tasks
from feedback.models import DirtyMark, Publication, Tally
from portal.periods import Week
from questionnaires.models import Response
from tests.cast import Town
from tests.factories import make_response

pytestmark = pytest.mark.django_db
NOW = Week(2026, 48)
BANDS = ("1-2-aar", "3-4-aar", None)


def snapshot() -> list[tuple]:
    fields = ("access_point", "age_band", "language", "reporter", "count", "options")
    return sorted(Tally.objects.values_list(*fields), key=str)


def answer_in_many_ways(town: Town) -> None:
    for point, band, code in product((town.poster, town.link), BANDS, ("0", "3", "unknown")):
        make_response(point, {"sammenhaeng": code}, band=band)
        make_response(point, {"sammenhaeng": "3", "uden-skyld": code}, band=band)


def test_tallies_equal_a_slow_and_obvious_count(town: Town) -> None:
    answer_in_many_ways(town)

    actions.refresh_dirty_buckets(this_week=NOW)

    for tally in Tally.objects.all():
        mine = Response.objects.filter(access_point=tally.access_point, age_band=tally.age_band)
        chosen = Counter(pair for response in mine for pair in response.answers.items())
        counted = {
            (link_id, code): count
            for link_id, options in tally.options.items()
            for code, count in options.items()
            if code
        }
        assert tally.count == mine.count()
        assert all(sum(options.values()) == tally.count for options in tally.options.values())
        assert counted == chosen
    assert sum(Tally.objects.values_list("count", flat=True)) == Response.objects.count()


def test_counting_by_small_chunks_gives_the_same(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_in_many_ways(town)
    actions.refresh_dirty_buckets(this_week=NOW)
    whole = snapshot()
    monkeypatch.setattr(aggregation, "ROWS_A_CHUNK", 5)

    actions.refresh_bucket(version_id=town.poster.campaign.version_id, week=str(NOW))

    assert snapshot() == whole


def test_counting_again_changes_nothing(town: Town) -> None:
    answer_in_many_ways(town)
    actions.refresh_dirty_buckets(this_week=NOW)
    before = snapshot()

    actions.refresh_bucket(version_id=town.poster.campaign.version_id, week=str(NOW))

    assert snapshot() == before
    assert not DirtyMark.objects.exists()


def test_a_worker_that_dies_leaves_its_work_to_the_next(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_response(town.poster)
    with monkeypatch.context() as accident:
        accident.setattr(aggregation, "count_bucket", lambda *key: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            actions.refresh_dirty_buckets(this_week=NOW)
    assert not Tally.objects.exists()

    actions.refresh_dirty_buckets(this_week=NOW)

    assert Tally.objects.get().count == 1


def test_an_answer_that_comes_while_counting_is_counted_next_time(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_response(town.poster)
    count = aggregation.count_bucket

    def counts_and_then_an_answer_comes(version_id: int, week: str) -> list:
        counted = count(version_id, week)
        make_response(town.poster)
        return counted

    with monkeypatch.context() as moment:
        moment.setattr(aggregation, "count_bucket", counts_and_then_an_answer_comes)
        actions.refresh_dirty_buckets(this_week=NOW)
    assert DirtyMark.objects.count() == 1

    actions.refresh_dirty_buckets(this_week=NOW)
    assert Tally.objects.get().count == 2


def test_weeks_are_counted_apart(town: Town) -> None:
    make_response(town.poster, week=Week(2026, 47))
    make_response(town.poster, week=NOW)

    assert actions.refresh_dirty_buckets(this_week=NOW) == 2
    assert sorted(Tally.objects.values_list("bucket__week", "count")) == [
        ("2026-W47", 1),
        ("2026-W48", 1),
    ]


@pytest.mark.parametrize(("answers", "shown"), [(1, None), (4, None), (5, 5), (13, 13)])
def test_the_running_count_is_masked_while_it_is_small(
    town: Town, answers: int, shown: int | None
) -> None:
    for _ in range(answers):
        make_response(town.poster)

    actions.refresh_dirty_buckets(this_week=NOW)

    assert Publication.objects.get().count == shown
    assert Publication.objects.get().table == {}


def test_answers_that_come_together_are_counted_by_one_task(
    town: Town, settings, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    settings.FEEDBACK_REFRESH_DELAY = 2
    queued: list[int] = []
    monkeypatch.setattr(
        tasks.refresh_feedback, "apply_async", lambda countdown: queued.append(countdown)
    )

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(3):
            make_response(town.poster)

    assert queued == [2]


def test_a_broker_that_is_down_does_not_lose_the_answer(
    town: Town, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    def broker_is_down(**options) -> None:
        raise ConnectionError

    monkeypatch.setattr(tasks.refresh_feedback, "apply_async", broker_is_down)

    with django_capture_on_commit_callbacks(execute=True):
        make_response(town.poster)

    assert Response.objects.count() == DirtyMark.objects.count() == 1


def test_each_bucket_is_a_task_of_its_own_that_any_worker_may_take(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple] = []
    make_response(town.poster, week=Week(2026, 47))
    make_response(town.poster, week=NOW)
    monkeypatch.setattr(tasks.refresh_bucket, "delay", lambda *work: sent.append(work))

    tasks.refresh_feedback()

    version = town.poster.campaign.version_id
    assert sent == [(version, "2026-W47"), (version, "2026-W48")]


def test_a_task_that_is_sent_twice_counts_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    make_response(town.poster)
    work = (town.poster.campaign.version_id, str(NOW))
    tasks.refresh_bucket(*work)
    monkeypatch.setattr(aggregation, "count_bucket", lambda *key: 1 / 0)

    tasks.refresh_bucket(*work)

    assert Tally.objects.get().count == 1


def test_everything_can_be_counted_anew_and_the_command_tells_how_far_it_is(
    town: Town, capsys: pytest.CaptureFixture
) -> None:
    for week in (46, 47, 48):
        make_response(town.poster, week=Week(2026, week))
    call_command("refresh_feedback")
    Tally.objects.all().delete()
    Response.objects.filter(week="2026-W46").delete()

    capsys.readouterr()
    call_command("refresh_feedback", "--all")

    assert capsys.readouterr().out.splitlines() == [
        "1 of 3 weeks", "2 of 3 weeks", "3 of 3 weeks", "3 weeks counted.",
    ]  # fmt: skip
    assert not Tally.objects.filter(bucket__week="2026-W46").exists()
    assert Tally.objects.count() == 2


def test_the_command_can_leave_the_counting_to_the_workers(
    town: Town, capsys: pytest.CaptureFixture
) -> None:
    make_response(town.poster)

    call_command("refresh_feedback", "--all", "--workers")

    assert capsys.readouterr().out == "1 weeks counted.\n"
    assert Tally.objects.get().count == 1
