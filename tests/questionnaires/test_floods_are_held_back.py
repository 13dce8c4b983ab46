"""Too many answers at once are asked to wait: with all that was answered, and with no address kept."""

import logging
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone

from portal.periods import Week
from questionnaires import flood
from questionnaires.models import Response
from questionnaires.refusals import refusals
from tests.cast import Town
from tests.questionnaires.test_capture import ADDRESS, open_form, submission
from tests.questionnaires.test_kiosk import FORM, enrolment, point, tablet

__all__ = ["enrolment", "point", "tablet"]
pytestmark = pytest.mark.django_db
SENTENCE = "Der kommer usædvanligt mange svar lige nu"
WEEK = Week(2026, 48)


@pytest.fixture(autouse=True)
def small_limits(settings) -> None:
    settings.CAPTURE_MOST_FROM_NETWORK = 2
    settings.CAPTURE_MOST_FROM_CAMPAIGN = 5


def client_at(address: str, **more: str) -> Client:
    return Client(REMOTE_ADDR=address, **more)


def send(client: Client, address: str = ADDRESS):
    page = client.get(address)
    assert page.status_code == 200
    data = {"submission": submission(page.content.decode()), "age": "5-10-aar", "q1": "3"}
    return client.post(address, data)


def statuses(*clients: Client) -> list[int]:
    return [send(client).status_code for client in clients]


def test_the_answers_stand_in_the_form_again_and_nothing_is_stored(town: Town) -> None:
    sender = client_at("203.0.113.7")
    assert statuses(sender, sender) == [302, 302]

    held = send(sender)

    page = held.content.decode()
    assert held.status_code == 429
    assert SENTENCE in page
    assert re.search(r'value="5-10-aar"[^>]*checked', page)
    assert re.search(r'name="q1" value="3"[^>]*checked', page)
    assert 1 <= int(held.headers["Retry-After"]) <= flood.WINDOW
    assert Response.objects.count() == 2


def test_the_same_form_is_taken_when_the_time_has_passed(town: Town) -> None:
    sender = client_at("203.0.113.7")
    statuses(sender, sender)
    data = {"submission": submission(open_form(sender)), "q1": "3"}
    wait = int(sender.post(ADDRESS, data).headers["Retry-After"])

    with time_machine.travel(timezone.now() + timedelta(seconds=wait), tick=False):
        assert sender.post(ADDRESS, data).status_code == 302


def test_reading_is_never_held_back(town: Town) -> None:
    sender = client_at("203.0.113.7")
    assert statuses(*[sender] * 4) == [302, 302, 429, 429]

    for address in (ADDRESS, f"{ADDRESS}tak/", "/taet-og-toer/"):
        assert sender.get(address).status_code == 200


def test_a_form_that_cannot_be_sent_counts_for_nothing(town: Town) -> None:
    sender = client_at("203.0.113.7")
    for _time in range(5):
        sender.post(ADDRESS, {"submission": submission(open_form(sender))})

    assert statuses(sender, sender, sender) == [302, 302, 429]


@pytest.mark.parametrize(
    ("first", "neighbour", "stranger"),
    [
        ("203.0.113.7", "203.0.113.250", "203.0.114.7"),
        ("2001:db8:1:aaaa::1", "2001:db8:1:ffff:1:2:3:4", "2001:db8:2::1"),
        ("::ffff:203.0.113.7", "203.0.113.8", "203.0.112.7"),
    ],
    ids=["IPv4 by /24", "IPv6 by /48", "IPv4 written as IPv6"],
)
def test_a_network_counts_as_one_and_the_next_one_for_itself(
    town: Town, first: str, neighbour: str, stranger: str
) -> None:
    assert statuses(client_at(first), client_at(neighbour), client_at(first)) == [302, 302, 429]
    assert statuses(client_at(stranger)) == [302]


def test_a_campaign_is_held_back_as_a_whole(town: Town) -> None:
    clients = [client_at(f"203.0.{number}.1") for number in range(6)]

    assert statuses(*clients) == [302] * 5 + [429]


def test_a_network_over_its_limit_does_not_use_up_the_campaigns(town: Town) -> None:
    statuses(*[client_at("203.0.113.7")] * 20)

    assert statuses(*[client_at(f"198.51.{number}.1") for number in range(3)]) == [302] * 3


def test_another_campaign_counts_for_itself(town: Town) -> None:
    from questionnaires import demo

    other = demo.build_campaign(town.platform, "kontakten_i_dag", timezone.localdate(), False)
    demo.add_access_point(other, "andet234", "poster", None)
    sender = client_at("203.0.113.7")
    assert statuses(sender, sender, sender)[-1] == 429

    assert send(sender, "/s/andet234/").status_code == 302


# --- Who the sender is ------------------------------------------------------------------------------


def test_a_forged_header_does_not_make_another_network_of_it(town: Town) -> None:
    forged = [
        client_at("203.0.113.7", HTTP_X_FORWARDED_FOR=f"198.51.{number}.1") for number in range(3)
    ]

    assert statuses(*forged) == [302, 302, 429]


@pytest.mark.parametrize(
    ("proxies", "header", "network"),
    [
        (0, "198.51.100.1", "203.0.113.0/24"),
        (1, "198.51.100.1", "198.51.100.0/24"),
        (1, "6.6.6.6, 198.51.100.1", "198.51.100.0/24"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.1", "198.51.100.0/24"),
        (1, "2001:db8:1:2::9", "2001:db8:1::/48"),
        (2, "198.51.100.1", "203.0.113.0/24"),
        (1, "", "203.0.113.0/24"),
        (1, "unknown", ""),
        (1, "198.51.100.1, ", "203.0.113.0/24"),
        (1, "\u0661.\u0662.\u0663.\u0664", ""),
    ],
)
def test_only_our_own_proxies_are_believed(
    settings, proxies: int, header: str, network: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    more = {"HTTP_X_FORWARDED_FOR": header} if header else {}
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.7", **more)

    assert flood.network_of(request) == network


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "", "a socket"])
def test_who_cannot_be_told_from_others_is_held_to_the_campaigns_limit_alone(
    town: Town, address: str
) -> None:
    assert statuses(*[client_at(address)] * 6) == [302] * 5 + [429]


def test_a_tablet_has_the_campaigns_limit_alone(town: Town, tablet: Client) -> None:
    tablet.defaults["REMOTE_ADDR"] = "203.0.113.7"

    assert [send(tablet, FORM).status_code for _time in range(6)] == [302] * 5 + [429]
    assert SENTENCE in send(tablet, FORM).content.decode()


# --- What is kept -----------------------------------------------------------------------------------


def test_no_address_and_no_network_is_kept_or_logged(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    traces = ("203.0.113", "2001:db8")
    with caplog.at_level(logging.DEBUG):
        statuses(*[client_at("203.0.113.7")] * 4, client_at("2001:db8:1::1"))

    kept = str(cache._cache.keys()) + str(cache._cache.values())
    # The names of tests' own loggers hold what is sent to the database.
    for trace in traces:
        assert trace not in kept
        assert trace not in caplog.text
        assert not found_in_database(trace)
    assert kept.count("capture.") >= 3


def found_in_database(trace: str) -> bool:
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in tables:
            if "fts" in table:
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(trace in str(row) for row in cursor.fetchall()):
                return True
    return False


def test_tomorrow_the_same_network_has_another_name(town: Town) -> None:
    today = timezone.localdate()

    salts = {flood.salt_of(today), flood.salt_of(today), flood.salt_of(today + timedelta(days=1))}

    assert len(salts) == 2
    cache.clear()
    assert flood.salt_of(today) not in salts


def test_a_cache_that_is_emptied_begins_from_nothing(town: Town) -> None:
    sender = client_at("203.0.113.7")
    assert statuses(sender, sender, sender)[-1] == 429

    cache.clear()

    assert statuses(sender) == [302]


def test_a_cache_that_does_not_answer_stops_nobody(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def down(*arguments: object) -> None:
        raise ConnectionError("the cache is down")

    monkeypatch.setattr(flood.cache, "get_or_set", down)

    assert statuses(*[client_at("203.0.113.7")] * 3) == [302] * 3
    assert "The cache does not answer" in caplog.text
    assert "203.0.113" not in caplog.text


def test_how_often_answers_were_held_back_is_remembered_for_the_owner(town: Town) -> None:
    statuses(*[client_at("203.0.113.7")] * 5)

    assert refusals(town.poster.pk, WEEK) == 3
    assert refusals(town.link.pk, WEEK) == 0
    assert refusals(town.poster.pk, WEEK.plus(1)) == 0


# --- Size -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_what_is_far_too_large_gets_a_sentence_and_is_not_read(town: Town, kind: str) -> None:
    response = Client().post(ADDRESS, b"q1=" + b"x" * 10_000_000, content_type=kind)

    assert response.status_code == 413
    assert "Det var for meget at sende" in response.content.decode()
    assert not Response.objects.exists()


def test_a_form_with_thousands_of_fields_is_refused(town: Town) -> None:
    body = "&".join(f"f{number}=" for number in range(5_000))
    response = Client().post(ADDRESS, body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 400
    assert not Response.objects.exists()


@pytest.mark.parametrize("length", ["", "x", "-1"])
def test_a_length_that_is_no_number_is_no_crash(town: Town, length: str) -> None:
    assert Client().get(ADDRESS, CONTENT_LENGTH=length).status_code == 200
