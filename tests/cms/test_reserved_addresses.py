"""The search and the page for younger children keep their addresses, whatever an editor types."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from cms.models import AgeBand, GuidancePage
from tests.cast import Town
from tests.cms.test_an_editor_draws_the_ages import NEW_BAND, as_stored, written
from tests.cms.test_an_editor_writes_advice import advice, editing

pytestmark = pytest.mark.django_db
RESERVED = ["soeg", "yngre"]


def sentence(slug: str) -> str:
    return f"“{slug}” er en adresse, som platformen selv bruger. Vælg en anden."


@pytest.fixture
def ida(town: Town, client: Client) -> Client:
    client.force_login(town.people.ida)
    return client


@pytest.mark.parametrize("slug", RESERVED)
def test_an_age_cannot_take_such_an_address(town: Town, ida: Client, slug: str) -> None:
    new = NEW_BAND | {"slug": slug, "from_months": 0, "to_months": 18}
    address = reverse("wagtailsnippets_cms_platform:edit", args=[town.platform.pk])

    response = ida.post(address, written(town.platform, as_stored(town.platform), [new]))

    assert sentence(slug) in response.content.decode()
    assert not AgeBand.objects.filter(slug=slug).exists()


@pytest.mark.parametrize("slug", RESERVED)
def test_a_page_cannot_take_such_an_address(town: Town, ida: Client, slug: str) -> None:
    response = ida.post(editing(town.guide), advice(town, slug=slug) | {"action-publish": "1"})

    assert sentence(slug) in response.content.decode()
    assert not GuidancePage.objects.filter(slug=slug).exists()


@pytest.mark.parametrize("slug", RESERVED)
def test_nor_can_a_program(town: Town, slug: str) -> None:
    town.guide.slug = slug
    with pytest.raises(ValidationError):
        town.guide.save()
