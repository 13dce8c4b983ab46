"""An administrator writes tætogtør.dk and reads tætogtør.dk; what is kept is what browsers send."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from portal.hosts import HostError
from tests.cast import Town

pytestmark = pytest.mark.django_db
ASCII = "xn--ttogtr-pua2m.dk"


@pytest.fixture
def jonas(town: Town, client: Client) -> Client:
    client.force_login(town.people.jonas)
    return client


def written(town: Town, host: str) -> dict[str, object]:
    return {"hostname": host, "port": 443, "site_name": "", "root_page": town.page.pk}


@pytest.mark.parametrize("host", ["tætogtør.dk", "TætOgTør.dk", ASCII])
def test_a_host_is_kept_in_ascii(town: Town, jonas: Client, host: str) -> None:
    jonas.post(reverse("wagtailsites:add"), written(town, host))

    assert Site.objects.get(is_default_site=False).hostname == ASCII


@pytest.mark.parametrize("host", ["https://tætogtør.dk/", "tæt og tør.dk", "tætogtør.dk:8000"])
def test_what_is_no_host_is_refused_with_what_to_write(
    town: Town, jonas: Client, host: str
) -> None:
    html = jonas.post(reverse("wagtailsites:add"), written(town, host)).content.decode()

    assert "Skriv kun navnet, for eksempel tætogtør.dk" in html
    assert Site.objects.count() == 1


def test_the_same_host_in_its_other_form_is_the_same_host(town: Town, jonas: Client) -> None:
    Site.objects.create(hostname=ASCII, port=443, root_page=town.page)

    response = jonas.post(reverse("wagtailsites:add"), written(town, "tætogtør.dk"))

    assert response.status_code == 200  # the form again, with its fault
    assert Site.objects.filter(hostname=ASCII).count() == 1


def test_a_host_is_shown_with_its_danish_letters(town: Town, jonas: Client) -> None:
    site = Site.objects.create(
        hostname=ASCII, port=443, root_page=town.page, site_name="Tæt og tør"
    )

    listed = jonas.get(reverse("wagtailsites:index")).content.decode()
    form = jonas.get(reverse("wagtailsites:edit", args=(site.pk,))).content.decode()

    assert "tætogtør.dk" in listed
    assert ASCII not in listed
    assert 'value="tætogtør.dk"' in form


def test_a_host_saved_by_another_door_is_kept_in_ascii_too(town: Town) -> None:
    Site.objects.create(hostname="tætogtør.dk", port=443, root_page=town.page)

    assert Site.objects.filter(hostname=ASCII).exists()


def test_nonsense_by_another_door_is_refused(town: Town) -> None:
    with pytest.raises(HostError):
        Site.objects.create(hostname="tæt og tør", port=443, root_page=town.page)
