"""What asks for a login answers on the host in PUBLIC_URL; a platform's own host leads there."""

import pytest
from django.test import Client

from tests.cast import CAST, Town
from tests.factories import give_host

pytestmark = pytest.mark.django_db
OWN_HOST = "xn--ttogtr-pua2m.dk"
FOR_PROFESSIONALS = ["/konto/login/", "/admin/", "/django-admin/", "/kreds/taet-og-toer/"]


@pytest.fixture(autouse=True)
def _two_hosts(settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1", OWN_HOST]


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("address", FOR_PROFESSIONALS)
def test_another_host_leads_a_reader_to_the_one_with_logins(
    client: Client, address: str, method: str
) -> None:
    response = getattr(client, method)(f"{address}?next=/kreds/", headers={"host": OWN_HOST})

    assert response.status_code == 301
    assert response.headers["Location"] == f"http://testserver{address}?next=/kreds/"
    assert not response.cookies


@pytest.mark.parametrize("address", FOR_PROFESSIONALS)
def test_nothing_can_be_sent_to_another_host(town: Town, client: Client, address: str) -> None:
    response = client.post(address, {"login": "a"}, headers={"host": OWN_HOST})

    assert response.status_code == 404
    assert not response.cookies


@pytest.mark.parametrize("name", [*CAST, None])
def test_a_login_is_worth_nothing_on_another_host(town: Town, name: str | None) -> None:
    client = Client()
    if name:
        client.force_login(getattr(town.people, name))

    response = client.get("/kreds/taet-og-toer/", headers={"host": OWN_HOST})

    assert response.status_code == 301


def test_the_host_with_logins_answers_itself(town: Town, client: Client) -> None:
    assert client.get("/konto/login/").status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1", "testserver", OWN_HOST])
def test_in_development_every_name_of_the_machine_will_do(
    town: Town, client: Client, settings, host: str
) -> None:
    settings.PUBLIC_URL = "http://127.0.0.1:8000"

    assert client.get("/konto/login/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("address", ["/", "/s/plakat23/", "/-/live", "/privatliv/"])
def test_what_is_for_citizens_answers_on_every_host(
    town: Town, client: Client, address: str
) -> None:
    give_host(town.page)

    response = client.get(address, headers={"host": OWN_HOST})

    assert response.status_code == 200
    assert not response.cookies
