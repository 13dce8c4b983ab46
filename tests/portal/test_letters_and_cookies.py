"""What the house sends to people who sign in: a Danish letter, and a cookie that gives little away."""

import pytest
from django.core import mail
from django.test import Client

from portal.users.demo import PASSWORD
from portal.users.models import User
from tests.cast import Town

pytestmark = pytest.mark.django_db


def test_the_letter_about_a_password_is_danish_and_names_the_address_it_came_from(
    town: Town, client: Client
) -> None:
    client.post("/konto/password/reset/", {"email": "sofie@kilden.example"})

    (letter,) = mail.outbox
    assert "adgangskode" in letter.body.lower()
    assert "http://testserver/konto/password/reset/key/" in letter.body
    assert "example.com" not in letter.subject + letter.body
    assert letter.from_email == "Kilden <kilden@localhost>"


def test_the_session_cookie_stays_on_this_site_and_out_of_scripts(
    town: Town, client: Client
) -> None:
    response = client.post("/konto/login/", {"login": "sofie@kilden.example", "password": PASSWORD})

    cookie = response.cookies["sessionid"]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert (cookie["max-age"], cookie["expires"]) == ("", "")


def test_a_closed_account_opens_nothing_with_the_right_password(town: Town, client: Client) -> None:
    User.objects.filter(email="sofie@kilden.example").update(is_active=False)

    client.post("/konto/login/", {"login": "sofie@kilden.example", "password": PASSWORD})

    assert client.get("/kreds/").status_code == 302


def test_an_account_that_is_closed_while_signed_in_is_out_at_the_next_page(town: Town) -> None:
    client = Client()
    client.force_login(town.people.sofie)
    assert client.get("/kreds/taet-og-toer/").status_code == 200

    User.objects.filter(email="sofie@kilden.example").update(is_active=False)

    assert client.get("/kreds/taet-og-toer/").status_code == 302
