"""Ida opens, previews and publishes a page of advice in Wagtail's admin; nobody else may."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.blocks import TEXT_FEATURES
from cms.models import GuidancePage
from cms.models.platforms import PLAIN_TEXT
from tests.cast import Town
from tests.factories import make_platform

pytestmark = pytest.mark.django_db


def advice(town: Town, **changes: object) -> dict[str, object]:
    bands = town.platform.bands.filter(slug__in=["3-4-aar", "5-10-aar"])
    text = {"heading": "Hvorfor", "text": rich_text("<p>Ny tekst.</p>", features=TEXT_FEATURES)}
    fields = {
        "title": "Når barnet holder sig",
        "slug": "naar-barnet-holder-sig",
        "summary": "Kort.",
        "quick_answer": "Et nyt svar med æøå.",
        "body": streamfield([("text", text)]),
        "care": streamfield([("care", {"level": "doctor", "text": "Det gør ondt."})]),
        "search_terms": "",
        "reviewer": "Lise Holm",
        "reviewer_role": "børnelæge",
        "evidence": streamfield([("source", {"title": "En kilde", "url": "", "accessed_on": ""})]),
        "review_interval_months": "24",
        "update_kind": "minor",
        "change_note": "",
        "lix_exception": "",
        "seo_title": "",
        "search_description": "",
    }
    data = nested_form_data(fields | changes)
    return {"bands": [band.pk for band in bands]} | data


@pytest.fixture
def ida(town: Town, client: Client) -> Client:
    client.force_login(town.people.ida)
    return client


def editing(page_of_advice: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page_of_advice.pk])


def test_a_guide_is_opened_changed_and_published(town: Town, ida: Client) -> None:
    assert ida.get(editing(town.guide)).status_code == 200

    response = ida.post(editing(town.guide), advice(town) | {"action-publish": "1"})

    assert response.status_code == 302
    html = Client().get("/taet-og-toer/3-4-aar/naar-barnet-holder-sig/").content.decode()
    assert "Et nyt svar med æøå." in html
    assert "Ny tekst." in html


def test_a_draft_is_not_seen_by_citizens(town: Town, ida: Client) -> None:
    ida.post(editing(town.guide), advice(town))

    html = Client().get("/taet-og-toer/3-4-aar/naar-barnet-holder-sig/").content.decode()
    assert "Et nyt svar" not in html
    assert GuidancePage.objects.get().has_unpublished_changes


@pytest.mark.parametrize("missing", ["title", "quick_answer", "summary", "bands"])
def test_a_guide_is_not_published_without_its_parts(town: Town, ida: Client, missing: str) -> None:
    data = advice(town) | {missing: "", "action-publish": "1"}
    if missing == "bands":
        del data["bands"]

    response = ida.post(editing(town.guide), data)

    assert response.status_code == 200
    assert "Et nyt svar" not in GuidancePage.objects.get().quick_answer


def test_a_guide_needs_to_say_when_to_seek_help(town: Town, ida: Client) -> None:
    data = advice(town, care=streamfield([])) | {"action-publish": "1"}

    response = ida.post(editing(town.guide), data)

    assert response.status_code == 200
    assert "Et nyt svar" not in GuidancePage.objects.get().quick_answer


def test_a_guide_cannot_be_given_an_age_of_another_platform(town: Town, ida: Client) -> None:
    foreign = make_platform("soevn", "Søvn").platform.bands.first()

    response = ida.post(editing(town.guide), advice(town) | {"bands": [foreign.pk]})

    assert response.status_code == 200
    assert foreign not in GuidancePage.objects.get().bands.all()


def test_the_preview_shows_the_guide_though_its_address_tells_no_age(
    town: Town, ida: Client
) -> None:
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[town.guide.pk])

    assert ida.post(address, advice(town)).json() == {"is_valid": True, "is_available": True}
    html = ida.get(address).content.decode()

    assert "Et nyt svar med æøå." in html
    assert 'href="/taet-og-toer/3-4-aar/"' in html


def test_the_preview_may_stand_in_the_frame_beside_the_editor(town: Town, ida: Client) -> None:
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[town.guide.pk])
    ida.post(address, advice(town))

    policy = ida.get(address).headers["Content-Security-Policy"]

    assert "frame-ancestors 'self'" in policy


def test_a_guide_that_is_not_saved_yet_can_be_previewed(town: Town, ida: Client) -> None:
    address = reverse(
        "wagtailadmin_pages:preview_on_add", args=["cms", "guidancepage", town.page.pk]
    )

    assert ida.post(address, advice(town, slug="nyt")).json()["is_valid"]
    assert "Et nyt svar med æøå." in ida.get(address).content.decode()


def test_a_draft_whose_ages_are_gone_can_still_be_looked_at(town: Town, ida: Client) -> None:
    town.guide.bands.all().delete()

    response = ida.get(reverse("wagtailadmin_pages:view_draft", args=[town.guide.pk]))

    assert response.status_code == 200
    assert "Gå på toilettet på faste tider." in response.content.decode()


def test_the_front_page_of_a_platform_is_opened_and_published(town: Town, ida: Client) -> None:
    data = {
        "title": "Tæt og tør hver dag",
        "slug": "taet-og-toer",
        "platform": town.platform.pk,
        "question": "Mit barn er …",
        "intro": "Vælg en alder.",
        "promise": "",
        "younger": rich_text("<p>Vent.</p>", features=PLAIN_TEXT),
        "footer": rich_text("", features=PLAIN_TEXT),
        "band_texts": inline_formset([]),
        "seo_title": "",
        "search_description": "",
        "action-publish": "1",
    }
    data = nested_form_data(data)

    assert ida.get(editing(town.page)).status_code == 200
    assert ida.post(editing(town.page), data).status_code == 302
    assert Page.objects.get(pk=town.page.pk).title == "Tæt og tør hver dag"


@pytest.mark.parametrize(
    ("name", "status"),
    [
        pytest.param("ida", 200, id="ida edits"),
        pytest.param("jonas", 200, id="jonas may administer everything"),
        pytest.param("sofie", 302, id="sofie"),
        pytest.param("mikkel", 302, id="mikkel"),
        pytest.param("hanne", 302, id="hanne"),
        pytest.param(None, 302, id="anonymous"),
    ],
)
@pytest.mark.parametrize("what", ["guide", "platform page", "platform"])
def test_only_editors_open_the_desk(
    town: Town, client: Client, name: str | None, status: int, what: str
) -> None:
    addresses = {
        "guide": editing(town.guide),
        "platform page": editing(town.page),
        "platform": reverse("wagtailsnippets_cms_platform:edit", args=[town.platform.pk]),
    }
    if name:
        client.force_login(getattr(town.people, name))

    assert client.get(addresses[what]).status_code == status


def test_nobody_but_an_editor_changes_a_guide(town: Town, client: Client) -> None:
    for name in ("sofie", "mikkel", "hanne"):
        client.force_login(getattr(town.people, name))
        client.post(editing(town.guide), advice(town) | {"action-publish": "1"})

    assert GuidancePage.objects.get().quick_answer == "Gå på toilettet på faste tider. Giv ro."
