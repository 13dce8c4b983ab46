"""Keys for programs: made by those who keep them, shown once, stopped at once."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.test import Client

from feedback.circles import keys
from feedback.circles.demo import build_circle
from feedback.circles.models import CircleKey, CircleMember
from portal.users.roles import Permission, may
from tests.cast import CAST, Town
from tests.conftest import TUESDAY
from tests.factories import make_platform

pytestmark = pytest.mark.django_db
TODAY = TUESDAY.date()
PAGE = "/kreds/taet-og-toer/noegler/"
GOOD = {"name": "Regionens datavarehus", "expires_on": "2027-11-24"}


@pytest.fixture
def sofie(town: Town) -> Client:
    client = Client()
    client.force_login(town.people.sofie)
    return client


def shown(html: str) -> str:
    [secret] = re.findall(r'<textarea id="new-key"[^>]*>([^<]+)</textarea>', html)
    return secret


# --- who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CAST)
def test_only_those_who_keep_the_keys_see_make_and_stop_them(town: Town, name: str) -> None:
    made = keys.make_key(
        circle=town.circle, name="x", expires_on=TODAY, by=town.people.sofie, on=TODAY
    )
    client = Client()
    client.force_login(getattr(town.people, name))
    stop = f"{PAGE}{made.key.pk}/stop/"

    statuses = [client.get(PAGE).status_code, client.post(PAGE, GOOD).status_code]
    statuses += [client.get(stop).status_code, client.post(stop).status_code]

    assert statuses == ([200, 200, 200, 302] if name == "sofie" else [403] * 4)
    assert CircleKey.objects.count() == (2 if name == "sofie" else 1)


def test_a_citizen_is_asked_to_sign_in(town: Town, client: Client) -> None:
    for address in (PAGE, PAGE + "1/stop/"):
        assert client.get(address).headers["Location"].startswith("/konto/login/?next=/kreds/")


@pytest.mark.parametrize("role", CircleMember.Role.values)
def test_a_plain_member_keeps_no_keys(town: Town, role: str) -> None:
    CircleMember.objects.update(role=role)

    assert may(town.people.sofie, Permission.VIEW_CIRCLE, town.circle)
    assert may(town.people.sofie, Permission.KEEP_KEYS, town.circle) == (role != "member")


def test_the_deeds_themselves_refuse_who_may_not(town: Town) -> None:
    given = {"name": "x", "expires_on": TODAY, "on": TODAY}
    made = keys.make_key(circle=town.circle, by=town.people.sofie, **given)

    with pytest.raises(PermissionDenied):
        keys.make_key(circle=town.circle, by=town.people.jonas, **given)
    with pytest.raises(PermissionDenied):
        keys.stop_key(key=made.key, by=town.people.mikkel, on=TODAY)


def test_a_key_of_another_circle_cannot_be_stopped_from_here(town: Town, sofie: Client) -> None:
    platform = make_platform("soevn", "Søvn").platform
    other = build_circle(platform, "En anden", "", {town.people.sofie: "secretary"})
    made = keys.make_key(circle=other, name="x", expires_on=TODAY, by=town.people.sofie, on=TODAY)

    assert sofie.post(f"{PAGE}{made.key.pk}/stop/").status_code == 404


# --- making -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Skriv, hvad der skal bruge nøglen."),
        ({"name": "x" * 61}, "60"),
        ({"expires_on": ""}, "Vælg den sidste dag."),
        ({"expires_on": "i morgen"}, "ikke en dag"),
        ({"expires_on": "2026-11-23"}, "Den dag er gået"),
        ({"expires_on": "2027-11-25"}, "højst et år"),
    ],
)
def test_what_cannot_be_a_key_is_refused_with_a_sentence(
    sofie: Client, changes: dict[str, str], said: str
) -> None:
    html = sofie.post(PAGE, GOOD | changes).content.decode()

    assert said in html
    assert 'id="new-key"' not in html
    assert not CircleKey.objects.exists()


def test_a_key_is_shown_once_and_kept_nowhere(sofie: Client) -> None:
    answer = sofie.post(PAGE, GOOD)
    secret = shown(answer.content.decode())

    later = sofie.get(PAGE).content.decode()
    [key] = CircleKey.objects.all()
    assert len(secret) == 39
    assert secret not in later
    assert secret not in str(CircleKey.objects.values())
    assert all(secret not in str(session.get_decoded()) for session in Session.objects.all())
    assert "Regionens datavarehus" in later
    assert "no-store" in answer.headers["Cache-Control"]
    assert key.expires_on.isoformat() == "2027-11-24"
    assert keys.key_with(slug="taet-og-toer", secret=secret, on=TODAY) == key


def test_no_two_keys_are_alike(town: Town) -> None:
    given = {"circle": town.circle, "expires_on": TODAY, "by": town.people.sofie, "on": TODAY}

    secrets = {keys.make_key(name=str(number), **given).secret for number in range(5)}

    assert len(secrets) == 5


def test_sent_twice_a_form_makes_one_key(sofie: Client) -> None:
    sofie.post(PAGE, GOOD)

    html = sofie.post(PAGE, GOOD).content.decode()

    assert "allerede en nøgle med det navn" in html
    assert 'id="new-key"' not in html
    assert CircleKey.objects.count() == 1


def test_a_stopped_or_ended_key_gives_its_name_to_another(town: Town, sofie: Client) -> None:
    given = {"circle": town.circle, "by": town.people.sofie, "name": GOOD["name"]}
    before = TODAY - timedelta(9)
    keys.make_key(expires_on=before, on=before, **given)

    html = sofie.post(PAGE, GOOD).content.decode()

    assert shown(html)
    assert CircleKey.objects.working(TODAY).count() == 1


def test_a_circle_has_so_many_keys_and_no_more(sofie: Client, monkeypatch) -> None:
    monkeypatch.setattr(keys, "MOST", 1)
    sofie.post(PAGE, GOOD)

    html = sofie.post(PAGE, GOOD | {"name": "En til"}).content.decode()

    assert "Kredsen har 1 nøgler" in html
    assert CircleKey.objects.count() == 1


@pytest.mark.parametrize("days", [-1, 366])
def test_a_key_lasts_a_year_at_most_whoever_asks(town: Town, days: int) -> None:
    with pytest.raises(ValueError, match="within a year"):
        keys.make_key(
            circle=town.circle,
            name="x",
            expires_on=TODAY + timedelta(days),
            by=town.people.sofie,
            on=TODAY,
        )


def test_a_name_is_shown_as_it_is_written(sofie: Client) -> None:
    html = sofie.post(PAGE, GOOD | {"name": "<b>Fed</b>"}).content.decode()

    assert "<b>Fed" not in html
    assert "&lt;b&gt;Fed&lt;/b&gt;" in html


# --- stopping -----------------------------------------------------------------------------------


def test_a_key_is_stopped_by_a_form_and_not_by_looking(town: Town, sofie: Client) -> None:
    secret = shown(sofie.post(PAGE, GOOD).content.decode())
    key = CircleKey.objects.get()
    stop = f"{PAGE}{key.pk}/stop/"

    sofie.get(stop)
    assert keys.key_with(slug="taet-og-toer", secret=secret, on=TODAY)
    answer = sofie.post(stop)

    assert answer.headers["Location"] == PAGE
    assert keys.key_with(slug="taet-og-toer", secret=secret, on=TODAY) is None
    assert "Stoppet den 24. november 2026" in sofie.get(PAGE).content.decode()


def test_stopping_again_does_not_move_the_day(town: Town) -> None:
    made = keys.make_key(
        circle=town.circle, name="x", expires_on=TODAY, by=town.people.sofie, on=TODAY
    )
    for day in (TODAY, TODAY + timedelta(3)):
        keys.stop_key(key=made.key, by=town.people.sofie, on=day)

    assert CircleKey.objects.get().stopped_on == TODAY


def test_a_key_whose_maker_has_left_is_shown_as_out_of_work(town: Town, sofie: Client) -> None:
    build = {town.people.hanne: "secretary"}
    for user, role in build.items():
        CircleMember.objects.create(circle=town.circle, user=user, role=role)
    keys.make_key(circle=town.circle, name="x", expires_on=TODAY, by=town.people.hanne, on=TODAY)
    CircleMember.objects.filter(user=town.people.hanne).delete()

    assert "virker ikke mere" in sofie.get(PAGE).content.decode()


def test_how_often_the_database_is_asked_does_not_grow_with_the_keys(
    town: Town, sofie: Client, django_assert_num_queries
) -> None:
    for number in range(4):
        keys.make_key(
            circle=town.circle, name=str(number), expires_on=TODAY, by=town.people.sofie, on=TODAY
        )

    # session, user, circle with platform, keeper, which work, all; the link to the platform: four
    with django_assert_num_queries(10):
        sofie.get(PAGE)
