"""A hidden field and a clock: the form comes back with its answers and says why, and stores nothing."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from questionnaires.models import Response
from tests.cast import Town
from tests.questionnaires.test_capture import ADDRESS, open_form, submission

pytestmark = pytest.mark.django_db
FAST = "Det gik meget stærkt. Se svarene igennem, og send igen."


def later(seconds: float):
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False)


def test_the_hidden_field_is_out_of_the_way_of_people_and_their_helpers(
    town: Town, client: Client
) -> None:
    trap = re.search(r"<div[^>]*>\s*<label[^>]*>[^<]*</label>\s*<input[^>]*name=\"tom\"[^>]*>",
                     open_form(client))[0]  # fmt: skip

    for said in ('aria-hidden="true"', 'tabindex="-1"', 'autocomplete="off"', 'class="unseen"'):
        assert said in trap
    assert "value" not in trap


def test_a_filled_hidden_field_brings_the_form_back_with_the_field_empty(
    town: Town, client: Client
) -> None:
    data = {"submission": submission(open_form(client)), "q1": "3"}

    page = client.post(ADDRESS, data | {"tom": "http://billigt.example"}).content.decode()

    assert "Et skjult felt var udfyldt." in page
    assert "billigt" not in page
    assert re.search(r'name="q1" value="3"[^>]*checked', page)
    assert not Response.objects.exists()
    assert client.post(ADDRESS, data | {"tom": ""}).status_code == 302


def test_a_form_sent_at_once_is_to_be_looked_through_and_may_then_be_sent(
    town: Town, client: Client, settings
) -> None:
    settings.CAPTURE_LEAST_SECONDS = 2
    data = {"submission": submission(open_form(client)), "q1": "3"}

    page = client.post(ADDRESS, data).content.decode()

    assert FAST in page
    assert submission(page) == data["submission"]
    assert re.search(r'name="q1" value="3"[^>]*checked', page)
    assert not Response.objects.exists()
    with later(3):
        assert client.post(ADDRESS, data).status_code == 302


def test_nobody_is_told_to_slow_down_who_has_something_to_mend(
    town: Town, client: Client, settings
) -> None:
    settings.CAPTURE_LEAST_SECONDS = 2
    data = {"submission": submission(open_form(client)), "q1": "99"}

    assert FAST not in client.post(ADDRESS, data).content.decode()


def test_an_old_form_is_as_good_as_a_new_one(town: Town, client: Client, settings) -> None:
    settings.CAPTURE_LEAST_SECONDS = 2
    data = {"submission": submission(open_form(client)), "q1": "3"}

    with later(14 * 86_400):
        assert client.post(ADDRESS, data).status_code == 302


def test_two_taps_under_a_page_of_advice_are_not_too_fast(
    town: Town, client: Client, settings
) -> None:
    from questionnaires import demo

    settings.CAPTURE_LEAST_SECONDS = 2
    campaign = demo.build_campaign(
        town.platform, "siden_nyttig", timezone.localdate(), False, under_pages=True
    )
    address = campaign.access_points.get().get_absolute_url()
    form = client.get(f"{address}?q1=ja").content.decode()

    assert client.post(address, {"submission": submission(form), "q1": "ja"}).status_code == 302


def test_the_age_of_a_form_is_stored_nowhere(town: Town, client: Client) -> None:
    data = {"submission": submission(open_form(client)), "q1": "3"}
    client.post(ADDRESS, data)

    moment = data["submission"].split(":")[1]
    assert moment not in str(Response.objects.values().get())
