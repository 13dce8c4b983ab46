"""A double click, a slow network, a nervous thumb: the same form twenty times is one answer."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from portal.periods import Week
from questionnaires.models import Response
from tests.questionnaires.test_submit_response import submit

POSTS = 20


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_posts_at_once_of_one_form_are_one_response(town) -> None:
    from uuid import uuid4

    submission_id = uuid4()

    def post(_number: int) -> bool:
        try:
            return submit(town, submission_id, week=Week(2026, 48))[1]
        finally:
            connections.close_all()

    # SQLite in memory is one connection that all threads share, so there they take turns.
    threads = 1 if connection.vendor == "sqlite" else POSTS
    with ThreadPoolExecutor(threads) as pool:
        outcomes = list(pool.map(post, range(POSTS)))

    assert Response.objects.filter(submission_id=submission_id).count() == 1
    assert outcomes.count(True) == 1
