"""Ida keeps the words that mean the same; what she saves counts from the next search on."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from cms.models import SynonymSet
from tests.cast import Town
from tests.factories import make_platform

pytestmark = pytest.mark.django_db
ADD = "wagtailsnippets_cms_synonymset:add"
ADVICE = "naar-barnet-holder-sig"


def finds(asked: str) -> bool:
    return ADVICE in Client().get("/taet-og-toer/soeg/", {"q": asked}).content.decode()


@pytest.fixture
def ida(town: Town, client: Client) -> Client:
    client.force_login(town.people.ida)
    return client


def test_a_set_counts_when_it_is_saved_changed_and_deleted(town: Town, ida: Client) -> None:
    data = {"platform": town.platform.pk, "words": "kamelblade, holder sig"}
    assert not finds("kamelblade")

    assert ida.post(reverse(ADD), data).status_code == 302
    saved = SynonymSet.objects.get()
    assert finds("kamelblade")

    change = reverse("wagtailsnippets_cms_synonymset:edit", args=[saved.pk])
    assert ida.post(change, data | {"words": "dromedar, holder sig"}).status_code == 302
    assert not finds("kamelblade")
    assert finds("dromedar")

    ida.post(reverse("wagtailsnippets_cms_synonymset:delete", args=[saved.pk]))
    assert not finds("dromedar")


def test_a_set_is_for_its_own_platform(town: Town) -> None:
    other = make_platform("soevn", "Søvn").platform
    SynonymSet.objects.create(platform=other, words="kamelblade, holder sig")

    assert not finds("kamelblade")


@pytest.mark.parametrize("words", ["kamelblade", "kamelblade,", ", kamelblade , ", "tis,tis"])
def test_one_word_is_no_set(town: Town, ida: Client, words: str) -> None:
    response = ida.post(reverse(ADD), {"platform": town.platform.pk, "words": words})

    assert "Skriv mindst to ord med komma imellem." in response.content.decode()
    assert not SynonymSet.objects.exists()


def test_the_words_are_kept_tidy(town: Town) -> None:
    words = SynonymSet(platform=town.platform, words=" hård   mave,,forstoppet , hård mave")
    words.full_clean()

    assert words.words == "hård mave, forstoppet"


def test_nothing_at_all_is_no_set_either(town: Town) -> None:
    with pytest.raises(ValidationError, match="words"):
        SynonymSet(platform=town.platform, words="").full_clean()


@pytest.mark.parametrize(
    ("name", "status"),
    [("ida", 200), ("jonas", 200), ("sofie", 302), ("mikkel", 302), ("hanne", 302), (None, 302)],
)
def test_only_editors_see_the_sets(
    town: Town, client: Client, name: str | None, status: int
) -> None:
    if name:
        client.force_login(getattr(town.people, name))

    assert client.get(reverse("wagtailsnippets_cms_synonymset:list")).status_code == status
    assert client.get(reverse(ADD)).status_code == status


def test_nobody_but_an_editor_adds_a_set(town: Town, client: Client) -> None:
    for name in ("sofie", "mikkel", "hanne"):
        client.force_login(getattr(town.people, name))
        client.post(reverse(ADD), {"platform": town.platform.pk, "words": "a, b"})

    assert not SynonymSet.objects.exists()
