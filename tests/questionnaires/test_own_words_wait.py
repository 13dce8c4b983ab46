"""What people wrote waits for a person to read it: a row beside the answer, and nothing that tells when."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext

from portal.periods import Week
from questionnaires import actions, demo
from questionnaires.models import AccessPoint, OwnWords, Response
from tests.cast import Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def point(town: Town) -> AccessPoint:
    campaign = demo.build_campaign(
        town.platform, "siden_nyttig", opens_on=date(2026, 1, 1), is_synthetic=False
    )
    return demo.add_access_point(campaign, "nyttig23", "page", None)


def answer(point: AccessPoint, **changes: Any) -> Response:
    given = {
        "access_point": point,
        "submission_id": uuid4(),
        "answers": {"hjalp-siden": "nej", "hvad-manglede": "Noget om ferier"},
        "age_band": None,
        "week": Week(2026, 48),
        "language": "da",
    }
    return actions.submit_response(**given | changes)[0]


def test_words_wait_from_the_moment_they_are_stored(point: AccessPoint) -> None:
    response = answer(point)

    assert list(OwnWords.objects.values_list("response", "link_id", "state")) == [
        (response.pk, "hvad-manglede", "waiting")
    ]


def test_an_answer_without_words_costs_nothing_more(point: AccessPoint) -> None:
    with CaptureQueriesContext(connection) as stored:
        answer(point, answers={"hjalp-siden": "nej"})

    assert not OwnWords.objects.exists()
    assert not [query for query in stored.captured_queries if "ownwords" in query["sql"]]
    with CaptureQueriesContext(connection) as with_words:
        answer(point)
    assert len(with_words) == len(stored) + 1


def test_the_same_answer_again_waits_once(point: AccessPoint) -> None:
    submission = uuid4()
    for _ in range(2):
        answer(point, submission_id=submission)

    assert OwnWords.objects.count() == 1


def test_words_of_an_answer_that_is_not_stored_do_not_wait(
    point: AccessPoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(actions.response_submitted, "send", breaks)
    with pytest.raises(RuntimeError):
        answer(point)

    assert not OwnWords.objects.exists()


def test_words_go_with_their_answer(point: AccessPoint) -> None:
    answer(point).delete()

    assert not OwnWords.objects.exists()


def test_no_column_tells_when_or_holds_the_words() -> None:
    assert {field.name: type(field) for field in OwnWords._meta.get_fields()} == {
        "id": models.UUIDField,
        "response": models.ForeignKey,
        "link_id": models.TextField,
        "state": models.CharField,
        "decisions": models.ManyToOneRel,
    }


@pytest.mark.parametrize("given", [[{"state": "seen"}], [{}, {}]], ids=["a state", "twice"])
def test_the_database_refuses(point: AccessPoint, given: list[dict]) -> None:
    response = answer(point, answers={"hjalp-siden": "nej"})

    waiting = [OwnWords(response=response, link_id="hvad-manglede", **row) for row in given]

    with pytest.raises(IntegrityError), transaction.atomic():
        OwnWords.objects.bulk_create(waiting)


def test_what_was_approved_is_told_by_answer(point: AccessPoint) -> None:
    first, _second = answer(point), answer(point)
    OwnWords.objects.filter(response=first).update(state=OwnWords.State.APPROVED)

    assert OwnWords.objects.approved() == {first.pk: {"hvad-manglede"}}
