"""Programs read what the circle's members see, with a key, and learn nothing without one."""

import json
import logging
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.views.debug import get_exception_reporter_filter
from redis.exceptions import RedisError

from feedback.circles import keys
from feedback.circles.demo import build_circle
from feedback.circles.models import CircleKey, CircleMember
from feedback.exports.openapi import document
from portal.users.models import User
from tests.cast import CAST, Town
from tests.conftest import TUESDAY
from tests.factories import make_platform
from tests.feedback.exports.published import QUARTER, publish_everything
from tests.feedback.exports.schemas import faults

pytestmark = pytest.mark.django_db
TODAY = TUESDAY.date()
BASE = "/kreds/taet-og-toer/api/v1"
ADDRESSES = {
    "/": BASE + "/",
    "/measures/": BASE + "/measures/",
    "/measures/{code}/": BASE + "/measures/hvem/",
    "/quarters/": BASE + "/quarters/",
    "/quarters/{quarter}/": f"{BASE}/quarters/{QUARTER}/",
}


def make(town: Town, **changes: Any) -> keys.Made:
    given = {"circle": town.circle, "name": "Varehuset", "by": town.people.sofie}
    return keys.make_key(**given | {"expires_on": TODAY, "on": TODAY} | changes)


def ask(address: str, secret: str, **headers: str):
    return Client().get(address, headers={"Authorization": f"Bearer {secret}", **headers})


# --- without a key that works -------------------------------------------------------------------


@pytest.fixture
def refused(town: Town) -> dict[str, str]:
    """Return what is wrong with a key, and its Authorization header."""
    other = build_circle(
        make_platform("soevn", "Søvn").platform, "En anden", "", {town.people.mikkel: "secretary"}
    )
    stopped = make(town, name="stoppet")
    keys.stop_key(key=stopped.key, by=town.people.sofie, on=TODAY)
    old = make(town, name="gammel", on=TODAY - timedelta(9), expires_on=TODAY - timedelta(1))
    elsewhere = make(town, circle=other, by=town.people.mikkel)
    good = make(town).secret
    return {
        "none": "",
        "of no kind": "Bearer",
        "empty": "Bearer  ",
        "misspelt": f"Bearer {good}x",
        "of another kind": f"Basic {good}",
        "stopped": f"Bearer {stopped.secret}",
        "too old": f"Bearer {old.secret}",
        "of another circle": f"Bearer {elsewhere.secret}",
        "its hash": f"Bearer {keys.digest_of(good)}",
        "very long": "Bearer " + "x" * 10_000,
        "not in our letters": "Bearer nøgle\u0000",
    }


def test_whatever_is_wrong_with_a_key_the_answer_is_the_same(town: Town, refused: dict) -> None:
    publish_everything(town)
    answers = [
        Client().get(address, headers={"Authorization": header} if header else {})
        for header in refused.values()
        for address in (BASE + "/measures/", "/kreds/findes-ikke/api/v1/", BASE + "/findes-ikke")
    ]

    assert {answer.status_code for answer in answers} == {401}
    assert {answer.headers["WWW-Authenticate"] for answer in answers} == {'Bearer realm="Kilden"'}
    assert len({answer.content for answer in answers}) == 1
    assert json.loads(answers[0].content)["status"] == 401
    assert answers[0].headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("name", [*CAST, None])
def test_signing_in_is_no_key(town: Town, name: str | None) -> None:
    client = Client()
    if name:
        client.force_login(getattr(town.people, name))

    assert client.get(BASE + "/measures/").status_code == 401


def test_a_key_in_the_address_is_not_read(town: Town) -> None:
    secret = make(town).secret

    assert Client().get(f"{BASE}/?key={secret}&access_token={secret}").status_code == 401


@pytest.mark.parametrize("change", ["left", "made a plain member", "shut out"])
def test_a_key_works_for_as_long_as_its_maker_may_make_keys(town: Town, change: str) -> None:
    secret = make(town).secret
    assert ask(BASE + "/", secret).status_code == 200
    mine = CircleMember.objects.filter(user=town.people.sofie)
    if change == "left":
        mine.delete()
    elif change == "shut out":
        User.objects.filter(pk=town.people.sofie.pk).update(is_active=False)
    else:
        mine.update(role="member")

    assert ask(BASE + "/", secret).status_code == 401


def test_a_key_works_on_its_last_day_and_not_after(town: Town) -> None:
    secret = make(town, expires_on=TODAY).secret
    key = keys.key_with(slug="taet-og-toer", secret=secret, on=TODAY)

    assert key is not None
    assert keys.key_with(slug="taet-og-toer", secret=secret, on=TODAY + timedelta(1)) is None


def test_a_key_is_found_with_one_question_also_where_there_is_none(
    town: Town, django_assert_num_queries
) -> None:
    secret = make(town).secret

    for slug, tried in (("taet-og-toer", secret), ("taet-og-toer", "x"), ("findes-ikke", secret)):
        with django_assert_num_queries(1):
            keys.key_with(slug=slug, secret=tried, on=TODAY)


# --- what is told -------------------------------------------------------------------------------


def test_every_answer_is_just_as_it_is_described(town: Town) -> None:
    publish_everything(town)
    secret, described = make(town).secret, document(BASE)

    assert ADDRESSES.keys() == described["paths"].keys()
    for path, address in ADDRESSES.items():
        response = ask(address, secret)
        content = response.json()
        answer = described["paths"][path]["get"]["responses"]["200"]
        schema = answer["content"]["application/json"]["schema"]
        assert response.status_code == 200
        assert faults(described, schema, content, path) == []
        assert "null" not in json.dumps(content).lower() or "mask" in json.dumps(content)


def test_a_circle_without_publications_is_told_as_empty(town: Town) -> None:
    secret = make(town).secret

    assert ask(BASE + "/measures/", secret).json() == {"measures": []}
    assert ask(BASE + "/quarters/", secret).json() == {"quarters": []}


def test_what_is_hidden_is_null_with_its_reason(town: Town) -> None:
    publish_everything(town)

    numbers = ask(ADDRESSES["/measures/{code}/"], make(town).secret).json()["numbers"]

    assert [(one["first"], one["numerator"], one["mask"]) for one in numbers[:3]] == [
        ("2026-W27", 12, ""),
        ("2026-W28", None, "few"),
        ("2026-W29", None, "withheld"),
    ]
    assert all(one["value"] is None for one in numbers if one["mask"])


def test_the_addresses_in_an_answer_lead_on(town: Town) -> None:
    publish_everything(town)
    secret = make(town).secret

    links = ask(BASE + "/", secret).json()["links"]
    one = ask(links["measures"], secret).json()["measures"][0]["url"]
    quarter = ask(links["quarters"], secret).json()["quarters"][0]["url"]

    assert {ask(to, secret).status_code for to in (*links.values(), one, quarter)} == {200}


def test_the_words_are_in_the_language_that_is_asked_for(town: Town) -> None:
    publish_everything(town)
    secret, address = make(town).secret, ADDRESSES["/quarters/{quarter}/"]

    titles = {one["title"] for one in ask(address + "?sprog=en", secret).json()["numbers"]}

    assert "Did you know who?" in titles
    assert "Vidste I hvem?" in ask(address, secret).content.decode()


@pytest.mark.parametrize(
    "rest",
    [
        "/measures/findes-ikke/",
        "/quarters/2019-Q1/",
        "/quarters/noget/",
        "/findes-ikke",
        "/measures",
    ],
)
def test_what_is_not_there_is_a_problem_of_its_own(town: Town, rest: str) -> None:
    publish_everything(town)

    response = ask(BASE + rest, make(town).secret)

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json().keys() == {"type", "status", "title"}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_can_be_sent(town: Town, method: str) -> None:
    client = Client(
        enforce_csrf_checks=True, headers={"Authorization": f"Bearer {make(town).secret}"}
    )

    response = getattr(client, method)(BASE + "/")

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert response.json()["status"] == 405


def test_no_cookie_is_set_and_no_session_read(town: Town) -> None:
    client = Client()
    client.force_login(town.people.sofie)

    response = client.get(BASE + "/", headers={"Authorization": f"Bearer {make(town).secret}"})

    assert not response.cookies
    assert not response.wsgi_request.session.accessed
    assert "Cookie" not in response.headers["Vary"]


def test_an_answer_is_kept_by_its_asker_alone_and_asked_again_for_nothing(town: Town) -> None:
    publish_everything(town)
    secret = make(town).secret
    first = ask(BASE + "/measures/", secret)

    again = ask(BASE + "/measures/", secret, **{"If-None-Match": first.headers["ETag"]})
    other = ask(BASE + "/measures/", secret, **{"If-None-Match": '"other"'})

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200
    for response in (first, again, other):
        assert "private" in response.headers["Cache-Control"]
        assert "Authorization" in response.headers["Vary"]


def test_how_often_the_database_is_asked_is_known(town: Town, django_assert_num_queries) -> None:
    publish_everything(town)
    secret = make(town).secret
    ask(BASE + "/", secret)  # the first of the day writes the day

    # the key with circle and platform; measures, observations, publications
    with django_assert_num_queries(5):
        ask(BASE + "/measures/", secret)
    # the key; ages, details, pages, themes with list, and names
    with django_assert_num_queries(6):
        ask(ADDRESSES["/quarters/{quarter}/"], secret)


def test_the_description_is_there_for_everybody_and_tells_of_no_circle(
    town: Town, django_assert_num_queries
) -> None:
    with django_assert_num_queries(0):
        here = Client().get("/kreds/taet-og-toer/api/openapi.json")
        nowhere = Client().get("/kreds/findes-ikke/api/openapi.json")

    assert here.json()["servers"] == [{"url": BASE}]
    assert nowhere.status_code == 200
    assert here.content.replace(b"taet-og-toer", b"findes-ikke") == nowhere.content
    assert Client().post("/kreds/taet-og-toer/api/openapi.json").status_code == 405


# --- use, limits, traces ------------------------------------------------------------------------


def test_the_day_of_use_is_kept_and_written_once(town: Town) -> None:
    made = make(town)
    assert made.key.last_used_on is None

    for _time in range(2):
        ask(BASE + "/", made.secret)

    assert CircleKey.objects.get().last_used_on == date(2026, 11, 24)


def test_a_key_may_ask_so_often_and_another_is_not_held_back(town: Town, settings) -> None:
    settings.API_MOST_REQUESTS = 2
    one, other = make(town).secret, make(town, name="En anden").secret

    answers = [ask(BASE + "/", one) for _time in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 600
    assert answers[-1].headers["Content-Type"] == "application/problem+json"
    assert ask(BASE + "/", other).status_code == 200


def test_wrong_keys_from_one_network_are_held_back(town: Town, settings) -> None:
    settings.API_MOST_REQUESTS = 2

    def tried(address: str) -> int:
        return Client(REMOTE_ADDR=address).get(BASE + "/").status_code

    assert [tried("192.0.2.7") for _time in range(3)] == [401, 401, 429]
    assert tried("198.51.100.7") == 401


def test_a_cache_that_is_down_shuts_nobody_out(town: Town, monkeypatch, caplog) -> None:
    def down(*given: object) -> int:
        raise RedisError

    monkeypatch.setattr("questionnaires.flood.added_to", down)

    assert ask(BASE + "/", make(town).secret).status_code == 200
    assert "not counted" in caplog.text


def test_no_key_is_in_a_log_a_row_or_the_report_of_a_crash(town: Town, monkeypatch, caplog) -> None:
    secret = make(town).secret
    caplog.set_level(logging.DEBUG)
    client = Client(raise_request_exception=False)
    monkeypatch.setattr("feedback.exports.answers.index", lambda *given: 1 / 0)

    crashed = client.get(BASE + "/", headers={"Authorization": f"Bearer {secret}"})
    ask(BASE + "/", secret + "x")

    hides = get_exception_reporter_filter(crashed.wsgi_request)
    assert crashed.status_code == 500
    assert secret not in caplog.text
    assert secret not in str(hides.get_safe_request_meta(crashed.wsgi_request))
    assert secret not in str(list(CircleKey.objects.values()))
