"""A platform's own host is written in the admin and in the environment; the doctor compares them."""

import pytest
from django.db import OperationalError

from portal.management.commands import doctor
from tests.cast import Town
from tests.factories import give_host

ASCII = "xn--ttogtr-pua2m.dk"


@pytest.mark.django_db
def test_without_such_hosts_there_is_nothing_to_say(town: Town) -> None:
    assert list(doctor.hosts_of_platforms()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("allowed", "port", "level", "sentence"),
    [
        pytest.param(["kilden.example"], 443, "fault", "Add it to ALLOWED_HOSTS", id="refused"),
        pytest.param([ASCII], 80, "fault", "Choose port 443", id="without https"),
        pytest.param([ASCII], 443, "ok", "answers for a platform of its own", id="well"),
    ],
)
def test_a_host_is_named_as_people_write_it_with_what_to_do(
    town: Town, settings, allowed: list[str], port: int, level: str, sentence: str
) -> None:
    settings.ALLOWED_HOSTS, settings.PUBLIC_URL = allowed, "https://kilden.example"
    site = give_host(town.page)
    site.port = port
    site.save()

    (finding,) = doctor.hosts_of_platforms()

    assert (finding.level, finding.subject) == (level, "tætogtør.dk")
    assert sentence in finding.sentence


def test_without_a_database_nothing_is_said_twice(monkeypatch) -> None:
    def gone(**given: object) -> None:
        raise OperationalError("no such table")

    monkeypatch.setattr("wagtail.models.Site.objects.filter", gone)

    assert list(doctor.hosts_of_platforms()) == []
