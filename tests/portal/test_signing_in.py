"""One way in, for both admins and the circle, and nobody makes an account alone."""

import re

import pytest
from django.core import mail
from django.test import Client

from portal.users.demo import PASSWORD
from tests.cast import Town

pytestmark = pytest.mark.django_db
LOGIN = "/konto/login/"


def sign_in(client: Client, email: str, password: str = PASSWORD):
    return client.post(LOGIN, {"login": email, "password": password})


def test_an_e_mail_address_and_a_password_lead_to_the_circles(town: Town, client: Client) -> None:
    response = sign_in(client, "sofie@kilden.example")

    assert response.headers["Location"] == "/kreds/"
    cookie = response.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["max-age"] == ""  # gone when the browser closes


def test_a_wrong_password_and_an_unknown_person_get_the_same_answer(
    town: Town, client: Client
) -> None:
    wrong = sign_in(client, "sofie@kilden.example", "not this one")
    unknown = sign_in(Client(), "nobody@kilden.example")

    def message(response) -> list[str]:
        return list(response.context["form"].non_field_errors())

    assert wrong.status_code == unknown.status_code == 200
    assert message(wrong) == message(unknown) != []


def test_nobody_signs_up_alone(town: Town, client: Client) -> None:
    response = client.post("/konto/signup/", {"email": "x@x.dk", "password1": PASSWORD})

    assert response.status_code == 200
    assert "signup_closed" in response.templates[0].name


@pytest.mark.parametrize(
    "address",
    ["/admin/", "/admin/login/", "/admin/pages/", "/django-admin/", "/django-admin/login/"],
)
def test_both_admins_send_a_stranger_to_the_one_login(
    town: Town, client: Client, address: str
) -> None:
    response = client.get(address, follow=True)

    assert response.redirect_chain[-1][0].startswith(LOGIN)


@pytest.mark.parametrize(
    ("name", "wagtail", "django"),
    [
        ("sofie", False, False),
        ("mikkel", False, False),
        ("hanne", False, False),
        ("ida", True, False),
        ("jonas", True, True),
    ],
)
def test_the_admins_open_for_those_who_work_there(
    town: Town, name: str, wagtail: bool, django: bool
) -> None:
    client = Client()
    client.force_login(getattr(town.people, name))

    assert (client.get("/admin/").status_code == 200) == wagtail
    assert (client.get("/django-admin/").status_code == 200) == django


def test_a_forgotten_password_is_mended_by_a_letter(town: Town, client: Client) -> None:
    client.post("/konto/password/reset/", {"email": "sofie@kilden.example"})

    letter = mail.outbox[0]
    assert letter.to == ["sofie@kilden.example"]
    address = re.search(r"http://testserver(/konto/password/reset/key/\S+)", letter.body)[1]
    form = client.get(address, follow=True)
    done = client.post(
        form.redirect_chain[-1][0],
        {"password1": "et nyt langt kodeord", "password2": "et nyt langt kodeord"},
    )
    assert done.status_code == 302
    assert sign_in(Client(), "sofie@kilden.example", "et nyt langt kodeord").status_code == 302


def test_a_letter_to_an_unknown_address_tells_the_page_nothing(town: Town, client: Client) -> None:
    known = client.post("/konto/password/reset/", {"email": "sofie@kilden.example"})
    unknown = client.post("/konto/password/reset/", {"email": "nobody@kilden.example"})

    assert known.headers["Location"] == unknown.headers["Location"]
