"""A parent finds advice, answers a poster, and the operations circle sees the protected result."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from feedback.tasks import publish_feedback
from questionnaires.models import Response
from tests.cast import Town
from tests.conftest import TUESDAY
from tests.factories import make_response

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    assert not response.cookies, address
    return response.content.decode()


def test_a_parents_answer_reaches_the_circle_and_nobody_else(
    town: Town, django_capture_on_commit_callbacks
) -> None:
    parent = Client()

    # She chooses an age, and finds the advice for it.
    assert "Mit barn er" in page(parent, "/taet-og-toer/")
    assert "Når barnet holder sig" in page(parent, "/taet-og-toer/3-4-aar/")
    advice = page(parent, "/taet-og-toer/3-4-aar/naar-barnet-holder-sig/")
    assert "Ring til egen læge" in advice

    # The page leads to the questionnaire; her child's age is already chosen there.
    address = re.search(r'href="(/s/sidelink/\?alder=3-4-aar)"', advice)[1]
    form = page(parent, address)
    assert re.search(r'value="3-4-aar"[^>]*checked', form)

    # Twelve others have answered this week; she answers, and by mistake sends twice.
    for number in range(12):
        few = {"sammenhaeng": "3", "mening-i-hverdagen": "3"}
        make_response(town.poster, few if number < 5 else None)
    submission = re.search(r'name="submission" value="([^"]+)"', form)[1]
    answers = {"submission": submission, "age": "3-4-aar", "q1": "3", "q2": "0", "q5": "unknown"}
    with django_capture_on_commit_callbacks(execute=True):
        first = parent.post("/s/sidelink/", answers)
    second = parent.post("/s/sidelink/", answers)
    assert (
        first.headers["Location"] == second.headers["Location"] == "/s/sidelink/tak/?alder=3-4-aar"
    )
    assert Response.objects.count() == 13
    assert "Når barnet holder sig" in page(parent, first.headers["Location"])

    # The circle sees at once how many have answered, and their answers when the week has closed.
    sofie = Client()
    sofie.force_login(town.people.sofie)
    board = sofie.get("/kreds/taet-og-toer/").content.decode()
    assert "13 svar" in board
    with time_machine.travel(TUESDAY + timedelta(days=6), tick=False):
        publish_feedback()
        sofie.force_login(town.people.sofie)
        board = sofie.get("/kreds/taet-og-toer/").content.decode()
    assert "13 ud af 13" in board
    # One person only said no: neither she nor the twelve beside her can be counted.
    assert "12 ud af 13" not in board
    assert "skjult" in board

    # Nobody else sees it.
    assert Client().get("/kreds/taet-og-toer/").status_code == 302
    for name in ("mikkel", "hanne", "ida", "jonas"):
        other = Client()
        other.force_login(getattr(town.people, name))
        assert other.get("/kreds/taet-og-toer/").status_code == 403, name
